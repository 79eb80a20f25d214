/** Rows of tables with a column a year: the figure of the very year asked about, or of all years, or that the year is none of them. */
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { ofYears, type RowWords, sayRow, yearsIn } from '../../shelf/table-row.ts'
import { plain } from '../../typed/plain.ts'
import { isOfSameGroup, isOfSamePlace } from '../../weighing/near-words.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { coverage, indexText, type Terms, termsOf } from '../../weighing/terms.ts'
import { yearsMeant } from '../../weighing/years.ts'
import { sentence } from '../../wording.ts'
import { tellEntry } from '../clauses/telling.ts'
import type { Ranking } from '../lookup.ts'
import { isYearRow, rivalOf, THEY_DIFFER } from './two-figures.ts'

type YearRow = { entry: ShelfEntry; row: RowWords }
type Near = YearRow & { asked: number; named: number }

/** Words that say which year or that a figure is meant, on either side. */
const TIME_WORDS = new Set(
  'nam cuoi dau giua den het ty le so muc tong tang giam dat con keo hien toan xa phuong ke hoach chi tieu muc tieu'.split(
    ' ',
  ),
)
/** Least share of the question that the row's name must have, of the name that the question must have, and of both. */
const ASKED_SHARE = 0.6
const NAMED_SHARE = 0.4
const BOTH_SHARES = 1.25
/** Without a year only a row that is surely meant comes before what prose says. */
const SURELY = 1.7
/** Of two rows about as near neither is meant. */
const CLEARLY = 0.1
/** So much more of the question an aim in prose must have to be told before a row. */
const MORE = 0.15

const ASKS_ALL_YEARS = / (?:(?:cac|tung|theo|qua|moi|hang|nhung) nam|nam nao|lo trinh|phan ky) /
const FIGURES = new Set(['percent', 'money', 'count', 'figure'])
/** What was done so far, why, by whom or how is told by no table of aims. */
const ASKS_OTHER =
  / (?:vi sao|tai sao|ai|don vi nao|phong nao|lam sao(?! cho)|cach nao|giai phap|khi nao|bao gio|ngay nao|thang nao) /

export function lookUpYearRows(inquiry: Inquiry, ranking: Ranking): Outcome | null {
  const [shelf] = inquiry.shelves
  if (!shelf || inquiry.shelves.length !== 1 || !asksFigure(inquiry)) return null
  const years = yearsAsked(inquiry)
  const near = nearest(inquiry, shelf)
  if (!near || (years.length === 0 && !isSurelyMeant(inquiry, near))) return null
  const { row } = near
  if (inquiry.wants.includes('status')) return tellReached(near, years, findDesk(shelf))
  if (isSaidMoreFullyIn(ranking.get(shelf) ?? [], near, years)) return null
  const finding = tellRows(inquiry, near, { years, ranked: ranking.get(shelf) ?? [] })
  const desk = findDesk(shelf)
  const missing = years.filter((year) => !yearsIn(row).includes(year))
  if (missing.length === 0) return { kind: 'found', finding, desk }
  if (missing.length < years.length || isToldElsewhere(missing, ranking.get(shelf) ?? [])) return null
  const reason = `Văn bản không nêu nội dung này cho năm ${missing.join(', ')}, chỉ nêu:`
  return { kind: 'not_in_documents', desk, nearest: finding, missing: null, reason }
}

const REACHED = /^(?:TH|UTH|thực hiện|ước|hiện trạng|kết quả|đã đạt|đạt)(?!\p{L})/iu

/** What was reached is told from its own column; of another year that is said, with all the row has. */
function tellReached({ row, entry }: YearRow, years: readonly number[], desk: string): Outcome | null {
  const facts = row.facts.filter(({ heading }) => REACHED.test(heading))
  if (facts.length === 0) return null
  const reached = { ...row, facts }
  const isOfYears = years.every((year) => yearsIn(reached).includes(year))
  const finding = { lines: [sentence(sayRow(isOfYears ? reached : row))], citations: [citePassage(entry)] }
  if (isOfYears) return { kind: 'found', finding, desk }
  const reason = `Văn bản không có số liệu đã đạt của năm ${years.join(', ')}, chỉ có:`
  return { kind: 'not_in_documents', desk, nearest: finding, missing: null, reason }
}

/** An aim of the very year that has clearly more of the question, as where two figures are asked for. */
function isSaidMoreFullyIn(ranked: readonly Ranked[], { entry }: YearRow, years: readonly number[]): boolean {
  const own = ranked.find((each) => each.entry === entry)?.covered ?? 0
  const isOfYear = (by: string | null | undefined): boolean =>
    years.length > 0 && years.every((year) => by === `${year}`)
  return ranked.some(({ entry: other, covered }) => !other.row && isOfYear(other.target?.by) && covered >= own + MORE)
}

type Beside = { years: readonly number[]; ranked: readonly Ranked[] }

/** The row's figure, beside an aim of the paper that sets another for the same year. */
function tellRows(inquiry: Inquiry, { row, entry }: YearRow, { years, ranked }: Beside): Finding {
  const own = ranked.find((each) => each.entry === entry)
  const rival = own && years.length > 0 ? rivalOf(inquiry, own, ranked) : undefined
  const line = sentence(sayRow(ofYears(row, years)))
  if (!rival) return { lines: [line], citations: [citePassage(entry)] }
  return {
    lines: [tellEntry(inquiry, rival), line, THEY_DIFFER],
    citations: [citePassage(rival.entry), citePassage(entry)],
  }
}

function asksFigure({ asked, wants }: Inquiry): boolean {
  if (ASKS_OTHER.test(asked)) return false
  return wants.some((want) => FIGURES.has(want)) || / (?:chi tieu|muc tieu|the nao|ty le) /.test(asked)
}

function yearsAsked({ asked, full, turn }: Inquiry): number[] {
  const own = yearsMeant(asked, turn.today)
  return own.length > 0 ? own : yearsMeant(full, turn.today)
}

function isSurelyMeant({ asked }: Inquiry, { asked: share, named }: Near): boolean {
  return ASKS_ALL_YEARS.test(asked) || share + named >= SURELY
}

/** The row whose name the question gives; of two about as near neither. */
function nearest(inquiry: Inquiry, shelf: Shelf): Near | null {
  const rows = shelf.entries.flatMap((entry) => (entry.row && isYearRow(entry) ? [{ entry, row: entry.row }] : []))
  const terms = matter(inquiry)
  if (terms.words.length === 0) return null
  const [best, second] = rows
    .filter((each) => isOfKind(inquiry, each.row) && isOfThing(inquiry, each.entry))
    .map((each) => ({ ...each, ...shares(each.row, { inquiry, terms, shelf }) }))
    .filter(({ asked, named }) => asked >= ASKED_SHARE && named >= NAMED_SHARE && asked + named >= BOTH_SHARES)
    .sort((a, b) => b.asked + b.named - a.asked - a.named)
  if (!best) return null
  return second && best.asked + best.named < second.asked + second.named + CLEARLY ? null : best
}

function isOfThing({ whole, full }: Inquiry, entry: ShelfEntry): boolean {
  return isOfSamePlace(whole.said, entry) && isOfSameGroup(full, entry)
}

/** What is asked about, without words of time and of figures. */
function matter({ terms, contextTerms, asked }: Inquiry): Terms {
  const isMatter = (word: string): boolean => !TIME_WORDS.has(word) && !/^\d+$/.test(word)
  const nextYear = / sang nam /.test(asked)
  const isSaid = (word: string): boolean => isMatter(word) && !(nextYear && word === 'sang')
  const own = terms.words.filter(isSaid)
  const all = own.length === 0 && contextTerms ? contextTerms : terms
  const noun = / (?:bao nhieu|may) (\S+) /.exec(asked)?.[1]
  return { ...all, words: all.words.filter((word) => isSaid(word) && !(word === noun && UNITS.has(word))), pairs: [] }
}

/** Nouns that the unit of a row says as well. */
const UNITS = new Set('nguoi ho nha lop mo khu thon ha km tan cai chiec'.split(' '))

type Asking = { inquiry: Inquiry; terms: Terms; shelf: Shelf }

function shares(row: RowWords, { inquiry, terms, shelf }: Asking): { asked: number; named: number } {
  const name = indexText(row.name)
  const asked = coverage(terms, name, shelf.weigh).words
  const named = termsOf(plain(row.name), TIME_WORDS)
  const said = indexText(inquiry.contextTerms ? `${inquiry.whole.said} ${inquiry.full}` : inquiry.whole.said)
  const meant = [...terms.senses.values()].flat().flatMap(({ words }) => words)
  const has = coverage(named, { ...said, words: new Set([...said.words, ...meant]), marks: new Map() }, shelf.weigh)
  return { asked, named: has.words }
}

/** A share is asked of a row of shares, a number of things of a row that counts, money of a row of sums. */
function isOfKind({ asked, wants }: Inquiry, { facts }: RowWords): boolean {
  const values = facts.filter(({ isTimed }) => isTimed).map(({ value }) => value)
  const isShare = values.some((value) => value.includes('%'))
  if (wants.includes('percent')) return isShare
  if (wants.includes('money')) return values.some((value) => /đồng|tỷ|triệu/iu.test(value))
  const noun = / (?:bao nhieu|may) (\S+) /.exec(asked)?.[1]
  return !(isShare && noun !== undefined && UNITS.has(noun) && !/ (?:bao nhieu|may) \S+ (?:phan tram|%) /.test(asked))
}

/** Prose that names the year may tell what the table does not. */
function isToldElsewhere(years: readonly number[], ranked: readonly { entry: ShelfEntry; covered: number }[]): boolean {
  const best = ranked[0]?.covered ?? 0
  return ranked
    .slice(0, 8)
    .some(
      ({ entry, covered }) =>
        !entry.row && covered >= 0.8 * best && years.some((year) => entry.passage.quote.includes(String(year))),
    )
}
