/** Money: the amount exactly as in the source with its words, where it comes from, or that no amount is written. */

import { fold } from '../../../language/text.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { withoutNames } from '../../question/scope.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { UNIT_ABOVE } from '../../shelf/sum-rows.ts'
import { askedShareOf, isShareOf } from '../../weighing/asked-kind.ts'
import { covers, type Ranked } from '../../weighing/rank.ts'
import { indexText, type Terms, termsOf } from '../../weighing/terms.ts'
import { askedStretch, askedYears } from '../../weighing/years.ts'
import { documentName, neat, sentence } from '../../wording.ts'
import type { Ranking } from '../lookup.ts'
import {
  ABOUT_FUNDING,
  ASKS_AMOUNT,
  ASKS_OF_SOURCES,
  ASKS_SOURCE,
  BY_YEAR,
  COUNTS_THINGS,
  isOtherMoney,
} from './asks-money.ts'
import { tellExtremeYears } from './extreme-years.ts'
import { partSum, withBeside } from './funding-asked.ts'
import { tellItem } from './funding-items.ts'
import {
  AMOUNT,
  ASKS_PARTS,
  isSplit,
  isTotal,
  sayAmount,
  tellParts,
  tellTotalAbove,
  totalAbove,
} from './funding-parts.ts'
import { askedSources, sourcesIn, tellSourcePart } from './funding-sources.ts'
import { notSplit, tellOfYears } from './funding-years.ts'
import { tellItemBySource, tellYearBySource } from './item-by-source.ts'

export function lookUpFunding(inquiry: Inquiry, ranking: Ranking): Outcome | null {
  const { shelves, whole } = inquiry
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1) return null
  const names = shelves.map(({ register }) => register.commune.name)
  const ranked = ranking.get(shelf) ?? []
  const { sum, beside } = partSum(inquiry.asked, whole.said)
  const told = tellMoney(inquiry, { asked: withoutNames(sum, names), shelf, ranked })
  if (!beside || told?.kind !== 'found') return told
  return { ...told, finding: withBeside(inquiry, told.finding, { beside, ranked, shelf }) }
}

type Asking = { asked: string; shelf: Shelf; ranked: Ranked[] }

function tellMoney(inquiry: Inquiry, { asked, shelf, ranked }: Asking): Outcome | null {
  if (!(ABOUT_FUNDING.test(inquiry.full) || ASKS_OF_SOURCES.test(asked)) || isOtherMoney(asked)) return null
  const extremes = tellExtremeYears(shelf, asked)
  if (extremes) return extremes
  const parts = ASKS_PARTS.test(asked) ? tellParts(amountsIn(shelf)) : null
  if (parts) return { kind: 'found', finding: parts, desk: findDesk(shelf) }
  if (ASKS_SOURCE.test(asked)) return tellSource(shelf, ranked)
  if (!ASKS_AMOUNT.test(asked) || COUNTS_THINGS.test(asked)) return null
  const isOfSums = inquiry.wants.some((want) => want === 'money' || want === 'count') || BY_YEAR.test(asked)
  if (!isOfSums && termsOf(asked, FUNDING_WORDS).words.length > 0) return null
  const [sources, years] = [askedSources(asked), yearsOfSum(asked)]
  const isOfWhole = topicOf(asked, shelf).words.every((word) => SOURCE_WORDS.has(word))
  const cells = isOfWhole ? tellYearBySource(shelf, { sources: sourcesIn(asked), years }) : null
  if (cells) return cells
  const item = tellItemBySource(shelf, { sources, years, asked: inquiry.asked })
  if (item) return item
  const part = tellSourcePart(shelf, { sources, years, amounts: amountsIn(shelf) })
  return part ?? tellAmount(asked, shelf)
}

/** Words that name a source and no item. */
const SOURCE_WORDS = new Set(
  'tinh trung uong xa hoi hoa dan ba con nhan cong dong doanh nghiep gop nguon ho tro cap rot ve khac nhau chenh minh phan'.split(
    ' ',
  ),
)

/** The years a sum is asked of; a stretch ("giai đoạn 2026 - 2030") is the whole of them. */
function yearsOfSum(asked: string): number[] {
  return askedStretch(asked) ? [] : askedYears(asked)
}

/** Words of a funding question that name no item of their own. */
const FUNDING_WORDS = new Set(
  'kinh phi tong tien von ngan sach chi dong ty trieu nghin so muc du kien nhu cau thuc hien lam ke hoach de an nghi quyet chuyen doi so het ton can bo ra danh cho chia nam giai doan theo tung hang moi rieng xa phuong'.split(
    ' ',
  ),
)

/** The amount whose sentence covers the item asked about; none when the question names no item. */
function byTopic(amounts: ShelfEntry[], topic: Terms, shelf: Shelf): { entry: ShelfEntry | null } {
  if (topic.words.length === 0) return { entry: null }
  const scored = amounts
    .map((entry) => ({ entry, covered: covers(topic, entry, shelf.weigh) }))
    .map(({ entry, covered }) => ({ entry, words: covered.words, score: covered.words + covered.pairs }))
    .sort((a, b) => b.score - a.score)
  const [best] = scored
  return { entry: best && best.words >= 0.5 ? best.entry : null }
}

/** What the money is for: the question's words without those of money, of the paper and of the commune. */
function topicOf(asked: string, shelf: Shelf): Terms {
  return termsOf(
    asked,
    new Set([...FUNDING_WORDS, ...shelf.titleWords, ...indexText(shelf.register.commune.name).words]),
  )
}

function tellAmount(asked: string, shelf: Shelf): Outcome | null {
  const amounts = amountsIn(shelf)
  const topic = topicOf(asked, shelf)
  const desk = findDesk(shelf)
  const item = tellItem(shelf, { amounts, topic, asked })
  if (item) return { kind: 'found', finding: item, desk }
  const ofYears = tellOfYears(shelf, { years: yearsOfSum(asked), amounts, topic })
  if (ofYears) return ofYears
  const one = askedShareOf(asked)
  const found = byTopic(amounts, topic, shelf)
  const best = found.entry && one && !isShareOf(one, found.entry.passage.quote) ? { entry: null } : found
  if (!best.entry && one) return { kind: 'not_in_documents', desk, nearest: null, missing: 'amount' }
  const phased = BY_PHASE.test(asked) ? amounts.find(({ passage }) => isSplit(passage.quote)) : undefined
  if (phased) return { kind: 'found', finding: { lines: [sayAmount(phased)], citations: [citePassage(phased)] }, desk }
  const asksTotal = (topic.words.length <= 2 && !BUYS.test(asked)) || / (?:tong|tat ca) /.test(asked)
  if (!best.entry && !asksTotal) return null
  if (!best.entry) return tellWhole(asked, { shelf, amounts, topic })
  return tellSum(asked, { shelf, amounts, entry: best.entry })
}

/** What is bought or built is one thing, of which the whole sum tells nothing. */
const BUYS = / (?:mua|sam|thue|xay|sua|lap dat|trang bi|nang cap) /

type Sums = { shelf: Shelf; amounts: ShelfEntry[] }

/** The whole of it, where the question names no item that a sum is told of. */
function tellWhole(asked: string, { shelf, amounts, topic }: Sums & { topic: Terms }): Outcome {
  const desk = findDesk(shelf)
  const entry = amounts.find(isTotal) ?? amounts.find((each) => totalAbove(each) !== null) ?? amounts.find(isOfFunding)
  if (!entry) return { kind: 'not_in_documents', desk, nearest: null, missing: 'amount' }
  // One of the parts is no answer for the whole.
  const isAbove = totalAbove(entry) !== null
  const whole = isAbove ? (/ (?:tong|tat ca|ca thay) /.test(asked) ? tellTotalAbove(entry) : tellParts(amounts)) : null
  if (whole) return { kind: 'found', finding: { ...whole, ...notSplit(shelf, yearsOfSum(asked)) }, desk }
  // A sum of the whole is no answer for one of its parts: it is told as what it is.
  if (namesAPart(topic, shelf) && !/ (?:tong|tat ca|toan bo) /.test(asked)) {
    const nearest = { lines: [sayAmount(entry)], citations: [citePassage(entry)] }
    return { kind: 'not_in_documents', desk, nearest, missing: 'amount', reason: NO_SUM_OF_ITS_OWN }
  }
  return tellSum(asked, { shelf, amounts, entry })
}

function tellSum(asked: string, { shelf, amounts, entry }: Sums & { entry: ShelfEntry }): Outcome {
  const isOfYear = yearsOfSum(asked).some((year) => entry.passage.quote.includes(String(year)))
  const split = BY_YEAR.test(asked) && !isOfYear && amounts.length === 1 ? ('yearly_split' as const) : undefined
  return {
    kind: 'found',
    finding: { lines: [sayAmount(entry)], citations: [citePassage(entry)], missing: split },
    desk: findDesk(shelf),
  }
}

const BY_PHASE = / (?:tung|moi|cac|theo|hai|2|chia) (?:\S+ )?(?:giai doan|nam) | phan ky /

const NO_SUM_OF_ITS_OWN = 'Văn bản không nêu số tiền riêng cho việc này, chỉ nêu:'

/** Two neighbouring words of the question that stand so in the documents name a part of the work. */
function namesAPart({ pairs, words }: Terms, shelf: Shelf): boolean {
  return pairs.some(
    (pair) =>
      pair.split(' ').every((word) => words.includes(word)) && shelf.entries.some(({ body }) => body.pairs.has(pair)),
  )
}

function isOfFunding({ passage }: ShelfEntry): boolean {
  return /kinh phí|nguồn lực|tài chính/iu.test(passage.heading)
}

/** Passages that name an amount of money for the plan itself, total needs first. */
export function amountsIn(shelf: Shelf): ShelfEntry[] {
  return shelf.entries
    .filter((entry) => entry.passage.kind !== 'head' && (AMOUNT.test(entry.passage.quote) || isRowOfSums(entry)))
    .sort((a, b) => Number(isTotal(b)) - Number(isTotal(a)) || Number(isOfFunding(b)) - Number(isOfFunding(a)))
}

function isRowOfSums({ passage, row, text, duty }: ShelfEntry): boolean {
  if (text.endsWith(UNIT_ABOVE)) return true
  const [first] = passage.cells ?? []
  const isOfMoney = /kinh phí|nguồn|vốn|dự toán|ngân sách/iu.test(`${passage.heading} ${first?.heading ?? ''}`)
  return row !== null && duty === null && isOfMoney && AMOUNT.test(text)
}

function tellSource(shelf: Shelf, ranked: Ranked[]): Outcome | null {
  const ofFunding = ({ entry }: Ranked): number =>
    Number(/kinh phí|tài chính|nguồn lực|ngân sách/iu.test(entry.passage.heading))
  const sources = ranked
    .filter(({ entry }) => isSource(entry))
    .sort((a, b) => ofFunding(b) - ofFunding(a))
    .slice(0, 2)
  const [best] = sources
  if (!best) return null
  const heading = ofFunding(best) > 0 ? best.entry.passage.heading : null
  const chosen = sources.filter(
    (each) =>
      each === best ||
      each.entry.passage.heading === heading ||
      (each.score >= 0.7 * best.score && ofFunding(each) === ofFunding(best)),
  )
  const lines = chosen.map(({ entry }) => sentence(neat(entry.passage.quote)))
  if (amountsIn(shelf).length === 0) lines.push('Văn bản không nêu số tiền cụ thể.')
  const citations = chosen.map(({ entry }) => citePassage(entry))
  return { kind: 'found', finding: { lines, citations }, desk: findDesk(shelf) }
}

function isSource({ passage }: ShelfEntry): boolean {
  const said = fold(passage.quote)
  return (
    /ngan sach|nguon von|nguon kinh phi|xa hoi hoa|nguon luc hop phap|kinh phi/.test(said) &&
    /tu |nguon|bao dam|ho tro|huy dong|bo tri/.test(said)
  )
}

/** One line a commune for a comparison, with the total where one is stated. */
export type FundingLine = { line: string; entry: ShelfEntry | null; total: string | null }

export function compareFunding(shelf: Shelf): FundingLine {
  const amounts = amountsIn(shelf)
  const entry = amounts.find(isTotal) ?? amounts.find((each) => totalAbove(each) !== null) ?? amounts[0]
  const name = shelf.register.commune.name
  if (entry) {
    const isStated = isTotal(entry) || totalAbove(entry) !== null
    const said = isTotal(entry) || !isStated ? sayAmount(entry) : (tellTotalAbove(entry).lines[0] ?? '')
    return { line: `${capital(name)}: ${said}`, entry, total: isStated ? said : null }
  }
  const source = shelf.entries.find(isSource)
  const [document] = shelf.documents
  const paper = document ? documentName(shelf, document) : 'văn bản'
  return {
    line: `${capital(name)}: không nêu số tiền${source ? ', chỉ nêu nguồn kinh phí' : ''} (${paper}).`,
    entry: source ?? null,
    total: null,
  }
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
