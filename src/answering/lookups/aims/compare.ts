/** The same thing in several communes, one line each, every fact under its commune's name. */
import { findContact } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { withoutNames } from '../../question/scope.ts'
import { cite, citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import type { Citation } from '../../turn.ts'
import { plain } from '../../typed/plain.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { neat } from '../../wording.ts'
import { holdersFirst, primaryWant } from '../clauses/borne-out.ts'
import { tellEntry } from '../clauses/telling.ts'
import { asksAppendix, asksRow, bestRow, countAppendix } from '../duties/appendix.ts'
import { tellRow } from '../duties/duty-row.ts'
import type { Ranking } from '../lookup.ts'
import { asksFunding } from '../money/asks-money.ts'
import { amountsIn, compareFunding } from '../money/funding.ts'
import { totalAbove } from '../money/funding-parts.ts'
import { asksPaper, comparePapers } from '../papers/cited-documents.ts'
import { asksPeriodOf, periodOf } from '../papers/whole-paper.ts'
import { readCadence, sayCadence } from '../reports/cadence.ts'
import { asksReportRule } from '../reports/reports.ts'
import { asksEarlier, asksVerdict, dayOf, type Measure, sumOf, verdictOf } from './compare-verdict.ts'

/** `has`: the commune's papers hold the very thing asked for. */
type Line = { text: string; citations: Citation[]; has?: boolean; measure?: Measure | null }

function asksWhich(asked: string): boolean {
  return / (?:xa|phuong|noi|ben|dau) nao | cai nao /.test(asked)
}

const ASKS_CONTACT = / (?:dau moi|thuong truc|don vi nao dieu phoi|ai dieu phoi|lien he don vi nao) /
const ABOUT_APPENDIX = / phu luc | (?:bao nhieu|may) nhiem vu /
const SUPPORT = 0.3
const MAX_LINES_CHARS = 1_500

export function lookUpComparison(inquiry: Inquiry, ranking: Ranking): Outcome | null {
  const { shelves, scope } = inquiry
  if (shelves.length < 2 || scope.how === 'unknown' || scope.how === 'own') return null
  const compared = shelves.map((shelf) => compareOne(inquiry, shelf, ranking.get(shelf) ?? []))
  // "Xã nào…": those that have it come first.
  const lines = asksWhich(inquiry.asked) ? compared.toSorted((a, b) => Number(b.has) - Number(a.has)) : compared
  if (lines.every(({ citations }) => citations.length === 0)) return null
  const verdict = judge(inquiry, ranking, compared)
  const same = verdict ? null : sameDates(inquiry)
  const finding: Finding = {
    lines: [...(verdict ? [verdict] : []), ...shorten(lines.map(({ text }) => text)), ...(same ? [same] : [])],
    citations: lines.flatMap(({ citations }) => citations),
  }
  return { kind: 'found', finding: premise(inquiry, finding), desk: null }
}

function compareOne(inquiry: Inquiry, shelf: Shelf, ranked: Ranked[]): Line {
  const asked = withoutNames(
    inquiry.asked,
    inquiry.shelves.map(({ register }) => register.commune.name),
  )
  const name = capital(shelf.register.commune.name)
  if (asksFunding(asked) || asksMoreMoney(asked)) return compareMoney(shelf)
  const whole = compareWholes(inquiry, shelf, name)
  if (whole) return whole
  if (asksReports(inquiry)) return compareReports(inquiry, shelf, name)
  const row = asksRow(asked) ? bestRow(inquiry, shelf) : null
  if (row) return { text: `${name}: ${tellRow(inquiry, row)}`, citations: [citePassage(row)] }
  if (!asksRow(asked) && (ABOUT_APPENDIX.test(asked) || asksAppendix(asked))) {
    const count = countAppendix(shelf, false)
    return count
      ? { text: `${name}: ${count.lines[0] ?? ''}`, citations: count.citations }
      : none(name, 'không có phụ lục nhiệm vụ')
  }
  if (ASKS_CONTACT.test(asked)) {
    const { desk, entry } = findContact(shelf)
    return entry ? { text: `${name}: ${desk}.`, citations: [citePassage(entry)] } : compareContactless(shelf, name)
  }
  return comparePassages(inquiry, name, ranked)
}

function compareMoney(shelf: Shelf): Line {
  const { line, entry, total } = compareFunding(shelf)
  const citations = entry ? [citePassage(entry, totalAbove(entry) ?? entry.passage.quote)] : []
  const title = shelf.documents[0]?.title ?? ''
  return { text: line, citations, has: amountsIn(shelf).length > 0, measure: total ? sumOf(total, title) : null }
}

/** Of the papers as wholes: their years, and what they rest on. */
function compareWholes(inquiry: Inquiry, shelf: Shelf, name: string): Line | null {
  const { asked } = inquiry
  if (asksPeriodOf(asked)) {
    const years = periodOf(shelf)
    return years
      ? { text: `${name}: ${years.lines.join(' ')}`, citations: years.citations }
      : none(name, 'tên văn bản không ghi năm')
  }
  const papers = asksPaper(asked, inquiry.whole.said) ? comparePapers(inquiry, shelf) : null
  if (papers?.lines.length === 0) return none(name, 'văn bản không viện dẫn văn bản này')
  if (papers) return { text: `${name}: ${papers.lines.join(' ')}`, citations: papers.citations }
  return null
}

function asksMoreMoney(asked: string): boolean {
  return / (?:kinh phi|tien|ngan sach|von) (?:\S+ ){0,3}(?:nhieu|cao|lon|it|thap) (?:hon|nhat) | (?:nhieu|cao|it) (?:kinh phi|tien) /.test(
    asked,
  )
}

function none(name: string, what: string): Line {
  return { text: `${name}: ${what}.`, citations: [] }
}

function compareContactless(shelf: Shelf, name: string): Line {
  const assigned = shelf.entries.find(({ passage }) => /(?:giao|Giao) (?:Ủy ban nhân dân|UBND)/u.test(passage.quote))
  return assigned
    ? { text: `${name}: giao UBND xã tổ chức thực hiện, không nêu phòng đầu mối.`, citations: [citePassage(assigned)] }
    : none(name, 'văn bản không nêu đơn vị đầu mối')
}

function asksReports({ asked, full, whole }: Inquiry): boolean {
  if (asksReportRule(asked, full) || / han bao cao | lich bao cao /.test(asked)) return true
  return asksEarlier(asked) && / bao cao /.test(plain(whole.said))
}

/** Of a long message the question alone is read: which report is meant may stand before it. */
function compareReports({ asked, whole }: Inquiry, shelf: Shelf, name: string): Line {
  const dated = rulesAsked(asksEarlier(asked) ? plain(whole.said) : asked, shelf)
  if (dated.length === 0) return none(name, 'văn bản không ghi ngày báo cáo')
  const told = dated.map(({ cadence, dueText }) => `${sayCadence(cadence)} ${neat(dueText ?? '')}`)
  const [first] = dated
  const whom = first?.to ? `, gửi ${first.to}${first.via ? ` qua ${first.via}` : ''}` : ''
  return {
    text: `${name}: ${told.join('; ')}${whom}.`,
    citations: dated.slice(0, 1).map((rule) => cite(shelf, rule)),
    measure: first && dated.length === 1 ? dayOf(first.dueText ?? '') : null,
  }
}

/** Who reports, as a group the question names. */
const REPORTERS: RegExp[] = [/ (?:don vi|phong ban) /, / (?:thon|xom|ap|ban|buon|lang|khu pho|to dan pho|khom) /]

/** Those of the cadence asked for and, where the question names who reports, of those that do. */
function rulesAsked(asked: string, shelf: Shelf): Shelf['rules'] {
  const all = shelf.rules.filter(({ dueText }) => dueText)
  const wanted = readCadence(asked)
  const dated = wanted ? all.filter(({ cadence }) => cadence === wanted) : all
  const groups = REPORTERS.filter((group) => group.test(asked.replace(/ don vi nao /g, ' ')))
  const theirs = dated.filter(({ who }) => groups.some((group) => who.some((each) => group.test(plain(each)))))
  const own = theirs.length > 0 ? theirs : dated
  // A list to be sent every year is no report of the year, where one is named.
  const named = own.filter(({ quote }) => /báo cáo/iu.test(quote))
  return named.length > 0 ? named : own
}

function comparePassages(inquiry: Inquiry, name: string, ranked: Ranked[]): Line {
  const primary = primaryWant(inquiry)
  const [best, second] = primary
    ? holdersFirst(ranked.slice(0, 12), primary, inquiry.asked)
    : figuresFirst(inquiry, ranked)
  if (!best || best.covered < SUPPORT) return none(name, 'văn bản không nêu nội dung này')
  const chosen =
    second && isBeside(inquiry, best, second) && !sameText(best.entry, second.entry) ? [best, second] : [best]
  return {
    text: `${name}: ${chosen.map((each) => tellEntry(inquiry, each)).join(' ')}`,
    citations: chosen.map(({ entry }) => citePassage(entry)),
  }
}

/** Asked how they differ and for nothing more, one that sets a figure is told before one that sets none. */
function figuresFirst({ asked }: Inquiry, ranked: Ranked[]): Ranked[] {
  const [best] = ranked
  if (!best || !/ (?:so sanh|khac nhau|khac gi|khac the nao) /.test(asked)) return ranked
  const isNear = ({ score, covered }: Ranked): boolean => score >= 0.8 * best.score && covered >= 0.95 * best.covered
  const figured = ranked.slice(0, 6).find((each) => isNear(each) && /\d\s?%/.test(each.entry.text))
  return figured ? [figured, ...ranked.filter((each) => each !== figured)] : ranked
}

/** Two phases of one aim, or two passages alike: never an aim beside something else. */
function isBeside({ wants }: Inquiry, best: Ranked, second: Ranked): boolean {
  const share = wants.includes('percent') || wants.includes('figure') ? 0.85 : 0.92
  return second.score >= share * best.score && (best.entry.target === null) === (second.entry.target === null)
}

function sameText(a: ShelfEntry, b: ShelfEntry): boolean {
  return neat(a.passage.quote) === neat(b.passage.quote)
}

const COMPARED_CADENCES = [
  ['yearly', 'năm'],
  ['half-yearly', '6 tháng'],
  ['quarterly', 'quý'],
  ['monthly', 'tháng'],
] as const

/** A due date that all communes compared share is said once, in words. */
function sameDates(inquiry: Inquiry): string | null {
  const { shelves } = inquiry
  if (!asksReports(inquiry)) return null
  for (const [cadence, name] of COMPARED_CADENCES) {
    const rules = shelves.map((shelf) => shelf.rules.find((rule) => rule.cadence === cadence && rule.dueText) ?? null)
    const [first] = rules
    if (first?.recurrence && rules.every((rule) => rule !== null && rule.recurrence === first.recurrence)) {
      const shortest = rules.map((rule) => neat(rule?.dueText ?? '')).sort((a, b) => a.length - b.length)[0]
      return `Báo cáo ${name} của các nơi này cùng hạn: ${shortest}.`
    }
  }
  return null
}

/** What is told is held against one another; without such figures, each commune's nearest aim with a number. */
function judge({ asked, shelves }: Inquiry, ranking: Ranking, lines: readonly Line[]): string | null {
  if (!asksVerdict(asked)) return null
  const names = shelves.map(({ register }) => capital(register.commune.name))
  const told = lines.map(({ measure }, at) => ({ name: names[at] ?? '', measure: measure ?? null }))
  if (told.some(({ measure }) => measure)) return verdictOf(asked, told)
  return verdictOf(
    asked,
    shelves.map((shelf, at) => ({ name: names[at] ?? '', measure: highestAim(ranking.get(shelf) ?? []) })),
  )
}

function highestAim(ranked: readonly Ranked[]): Measure | null {
  const [best] = ranked
  const [top] = ranked
    .slice(0, 3)
    .filter(({ score, entry }) => best && score >= 0.88 * best.score && entry.target?.value != null)
    .map(({ entry }) => entry.target)
    .sort((a, b) => (b?.value ?? 0) - (a?.value ?? 0))
  if (top?.value == null) return null
  const phase = top.phase ? `, ${neat(top.phase).replace(/:$/, '').toLowerCase()}` : ''
  const figure = `${String(top.value).replace('.', ',')}${top.unit === '%' ? '%' : ` ${top.unit ?? ''}`}`.trim()
  return { kind: 'share', unit: top.unit, value: top.value, said: `${figure}${phase}` }
}

const CONFIRMS = / (?:dung khong|phai khong|co dung|co phai|dung ko|that khong|nghe noi|nghe dau) /

/** "Nghe nói xã … cũng có 74 tỷ": an amount that stands in another commune's paper is told to be that one's. */
function premise({ asked, shelves }: Inquiry, finding: Finding): Finding {
  if (!CONFIRMS.test(asked) || !asksFunding(asked)) return finding
  const without = shelves.filter((shelf) => amountsIn(shelf).length === 0).map(({ register }) => register.commune.name)
  return without.length === 0
    ? finding
    : { ...finding, lines: [`Không đúng: văn bản của ${without.join(', ')} không nêu số tiền.`, ...finding.lines] }
}

function shorten(lines: string[]): string[] {
  const limit = Math.max(160, Math.floor(MAX_LINES_CHARS / Math.max(lines.length, 1)))
  return lines.map((line) => (line.length > limit ? `${line.slice(0, line.lastIndexOf(' ', limit))}…` : line))
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
