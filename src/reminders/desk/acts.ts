/** What the office says of a duty from its pages: the acts of the chat, and those for which a page asks a reason. */
import { findOccurrences, type OccurrenceRow, record } from '../../duties/index.ts'
import type { ChatParts, Turn } from '../chat/asked.ts'
import { accept, answerDifficulty, giveBack, tellLeaders } from '../chat/office-acts.ts'
import { tellPerson, unitPersonId } from '../chat/relay.ts'
import { nameOf } from '../chat/titles.ts'
import { fileDuties, progressDuties, undo } from '../chat/unit-acts.ts'
import { speakerOf } from '../chat/who.ts'
import { sayDate, shorten } from '../vietnamese.ts'
import { type RemindedNow, remindNow } from './remind-now.ts'
import { type DeskCommune, mayReceive, maySee, maySpeak, turnOf, type Viewer } from './viewer.ts'

export type DeskAct =
  /** `words`: number and day as people write them, "15/BC-UBND ngày 16/12". */
  | { kind: 'filed'; words: string }
  | { kind: 'in_progress'; words: string }
  | { kind: 'not_applicable'; reason: string }
  | { kind: 'accepted' }
  | { kind: 'returned'; reason: string }
  | { kind: 'difficulty_answered'; text: string; personId: number | null }
  | { kind: 'extension_granted'; until: string; reason: string; personId: number | null }
  | { kind: 'extension_refused'; reason: string; personId: number | null }
  | { kind: 'kept'; personId: number | null }
  | { kind: 'remind_now' }
  | { kind: 'undo' }

export type ActOutcome =
  | { kind: 'done' }
  | RemindedNow
  | { kind: 'gone' }
  | { kind: 'not_yours' }
  | { kind: 'refused'; why: string }

/** A unit may say these of its own duties. */
const OF_THE_UNIT: ReadonlySet<DeskAct['kind']> = new Set(['filed', 'in_progress', 'undo'])
/** And these whoever receives the report; what they said they also take back. */
const OF_THE_RECEIVER: ReadonlySet<DeskAct['kind']> = new Set(['accepted', 'returned', 'undo'])
const REASON_CHARS = 500

export type Acting = { viewer: Viewer; communes: readonly DeskCommune[]; form: string }

export async function actOn(parts: ChatParts, dutyId: number, act: DeskAct, acting: Acting): Promise<ActOutcome> {
  const { viewer, communes, form } = acting
  const [row] = await findOccurrences(parts.store, [dutyId])
  const commune = communes.find(({ id }) => id === row?.communeId)
  if (!row?.inForce || !commune || !maySee(viewer, row)) return { kind: 'gone' }
  if (!maySay(viewer, row, act.kind)) return { kind: 'not_yours' }
  const why = whyNot(act, row)
  if (why) return { kind: 'refused', why }
  return perform(await turnOf(parts, { viewer, commune, form }), row, act)
}

function maySay(viewer: Viewer, row: OccurrenceRow, kind: DeskAct['kind']): boolean {
  if (viewer.mayDecide) return true
  if (OF_THE_UNIT.has(kind) && maySpeak(viewer, row)) return true
  return OF_THE_RECEIVER.has(kind) && mayReceive(viewer, row)
}

function whyNot(act: DeskAct, row: OccurrenceRow): string | null {
  if ('reason' in act && act.kind !== 'extension_refused' && act.reason.trim() === '') return NO_REASON
  if (act.kind === 'difficulty_answered' && act.text.trim() === '') return 'Cần ghi câu trả lời cho đơn vị.'
  if (act.kind === 'extension_granted' && act.until <= row.due) {
    return `Hạn mới phải sau hạn ghi trong văn bản (${sayDate(row.due)}).`
  }
  return null
}

const NO_REASON = 'Cần ghi lý do để người sau hiểu vì sao thay đổi.'

async function perform(turn: Turn, row: OccurrenceRow, act: DeskAct): Promise<ActOutcome> {
  const rows = [row]
  switch (act.kind) {
    case 'remind_now':
      return remindNow(turn, row)
    case 'filed':
      await fileDuties(turn, rows, act.words)
      break
    case 'in_progress':
      await progressDuties(turn, rows, act.words)
      break
    case 'accepted':
      await accept(turn, rows)
      break
    case 'returned':
      await giveBack(turn, rows, act.reason)
      break
    case 'difficulty_answered':
      await answerDifficulty(turn, rows, { text: act.text, personId: act.personId })
      break
    case 'undo':
      await undo(turn, rows)
      break
    default:
      await decide(turn, row, act)
  }
  return { kind: 'done' }
}

type Decision = Extract<DeskAct, { kind: 'not_applicable' | 'extension_granted' | 'extension_refused' | 'kept' }>

/** Kept with its reason, and told to the unit. */
async function decide(turn: Turn, row: OccurrenceRow, act: Decision): Promise<void> {
  const reason = 'reason' in act ? shorten(act.reason, REASON_CHARS) : ''
  const detail = { ...(reason && { text: reason }), ...(act.kind === 'extension_granted' && { until: act.until }) }
  await record(turn.parts.store, {
    occurrenceId: row.id,
    kind: act.kind,
    by: speakerOf(turn.asked.account),
    messageId: turn.asked.message.id,
    detail,
  })
  const personId = ('personId' in act && act.personId) || (await unitPersonId(turn, row))
  if (personId === turn.asked.account.personId) return
  const because = reason ? ` Lý do: “${reason}”.` : ''
  const key = `${act.kind}-${row.id}-${turn.asked.message.id}`
  await tellPerson(turn, personId, { key, text: `${sayDecision(act, row)}${because}` })
}

function sayDecision(act: Decision, row: OccurrenceRow): string {
  const what = nameOf(row)
  switch (act.kind) {
    case 'not_applicable':
      return `Xã ghi nhận đơn vị không phải nộp ${what}; trợ lý không nhắc nữa.`
    case 'extension_granted':
      return `Hạn của ${what} được lùi đến ${sayDate(act.until)}.`
    case 'extension_refused':
      return `Đề nghị gia hạn ${what} không được đồng ý; hạn cũ vẫn giữ.`
    case 'kept':
      return `Xã xác nhận ${what} vẫn thuộc đơn vị mình; trợ lý nhắc tiếp.`
  }
}

/** Lets go what was kept for leaders until the coordinator agreed. */
export async function releaseToLeaders(
  parts: ChatParts,
  commune: DeskCommune,
  { viewer, form }: Pick<Acting, 'viewer' | 'form'>,
): Promise<void> {
  await tellLeaders(await turnOf(parts, { viewer, commune, form }))
}
