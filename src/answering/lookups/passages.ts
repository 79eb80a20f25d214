/** Document answers without a model: the sentences that answer, in the document's own words, or an honest nothing. */
import { findDesk, withCommune } from '../desk.ts'
import type { Inquiry } from '../inquiry.ts'
import { isOfSameGroup, isOfSamePlace, isOfSameUse } from '../near-words.ts'
import type { Missing, Outcome } from '../outcome.ts'
import { plain } from '../plain.ts'
import type { Ranked } from '../rank.ts'
import type { ShelfEntry } from '../shelf.ts'
import {
  askedShareOf,
  asksWhichBody,
  hasAskedVerb,
  isBound,
  isFurniture,
  isShareOf,
  namesABody,
  namesThem,
  speaksOfIt,
  speaksOfPenalty,
} from '../support.ts'
import { indexText } from '../terms.ts'
import { asksTotal, holds, mentionsCounted, type Want } from '../wants.ts'
import { askedYears, speaksForOneOf, yearBeyond } from '../years.ts'
import type { Ranking } from './lookup.ts'
import { askedBody, asksItsDuties, isOf } from './no-duty.ts'
import { tell } from './telling.ts'

/** Below this share of the question's telling words no passage supports an answer. */
export const SUPPORT = 0.42
/** With pairs of words in their order a smaller share is support as well. */
const WEAK_SUPPORT = 0.27
const WEAK_SUPPORT_SCORE = 1.0
/** A sum told of something else is the worst of answers. */
const MONEY_SUPPORT = 0.5

export function lookUpPassages(inquiry: Inquiry, ranking: Ranking): Outcome {
  const near = [...ranking.values()].flat().sort((a, b) => b.score - a.score)
  if (!near[0]) return { kind: 'no_documents' }
  const all = near.filter(({ entry }) => !isFurniture(entry))
  const first = all[0] ?? near[0]
  if (inquiry.wants.includes('contact') || inquiry.wants.includes('form')) {
    const holder = inquiry.wants.includes('contact') ? contactHolder(inquiry, all) : null
    if (!holder) return nothing(inquiry, first, null)
    return { kind: 'found', finding: tell(inquiry, [holder]), desk: deskFor(holder) }
  }
  const wantsPenalty = inquiry.wants.includes('penalty')
  if (wantsPenalty && !all.slice(0, 5).some(({ entry }) => speaksOfPenalty(entry.passage.quote))) {
    return nothing(inquiry, first, 'penalty')
  }
  const primary = primaryWant(inquiry)
  if (!isSupported(first) && !isCounted(inquiry, all, primary)) return nothing(inquiry, first, null)
  const body = asksItsDuties(inquiry.asked) ? askedBody(inquiry) : null
  const ranked = (primary ? holdersFirst(all, primary, inquiry.asked) : all)
    .filter(({ entry }) => !wantsPenalty || speaksOfPenalty(entry.passage.quote))
    .filter(({ entry }) => body?.how !== 'named' || isOf(body, entry))
  const condition = primary === 'date' ? findCondition(inquiry, all) : null
  if (condition) return { kind: 'found', finding: tell(inquiry, [condition]), desk: deskFor(condition) }
  return answerFrom(inquiry, { ranked, first, primary })
}

type Chosen = { ranked: Ranked[]; first: Ranked; primary: Visible | null }

/** The best passage that bears the answer out, with what belongs beside it; else an honest nothing. */
function answerFrom(inquiry: Inquiry, { ranked, first, primary }: Chosen): Outcome {
  const [best] = inAskedYear(inquiry, borneOutFirst(inquiry, ranked, primary))
  if (best && (answersNoPremise(inquiry, best) || isAimForPast(inquiry, best))) return nothing(inquiry, first, null)
  if (best && (!namesThem(inquiry.asked, best.entry) || isPlanForStatus(inquiry, best)))
    return nothing(inquiry, first, null)
  if (best && !isBorneOut(inquiry, best, primary)) return nothing(inquiry, first, missingOf(primary))
  if (!best || (primary && !isAnswer({ best, first, want: primary, asked: inquiry.asked })))
    return lacking(inquiry, first, primary)
  const beyond = primary && askedYears(inquiry.asked).length < 2 ? yearBeyond(inquiry.asked, best.entry) : null
  if (beyond !== null) return onlyOfOtherYears(inquiry, best, beyond)
  const chosen = withOtherParts(inquiry, ranked, choose(inquiry, [best, ...ranked.filter((each) => each !== best)]))
  const finding = tell(inquiry, chosen)
  return { kind: 'found', finding: { ...finding, missing: missingPart(inquiry, chosen) }, desk: deskFor(best) }
}

/** Among passages about as good, one of the very group and place asked about. */
function borneOutFirst(inquiry: Inquiry, ranked: Ranked[], primary: Visible | null): Ranked[] {
  const [best] = ranked
  if (!best || !primary) return ranked
  const isSame = ({ entry }: Ranked): boolean =>
    isOfSamePlace(inquiry.whole.said, entry) && isOfSameGroup(inquiry.full, entry)
  if (isSame(best)) return ranked
  const other = ranked.slice(0, 8).find((each) => isSame(each) && holds(primary, each.entry, inquiry.asked))
  return other && other.score >= 0.7 * best.score ? [other, ...ranked] : ranked
}

/** Those that speak for the year asked about come first, where they are nearly as good. */
function inAskedYear({ asked }: Inquiry, ranked: Ranked[]): Ranked[] {
  const [best] = ranked
  if (!best || yearBeyond(asked, best.entry) === null) return ranked
  const other = ranked.find((each) => each.covered >= 0.85 * best.covered && yearBeyond(asked, each.entry) === null)
  return other && other.score >= 0.7 * best.score ? [other, ...ranked] : ranked
}

/** The aim of another year is told as that, not as an answer. */
function onlyOfOtherYears(inquiry: Inquiry, best: Ranked, year: number): Outcome {
  const nearest = tell(inquiry, [best])
  const reason = `Văn bản không nêu nội dung này cho năm ${year}, chỉ nêu:`
  return { kind: 'not_in_documents', desk: deskFor(best), nearest, missing: null, reason }
}

const ASKS_ON_WHAT = / (?:khi nao|luc nao|truong hop nao) /
const CONDITION = /(?<!\p{L})(?:khi|nếu|trong trường hợp|trường hợp) (?!cần thiết|có yêu cầu)\p{L}+/iu
const CONDITION_SUPPORT = 0.75

/** "Khi nào phải…" may be answered by what has to happen first, where the passage has nearly all of the question. */
function findCondition({ asked }: Inquiry, ranked: Ranked[]): Ranked | null {
  const [best] = ranked
  if (!best || !ASKS_ON_WHAT.test(asked)) return null
  const found = ranked
    .slice(0, 4)
    .find(({ entry, covered }) => covered >= CONDITION_SUPPORT && !entry.duty && CONDITION.test(entry.passage.quote))
  const dated = ranked.find(({ entry, covered }) => covered >= CONDITION_SUPPORT && holds('date', entry, asked))
  return found && !dated ? found : null
}

const ASKS_WHY = / (?:vi sao|tai sao|sao lai|ly do gi|can cu (?:gi|nao|dau) ma) /
const PREMISE_NUMBER = / (\d+(?:[.,]\d+)*) ?(?:%|phan tram|nghin|ngan|trieu|ty|dong) /

/** "Vì sao phải trả 50 nghìn": a passage without that number does not know of it. */
function answersNoPremise({ asked }: Inquiry, { entry }: Ranked): boolean {
  const number = ASKS_WHY.test(asked) ? PREMISE_NUMBER.exec(asked)?.[1] : undefined
  return number !== undefined && !new RegExp(`(?<!\\d)${number}(?!\\d)`).test(entry.passage.quote)
}

/** What happened in a year gone by is told by no aim. */
function isAimForPast({ asked, turn }: Inquiry, { entry }: Ranked): boolean {
  const years = askedYears(asked)
  const now = Number(turn.today.slice(0, 4))
  return entry.target !== null && years.length > 0 && years.every((year) => year < now)
}

/** What was reached so far is told by no sum or figure that is planned; an aim is told as an aim, with what is missing. */
const REACHED = /(?:tính )?đến (?:nay|tháng|ngày|hết|quý)|đã |hiện |ước |thực hiện được|đạt được|kết quả/iu

function isPlanForStatus({ wants, asked }: Inquiry, { entry }: Ranked): boolean {
  if (!wants.includes('status') || entry.target || entry.duty) return false
  return / (?:bao nhieu|may) /.test(asked) && !REACHED.test(entry.passage.quote)
}

const QUESTION_WORDS =
  / (?:bao nhieu|may|khi nao|bao gio|ngay nao|ai|don vi nao|phong nao|o dau|bao lau|nam nao|gi|the nao) /

/** A message that asks two things is answered twice: the best passage for what the first one leaves out. */
function withOtherParts(inquiry: Inquiry, ranked: Ranked[], chosen: Ranked[]): Ranked[] {
  const parts = inquiry.whole.said.split(/[,;?]\s+|\s+và\s+/u).map((part) => plain(part))
  if (parts.filter((part) => QUESTION_WORDS.test(part)).length < 2) return chosen
  const wanted = inquiry.wants.filter((want): want is Visible => VISIBLE.includes(want as Visible))
  const open = wanted.filter((want) => !chosen.some(({ entry }) => holds(want, entry, inquiry.asked)))
  const others = open.flatMap((want) => {
    const holder = ranked.slice(0, 6).find(({ entry }) => holds(want, entry, inquiry.asked))
    return holder && holder.covered >= SUPPORT && isBorneOut(inquiry, holder, want) ? [holder] : []
  })
  return [...new Set([...chosen, ...others])].slice(0, 3)
}

const VISIBLE: Visible[] = ['money', 'percent', 'date', 'count', 'figure']

/** Least share of the telling words beside a number, a day or a sum: those are read as exact. */
const FIGURE_SUPPORT = 0.38

/** With so much of the question in the passage, one everyday word that it lacks tells nothing. */
const FULL_SUPPORT = 0.6
const LEAST_WORDS_OF_FULL = 3

/** A figure must be that of the thing asked about, an office one that stands there. */
function isBorneOut(inquiry: Inquiry, { entry, shelf, covered }: Ranked, want: Visible | null): boolean {
  if (!hasAskedVerb(inquiry, entry)) return false
  if (!want) return !asksWhichBody(inquiry.asked) || namesABody(entry)
  if (!isOfSamePlace(inquiry.whole.said, entry) || !isOfSameGroup(inquiry.full, entry)) return false
  if (want === 'money' && !isOfSameUse(inquiry.asked, entry)) return false
  if (inquiry.contextTerms) return true
  if (covered < FIGURE_SUPPORT && want !== 'count') return false
  const one = want === 'money' ? askedShareOf(inquiry.asked) : null
  if (one && !isShareOf(one, entry.passage.quote)) return false
  if (!isBound(inquiry, entry, { want, shelf })) return false
  const isLong = inquiry.terms.words.length >= LEAST_WORDS_OF_FULL
  return (isLong && covered >= FULL_SUPPORT) || speaksOfIt(inquiry, entry, shelf)
}

/** A passage must have enough of the question's words. */
function isSupported(best: Ranked): boolean {
  if (best.covered >= SUPPORT) return true
  return best.covered >= WEAK_SUPPORT && best.score >= WEAK_SUPPORT_SCORE
}

/** A number beside the very thing counted makes up for everyday words: "mấy người đi xuất khẩu" for "lao động đi làm việc". */
function isCounted({ asked }: Inquiry, ranked: Ranked[], primary: Visible | null): boolean {
  const [holder] = ranked.slice(0, 3).filter(({ entry }) => primary === 'count' && holds('count', entry, asked))
  return holder !== undefined && holder.covered >= 0.2 && holder.score >= 0.9
}

export type Visible = Extract<Want, 'money' | 'percent' | 'date' | 'count' | 'figure'>

/** The kind of thing that must visibly stand in the answer. */
export function primaryWant({ wants, asked }: Inquiry): Visible | null {
  if (wants.includes('penalty')) return null
  for (const want of ['money', 'percent', 'date', 'figure'] as const) if (wants.includes(want)) return want
  return wants.includes('count') && !/ (?:la gi|la nhung|gom nhung|nhung gi|ke|ke ten|liet ke) /.test(asked)
    ? 'count'
    : null
}

export function holdersFirst(ranked: Ranked[], want: Visible, asked: string): Ranked[] {
  const holders = ranked.filter(({ entry }) => holds(want, entry, asked))
  return [...holders, ...ranked.filter((each) => !holders.includes(each))]
}

/** The best passage that holds the thing must be about as much to the point as the best one at all. */
type Holder = { best: Ranked; first: Ranked; want: Visible; asked: string }

function isAnswer({ best, first, want, asked }: Holder): boolean {
  return (
    holds(want, best.entry, asked) &&
    best.covered >= 0.7 * first.covered &&
    best.covered >= (want === 'money' ? MONEY_SUPPORT : WEAK_SUPPORT)
  )
}

function lacking(inquiry: Inquiry, first: Ranked, want: Visible | null): Outcome {
  const counted =
    want === 'count' && !asksTotal(inquiry.asked) && first.covered >= 0.7 && mentionsCounted(first.entry, inquiry.asked)
  if (counted || (want === 'percent' && first.covered >= 0.6)) {
    return { kind: 'found', finding: tell(inquiry, [first]), desk: deskFor(first) }
  }
  return nothing(inquiry, first, missingOf(want))
}

function missingOf(want: Visible | null): Missing | null {
  return want === 'money' ? 'amount' : want === 'date' ? 'date' : null
}

const PHONE = /(?<!\d)(?:0\d{2,3}[ .-]?\d{3,4}[ .-]?\d{3,4}|1[89]00[ .]?\d{4,6})(?!\d)/u
const ACCOUNT = /tài khoản[^.;]{0,60}\d{6,}/iu
const ADDRESS = /https?:|www\.|@|\.vn\b/u

/** The passage that has what was asked for: a number where a phone is wanted, a link or address otherwise. */
function contactHolder({ asked }: Inquiry, ranked: Ranked[]): Ranked | null {
  const form = / so tai khoan /.test(asked)
    ? ACCOUNT
    : / (?:so dien thoai|so dt|duong day nong|hotline|so zalo) /.test(asked)
      ? PHONE
      : ADDRESS
  const holder = ranked.slice(0, 20).find(({ entry }) => form.test(entry.passage.quote))
  return holder && holder.covered >= 0.4 ? holder : null
}

function missingPart({ wants }: Inquiry, chosen: Ranked[]): Missing | undefined {
  if (wants.includes('status') && chosen.some(({ entry }) => entry.target)) return 'status'
  return wants.includes('penalty') ? 'penalty' : undefined
}

function nothing({ terms }: Inquiry, best: Ranked, missing: Missing | null): Outcome {
  const desk = terms.words.length >= 3 ? deskFor(best) : findDesk(best.shelf)
  return { kind: 'not_in_documents', desk, nearest: null, missing }
}

/** Whoever leads the nearest task; else the documents' own contact. */
function deskFor({ entry, shelf, covered }: Ranked): string {
  const lead = entry.duty?.lead[0]
  return lead && covered > 0.6 && !/công an/iu.test(lead) ? withCommune(lead, shelf) : findDesk(shelf)
}

/** One passage, or the few that answer about as well when the question asks for several things. */
function choose(inquiry: Inquiry, ranked: Ranked[]): Ranked[] {
  const [best] = ranked
  if (!best) return []
  const { share, most, within } = sizeOf(inquiry, best)
  const chosen: Ranked[] = []
  for (const candidate of ranked.slice(0, 8)) {
    if (chosen.length >= most || candidate.score < share * best.score) break
    if (within !== null && candidate.entry.passage.heading !== within) continue
    if (!chosen.some(({ entry }) => isRepeat(entry, candidate.entry))) chosen.push(candidate)
  }
  const years = askedYears(inquiry.asked)
  const phases =
    years.length > 1
      ? otherPhases(best, ranked).filter(({ entry }) => speaksForOneOf(years, entry))
      : namesATime(inquiry.asked)
        ? []
        : otherPhases(best, ranked)
  return phases.length > 1 ? phases : chosen
}

/** `share`: of the best score that others must have; `within`: the heading under which all must stand. */
function sizeOf(
  { asked, wants, terms }: Inquiry,
  best: Ranked,
): { share: number; most: number; within: string | null } {
  if (/ (?:moi loai|ca hai|tung loai|lan luot) /.test(asked))
    return { share: 0.6, most: 3, within: best.entry.passage.heading }
  const several =
    wants.includes('list') || wants.includes('unit') || wants.includes('manner') || terms.words.length >= 7
  // A second figure beside the one asked for is read as an answer as well: it must be as good as the first.
  const asksFigure = wants.includes('percent') || wants.includes('figure') || wants.includes('money')
  return { share: asksFigure ? 0.97 : several ? 0.82 : 0.9, most: several ? 3 : 2, within: null }
}

/** The same aim set for several phases is several answers: all are told, in the document's order. */
function otherPhases(best: Ranked, ranked: Ranked[]): Ranked[] {
  const { target } = best.entry
  if (!target || best.entry.row) return []
  const aim = aimOf(best.entry)
  const alike = ranked
    .slice(0, 40)
    .filter(({ entry }) => entry.target && entry.document === best.entry.document && isSameAim(aim, aimOf(entry)))
  return alike.sort((a, b) => a.entry.passage.position - b.entry.passage.position).slice(0, 4)
}

/** The words of an aim without its numbers. */
function aimOf({ passage }: ShelfEntry): Set<string> {
  return new Set([...indexText(passage.quote).words].filter((word) => !/\d/.test(word)))
}

function isSameAim(a: Set<string>, b: Set<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length
  return shared >= 4 && shared >= 0.85 * Math.max(a.size, b.size)
}

function namesATime(asked: string): boolean {
  return (
    / (?:20\d\d|giai doan \S+|2[67]|den nam|nam nay|sang nam) /.test(asked) && !/ giai doan nao | nam nao /.test(asked)
  )
}

function isRepeat(a: ShelfEntry, b: ShelfEntry): boolean {
  const shared = [...b.body.words].filter((word) => a.body.words.has(word)).length
  return shared >= 0.85 * Math.min(a.body.words.size, b.body.words.size)
}
