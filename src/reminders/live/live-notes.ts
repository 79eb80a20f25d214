/** What the coordinator is told beside duties, each once: what to decide, whom to link, whom to call, what was missed. */
import { isProvisionalYear, type WorkCalendar } from '../../calendar/index.ts'
import { type CommuneRegister, type DatedRule, standingDuties, undatedRules } from '../../duties/index.ts'
import { CHOICES } from '../choices.ts'
import type { Note } from '../merge-steps.ts'
import { calendarNotes, contradictionNote, proposalsOf, standingNotes, unconfirmedNote, undatedNote } from '../notes.ts'
import type { Policy } from '../policy.ts'
import type { Post } from '../posts.ts'
import { readDueWords } from '../read-due-words.ts'
import type { Step } from '../step.ts'
import { sayDate } from '../vietnamese.ts'
import type { Instant, Named } from './choose.ts'
import type { Unanswered } from './handed-back.ts'
import type { Undelivered } from './ledger.ts'
import type { PostHolder } from './office.ts'

export type NoteParts = {
  register: CommuneRegister
  /** The register's rules, with the office's own dates. */
  rules: readonly DatedRule[]
  steps: readonly Step[]
  policy: Policy
  calendar: WorkCalendar
  coordinator: Post
  now: Instant
  unlinked: readonly string[]
  undelivered: readonly Undelivered[]
  missed: readonly Named[]
  holders: ReadonlyMap<string, PostHolder>
  /** Handed back, and not answered by the coordinator. */
  unanswered: readonly Unanswered[]
  /** Whether something was said under that name before. */
  isTold: (name: string) => boolean
}

const MOST_LINES = 8
/** Names of units in one message; the rest is told in the next. */
const MOST_UNITS = 40

/** Notes for the coordinator, and those of standing duties for the units; which were said before is the caller's to know. */
export function liveNotes(parts: NoteParts): Note[] {
  const { register, rules, calendar, coordinator, now, isTold } = parts
  const { documents } = register
  const told = [
    undatedNote(undatedRules({ rules, duties: [], documents }, readDueWords), documents),
    contradictionNote(rules, documents),
    unconfirmedNote(proposalsOf(register), { documents, isTold }),
    unlinkedNote(parts.unlinked.filter((unit) => !isTold(unlinkedName(unit)))),
    callNote(parts),
    unansweredNote(parts),
    missedNote(parts.missed),
    ...calendarNotes({ from: `${now.day.slice(0, 4)}-12-01`, to: now.day }, calendar, isProvisionalYear),
  ].filter((note) => note !== null)
  return [
    ...told.map(({ text, once, ...more }) => ({ text, once, ...more, ...now, post: coordinator })),
    ...ownStanding(parts),
  ]
}

type Said = Pick<Note, 'text' | 'choice'> & { once: string | readonly string[] }

/** Under which a unit is named once. */
const unlinkedName = (unit: string): string => `unlinked ${unit}`

function ownStanding({ register, steps, policy }: NoteParts): Note[] {
  const standing = standingDuties(register).filter(({ state }) => state !== 'proposed')
  return standingNotes(steps, { policy, standingOf: (unit) => standing.filter(({ lead }) => lead.includes(unit)) })
}

function unlinkedNote(units: readonly string[]): Said | null {
  if (units.length === 0) return null
  return {
    once: units.slice(0, MOST_UNITS).map(unlinkedName),
    text: [
      `Đơn vị có việc đến hạn nhưng chưa có ai nhận tin (${units.length}):`,
      `${units.slice(0, MOST_UNITS).join('; ')}.`,
      'Đồng chí cấp mã liên kết cho cán bộ đầu mối các đơn vị này; đến khi đó, lời nhắc của họ gửi gộp cho đồng chí.',
    ].join('\n'),
  }
}

const callName = (id: number): string => `call ${id}`

/** Name, post and what to say: the phone reaches where no channel does. */
function callNote({ undelivered, holders, isTold }: NoteParts): Said | null {
  const fresh = undelivered.filter(({ id }) => !isTold(callName(id))).slice(0, MOST_LINES)
  if (fresh.length === 0) return null
  const lines = fresh.map(({ post, personId, summary }) => {
    const { name, phone } = holders.get(String(personId)) ?? { name: null, phone: null }
    const who = [name, phone].filter(Boolean).join(', ')
    return `- ${post}${who ? ` (${who})` : ''}: ${summary}`
  })
  return {
    once: fresh.map(({ id }) => callName(id)),
    text: ['Cần gọi điện, tin nhắn chưa đến được:', ...lines].join('\n'),
  }
}

/** Each working day until it is answered, or told its unit again. */
function unansweredNote({ unanswered, now }: NoteParts): Said | null {
  if (unanswered.length === 0) return null
  const lines = unanswered
    .slice(0, MOST_LINES)
    .map(
      ({ title, bodyName, since, until }) =>
        `- ${title} – ${bodyName}: báo ngày ${sayDate(since)}, chưa có trả lời thì nhắc lại đơn vị từ ${sayDate(until)}`,
    )
  return {
    once: `handed back ${now.day}`,
    text: [
      'Đơn vị báo không thuộc mình, chờ đồng chí trả lời (ở tin đã chuyển hoặc trên trang quản trị):',
      ...lines,
      ...more(unanswered.length),
    ].join('\n'),
  }
}

function missedNote(missed: readonly Named[]): Said | null {
  if (missed.length === 0) return null
  const byDuty = [...new Map(missed.map((step) => [step.rowId, step])).values()]
  const lines = byDuty
    .slice(0, MOST_LINES)
    .map(({ occurrence, body }) => `- ${occurrence.title} – ${body.name}: ngày cuối ${sayDate(occurrence.lastSafe)}`)
  return {
    once: `missed ${byDuty.map(({ key }) => key).join(' ')}`,
    text: [
      'Trợ lý bị gián đoạn nên không kịp nhắc trước hạn:',
      ...lines,
      ...more(byDuty.length),
      'Nhờ đồng chí kiểm tra giúp.',
    ].join('\n'),
  }
}

function more(count: number): string[] {
  return count > MOST_LINES ? [`… và ${count - MOST_LINES} dòng khác.`] : []
}

/** What is kept back from leaders until the coordinator has seen it. */
export function heldNote(held: readonly { post: string; summary: string }[], day: string): Said {
  return {
    once: `held ${day}`,
    choice: CHOICES.tellLeaders,
    text: [
      'Việc quá hạn đến bước báo lãnh đạo:',
      ...held.slice(0, MOST_LINES).map(({ post, summary }) => `- ${post}: ${summary}`),
      ...more(held.length),
      `Trợ lý gửi mỗi người một tin gộp, chỉ sau khi đồng chí bấm [${CHOICES.tellLeaders}].`,
    ].join('\n'),
  }
}
