/** The coordinator's part in what the machine read: confirming it, and dates for rules whose document names none. */
import {
  loadOfficeDates,
  type OccurrenceRow,
  type RegisteredRule,
  setOfficeDate,
  undatedRules,
} from '../../duties/index.ts'
import { sayPlace } from '../../language/citing.ts'
import { readTime } from '../../language/time.ts'
import { CHOICES } from '../choices.ts'
import { readDueWords } from '../read-due-words.ts'
import { documentName, listNames, shorten } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { readDay } from './read-words.ts'
import { speakerOf } from './who.ts'

const CONFIRM_ALL = 'Xác nhận tất cả'
const LATER = 'Để sau'
const MOST_ENTRIES = 20
const ENTRY_CHARS = 160

const DATES: Record<string, { cadence: string; dueText: string; recurrence: string }> = {
  'Theo quý': {
    cadence: 'quarterly',
    dueText: 'chậm nhất ngày 20 tháng cuối quý',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
  },
  '6 tháng': {
    cadence: 'half-yearly',
    dueText: 'chậm nhất ngày 15/6 và ngày 15/12',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15',
  },
}
const SESSION = 'Trước kỳ họp HĐND'
const NO_REMINDER = 'Không cần nhắc'

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
  const rule = await nextUndated(turn)
  if (!rule) return { text: opening || 'Không còn quy định báo cáo nào thiếu hạn.' }
  const register = await turn.parts.register.of(turn.asked.account.commune?.slug ?? '')
  const document = register?.documents.find(({ id }) => id === rule.documentId)
  const place = `${document ? documentName(document, register?.documents ?? []) : 'Văn bản'}, ${sayPlace(rule.section)}`
  const who = rule.who.length > 0 ? listNames(rule.who, 3) : 'Chưa rõ đơn vị'
  const text = `${who}${rule.to ? ` báo cáo ${rule.to}` : ''}: “${shorten(rule.quote, 200)}” (${place}). Văn bản không ghi ngày; xã đặt hạn thế nào? Có thể gõ hạn khác, ví dụ "chậm nhất ngày 25 tháng cuối quý".`
  return {
    text: [opening, text].filter(Boolean).join('\n'),
    choices: [...Object.keys(DATES), SESSION, NO_REMINDER],
    subject: { about: 'set_date', documentId: rule.documentId, ruleKey: rule.key, awaits: 'date' },
  }
}

async function nextUndated({ parts, asked }: Turn): Promise<RegisteredRule | null> {
  const register = await parts.register.of(asked.account.commune?.slug ?? '')
  if (!register) return null
  const dates = await loadOfficeDates(parts.store, register.commune.id)
  const isOpen = (rule: RegisteredRule): boolean =>
    !dates.some(({ documentId, ruleKey }) => documentId === rule.documentId && ruleKey === rule.key)
  return undatedRules(register, readDueWords).find(isOpen) ?? null
}

/** Null when the words are no date. */
export async function setDate(
  turn: Turn,
  rule: { documentId: number; ruleKey: string },
  text: string,
): Promise<ChatReply | null> {
  const by = speakerOf(turn.asked.account).title
  const set = (date: {
    cadence: string
    dueText: string | null
    recurrence: string | null
    days: string[]
  }): Promise<void> => setOfficeDate(turn.parts.store, { ...rule, ...date }, by)
  if (text === NO_REMINDER) {
    await set({ cadence: 'unspecified', dueText: null, recurrence: null, days: [] })
    return askDate(turn, 'Đã ghi: không cần nhắc.')
  }
  if (text === SESSION) {
    return {
      text: 'Kỳ họp HĐND gần nhất dự kiến khai mạc ngày nào? Đồng chí gõ ngày, ví dụ 22/12/2026. Trợ lý nhắc trước ngày đó; trước mỗi kỳ họp sau, đồng chí đặt lại.',
      subject: { about: 'set_date', ...rule, awaits: 'date' },
    }
  }
  const ready = DATES[text]
  if (ready) await set({ ...ready, days: [] })
  else {
    const read = readTime(text, { deadline: true, issued: turn.day })
    const day = read?.recurrence ? null : readDay(text, turn.day)
    if (!read?.recurrence && !day) return null
    const dueText = day && !/ngày|trước|chậm/iu.test(text) ? `trước ngày ${text.trim()}` : text.trim()
    await set({
      cadence: cadenceOf(read?.recurrence ?? null),
      dueText,
      recurrence: read?.recurrence ?? null,
      days: day ? [day] : [],
    })
  }
  return askDate(
    turn,
    `Đã đặt hạn do xã đặt: "${ready?.dueText ?? text.trim()}". Gõ "${CHOICES.setDate.toLowerCase()}" để xem các quy định còn thiếu hạn.`,
  )
}

function cadenceOf(recurrence: string | null): string {
  if (!recurrence) return 'unspecified'
  if (recurrence.includes('FREQ=WEEKLY')) return 'weekly'
  const months = /BYMONTH=([\d,]+)/.exec(recurrence)?.[1]?.split(',').length
  if (recurrence.includes('FREQ=MONTHLY')) return months === undefined ? 'monthly' : 'unspecified'
  return { 1: 'yearly', 2: 'half-yearly', 4: 'quarterly' }[months ?? 0] ?? 'unspecified'
}
