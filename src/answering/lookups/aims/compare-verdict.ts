/** Which of several communes has more, or is due earlier: said only where every one has a figure or a day of one kind. */
import { neat } from '../../wording.ts'
import { AMOUNT } from '../money/funding-parts.ts'

/** `said`: the figure or day as the paper writes it. */
export type Measure = {
  kind: 'money' | 'share' | 'day'
  unit: string | null
  value: number
  said: string
  /** How many years a sum is for, where that is written. */
  years?: number | null
}
export type Measured = { name: string; measure: Measure | null }

const DIRECTIONS: [RegExp, { words: string; sign: 1 | -1; of: Measure['kind'][] }][] = [
  [/ (?:som|truoc) (?:hon|nhat) /, { words: 'sớm', sign: -1, of: ['day'] }],
  [/ (?:muon|tre|cham|sau) (?:hon|nhat) /, { words: 'muộn', sign: 1, of: ['day'] }],
  [/ (?:thap|it|nho) (?:hon|nhat) /, { words: 'thấp', sign: -1, of: ['money', 'share'] }],
  [/ nhieu (?:hon|nhat) /, { words: 'nhiều', sign: 1, of: ['money', 'share'] }],
  [/ (?:cao|lon) (?:hon|nhat) /, { words: 'cao', sign: 1, of: ['money', 'share'] }],
]

/** Whether the question asks which of them comes first or has most. */
export function asksVerdict(asked: string): boolean {
  return DIRECTIONS.some(([pattern]) => pattern.test(asked))
}

/** Whether it asks whose day comes first. */
export function asksEarlier(asked: string): boolean {
  return DIRECTIONS.some(([pattern, { of }]) => of.includes('day') && pattern.test(asked))
}

/** "Xã Bình Phú nhiều nhất (38 tỷ đồng)."; null where they cannot be held against one another. */
export function verdictOf(asked: string, each: readonly Measured[]): string | null {
  const direction = DIRECTIONS.find(([pattern]) => pattern.test(asked))?.[1]
  const known = each.flatMap(({ name, measure }) => (measure ? [{ name, ...measure }] : []))
  const [any] = known
  if (!direction || !any || known.length !== each.length || known.length < 2) return null
  if (!direction.of.includes(any.kind) || known.some(({ kind, unit }) => kind !== any.kind || unit !== any.unit))
    return null
  const sorted = known.toSorted((a, b) => direction.sign * (b.value - a.value))
  const [first, second] = sorted
  if (!first || !second) return null
  if (sorted.every(({ value }) => value === first.value))
    return any.kind === 'day' ? 'Các nơi này cùng hạn.' : `Các nơi này ghi cùng con số: ${first.said}.`
  if (first.value === second.value) return null
  const spans = new Set(known.map(({ years }) => years ?? null))
  const note = any.kind === 'money' && spans.size > 1 ? ' Các số tiền này tính cho số năm khác nhau.' : ''
  return `${first.name} ${direction.words} ${known.length > 2 ? 'nhất' : 'hơn'} (${first.said}).${note}`
}

/** The first sum of a text that states a total, in đồng; the paper's title says for which years where the text does not. */
export function sumOf(text: string, title: string): Measure | null {
  const said = AMOUNT.exec(text)?.[0]
  if (!said) return null
  const scale = /t[ỷỉ]/iu.test(said) ? 1e9 : /triệu/iu.test(said) ? 1e6 : 1
  const digits = (/^[\d.,]+/.exec(said)?.[0] ?? '').replace(/\.(?=\d{3}(?:\D|$))/g, '').replace(',', '.')
  const isWhole = scale === 1 && !/đồng/iu.test(said)
  return {
    kind: 'money',
    unit: 'đồng',
    value: Number(digits) * scale,
    said: isWhole ? `${said} đồng` : said,
    years: spanIn(text) ?? spanIn(title),
  }
}

/** The one day of the year that a rule names; null for several, for none, and for days of a month. */
export function dayOf(dueText: string): Measure | null {
  const days = [...neat(dueText).matchAll(/(\d{1,2})\s*(?:\/|\s+tháng\s+)\s*(\d{1,2})(?!\d)/gu)]
  const [only] = days
  if (!only || days.length > 1) return null
  const value = Number(only[2]) * 100 + Number(only[1])
  return { kind: 'day', unit: null, value, said: neat(dueText) }
}

function spanIn(text: string): number | null {
  const [, from, to] = /(20\d\d)\s*(?:[-–—]|đến(?: năm)?)\s*(20\d\d)/u.exec(text) ?? []
  if (from && to) return Number(to) - Number(from) + 1
  return /năm\s+20\d\d/iu.test(text) ? 1 : null
}
