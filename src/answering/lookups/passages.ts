/** Document answers without a model: the sentences that answer, in the document's own words, or an honest nothing. */
import { findUnits } from '../../language/units.ts'
import { findDesk, withCommune } from '../desk.ts'
import type { Inquiry } from '../inquiry.ts'
import type { Finding, Missing, Outcome } from '../outcome.ts'
import { coverageOf, type Ranked } from '../rank.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../shelf.ts'
import {
  askedShareOf,
  asksWhichBody,
  hasAskedVerb,
  isBound,
  isFurniture,
  isShareOf,
  namesABody,
  speaksOfIt,
  speaksOfPenalty,
} from '../support.ts'
import { indexText } from '../terms.ts'
import { holds, mentionsCounted, type Want } from '../wants.ts'
import { firstClause, neat, sentence, sentencesOf } from '../wording.ts'
import { sayTime } from './duties.ts'
import type { Ranking } from './lookup.ts'
import { askedBody, asksItsDuties, isOf } from './no-duty.ts'

/** Below this share of the question's telling words no passage supports an answer. */
export const SUPPORT = 0.42
/** With pairs of words in their order a smaller share is support as well. */
const WEAK_SUPPORT = 0.27
const WEAK_SUPPORT_SCORE = 1.0
/** A sum told of something else is the worst of answers. */
const MONEY_SUPPORT = 0.5
const MAX_BODY_CHARS = 620
const MAX_SENTENCE_CHARS = 380

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
  const [best] = ranked
  if (best && !isBorneOut(inquiry, best, primary)) return nothing(inquiry, first, missingOf(primary))
  if (!best || !ranked[0] || (primary && !isAnswer({ best, first, want: primary, asked: inquiry.asked })))
    return lacking(inquiry, first, primary)
  const chosen = choose(inquiry, ranked)
  const finding = tell(inquiry, chosen)
  return { kind: 'found', finding: { ...finding, missing: missingPart(inquiry, chosen) }, desk: deskFor(best) }
}

/** Least share of the telling words beside a number, a day or a sum: those are read as exact. */
const FIGURE_SUPPORT = 0.38

/** With so much of the question in the passage, one everyday word that it lacks tells nothing. */
const FULL_SUPPORT = 0.45

/** A figure must be that of the thing asked about, an office one that stands there. */
function isBorneOut(inquiry: Inquiry, { entry, shelf, covered }: Ranked, want: Visible | null): boolean {
  if (!hasAskedVerb(inquiry, entry)) return false
  if (!want) return !asksWhichBody(inquiry.asked) || namesABody(entry)
  if (inquiry.contextTerms) return true
  if (covered < FIGURE_SUPPORT && want !== 'count') return false
  const one = want === 'money' ? askedShareOf(inquiry.asked) : null
  if (one && !isShareOf(one, entry.passage.quote)) return false
  if (!isBound(inquiry, entry, { want, shelf })) return false
  return covered >= FULL_SUPPORT || speaksOfIt(inquiry, entry, shelf)
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
  const counted = want === 'count' && first.covered >= 0.7 && mentionsCounted(first.entry, inquiry.asked)
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
function choose({ asked, wants, terms }: Inquiry, ranked: Ranked[]): Ranked[] {
  const [best] = ranked
  if (!best) return []
  const several =
    wants.includes('list') || wants.includes('unit') || wants.includes('manner') || terms.words.length >= 7
  // A second figure beside the one asked for is read as an answer as well: it must be as good as the first.
  const asksFigure = wants.includes('percent') || wants.includes('figure') || wants.includes('money')
  const share = asksFigure ? 0.97 : several ? 0.82 : 0.9
  const most = several ? 3 : 2
  const chosen: Ranked[] = []
  for (const candidate of ranked.slice(0, 8)) {
    if (chosen.length >= most || candidate.score < share * best.score) break
    if (!chosen.some(({ entry }) => isRepeat(entry, candidate.entry))) chosen.push(candidate)
  }
  const phases = namesATime(asked) ? [] : otherPhases(best, ranked)
  return phases.length > 1 ? phases : chosen
}

/** The same aim set for several phases is several answers: all are told, in the document's order. */
function otherPhases(best: Ranked, ranked: Ranked[]): Ranked[] {
  const { target } = best.entry
  if (!target) return []
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

function tell(inquiry: Inquiry, chosen: Ranked[]): Finding {
  const lines: string[] = []
  const citations: Finding['citations'] = []
  for (const ranked of chosen) {
    const line = tellEntry(inquiry, ranked)
    if (lines.length > 0 && [...lines, line].join('\n').length > MAX_BODY_CHARS) continue
    lines.push(line)
    citations.push(citePassage(ranked.entry))
  }
  return { lines: lines.length > 1 ? lines.map((line) => `- ${line}`) : lines, citations }
}

/** A row as its fields, an aim with its phase, prose as the sentences that cover the question. */
export function tellEntry(inquiry: Inquiry, { entry, shelf }: Ranked): string {
  const { duty, passage } = entry
  if (duty) return tellRow(inquiry, entry)
  const said = pickSentences(inquiry, shelf, neat(passage.quote))
  const lead = sayLead(passage)
  const owner = owns(passage.heading, said)
  return sentence(`${owner}${lead}${said}`)
}

function sayLead({ lead, heading }: ShelfEntry['passage']): string {
  const last = heading.split(' › ').at(-1) ?? ''
  const line = lead && isTelling(lead) ? lead : isPhase(last) ? last : ''
  return line ? `${neat(neat(line)).replace(/:$/, '')}: ` : ''
}

/** "a) Đến năm 2028:" heads the aims of that phase. */
function isPhase(heading: string): boolean {
  return (
    /^(?:[a-zđ\d.]+[.)]\s*)?\*?\s*(?:giai đoạn|đến (?:hết )?năm|năm) 20\d\d/iu.test(neat(heading)) &&
    heading.length <= 70
  )
}

/** A bullet's phase or group stands in the line above it. */
function isTelling(lead: string): boolean {
  return /giai đoạn|năm 20\d\d|đến năm|quý|đối với|nhóm/iu.test(lead) && lead.length <= 90
}

/** Under a heading that is an office's name, the sentences are that office's: it is said first. */
function owns(heading: string, said: string): string {
  const last = heading.split(' › ').findLast((part) => !/nhiệm vụ (?:chủ trì|phối hợp)/iu.test(part)) ?? ''
  const name = neat(last.replace(/^[\dIVXa-zđ]{1,4}[.)]\s*(?:\d+[.)]?\s*)*/u, ''))
  if (/^đề nghị/iu.test(name) || startsWithOffice(said)) return ''
  const isOffice =
    /^(?:phòng|văn phòng|trạm|trung tâm|các ban|ban |thường trực|ủy ban|hội |đoàn |công an|các thôn|các cơ sở|các phòng|các doanh nghiệp|đại biểu|tổ đại biểu|đề nghị)/iu.test(
      name,
    )
  return isOffice && name.length <= 80 && !said.toLowerCase().startsWith(name.toLowerCase().slice(0, 12))
    ? `${name}: `
    : ''
}

/** "Hội Nông dân xã: …" names its own owner. */
function startsWithOffice(said: string): boolean {
  const [first] = findUnits(said.slice(0, 120))
  return first !== undefined && first.start === 0
}

export function tellRow({ wants, turn }: Inquiry, { duty }: ShelfEntry): string {
  if (!duty) return ''
  const number = duty.no ? `Nhiệm vụ ${duty.no}: ` : ''
  const what = `${number}${firstClause(neat(duty.name), 230)}`
  const lead = duty.lead.length > 0 ? `chủ trì: ${duty.lead.map(neat).join('; ')}` : ''
  const with_ = duty.coordinating.length > 0 ? `phối hợp: ${duty.coordinating.map(neat).join(', ')}` : ''
  const output = duty.output ? `sản phẩm: ${neat(duty.output)}` : ''
  const time = sayTime(duty, turn.today)
  const order = wants.includes('date') ? [time, lead, with_, output] : [lead, with_, time, output]
  return sentence([what, ...order].filter(Boolean).join('; '))
}

/** The best run of neighbouring sentences within the limit. */
function pickSentences({ terms, contextTerms }: Inquiry, shelf: Shelf, text: string): string {
  if (text.length <= MAX_SENTENCE_CHARS) return text
  const parts = sentencesOf(text)
  const scores = parts.map((part) => coverageOf(terms, contextTerms, part, shelf.weigh))
  let from = scores.indexOf(Math.max(...scores))
  let to = from
  for (;;) {
    const before = parts[from - 1]
    const after = parts[to + 1]
    const length = parts.slice(from, to + 1).join(' ').length
    const takeAfter =
      after !== undefined &&
      length + after.length <= MAX_SENTENCE_CHARS &&
      (scores[to + 1] ?? 0) >= (scores[from - 1] ?? -1)
    const takeBefore = !takeAfter && before !== undefined && length + before.length <= MAX_SENTENCE_CHARS
    if (takeAfter) to += 1
    else if (takeBefore) from -= 1
    else break
  }
  const run = parts.slice(from, to + 1).join(' ')
  return run.length <= MAX_BODY_CHARS ? run : firstClause(run, MAX_SENTENCE_CHARS)
}
