/** What a unit says of its own duties. Each act is kept at once; what is asked afterwards only adds to it. */
import { addWorkingDays, createCalendar, workingDayOnOrAfter } from '../../calendar/index.ts'
import { eventsOf, type OccurrenceRow, record, stateOf, undoLast } from '../../duties/index.ts'
import { CHOICES } from '../choices.ts'
import { sayDate, sayDay, shorten } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { type Filing, readFiling } from './filing.ts'
import { readDay, readPercent } from './read-words.ts'
import { coordinatorId, granterId, tellPerson } from './relay.ts'
import { lastDayOf, nameOf, ofWhom } from './titles.ts'
import { speakerOf } from './who.ts'

type Rows = readonly OccurrenceRow[]

const idsOf = (rows: Rows): number[] => rows.map(({ id }) => id)

async function say(
  { parts, asked }: Turn,
  rows: Rows,
  saying: Pick<Parameters<typeof record>[1], 'kind' | 'detail'>,
): Promise<void> {
  for (const row of rows) {
    const by = speakerOf(asked.account, row)
    await record(parts.store, { occurrenceId: row.id, by, messageId: asked.message.id, ...saying })
  }
}

/** "Đã nộp", with number, date or a file where they came with it. */
export async function fileDuties(turn: Turn, rows: Rows, rest = ''): Promise<ChatReply> {
  const filing: Filing & { attachment?: boolean } = readFiling(rest, turn.day)
  if (turn.asked.message.attachments.length > 0) filing.attachment = true
  await say(turn, rows, { kind: 'filed', detail: filing })
  const isReport = rows.some(({ kind }) => kind === 'report')
  const known = [
    filing.number ? `số ${filing.number}` : '',
    filing.filedOn ? `ngày ${sayDate(filing.filedOn)}` : '',
    filing.attachment ? 'kèm tệp' : '',
  ].filter(Boolean)
  const what = isReport ? 'đã nộp' : 'đã xong'
  const opening = `Đã ghi nhận ${ofWhom(rows)} ${what}${known.length > 0 ? ` (${known.join(', ')})` : ''}; trợ lý ngừng nhắc việc này.`
  const more =
    isReport && !filing.number
      ? ' Anh/chị gõ số và ngày văn bản (ví dụ "15/BC-UBND ngày 16/12") hoặc gửi tệp, ảnh để lưu; không có thì thôi.'
      : ''
  const choices = isReport ? [CHOICES.collect, CHOICES.undo] : [CHOICES.undo]
  return { text: `${opening}${more}`, choices, subject: { about: 'asking', awaits: 'number', ids: idsOf(rows) } }
}

/** "Đang làm", with how far where that was said. */
export async function progressDuties(turn: Turn, rows: Rows, rest = ''): Promise<ChatReply> {
  const percent = readPercent(rest)
  await say(turn, rows, { kind: 'in_progress', detail: percent === null ? {} : { percent } })
  const subject = { about: 'asking', awaits: 'percent', ids: idsOf(rows) }
  if (percent !== null) {
    return { text: `Đã ghi nhận ${ofWhom(rows)} đang làm, khoảng ${percent}%.`, choices: [CHOICES.undo], subject }
  }
  const text = `Đã ghi nhận ${ofWhom(rows)} đang làm. Đến nay được khoảng bao nhiêu phần trăm?`
  return { text, choices: ['25%', '50%', '75%', '90%', CHOICES.undo], subject }
}

export function askDifficulty(_: Turn, rows: Rows): ChatReply {
  return {
    text: `Anh/chị viết vài câu về vướng mắc của ${nameOfAll(rows)}; trợ lý chuyển ngay cho cán bộ điều phối và lưu vào báo cáo tổng hợp.`,
    subject: { about: 'asking', awaits: 'difficulty', ids: idsOf(rows) },
  }
}

export async function tellDifficulty(turn: Turn, rows: Rows, text: string): Promise<ChatReply> {
  const said = shorten(text, 800)
  await say(turn, rows, { kind: 'difficulty', detail: { text: said } })
  const { account, message } = turn.asked
  const isTold = await tellPerson(turn, await coordinatorId(turn), {
    key: `difficulty-${message.id}`,
    text: `${speakerOf(account, rows[0]).title} báo vướng mắc về ${ofWhom(rows)}: “${said}”`,
    choices: ['Trả lời'],
    subject: { about: 'relay', of: 'difficulty', ids: idsOf(rows), personId: account.personId },
  })
  return {
    text: isTold
      ? 'Đã chuyển cán bộ điều phối; khi có trả lời, trợ lý báo anh/chị tại đây. Hạn nộp vẫn giữ như cũ.'
      : 'Đã lưu. Xã chưa có cán bộ điều phối nhận tin, anh/chị vui lòng báo trực tiếp lãnh đạo đơn vị.',
    choices: [CHOICES.undo],
    subject: { about: 'asking', awaits: 'number', ids: idsOf(rows) },
  }
}

const NOON = '10:30'
const EVENING = '15:30'
const LATER = { tomorrow: 'Sáng mai', days: '3 ngày nữa', noon: 'Trước trưa', evening: 'Cuối giờ chiều' } as const

export function askLater({ parts, day, time }: Turn, rows: Rows): ChatReply {
  const last = rows.map((row) => lastDayOf(row, parts.policy())).sort()[0] ?? day
  const today = time < NOON ? [LATER.noon] : time < EVENING ? [LATER.evening] : []
  const choices = day < last ? [...today, LATER.tomorrow, LATER.days] : today
  if (choices.length === 0)
    return { text: `Hôm nay là ngày làm việc cuối cùng của ${nameOfAll(rows)} nên trợ lý không nhắc lại sau được.` }
  return {
    text: `Nhắc lại ${nameOfAll(rows)} lúc nào? Chậm nhất vẫn là ${sayDay(last)}.`,
    choices,
    subject: { about: 'asking', awaits: 'later', ids: idsOf(rows) },
  }
}

/** Null when the words name no time. Never later than the last safe day. */
export async function snooze(turn: Turn, rows: Rows, text: string): Promise<ChatReply | null> {
  const policy = turn.parts.policy()
  const calendar = createCalendar(policy.calendar)
  const last = rows.map((row) => lastDayOf(row, policy)).sort()[0] ?? turn.day
  const day = (count: number): string => addWorkingDays(calendar, turn.day, count)
  const times: Record<string, string> = {
    [LATER.noon]: `${turn.day}T${NOON}`,
    [LATER.evening]: `${turn.day}T${EVENING}`,
    [LATER.tomorrow]: day(1),
    [LATER.days]: day(3),
  }
  const named = times[text] ?? readDay(text, turn.day)
  if (!named || named.slice(0, 10) < turn.day) return null
  const until = named.slice(0, 10) > last ? last : named
  if (!until.includes('T') && until <= turn.day) return askLater(turn, rows)
  const on = until.includes('T') ? until : workingDayOnOrAfter(calendar, until)
  await say(turn, rows, { kind: 'snoozed', detail: { until: on > last && !on.includes('T') ? last : on } })
  const [date = '', hour] = on.split('T')
  return {
    text: `Trợ lý sẽ nhắc lại ${nameOfAll(rows)} ${hour ? `lúc ${hour} hôm nay` : `vào ${sayDay(date)}`}.`,
    choices: [CHOICES.undo],
    subject: { about: 'asking', awaits: 'number', ids: idsOf(rows) },
  }
}

const EXTENSIONS: Record<string, number> = { '3 ngày làm việc': 3, '5 ngày làm việc': 5 }

export function askExtension(_: Turn, rows: Rows): ChatReply {
  return {
    text: `Anh/chị xin lùi hạn ${nameOfAll(rows)} đến ngày nào? Gõ ngày (ví dụ 25/12), có thể kèm lý do.`,
    choices: Object.keys(EXTENSIONS),
    subject: { about: 'asking', awaits: 'extension_day', ids: idsOf(rows) },
  }
}

/** Null when the words name no day. */
export async function requestExtension(turn: Turn, rows: Rows, text: string): Promise<ChatReply | null> {
  const [row] = rows
  const calendar = createCalendar(turn.parts.policy().calendar)
  const count = EXTENSIONS[text]
  const until = row && (count ? addWorkingDays(calendar, row.extendedTo ?? row.due, count) : readDay(text, turn.day))
  if (!row || !until) return null
  if (until <= (row.extendedTo ?? row.due)) {
    return { text: `Ngày ${sayDate(until)} không muộn hơn hạn hiện tại (${sayDate(row.extendedTo ?? row.due)}).` }
  }
  const reason = count ? '' : shorten(text, 300)
  await say(turn, rows, { kind: 'extension_asked', detail: { until, text: reason } })
  const { account, message } = turn.asked
  const isTold = await tellPerson(turn, await granterId(turn, row), {
    key: `extension-${message.id}`,
    text: `${speakerOf(account, row).title} xin gia hạn ${ofWhom(rows)} đến ${sayDay(until)} (hạn hiện tại ${sayDate(row.extendedTo ?? row.due)}).${reason ? ` Nội dung: “${reason}”` : ''}`,
    choices: ['Đồng ý', 'Không đồng ý'],
    subject: { about: 'relay', of: 'extension', ids: idsOf(rows), until, personId: account.personId },
  })
  return {
    text: isTold
      ? `Đã chuyển đề nghị gia hạn đến ${sayDate(until)} cho người có thẩm quyền. Khi chưa có trả lời, hạn cũ vẫn giữ.`
      : 'Đã lưu đề nghị, nhưng xã chưa có người nhận tin để trả lời; anh/chị vui lòng báo trực tiếp lãnh đạo. Hạn cũ vẫn giữ.',
    choices: [CHOICES.undo],
    subject: { about: 'asking', awaits: 'number', ids: idsOf(rows) },
  }
}

export async function handBack(turn: Turn, rows: Rows, rest = ''): Promise<ChatReply> {
  const reason = shorten(rest, 300)
  await say(turn, rows, { kind: 'handed_back', detail: reason ? { text: reason } : {} })
  const { account, message } = turn.asked
  const isTold = await tellPerson(turn, await coordinatorId(turn), {
    key: `handed-back-${message.id}`,
    text: `${speakerOf(account, rows[0]).title} báo ${nameOfAll(rows)} không thuộc đơn vị mình.${reason ? ` Nội dung: “${reason}”.` : ''} Trợ lý tạm ngừng nhắc đơn vị này. Nếu thuộc đơn vị khác, đồng chí sửa tên đơn vị ở phần rà soát văn bản.`,
    choices: ['Vẫn thuộc đơn vị này', CHOICES.notDue],
    subject: { about: 'relay', of: 'handed_back', ids: idsOf(rows), personId: account.personId },
  })
  return {
    text: `Đã ghi nhận${isTold ? ' và chuyển cán bộ điều phối xem lại' : ''}; trợ lý tạm ngừng nhắc việc này.`,
    choices: [CHOICES.undo],
    subject: { about: 'asking', awaits: 'number', ids: idsOf(rows) },
  }
}

/** So many more of a counted duty: "thêm 2 lớp". Reaching the number ends nothing: that is said by "Đã xong". */
export async function countDuties(turn: Turn, rows: Rows, rest = ''): Promise<ChatReply> {
  const counted = rows.filter(({ countTarget }) => countTarget !== null)
  const [row] = counted
  if (!row) return { text: `Văn bản không ghi số lượng phải đạt cho ${nameOfAll(rows)}.` }
  const amount = Number(/\d{1,4}/.exec(rest)?.[0] ?? 1)
  await say(turn, counted, { kind: 'counted', detail: { amount } })
  const events = (await eventsOf(turn.parts.store, [row.id])).get(row.id) ?? []
  const { counted: total } = stateOf(events)
  const unit = row.countUnit ?? ''
  const enough = total >= (row.countTarget ?? 0) ? ' Đã đủ số lượng; hoàn thành thì bấm [Đã xong].' : ''
  return {
    text: `Đã ghi thêm ${amount} ${unit}: ${nameOf(row)} nay được ${total}/${row.countTarget} ${unit}.${enough}`,
    choices: [CHOICES.count, ...(enough ? [CHOICES.done] : []), CHOICES.undo],
    subject: { about: 'duties', items: [idsOf(counted)] },
  }
}

export function offerMore(_: Turn, rows: Rows): ChatReply {
  return {
    text: `Với ${nameOfAll(rows)}, anh/chị cần gì thêm?`,
    choices: [
      ...(rows.some(({ countTarget }) => countTarget !== null) ? [CHOICES.count] : []),
      ...[CHOICES.extension, CHOICES.notOurs, CHOICES.collect, CHOICES.undo],
    ],
    subject: { about: 'duties', items: [idsOf(rows)] },
  }
}

const UNDONE: Partial<Record<string, string>> = {
  filed: 'đã nộp',
  in_progress: 'đang làm',
  snoozed: 'nhắc lại sau',
  difficulty: 'vướng mắc',
  extension_asked: 'xin gia hạn',
  extension_granted: 'cho gia hạn',
  handed_back: 'không thuộc đơn vị',
  accepted: 'đã nhận',
  returned: 'trả lại',
  not_applicable: 'không phải nộp',
  counted: 'ghi thêm',
}

export async function undo(turn: Turn, rows: Rows): Promise<ChatReply> {
  const kinds = new Set<string>()
  for (const row of rows) {
    const by = speakerOf(turn.asked.account, row)
    const kind = await undoLast(turn.parts.store, { occurrenceId: row.id, by, messageId: turn.asked.message.id })
    if (kind) kinds.add(kind)
  }
  if (kinds.size === 0) return { text: 'Không còn thao tác nào của anh/chị để hoàn tác ở việc này.' }
  const what = [...kinds].map((kind) => `“${UNDONE[kind] ?? kind}”`).join(', ')
  return { text: `Đã hoàn tác ${what} của ${nameOfAll(rows)}; trợ lý nhắc tiếp như trước.` }
}

function nameOfAll(rows: Rows): string {
  const [row] = rows
  return row ? nameOf(row) : 'việc này'
}
