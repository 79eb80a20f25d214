/** Orders a shelf's entries by how well they answer: words covered, kind of thing held, unit and numbers matched. */
import { unitKey } from '../../language/units.ts'
import { type Inquiry, isUnder } from '../question/inquiry.ts'
import { holds, type Want } from '../question/wants.ts'
import type { Shelf, ShelfEntry } from '../shelf/shelf.ts'
import { coverage, coverageUnder, indexText, type Terms, type Weigh } from './terms.ts'

export type Ranked = {
  entry: ShelfEntry
  shelf: Shelf
  score: number
  /** Share of the question's telling words found in the passage or, at a discount, in its headings. */
  covered: number
}

/** What retrieval said of a passage, by `documentId/position`: 1 for the best hit, falling to 0. */
export type Retrieved = ReadonlyMap<string, number>

const CONTEXT_SHARE = 0.35
/** A question reads as asking for several kinds of number at once: holding them all says little more than holding one. */
const MAX_HELD = 1.5
/** Wants that a passage must visibly hold to answer. */
const VISIBLE: Want[] = ['percent', 'money', 'date', 'count', 'figure']

export function rank(inquiry: Inquiry, shelf: Shelf, retrieved: Retrieved): Ranked[] {
  const numbers = inquiry.asked.match(/\d+(?:[.,/]\d+)*%?/g) ?? []
  const wanted = VISIBLE.filter((want) => inquiry.wants.includes(want))
  return shelf.entries
    .map((entry): Ranked => {
      const own = covers(inquiry.terms, entry, shelf.weigh)
      const context = inquiry.contextTerms ? covers(inquiry.contextTerms, entry, shelf.weigh) : null
      const covered = context ? blend(own, context, inquiry) : own.words
      const pairs = context ? own.pairs + CONTEXT_SHARE * context.pairs : own.pairs
      const score =
        covered +
        0.7 * pairs +
        0.5 * (retrieved.get(placeOf(entry)) ?? 0) +
        0.3 * Math.min(MAX_HELD, wanted.filter((want) => holds(want, entry, inquiry.asked)).length) +
        0.25 * share(numbers, `${entry.text} ${entry.passage.heading} ${entry.document.title ?? ''}`) +
        unitBonus(inquiry, entry) +
        kindBonus(inquiry, entry) +
        sectionBonus(inquiry, entry)
      return { entry, shelf, score, covered }
    })
    .sort((a, b) => b.score - a.score)
}

export function placeOf({ passage }: ShelfEntry): string {
  return `${passage.documentId}/${passage.position}`
}

type Cover = { words: number; pairs: number }

function blend(own: Cover, context: Cover, { terms, contextTerms }: Inquiry): number {
  const ownTerms = terms.words.length
  const all = ownTerms + CONTEXT_SHARE * (contextTerms?.words.length ?? 0)
  return all === 0
    ? 0
    : (own.words * ownTerms + CONTEXT_SHARE * context.words * (contextTerms?.words.length ?? 0)) / all
}

export function covers(terms: Terms, entry: Pick<ShelfEntry, 'body' | 'heading'>, weigh: Weigh): Cover {
  return coverageUnder(terms, entry, weigh)
}

function share(numbers: string[], text: string): number {
  if (numbers.length === 0) return 0
  const squeezed = text.replace(/(\d)\s+%/g, '$1%')
  return numbers.filter((number) => squeezed.includes(number)).length / numbers.length
}

/** A unit's own matter stands under its heading, in its row, or begins with its name. */
function unitBonus({ unit }: Inquiry, { passage, duty }: ShelfEntry): number {
  if (!unit) return 0
  const inRow = duty ? [...duty.lead, ...duty.coordinating].some((name) => unit.keys.includes(unitKey(name))) : false
  if (inRow) return 0.25
  return isUnder(unit, passage) ? 0.25 : 0
}

/** Lines that close, introduce or put in force say nothing of the matter itself. */
const BOILERPLATE =
  /^\W*(?:trên đây là|nghị quyết này|quyết định này|kế hoạch này (?:thay|có)|kèm theo|ban hành kèm|\(kèm|căn cứ (?:luật|nghị|quyết|thông|kế)|như sau)/iu
/** A title or heading alone answers nothing. */
function isBareHeading(quote: string): boolean {
  return !/\d/.test(quote) && quote.trim().split(/\s+/).length <= 4
}

const ASKS_PURPOSE = / (?:de lam gi|muc dich|loi (?:gi|ich)|duoc gi|tai sao|vi sao) /
const PURPOSE = /m[ụu]c đích|mục tiêu (?:chung|tổng quát)/iu
const ASKS_AIM = / (?:chi tieu|muc tieu|phan dau|dat ra|dat con so) /

function kindBonus({ wants, asked }: Inquiry, { passage, target }: ShelfEntry): number {
  if (passage.kind === 'recipients' || passage.kind === 'sign') return -0.6
  if (isBareHeading(passage.quote)) return -0.7
  if (passage.kind === 'head') return -0.15
  if (BOILERPLATE.test(passage.quote)) return -0.35
  if (ASKS_PURPOSE.test(asked) && PURPOSE.test(passage.heading)) return 0.4
  const asksAim = wants.includes('percent') || wants.includes('figure') || ASKS_AIM.test(asked)
  return target && asksAim ? 0.15 : 0
}

/** How well a stretch of text alone covers the question: words and pairs, the leaned-on question at a discount. */
export function coverageOf(terms: Terms, context: Terms | null, text: string, weigh: Weigh): number {
  const indexed = indexText(text)
  const own = coverage(terms, indexed, weigh)
  const other = context ? coverage(context, indexed, weigh) : { words: 0, pairs: 0 }
  return own.words + own.pairs + CONTEXT_SHARE * (other.words + other.pairs)
}

const SECTION = / (?:muc|phan|dieu|chuong) (i{1,3}|iv|vi{0,3}|ix|x|\d{1,2}) /
const ROMAN = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']

/** "mục IV", typed "mục 4" as well. */
export function askedSection(asked: string): string | null {
  const said = SECTION.exec(asked)?.[1]
  if (!said) return null
  return /\d/.test(said) ? (ROMAN[Number(said)] ?? null) : said
}

function sectionBonus({ asked }: Inquiry, { passage }: ShelfEntry): number {
  const section = askedSection(asked)
  return section && passage.cite.toLowerCase().split('.')[0] === section ? 0.5 : 0
}
