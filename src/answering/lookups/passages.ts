/** Document answers without a model: the sentences that answer, in the document's own words, or an honest nothing. */
import { findDesk, withCommune } from '../desk.ts'
import type { Inquiry } from '../inquiry.ts'
import { isOfSameGroup, isOfSameThing } from '../near-words.ts'
import type { Missing, Outcome } from '../outcome.ts'
import { plain } from '../plain.ts'
import type { Ranked } from '../rank.ts'
import { isFurniture, namesThem, speaksOfIt, speaksOfPenalty } from '../support.ts'
import { yearsIn } from '../table-row.ts'
import { asksTotal, holds, mentionsCounted } from '../wants.ts'
import { askedYears, yearBeyond } from '../years.ts'
import {
  answersNoPremise,
  FULL_SUPPORT,
  holdersFirst,
  isAimForPast,
  isBorneOut,
  isCounted,
  isOfNoDay,
  isPlanForStatus,
  isSupported,
  primaryWant,
  SUPPORT,
  VISIBLE,
  type Visible,
  WEAK_SUPPORT,
} from './borne-out.ts'
import { choose } from './choose.ts'
import type { Ranking } from './lookup.ts'
import { askedBody, asksItsDuties, isOf } from './no-duty.ts'
import { bestOf, supportedFirst } from './order.ts'
import { tell } from './telling.ts'

/** A sum told of something else is the worst of answers. */
const MONEY_SUPPORT = 0.5
const MONEY_SUPPORT_OF_IT = 0.4

export function lookUpPassages(inquiry: Inquiry, ranking: Ranking): Outcome {
  const every = [...ranking.values()].flat().sort((a, b) => b.score - a.score)
  if (!every[0]) return { kind: 'no_documents' }
  const all = supportedFirst(
    inquiry,
    every.filter(({ entry }) => !isFurniture(entry)),
  )
  const first = all[0] ?? every[0]
  if (inquiry.wants.includes('contact') || inquiry.wants.includes('form')) {
    const holder = inquiry.wants.includes('contact') ? contactHolder(inquiry, all) : null
    if (!holder) return nothing(inquiry, first, null)
    return { kind: 'found', finding: tell(inquiry, [holder]), desk: deskFor(holder) }
  }
  const wantsPenalty = inquiry.wants.includes('penalty')
  if (wantsPenalty && !all.slice(0, 5).some(({ entry }) => speaksOfPenalty(entry.passage.quote))) {
    const ban = all
      .slice(0, 3)
      .find(({ entry, covered }) => FORBIDS.test(entry.passage.quote) && covered >= FORBIDDEN_SUPPORT)
    if (!ban) return nothing(inquiry, first, 'penalty')
    return { kind: 'found', finding: { ...tell(inquiry, [ban]), missing: 'penalty' }, desk: deskFor(ban) }
  }
  const primary = primaryWant(inquiry)
  if (!isSupported(first) && !isCounted(inquiry, all, primary)) return nothing(inquiry, first, null)
  const body = asksItsDuties(inquiry.asked) && !OF_NO_ONE_BODY.test(inquiry.asked) ? askedBody(inquiry) : null
  const near = withoutYearRows(inquiry, all, primary)
  const ranked = (primary ? holdersFirst(near, primary, inquiry.asked) : near)
    .filter(({ entry }) => !wantsPenalty || speaksOfPenalty(entry.passage.quote))
    .filter((each) => isOfAskedThing(inquiry, each, primary))
    .filter(({ entry }) => body?.how !== 'named' || isOf(body, entry))
  const condition = primary === 'date' ? findCondition(inquiry, all) : null
  if (condition) return { kind: 'found', finding: tell(inquiry, [condition]), desk: deskFor(condition) }
  return answerFrom(inquiry, { ranked, first, primary })
}

/** Of the very thing asked about: no near-poor by the poor. */
function isOfAskedThing({ asked }: Inquiry, { entry }: Ranked, primary: Visible | null): boolean {
  return isOfSameThing(asked, entry, (text) => !primary || holds(primary, { text, plainText: plain(text) }, asked))
}

/** A day is told by prose that has it rather than by a row of figures by year. */
function withoutYearRows({ asked }: Inquiry, ranked: Ranked[], primary: Visible | null): Ranked[] {
  if (primary !== 'date') return ranked
  const isYearRow = ({ entry }: Ranked): boolean => !entry.duty && entry.row !== null && yearsIn(entry.row).length > 1
  const [best] = ranked
  const prose = ranked.slice(0, 4).find((each) => !isYearRow(each) && holds('date', each.entry, asked))
  const isAsNear = best && prose && prose.covered >= 0.7 * best.covered
  return isAsNear ? ranked.filter((each) => !isYearRow(each)) : ranked
}

/** What the commune means to do, or whether another does it, is asked of no body in particular. */
const OF_NO_ONE_BODY =
  / xa (?:minh |ta |em )?(?:co |dinh |tinh |se )+lam (?:gi|sao|the nao) | hay (?:la )?(?:ben|don vi|phong|co quan|ai) (?:khac|nao) /

/** What happens to who does it may be unsaid where that it is forbidden is said. */
const FORBIDS = /nghiêm cấm|không được|cấm |không cho phép/iu
const FORBIDDEN_SUPPORT = 0.33

type Chosen = { ranked: Ranked[]; first: Ranked; primary: Visible | null }

/** The best passage that bears the answer out, with what belongs beside it; else an honest nothing. */
function answerFrom(inquiry: Inquiry, { ranked, first, primary }: Chosen): Outcome {
  const best = bestOf(inquiry, ranked, primary)
  if (best && (answersNoPremise(inquiry, best) || isAimForPast(inquiry, best))) return nothing(inquiry, first, null)
  if (best && (!namesThem(inquiry.asked, best.entry) || isPlanForStatus(inquiry, best) || isOfNoDay(inquiry, best)))
    return nothing(inquiry, first, null)
  if (best && !isBorneOut(inquiry, best, primary)) return nothing(inquiry, first, missingOf(primary))
  if (!best || (primary && !isAnswer(inquiry, { best, first, want: primary }))) return lacking(inquiry, first, primary)
  const beyond = primary && askedYears(inquiry.asked).length < 2 ? yearBeyond(inquiry.asked, best.entry) : null
  if (beyond !== null)
    return isOfThatThing(inquiry, best)
      ? onlyOfOtherYears(inquiry, best, beyond)
      : nothing(inquiry, first, missingOf(primary))
  const chosen = withOtherParts(inquiry, ranked, choose(inquiry, [best, ...ranked.filter((each) => each !== best)]))
  const finding = tell(inquiry, chosen)
  return { kind: 'found', finding: { ...finding, missing: missingPart(inquiry, chosen) }, desk: deskFor(best) }
}

/** Of another year only the very thing is worth telling. */
function isOfThatThing(inquiry: Inquiry, { entry, shelf, covered }: Ranked): boolean {
  return covered >= FULL_SUPPORT || speaksOfIt(inquiry, entry, shelf)
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

/** The best passage that holds the thing must be about as much to the point as the best one at all. */
type Holder = { best: Ranked; first: Ranked; want: Visible }

function isAnswer(inquiry: Inquiry, { best, first, want }: Holder): boolean {
  const { entry, shelf, covered } = best
  if (!holds(want, entry, inquiry.asked) || covered < 0.7 * first.covered) return false
  if (want !== 'money') return covered >= WEAK_SUPPORT
  return covered >= MONEY_SUPPORT || (covered >= MONEY_SUPPORT_OF_IT && speaksOfIt(inquiry, entry, shelf))
}

function lacking(inquiry: Inquiry, first: Ranked, want: Visible | null): Outcome {
  const counted =
    want === 'count' && !asksTotal(inquiry.asked) && first.covered >= 0.7 && mentionsCounted(first.entry, inquiry.asked)
  const isOfIt = isOfAskedThing(inquiry, first, want) && isOfSameGroup(inquiry.full, first.entry)
  if (isOfIt && (counted || (want === 'percent' && first.covered >= 0.6))) {
    const beyond = askedYears(inquiry.asked).length < 2 ? yearBeyond(inquiry.asked, first.entry) : null
    if (beyond !== null) return onlyOfOtherYears(inquiry, first, beyond)
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
/** A page or account is found by its name. */
const NAMED_PAGE = /(?:zalo|facebook|fanpage|trang)[^.;]{0,30}[“"]/iu

/** The passage that has what was asked for: a number where a phone is wanted, a link or address otherwise. */
function contactHolder({ asked }: Inquiry, ranked: Ranked[]): Ranked | null {
  const form = / so tai khoan /.test(asked)
    ? ACCOUNT
    : / (?:so dien thoai|so dt|duong day nong|hotline|so zalo) /.test(asked)
      ? PHONE
      : / (?:zalo|facebook|fanpage) /.test(asked)
        ? NAMED_PAGE
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
