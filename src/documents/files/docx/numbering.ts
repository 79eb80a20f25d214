/** The numbers Word makes itself: "I.", "1.2.", "a)", which stand in no text run yet are how a clause is cited. */
import { child, children, childValue, isOn, type XmlElement } from '../xml.ts'

type Level = { start: number; format: string; text: string; legal: boolean }
type Definition = { abstractId: string; levels: Map<number, Level>; starts: Map<number, number> }

export type Numbering = {
  /** Next label of that list and level, or null when the level shows none. Each call counts one paragraph. */
  next(numberingId: string, level: number): string | null
}

const DEEPEST_LEVEL = 8
const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]
const MAX_ROMAN = 4_000
const LETTERS = 26

/** Reads `word/numbering.xml`, given its `abstractNum` and `num` elements. */
export function readNumbering(elements: XmlElement[]): Numbering {
  const definitions = readDefinitions(elements)
  // Lists that share one abstract definition count on together, unless a start is overridden.
  const counters = new Map<string, number[]>()
  const restarted = new Set<string>()
  const next = (numberingId: string, level: number): string | null => {
    const definition = definitions.get(numberingId)
    const shape = definition?.levels.get(level)
    if (!definition || !shape || level > DEEPEST_LEVEL) return null
    const counts = counters.get(definition.abstractId) ?? []
    counters.set(definition.abstractId, counts)
    const override = definition.starts.get(level)
    const restartKey = `${numberingId}/${level}`
    if (override !== undefined && !restarted.has(restartKey)) {
      restarted.add(restartKey)
      counts[level] = override
    } else counts[level] = counts[level] === undefined ? shape.start : counts[level] + 1
    counts.length = level + 1
    return label(definition, level, counts)
  }
  return { next }
}

function readDefinitions(elements: XmlElement[]): Map<string, Definition> {
  const abstracts = new Map<string, XmlElement>()
  for (const element of elements) {
    if (element.name === 'abstractNum') abstracts.set(element.attributes.abstractNumId ?? '', element)
  }
  const definitions = new Map<string, Definition>()
  for (const element of elements.filter((candidate) => candidate.name === 'num')) {
    const abstractId = childValue(element, 'abstractNumId') ?? ''
    const levels = new Map(children(abstracts.get(abstractId), 'lvl').map(readLevel))
    const starts = new Map<number, number>()
    for (const override of children(element, 'lvlOverride')) {
      const level = Number(override.attributes.ilvl ?? 0)
      const start = childValue(override, 'startOverride')
      if (start !== undefined) starts.set(level, Number(start))
      const replaced = child(override, 'lvl')
      if (replaced) levels.set(...readLevel(replaced))
    }
    definitions.set(element.attributes.numId ?? '', { abstractId, levels, starts })
  }
  return definitions
}

function readLevel(element: XmlElement): [number, Level] {
  const level = {
    start: Number(childValue(element, 'start') ?? 1),
    format: childValue(element, 'numFmt') ?? 'decimal',
    text: childValue(element, 'lvlText') ?? '',
    legal: isOn(element, 'isLgl') ?? false,
  }
  return [Number(element.attributes.ilvl ?? 0), level]
}

function label(definition: Definition, level: number, counts: number[]): string | null {
  const shape = definition.levels.get(level)
  if (!shape || shape.format === 'none') return null
  if (shape.format === 'bullet') return /^[+*•–-]$/u.test(shape.text) ? shape.text : '-'
  const text = shape.text.replace(/%(\d)/g, (_, digit: string) => {
    const index = Number(digit) - 1
    const upper = definition.levels.get(index)
    const format = shape.legal ? 'decimal' : (upper?.format ?? 'decimal')
    return formatNumber(counts[index] ?? upper?.start ?? 1, format)
  })
  return text.trim() || null
}

function formatNumber(value: number, format: string): string {
  if (format === 'upperRoman') return toRoman(value)
  if (format === 'lowerRoman') return toRoman(value).toLowerCase()
  if (format === 'upperLetter') return toLetters(value)
  if (format === 'lowerLetter') return toLetters(value).toLowerCase()
  if (format === 'decimalZero') return String(value).padStart(2, '0')
  return String(value)
}

function toRoman(value: number): string {
  if (value < 1 || value >= MAX_ROMAN) return String(value)
  let rest = value
  let roman = ''
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      roman += sign
      rest -= worth
    }
  }
  return roman
}

/** Word goes on after Z with AA, BB, CC. */
function toLetters(value: number): string {
  if (value < 1 || value > LETTERS * 10) return String(value)
  const letter = String.fromCharCode('A'.charCodeAt(0) + ((value - 1) % LETTERS))
  return letter.repeat(Math.ceil(value / LETTERS))
}
