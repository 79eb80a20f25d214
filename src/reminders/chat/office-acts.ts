/** What whoever receives a report, the coordinator, or whoever grants time says of others' duties. */
import { type DutyEventKind, type OccurrenceRow, record } from '../../duties/index.ts'
import { CHOICES } from '../choices.ts'
import { releaseHeld } from '../live/ledger.ts'
import { owePromised } from '../live/tick.ts'
import { sayDate, shorten } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { granterId, tellPerson, unitPersonId } from './relay.ts'
import type { Subject } from './subjects.ts'
import { nameOf, ofWhom } from './titles.ts'
import { isCoordinator, receives, speakerOf, WHO_MAY } from './who.ts'

type Rows = readonly OccurrenceRow[]
type OfficeKind = Extract<
  DutyEventKind,
  | 'accepted'
  | 'returned'
  | 'not_applicable'
  | 'difficulty_answered'
  | 'extension_granted'
  | 'extension_refused'
  | 'kept'
>

const idsOf = (rows: Rows): number[] => rows.map(({ id }) => id)

async function say(
  turn: Turn,
  rows: Rows,
  kind: OfficeKind,
  detail: { text?: string; until?: string } = {},
): Promise<void> {
  const { parts, asked } = turn
  for (const row of rows) {
    const by = speakerOf(asked.account)
    await record(parts.store, { occurrenceId: row.id, kind, by, messageId: asked.message.id, detail })
  }
}

const undoable = (rows: Rows): Pick<ChatReply, 'choices' | 'subject'> => ({
  choices: [CHOICES.undo],
  subject: { about: 'asking', awaits: 'number', ids: idsOf(rows) },
})

export async function accept(turn: Turn, rows: Rows): Promise<ChatReply> {
  await say(turn, rows, 'accepted')
  return { text: `Đã ghi nhận đồng chí nhận được ${ofWhom(rows)}.`, ...undoable(rows) }
}

export function askReturn(_: Turn, rows: Rows): ChatReply {
  return {
    text: `Đồng chí viết lý do trả lại ${ofWhom(rows)}; trợ lý chuyển ngay cho đơn vị.`,
    subject: { about: 'asking', awaits: 'return_reason', ids: idsOf(rows) },
  }
}

export async function giveBack(turn: Turn, rows: Rows, text: string): Promise<ChatReply> {
  const reason = shorten(text, 500)
  await say(turn, rows, 'returned', { text: reason })
  for (const row of rows) {
    await tellPerson(turn, await unitPersonId(turn, row), {
      key: `returned-${row.id}-${turn.asked.message.id}`,
      text: `${speakerOf(turn.asked.account).title} trả lại ${nameOf(row)}: “${reason}”. Anh/chị bổ sung rồi nộp lại.`,
      choices: [CHOICES.filed, CHOICES.inProgress, CHOICES.difficulty],
      subject: { about: 'duties', items: [[row.id]] },
    })
  }
  return { text: 'Đã chuyển lý do cho đơn vị; trợ lý nhắc tiếp đến khi nộp lại.', ...undoable(rows) }
}

export async function excuse(turn: Turn, rows: Rows): Promise<ChatReply> {
  await say(turn, rows, 'not_applicable')
  return { text: `Đã ghi "không phải nộp" với ${ofWhom(rows)}; trợ lý không nhắc nữa.`, ...undoable(rows) }
}

export async function tellLeaders({ parts, asked }: Turn): Promise<ChatReply> {
  const released = await releaseHeld(parts.store, asked.account.commune?.id ?? 0)
  await owePromised(parts)
  const text =
    released > 0 ? `Đã gửi lãnh đạo ${released} tin gộp.` : 'Không còn tin nào đang chờ gửi lãnh đạo trong hôm nay.'
  return { text }
}

type Relay = Extract<Subject, { about: 'relay' }>

/**
 * The coordinator's, or the granter's, button under what a unit said: by the post held now, as the message may be old. Null
 * where the label is none of ours.
 */
export async function answerRelay(
  turn: Turn,
  known: Rows,
  { relay, label }: { relay: Relay; label: string },
): Promise<ChatReply | null> {
  const rows: OccurrenceRow[] = []
  for (const row of known) if (await mayAnswer(turn, row, relay.of)) rows.push(row)
  if (rows.length === 0) return { text: WHO_MAY.coordinator }
  if (relay.of === 'difficulty' && label === 'Trả lời') {
    return {
      text: `Đồng chí viết câu trả lời về ${ofWhom(rows)}; trợ lý chuyển ngay cho đơn vị.`,
      subject: {
        about: 'asking',
        awaits: 'difficulty_answer',
        ids: idsOf(rows),
        ...(relay.personId && { rowIds: [relay.personId] }),
      },
    }
  }
  if (relay.of === 'handed_back') {
    if (label === CHOICES.notDue) return excuse(turn, rows)
    await say(turn, rows, 'kept')
    await tellAsker(
      turn,
      relay.personId,
      `Cán bộ điều phối xác nhận ${nameOfFirst(rows)} vẫn thuộc đơn vị mình; trợ lý nhắc tiếp.`,
    )
    return { text: `Đã giữ ${ofWhom(rows)}; trợ lý nhắc tiếp đơn vị.`, ...undoable(rows) }
  }
  if (relay.of !== 'extension' || !relay.until) return null
  const isGranted = label === 'Đồng ý'
  await say(turn, rows, isGranted ? 'extension_granted' : 'extension_refused', isGranted ? { until: relay.until } : {})
  const until = sayDate(relay.until)
  await tellAsker(
    turn,
    relay.personId,
    isGranted
      ? `Đã được gia hạn ${nameOfFirst(rows)} đến ${until}.`
      : `Đề nghị gia hạn ${nameOfFirst(rows)} không được đồng ý; hạn cũ vẫn giữ.`,
  )
  return {
    text: isGranted ? `Đã gia hạn ${ofWhom(rows)} đến ${until}.` : `Đã trả lời không gia hạn ${ofWhom(rows)}.`,
    ...undoable(rows),
  }
}

async function mayAnswer(turn: Turn, row: OccurrenceRow, of: Relay['of']): Promise<boolean> {
  const { account } = turn.asked
  if (row.communeId !== account.commune?.id) return false
  if (isCoordinator(account)) return true
  if (of !== 'extension') return false
  const { grantedBy } = turn.parts.policy().extensions
  if (grantedBy === 'receiver') return receives(account, row)
  return grantedBy === 'vice_chair' && (await granterId(turn, row)) === account.personId
}

export async function answerDifficulty(
  turn: Turn,
  rows: Rows,
  { text, personId }: { text: string; personId: number | null },
): Promise<ChatReply> {
  const said = shorten(text, 800)
  await say(turn, rows, 'difficulty_answered', { text: said })
  const isTold = await tellAsker(
    turn,
    personId,
    `Trả lời vướng mắc về ${nameOfFirst(rows)}: “${said}” (${speakerOf(turn.asked.account).title})`,
  )
  return {
    text: isTold
      ? 'Đã chuyển câu trả lời cho đơn vị.'
      : 'Đã lưu, nhưng người hỏi không còn nhận tin được; đồng chí báo trực tiếp giúp.',
  }
}

/** Who asked is answered at once, whatever the hour. */
function tellAsker(turn: Turn, personId: number | null, text: string): Promise<boolean> {
  return tellPerson(turn, personId, { key: `answer-${personId}-${turn.asked.message.id}`, text, atOnce: true })
}

function nameOfFirst(rows: Rows): string {
  const [row] = rows
  return row ? nameOf(row) : 'việc này'
}
