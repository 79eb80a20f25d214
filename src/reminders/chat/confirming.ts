/** The coordinator's part in what the machine read: confirming it, and dates for rules whose document names none. */
import type { CommuneRegister, OccurrenceRow } from '../../duties/index.ts'
import { sayPlace } from '../../language/citing.ts'
import { CHOICES } from '../choices.ts'
import { chooseDate, listUndated } from '../office-dates.ts'
import { DATE_CHOICES, readOfficeDate } from '../read-office-date.ts'
import { documentName, listNames, shorten } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { speakerOf } from './who.ts'

const CONFIRM_ALL = 'Xác nhận tất cả'
const LATER = 'Để sau'
const MOST_ENTRIES = 20
const ENTRY_CHARS = 160

/** One entry the machine read, by its own occurrences. */
export async function judge(turn: Turn, rows: readonly OccurrenceRow[], isRight: boolean): Promise<ChatReply> {
  const { review } = turn.parts
  const by = speakerOf(turn.asked.account).title
  const sources = new Map(rows.map(({ kind, sourceId: id, documentId }) => [`${kind}${id}`, { kind, id, documentId }]))
  const said: string[] = []
  for (const entry of sources.values())
    said.push(await (isRight ? review.confirm(entry, by) : review.reject(entry, by)))
  return { text: [...new Set(said)].join(' ') }
}

/** The documents with something nobody confirmed; one of them in full, so that it is seen before it is confirmed. */
export async function showProposals(turn: Turn, after = 0): Promise<ChatReply> {
  const { parts, asked } = turn
  const register = await parts.register.of(asked.account.commune?.slug ?? '')
  for (const { id } of (register?.documents ?? []).filter((document) => document.id > after)) {
    const found = await parts.review.proposals(id)
    if (!found || found.entries.length === 0) continue
    const shown = found.entries
      .slice(0, MOST_ENTRIES)
      .map((entry, index) => `${index + 1}. ${shorten(entry, ENTRY_CHARS)}`)
    const rest = found.entries.length - shown.length
    const more = rest > 0 ? [`… và ${rest} mục khác; xem đủ ở trang rà soát.`] : []
    return {
      text: [`${found.title}: ${found.entries.length} mục máy đọc, chưa xác nhận.`, ...shown, ...more].join('\n'),
      choices: [CONFIRM_ALL, LATER],
      subject: { about: 'review', documentId: id, version: found.version },
    }
  }
  return { text: 'Không còn mục nào chờ xác nhận.' }
}

export async function settleProposals(
  turn: Turn,
  of: { documentId: number; version: number },
  label: string,
): Promise<ChatReply> {
  if (label !== CONFIRM_ALL) return showProposals(turn, of.documentId)
  const text = await turn.parts.review.confirmAll(of, speakerOf(turn.asked.account).title)
  const next = await showProposals(turn, of.documentId)
  return { ...next, text: `${text}\n${next.text}` }
}

/** The next rule whose document names no day and for which the office has chosen none. */
export async function askDate(turn: Turn, opening = ''): Promise<ChatReply> {
  const register = await registerOf(turn)
  const rule = register && (await listUndated(turn.parts.store, register)).find(({ set }) => set === null)?.rule
  if (!rule) return { text: opening || 'Không còn quy định báo cáo nào thiếu hạn.' }
  const document = register.documents.find(({ id }) => id === rule.documentId)
  const place = `${document ? documentName(document, register.documents) : 'Văn bản'}, ${sayPlace(rule.section)}`
  const who = rule.who.length > 0 ? listNames(rule.who, 3) : 'Chưa rõ đơn vị'
  const text = `${who}${rule.to ? ` báo cáo ${rule.to}` : ''}: “${shorten(rule.quote, 200)}” (${place}). Văn bản không ghi ngày; xã đặt hạn thế nào? Có thể gõ hạn khác, ví dụ "chậm nhất ngày 25 tháng cuối quý".`
  return {
    text: [opening, text].filter(Boolean).join('\n'),
    choices: [...DATE_CHOICES],
    subject: { about: 'set_date', documentId: rule.documentId, ruleKey: rule.key, awaits: 'date' },
  }
}

function registerOf({ parts, asked }: Turn): Promise<CommuneRegister | null> {
  return parts.register.of(asked.account.commune?.slug ?? '')
}

/** Null when the words are no date. */
export async function setDate(
  turn: Turn,
  rule: { documentId: number; ruleKey: string },
  text: string,
): Promise<ChatReply | null> {
  const choice = DATE_CHOICES.includes(text) ? text : null
  const read = readOfficeDate({ choice, words: choice ? '' : text }, turn.day)
  if (read.kind === 'session_day') {
    return {
      text: 'Kỳ họp HĐND gần nhất dự kiến khai mạc ngày nào? Đồng chí gõ ngày, ví dụ 22/12/2026. Trợ lý nhắc trước ngày đó; trước mỗi kỳ họp sau, đồng chí đặt lại.',
      subject: { about: 'set_date', ...rule, awaits: 'date' },
    }
  }
  const register = await registerOf(turn)
  if (read.kind !== 'date' || !register) return null
  const { parts, asked, day: today } = turn
  const by = { personId: asked.account.personId, name: speakerOf(asked.account).title }
  await chooseDate(parts.store, { register, rule, date: read.date, by, policy: parts.policy(), today })
  const { dueText } = read.date
  if (dueText === null) return askDate(turn, 'Đã ghi: không cần nhắc.')
  return askDate(
    turn,
    `Đã đặt hạn do xã đặt: "${dueText}". Gõ "${CHOICES.setDate.toLowerCase()}" để xem các quy định còn thiếu hạn.`,
  )
}
