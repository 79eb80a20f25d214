/** Roman numbers of headings as recognition slips on them: "IH." for "III.", "I." where the paper has "II.". */
import type { PageLayout, PagePart } from '../layout/page-marks.ts'

const HEADING_NUMBER = /^([IVXHl|1]{1,5})([.,])\s+(?=\p{Lu}[\p{Lu}\s,]{3})/u
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV']

const MIN_PROOF = 3

type Place = { read(): string; write(text: string): void }

/** Mends the numbers of capital headings, in the layouts themselves: first their letters, then what the sequence proves. */
export function mendRomanNumbers(layouts: PageLayout[]): void {
  const headings = layouts
    .flatMap((layout) => layout.parts.flatMap(places))
    .map((place) => ({ place, value: romanValue(HEADING_NUMBER.exec(place.read())?.[1]) }))
    .filter((heading) => heading.value > 0)
  restoreStrokes(headings)
  for (const { place, value } of headings) {
    place.write(place.read().replace(HEADING_NUMBER, `${ROMAN[value - 1]}. `))
  }
}

/** Strokes lost between an "I" and a number that counts the headings from there prove what those between must be. */
function restoreStrokes(headings: { value: number }[]): void {
  headings.forEach(({ value }, at) => {
    const first = at - value + 1
    if (value < MIN_PROOF || first < 0) return
    const series = headings.slice(first, at)
    const isSeries = series.every((heading, index) => heading.value <= index + 1) && series[0]?.value === 1
    if (isSeries) for (const [index, heading] of series.entries()) heading.value = index + 1
  })
}

/** Where a heading may stand: the start of a line, or the first cell of a row. */
function places(part: PagePart): Place[] {
  if (part.kind === 'lines') {
    return part.lines.map((line) => ({
      read: () => line.text,
      write: (text) => {
        line.text = text
      },
    }))
  }
  return part.rows.map((row) => ({
    read: () => row[0] ?? '',
    write: (text) => {
      row[0] = text
    },
  }))
}

/** Value of a number once its letters are what they must be; 0 when it is none. A lone "1" is an ordinary number. */
function romanValue(read: string | undefined): number {
  if (!read || read === '1') return 0
  const mended = read.replace(/[l|1]/g, 'I').replace(/H/g, 'II')
  // No number has four strokes: "IHI" is "III" with its serifs grown together.
  return ROMAN.indexOf(mended.replace(/^I{4,}$/, 'III')) + 1
}
