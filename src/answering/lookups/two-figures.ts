/** One thing with two figures in one paper: both are told, and that they differ. */
import type { Inquiry } from '../inquiry.ts'
import type { Ranked } from '../rank.ts'
import type { ShelfEntry } from '../shelf.ts'
import { termsOf } from '../terms.ts'
import { yearsOf } from '../years.ts'

const PERCENT = /(\d+(?:,\d+)?)\s?%/g
const TIME = /(?:quý\s+(?:[ivx]+|\d)|tháng\s+\d+|20\d\d)(?!\p{L})/gu
const LEAST_WORDS = 4
const OF_SHORTER = 0.8
const OF_LONGER = 0.6

export const THEY_DIFFER = 'Hai chỗ của văn bản ghi hai con số khác nhau cho việc này.'

/** The passage that sets another share for the same thing and the same time; undefined where none does. */
export function rivalOf({ wants }: Inquiry, best: Ranked, ranked: readonly Ranked[]): Ranked | undefined {
  if (!wants.includes('percent') && !wants.includes('figure')) return undefined
  const own = figureOf(best.entry)
  if (own === null) return undefined
  return ranked.find(({ entry }) => {
    const other = figureOf(entry)
    return other !== null && other !== own && isOfSameTime(best.entry, entry) && isSameThing(best.entry, entry)
  })
}

/** The one share a passage sets; null where it sets none or several. */
function figureOf({ text }: ShelfEntry): string | null {
  const figures = new Set([...text.matchAll(PERCENT)].map(([, figure = '']) => figure))
  const [only] = figures
  return figures.size === 1 && only !== undefined ? only : null
}

function isOfSameTime(one: ShelfEntry, other: ShelfEntry): boolean {
  if (one.document !== other.document || timesOf(one) !== timesOf(other)) return false
  const [a, b] = [yearsOf(one), yearsOf(other)]
  return a?.from === b?.from && a?.to === b?.to
}

/** The times a passage, its lead and the heading right above name. */
function timesOf({ text, passage }: ShelfEntry): string {
  const said = `${text} ${passage.lead ?? ''} ${passage.heading.split(' › ').at(-1) ?? ''}`
  return [...new Set(said.toLowerCase().match(TIME))].sort().join()
}

function isSameThing(one: ShelfEntry, other: ShelfEntry): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const shared = [...a].filter((word) => b.has(word)).length
  const [shorter, longer] = [Math.min(a.size, b.size), Math.max(a.size, b.size)]
  return shared >= LEAST_WORDS && shared >= OF_SHORTER * shorter && shared >= OF_LONGER * longer
}

function wordsOf({ plainText }: ShelfEntry): Set<string> {
  return new Set(termsOf(plainText).words.filter((word) => !/\d/.test(word)))
}
