/** What a person reads of a guide: the short version, one part, one step, one short question, or a list for an event. */
import type { Status } from '../turn.ts'
import type { Aspect } from './aspect.ts'
import { deskFacts, deskName, officeLines, villageLines } from './desks.ts'
import { eventHeading, stepHeading } from './follow-up.ts'
import type {
  GuideLine,
  LifeEvent,
  LocalOffice,
  MatterWithoutGuide,
  ServiceGuide,
  ServiceKnowledge,
} from './service-guide.ts'

/** A line told, where it stands. `section` is the heading of its part. */
export type GuideCitation = { document: string; section: string; quote: string; position: number }

export type GuideReply = { status: Status; text: string; citations: GuideCitation[]; choices?: string[] }

export type Telling = {
  today: string
  question: string
  office: LocalOffice | null
  /** `en`: the English part is told where the guide has one. */
  language?: 'vi' | 'en'
  /** Numbers nobody has checked at their source. */
  uncheckedPhones: readonly string[]
}

type Piece = { line: GuideLine; section: string }

const HEADINGS = {
  summary: 'Tóm tắt',
  prepare: 'Chuẩn bị',
  steps: 'Các bước',
  where: 'Nơi làm',
  fee: 'Lệ phí',
  time: 'Thời gian',
  caution: 'Lưu ý',
  unsure: 'Cần hỏi lại',
  english: 'In English',
} as const

const QUESTIONS_HEADING = 'Hỏi nhanh'
/** An answer in a chat: what does not fit stays for the next message. */
const MAX_TEXT_CHARS = 1_900

export function tellGuide(guide: ServiceGuide, aspect: Aspect | null, telling: Telling): GuideReply {
  const stale = whyNotCurrent(guide, telling)
  if (stale) return stale
  if (telling.language === 'en') return tellEnglish(guide, telling)
  const piecesOf = (part: keyof typeof HEADINGS): Piece[] => currentPieces(guide, part, telling.today)
  const asked = aspect && aspect !== 'steps' ? piecesOf(aspect) : []
  const pieces = aspect === 'prepare' ? asked : [...asked, ...(asked.length > 0 ? [] : piecesOf('summary'))]
  const told = pieces.length > 0 ? pieces : piecesOf('summary')
  const rest = asked.length > 0 ? piecesOf('summary').filter((piece) => !told.includes(piece)) : []
  const lines = aspect === 'prepare' && asked.length > 0 ? ['Cần chuẩn bị:', ...listed(asked)] : told.map(textOf)
  return finish(guide, telling, {
    lines: [...lines, ...rest.map(textOf)],
    pieces: [...told, ...rest],
    next: guide.parts.steps.length > 1 ? 'Nhắn “các bước” để làm từng bước.' : null,
    choices: guide.parts.steps.length > 1 ? ['Các bước'] : [],
  })
}

/** The English part; where the guide has none, its short version in Vietnamese, which the reader is told. */
function tellEnglish(guide: ServiceGuide, telling: Telling): GuideReply {
  const english = currentPieces(guide, 'english', telling.today)
  const pieces = english.length > 0 ? english : currentPieces(guide, 'summary', telling.today)
  const note = english.length > 0 ? [] : ['This guide is available in Vietnamese only:']
  return finish(guide, telling, {
    lines: [...note, ...pieces.map(textOf)],
    pieces,
    next: null,
    choices: [],
    inPassing: english.length > 0,
  })
}

/** What the office wrote of itself; where it wrote nothing of what is asked, that it did not and who to ask. */
export function tellOffice(guide: ServiceGuide, { question, office, today }: Telling): GuideReply {
  const facts = officeLines(question, office)
  if (facts.length === 0) {
    const lines = currentPieces(guide, 'summary', today).map(textOf)
    return { status: 'unanswerable', text: lines.join('\n'), citations: [] }
  }
  const text = [...facts, `Nguồn: thông tin do UBND xã cung cấp cho trợ lý; ${guideName(guide)}.`].join('\n')
  return { status: 'answered', text: text.slice(0, MAX_TEXT_CHARS), citations: [] }
}

export function tellQuestion(guide: ServiceGuide, place: number, telling: Telling): GuideReply {
  if (telling.language === 'en') return tellGuide(guide, null, telling)
  const stale = whyNotCurrent(guide, telling)
  if (stale) return stale
  const answer = guide.questions[place]?.answer.filter((line) => isCurrent(line, telling.today)) ?? []
  if (answer.length === 0) return tellGuide(guide, null, telling)
  return finish(guide, telling, {
    lines: answer.map(({ text }) => text),
    pieces: answer.map((line) => ({ line, section: QUESTIONS_HEADING })),
    next: guide.parts.steps.length > 1 ? 'Nhắn “các bước” để xem cách làm.' : null,
    choices: guide.parts.steps.length > 1 ? ['Các bước'] : [],
  })
}

/** `step` counts from one; beyond the last the person is told where to ask. */
export function tellStep(guide: ServiceGuide, step: number, telling: Telling): GuideReply {
  const stale = whyNotCurrent(guide, telling)
  if (stale) return stale
  const steps = guide.parts.steps
  const line = steps[step - 1]
  if (!line) return tellEnd(guide, telling)
  const isLast = step === steps.length
  const preparing = step === 1 ? currentPieces(guide, 'prepare', telling.today) : []
  const before = preparing.length > 0 ? ['Cần có sẵn:', ...listed(preparing)] : []
  return finish(guide, telling, {
    lines: [stepHeading(guide.title, step, steps.length), line.text, ...before],
    pieces: [{ line, section: `${HEADINGS.steps}, bước ${step}` }, ...preparing],
    next: isLast ? 'Đây là bước cuối.' : `Làm xong, nhắn “tiếp” để xem bước ${step + 1}.`,
    choices: isLast ? [] : ['Tiếp'],
    inPassing: !isLast,
    isKnown: true,
  })
}

function tellEnd(guide: ServiceGuide, telling: Telling): GuideReply {
  const where = currentPieces(guide, 'where', telling.today)
  return finish(guide, telling, {
    lines: [`Các bước đã hết. Nếu vướng, anh/chị hỏi ${deskName(guide.desk, telling.office)}.`, ...where.map(textOf)],
    pieces: where,
    next: null,
    choices: [],
  })
}

/** Nothing is told of a matter without a guide but who to ask. */
export function tellNoGuide({ name, ask }: MatterWithoutGuide, { office }: Telling): GuideReply {
  const desk = ask ?? deskName('service_centre', office)
  const facts = ask === null ? deskFacts('service_centre', office) : null
  const text = [
    `Trợ lý chưa có hướng dẫn về ${name}.`,
    `Anh/chị hỏi ${desk}, hoặc gõ tên thủ tục vào ô tìm kiếm trên dichvucong.gov.vn.`,
    ...(facts ? [facts] : []),
  ].join('\n')
  return { status: 'unanswerable', text, citations: [] }
}

/** One short list in order; a number opens the guide. */
export function tellEvent(
  event: LifeEvent,
  { guides }: Pick<ServiceKnowledge, 'guides'>,
  telling: Telling,
): GuideReply {
  const steps = event.steps.flatMap(({ say, guide: slug }) => {
    const guide = guides.find((each) => each.slug === slug)
    return guide && !whyNotCurrent(guide, telling) ? [{ say, guide }] : []
  })
  const pieces = steps.flatMap(({ guide }) =>
    currentPieces(guide, 'summary', telling.today)
      .slice(0, 1)
      .map((piece) => ({ guide, piece })),
  )
  const checked = steps.map(({ guide }) => guide.lastVerified).sort()[0] ?? telling.today
  return {
    status: 'answered',
    text: [
      eventHeading(event.name),
      ...steps.map(({ say }, place) => `${place + 1}. ${say}`),
      `Nguồn: các hướng dẫn dịch vụ tương ứng (kiểm tra ngày ${day(checked)}).`,
      'Nhắn số thứ tự để xem cách làm.',
    ].join('\n'),
    citations: pieces.map(({ guide, piece }) => citationOf(guide, piece)),
    choices: steps.map(({ guide }) => guide.title),
  }
}

/** `inPassing`: more follows, so that the desk is not named yet. `isKnown`: its instruments were named a message ago. */
type Content = {
  lines: string[]
  pieces: Piece[]
  next: string | null
  choices: string[]
  inPassing?: boolean
  isKnown?: boolean
}

function finish(
  guide: ServiceGuide,
  telling: Telling,
  { lines, pieces, next, choices, inPassing, isKnown }: Content,
): GuideReply {
  const isOverdue = telling.today > guide.reviewBy
  const overdue = isOverdue
    ? [
        `Lưu ý: hướng dẫn này đã quá ngày kiểm tra lại (${day(guide.reviewBy)}); vui lòng hỏi lại ${deskName(guide.desk, telling.office)} trước khi làm.`,
      ]
    : []
  const unsure = inPassing ? [] : currentPieces(guide, 'unsure', telling.today)
  const doubts = [...unsure.map(textOf), ...doubtLines([...lines, ...unsure.map(textOf)], telling)]
  const place = inPassing ? [] : placeLines(guide, [...lines, ...unsure.map(textOf)], telling)
  const source = `Nguồn: ${isKnown ? '' : `${namedSources(guide)}; `}${guideName(guide)}.`
  const tail = [source, ...(next ? [next] : [])].join('\n')
  // What is doubtful of an amount or an hour is never what is cut off.
  const room = MAX_TEXT_CHARS - [...doubts, tail].join('\n').length - 1
  const body = [withinLimit([...overdue, ...lines, ...place], room), ...doubts].join('\n')
  return {
    status: isOverdue ? 'answered_partly' : 'answered',
    text: `${body}\n${tail}`,
    citations: [...pieces, ...unsure].map((piece) => citationOf(guide, piece)),
    ...(choices.length > 0 ? { choices } : {}),
  }
}

function guideName({ title, lastVerified }: ServiceGuide): string {
  return `hướng dẫn “${title}” (kiểm tra ngày ${day(lastVerified)})`
}

const SOURCES_NAMED = 2

/** The first sources, without what only a lawyer reads: what a source amends or was read through stays in the file. */
function namedSources({ sources }: ServiceGuide): string {
  return sources
    .slice(0, SOURCES_NAMED)
    .map(({ name }) => name.replace(/ \((?:sửa đổi|áp dụng|mã thủ tục|mức)[^)]*\)/u, ''))
    .join('; ')
}

function doubtLines(lines: readonly string[], { uncheckedPhones }: Telling): string[] {
  const text = lines.join(' ')
  const told = uncheckedPhones.filter((phone) => text.includes(phone))
  return told.length === 0 ? [] : [`Số ${told.join(', ')} lấy từ báo chí, chưa đối chiếu trang gốc.`]
}

/** The office's own facts of the desk; its name alone where the answer has not named it. */
function placeLines(guide: ServiceGuide, lines: readonly string[], { office, question }: Telling): string[] {
  const villages = guide.desk === 'digital_team' ? villageLines(question, office) : []
  const facts = deskFacts(guide.desk, office)
  if (facts || villages.length > 0) return [...(facts ? [facts] : []), ...villages]
  const name = deskName(guide.desk, office)
  const isNamed = lines.join(' ').toLowerCase().includes(name.toLowerCase())
  return isNamed || guide.desk === 'school' ? [] : [`Cần giúp, anh/chị hỏi ${name}.`]
}

/** Outside its time a guide is not told; the desk is named instead. */
function whyNotCurrent(guide: ServiceGuide, { today, office }: Telling): GuideReply | null {
  const ended = guide.validUntil !== null && today > guide.validUntil
  if (!ended && today >= guide.validFrom) return null
  const when = ended
    ? `hết hiệu lực từ sau ngày ${day(guide.validUntil ?? '')}`
    : `chỉ áp dụng từ ngày ${day(guide.validFrom)}`
  return {
    status: 'unanswerable',
    text: `Hướng dẫn “${guide.title}” ${when}; trợ lý chưa có hướng dẫn hiện hành. Anh/chị vui lòng hỏi ${deskName(guide.desk, office)}.`,
    citations: [],
  }
}

function currentPieces(guide: ServiceGuide, part: keyof typeof HEADINGS, today: string): Piece[] {
  return guide.parts[part].filter((line) => isCurrent(line, today)).map((line) => ({ line, section: HEADINGS[part] }))
}

function isCurrent({ until }: GuideLine, today: string): boolean {
  return until === null || today <= until
}

function citationOf({ file }: ServiceGuide, { line, section }: Piece): GuideCitation {
  return { document: file, section, quote: line.text, position: line.position }
}

function textOf({ line }: Piece): string {
  return line.text
}

function listed(pieces: readonly Piece[]): string[] {
  return pieces.map((piece) => `- ${textOf(piece)}`)
}

/** Whole lines only, the first always. */
function withinLimit(lines: readonly string[], maxChars: number): string {
  let text = lines[0] ?? ''
  for (const line of lines.slice(1)) {
    if (text.length + line.length + 1 > maxChars) break
    text += `\n${line}`
  }
  return text.slice(0, maxChars)
}

/** `2026-11-22` as `22/11/2026`. */
function day(iso: string): string {
  return iso.split('-').reverse().join('/')
}
