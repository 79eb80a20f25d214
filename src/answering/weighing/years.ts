/** Which years a passage speaks for, so that the aim of one year is never told as that of another. */
import type { ShelfEntry } from '../shelf/shelf.ts'

const YEAR = /(?<![\d./-])(20[2-6]\d)(?![\d/]|\.\d)/g
/** "5/2027", "31/12/2027": the year of a day. */
const DAY_YEAR = /\/(20[2-6]\d)(?!\d)/g
const TEN_YEARS = / (?:nam|den|toi|giai doan|tu|trong|het|vao|cuoi|dau|voi|va|moc) (?:nam |moc )?(20[2-6]\d)(?= )/g
/** "Hồ sơ từ năm 2020": where the thing begins, not the time asked about; a stretch has an end. */
const SINCE = / tu (?:nam )?(20[2-6]\d)(?! (?:den|toi|20\d\d))/g

/** The years a question names as time: not those inside the number of a paper. */
export function askedYears(asked: string): number[] {
  const stretch = askedStretch(asked)
  const named = [...asked.replace(SINCE, ' ').matchAll(TEN_YEARS)].map(([, year]) => Number(year))
  const [, one, other] = COMPARED.exec(asked) ?? []
  const compared = one && other ? [Number(one), Number(other)] : []
  const all = [...(stretch ? [stretch.from, stretch.to] : []), ...compared, ...named]
  return compared.length > 0 || stretch ? [...new Set(all)] : named
}

/** "2027 so với 2030": both, though no word of time stands before the first. */
const COMPARED = / (20[2-6]\d) (?:so voi|so sanh voi|voi|va|hay) (?:nam |moc |het nam |den nam )?(20[2-6]\d)(?= )/

const STRETCH = / (?:giai doan|ca|trong|tu|tu nam) (20[2-6]\d) (?:den |toi )?(?:nam )?(20[2-6]\d) /

/** "Giai đoạn 2026 - 2030": a stretch asked about as one. */
export function askedStretch(asked: string): { from: number; to: number } | null {
  const [, from, to] = STRETCH.exec(asked) ?? []
  return from && to && Number(from) < Number(to) ? { from: Number(from), to: Number(to) } : null
}

/** "Sang năm" with its year behind it, so that every rule on years reads it. */
export function withNextYear(asked: string, today: string): string {
  return asked.replace(/ sang nam (?!20\d\d |hoc )/g, ` sang nam ${Number(today.slice(0, 4)) + 1} `)
}

/** The same with years named by the day: "năm nay", "sang năm". */
export function yearsMeant(asked: string, today: string): number[] {
  const now = Number(today.slice(0, 4))
  const near = [
    ...(/ (?:nam nay|trong nam nay) /.test(asked) ? [now] : []),
    ...(/ (?:sang nam|nam (?:sau|toi|den)) /.test(asked) ? [now + 1] : []),
  ]
  return [...new Set([...askedYears(asked), ...near])]
}

/** First and last year of the passage, its headings and lead; else of the paper's title; null where neither names one. */
export function yearsOf({ passage, document, target, duty, row }: ShelfEntry): { from: number; to: number } | null {
  const words =
    row && !duty ? row.facts.map(({ heading, value, isTimed }) => (isTimed ? heading : value)).join(' ') : passage.quote
  const said = [words, passage.lead, row && !duty ? null : target?.phase, duty?.timeText].filter(Boolean).join(' ')
  const own = spanOf(said) ?? nearestHeading(passage.heading)
  const paper = spanOf(document.title ?? '')
  if (!own) return paper
  // An aim "đến năm 2030" is no aim of 2027; work "đến năm 2030" goes on in every year of the plan.
  if (target) return own
  return paper ? { from: Math.min(own.from, paper.from), to: own.to } : own
}

/** The years an aim names one by one: set for 2027 and 2030 it says nothing of 2028. */
function stretchesOf({ passage, target }: ShelfEntry): { from: number; to: number }[] {
  const said = [passage.quote, passage.lead, target?.phase].filter(Boolean).join(' ')
  const stretches = [...said.matchAll(/(20[2-6]\d)\s*(?:[-–—]|đến(?: năm)?)\s*(20[2-6]\d)/gu)]
  const single = [...said.matchAll(YEAR), ...said.matchAll(DAY_YEAR)]
  const due = single.length > 0 && /^20\d\d$/.test(target?.by ?? '') ? [Number(target?.by)] : []
  return [
    ...due.map((year) => ({ from: year, to: year })),
    ...stretches.map(([, from, to]) => ({ from: Number(from), to: Number(to) })),
    ...single.map(([, year]) => ({ from: Number(year), to: Number(year) })),
  ]
}

/** The heading nearest above that names years: "a) Giai đoạn 2026 - 2027" under the plan's own "2026 - 2030". */
function nearestHeading(headings: string): { from: number; to: number } | null {
  const [nearest] = headings
    .split(' › ')
    .reverse()
    .flatMap((heading) => spanOf(heading) ?? [])
  return nearest ?? null
}

function spanOf(text: string): { from: number; to: number } | null {
  const years = [...text.matchAll(YEAR), ...text.matchAll(DAY_YEAR)].map(([, year]) => Number(year))
  return years.length === 0 ? null : { from: Math.min(...years), to: Math.max(...years) }
}

/** The year asked for that the passage does not speak for; null when it speaks for all of them, or for no year. */
export function yearBeyond(asked: string, entry: ShelfEntry): number | null {
  const named = entry.target && !entry.row ? stretchesOf(entry) : []
  if (named.length > 0)
    return askedYears(asked).find((year) => !named.some(({ from, to }) => year >= from && year <= to)) ?? null
  const span = yearsOf(entry)
  if (!span) return null
  return askedYears(asked).find((year) => year < span.from || year > span.to) ?? null
}

/** Whether the passage, a heading of it or a column names one of the years itself. */
export function namesOneOf(years: readonly number[], { passage, row }: ShelfEntry): boolean {
  const said = [passage.quote, passage.lead, passage.heading, ...(row?.facts ?? []).map(({ heading }) => heading)].join(
    ' ',
  )
  return years.some((year) => said.includes(String(year)))
}

/** Whether the passage speaks for one of the years at least. */
export function speaksForOneOf(years: readonly number[], entry: ShelfEntry): boolean {
  const span = yearsOf(entry)
  return span === null || years.some((year) => year >= span.from && year <= span.to)
}
