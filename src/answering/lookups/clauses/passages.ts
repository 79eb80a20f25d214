/** Document answers without a model: the sentences that answer, in the document's own words, or an honest nothing. */

import { findUnits } from '../../../language/units.ts'
import { findDesk } from '../../desk.ts'
import type { Finding, Missing, Outcome } from '../../outcome.ts'
import type { AskedUnit, Inquiry } from '../../question/inquiry.ts'
import { asksTotal, holds, mentionsCounted } from '../../question/wants.ts'
import { isFurniture } from '../../shelf/furniture.ts'
import { plain } from '../../typed/plain.ts'
import { namesThem, speaksOfPenalty } from '../../weighing/asked-kind.ts'
import { isOfSameGroup } from '../../weighing/near-words.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { speaksOfIt } from '../../weighing/support.ts'
import { askedYears, yearBeyond } from '../../weighing/years.ts'
import { reportsOn, yearsReported } from '../aims/gone-by.ts'
import { isYearRow, rivalOf, THEY_DIFFER } from '../aims/two-figures.ts'
import { isDoneTo, ofDoers } from '../duties/done-to.ts'
import { askedBody, asksItsDuties, isOf } from '../duties/no-duty.ts'
import { bestFirst, type Ranking } from '../lookup.ts'
import {
  answersNoPremise,
  FULL_SUPPORT,
  holdersFirst,
  isAimForPast,
  isBorneOut,
  isCounted,
  isOfAskedThing,
  isOfNoDay,
  isOfTheMatter,
  isPlanForStatus,
  isSupported,
  primaryWant,
  SUPPORT,
  VISIBLE,
  type Visible,
} from './borne-out.ts'
import { choose } from './choose.ts'
import { tellBan, tellContact } from './contact.ts'
import { saysWhatItIs, standsForIt } from './meaning.ts'
import { nearestOf, ONLY_NEAR, perhaps } from './nearest.ts'
import { deskFor, nothing } from './nothing.ts'
import { bestOf, supportedFirst } from './order.ts'
import { tellingParts } from './parts-of.ts'
import { type Figure, howSure, howSureFigure, isNear, type Sureness } from './sureness.ts'
import { tell } from './telling.ts'

/** A sum told of something else is the worst of answers. */
const MONEY_SUPPORT = 0.5
const MONEY_SUPPORT_OF_IT = 0.4

export function lookUpPassages(inquiry: Inquiry, ranking: Ranking): Outcome {
  const ranks = bestFirst(ranking)
  if (!ranks[0]) return { kind: 'no_documents' }
  const years = yearsReported(inquiry)
  const near = years.length > 0 ? ranks.filter((each) => reportsOn(years, each)) : ranks
  if (!near[0]) return noResults(ranks[0], years)
  const all = supportedFirst(
    inquiry,
    ofDoers(
      inquiry,
      near.filter(({ entry }) => !isFurniture(entry)),
    ),
  )
  const first = all[0] ?? near[0]
  if (inquiry.wants.includes('contact') || inquiry.wants.includes('form')) return tellContact(inquiry, all, first)
  const wantsPenalty = inquiry.wants.includes('penalty')
  if (wantsPenalty && !all.slice(0, 5).some(({ entry }) => speaksOfPenalty(entry.passage.quote)))
    return tellBan(inquiry, all, first)
  const primary = primaryWant(inquiry)
  if (!isSupported(first) && !isCounted(inquiry, all, primary)) return nothing(inquiry, first, null)
  const isOfBody = asksItsDuties(inquiry.asked) && !OF_NO_ONE_BODY.test(inquiry.asked) && !isDoneTo(inquiry)
  const body = isOfBody ? notTheIssuer(askedBody(inquiry), first) : null
  const prose = withoutYearRows(inquiry, all, primary)
  const ranked = (primary ? holdersFirst(prose, primary, inquiry.asked) : prose)
    .filter(({ entry }) => !wantsPenalty || speaksOfPenalty(entry.passage.quote))
    .filter((each) => isOfAskedThing(inquiry, each, primary))
    .filter(({ entry }) => body?.how !== 'named' || isOf(body, entry))
  const condition = primary === 'date' ? findCondition(inquiry, all) : null
  if (condition) return { kind: 'found', finding: tell(inquiry, [condition]), desk: deskFor(condition) }
  return answerFrom(inquiry, { ranked, first, primary })
}

/** What the paper's own body does is said without its name. */
function notTheIssuer(body: AskedUnit | null, { entry }: Ranked): AskedUnit | null {
  const issuers = findUnits(entry.document.issuer ?? '').map(({ key }) => key)
  return body && issuers.some((key) => body.keys.some((own) => key === own || key.endsWith(` ${own}`))) ? null : body
}

function noResults(best: Ranked, years: readonly number[]): Outcome {
  const reason = `Văn bản không có số liệu kết quả của năm ${years.join(', ')}.`
  return { kind: 'not_in_documents', desk: findDesk(best.shelf), nearest: null, missing: null, reason }
}

/** A day is told by prose that has it rather than by a row of figures by year. */
function withoutYearRows({ asked }: Inquiry, ranked: Ranked[], primary: Visible | null): Ranked[] {
  if (primary !== 'date') return ranked
  const [best] = ranked
  const prose = ranked.slice(0, 4).find((each) => !isYearRow(each.entry) && holds('date', each.entry, asked))
  const isAsNear = best && prose && prose.covered >= 0.7 * best.covered
  return isAsNear ? ranked.filter((each) => !isYearRow(each.entry)) : ranked
}

/** What the commune means to do, or whether another does it, is asked of no body in particular. */
const OF_NO_ONE_BODY =
  / xa (?:minh |ta |em )?(?:co |dinh |tinh |se )+lam (?:gi|sao|the nao) | hay (?:la )?(?:ben|don vi|phong|co quan|ai) (?:khac|nao) /

type Chosen = { ranked: Ranked[]; first: Ranked; primary: Visible | null }

/** The best passage that bears the answer out, with what belongs beside it; else an honest nothing. */
function answerFrom(inquiry: Inquiry, { ranked, first, primary }: Chosen): Outcome {
  const best = bestOf(inquiry, ranked, primary)
  if (best && (answersNoPremise(inquiry, best) || isAimForPast(inquiry, best))) return nothing(inquiry, first, null)
  if (best && (!namesThem(inquiry.asked, best.entry) || isPlanForStatus(inquiry, best) || isOfNoDay(inquiry, best)))
    return nothing(inquiry, first, null)
  if (best && !isOfTheMatter(inquiry, best, primary)) return nothing(inquiry, first, missingOf(primary))
  if (!best || (primary && !holds(primary, best.entry, inquiry.asked))) return lacking(inquiry, first, primary)
  const sureness = primary ? howSureOf(inquiry, { best, first, ranked, want: primary }) : 'sure'
  if (sureness === 'unsure') return nothing(inquiry, first, null)
  const beyond = primary && askedYears(inquiry.asked).length < 2 ? yearBeyond(inquiry.asked, best.entry) : null
  if (beyond !== null)
    return isOfThatThing(inquiry, best)
      ? onlyOfOtherYears(inquiry, best, beyond)
      : nothing(inquiry, first, missingOf(primary))
  if (sureness === 'perhaps') {
    return perhaps(
      inquiry,
      best,
      ranked.filter((each) => each !== best),
    )
  }
  return tellFrom(inquiry, { best, ranked, primary })
}

function howSureOf(inquiry: Inquiry, figure: Figure): Sureness {
  const { covered, entry, shelf } = figure.best
  const isEnough =
    figure.want !== 'money' ||
    covered >= MONEY_SUPPORT ||
    (covered >= MONEY_SUPPORT_OF_IT && speaksOfIt(inquiry, entry, shelf))
  return isEnough ? howSureFigure(inquiry, figure) : 'unsure'
}

type Best = { best: Ranked; ranked: Ranked[]; primary: Visible | null }

/** What the best passage says, beside its rival, its parts or what else belongs to it; the nearest where that is not sure. */
function tellFrom(inquiry: Inquiry, { best, ranked, primary }: Best): Outcome {
  const rival = primary ? rivalOf(inquiry, best, ranked) : undefined
  if (rival) {
    const missing = missingPart(inquiry, [best])
    return { kind: 'found', finding: { ...tellBoth(inquiry, best, rival), missing }, desk: deskFor(best) }
  }
  const parts = primary ? undefined : tellingParts(inquiry, ranked)
  const rest = ranked.filter((each) => each !== best)
  const sureness = primary || parts || standsForIt(inquiry, best) ? 'sure' : howSureProse(inquiry, best, rest)
  if (sureness === 'perhaps') return perhaps(inquiry, best, rest)
  if (sureness === 'unsure') return nearestOnly(inquiry, best, rest)
  const chosen = parts ? [parts] : withOtherParts(inquiry, ranked, choose(inquiry, [best, ...rest]))
  const finding = tell(inquiry, chosen)
  return { kind: 'found', finding: { ...finding, missing: missingPart(inquiry, chosen) }, desk: deskFor(best) }
}

function howSureProse(inquiry: Inquiry, best: Ranked, rest: readonly Ranked[]): Sureness {
  return saysWhatItIs(inquiry, best) ? howSure(inquiry, best, rest) : 'unsure'
}

/** What is near is told as that: whoever asks sees that it may be another matter. */
function nearestOnly(inquiry: Inquiry, best: Ranked, rest: readonly Ranked[]): Outcome {
  if (!isNear(inquiry, best)) return nothing(inquiry, best, null)
  const nearest = tell(inquiry, nearestOf(inquiry, [best, ...rest]))
  return { kind: 'not_in_documents', desk: deskFor(best), nearest, missing: null, reason: ONLY_NEAR }
}

/** Whether a clause was told as the nearest for want of sureness alone: no look-up knew why there is no answer. */
export function isOnlyNear(outcome: Outcome): boolean {
  if (outcome.kind !== 'not_in_documents' || outcome.nearest === null) return false
  return outcome.reason === undefined || outcome.reason === ONLY_NEAR
}

/** In the paper's order, so that neither seems the right one. */
function tellBoth(inquiry: Inquiry, best: Ranked, rival: Ranked): Finding {
  const both = [best, rival].sort((a, b) => a.entry.passage.position - b.entry.passage.position)
  const { lines, citations } = tell(inquiry, both)
  return { lines: [...lines, THEY_DIFFER], citations }
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
  const office = inquiry.wants.includes('unit') ? withItsOffice(ranked, chosen) : []
  return [...new Set([...chosen, ...others, ...office])].slice(0, 3)
}

/** The row that says who, where what was chosen says how much or when. */
function withItsOffice(ranked: readonly Ranked[], chosen: readonly Ranked[]): Ranked[] {
  const has = ({ entry }: Ranked): boolean => (entry.duty?.lead.length ?? 0) > 0
  if (chosen.some(has)) return []
  return ranked
    .slice(0, 6)
    .filter((each) => has(each) && each.covered >= SUPPORT)
    .slice(0, 1)
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

function missingPart({ wants }: Inquiry, chosen: Ranked[]): Missing | undefined {
  if (wants.includes('status') && chosen.some(({ entry }) => entry.target)) return 'status'
  return wants.includes('penalty') ? 'penalty' : undefined
}
