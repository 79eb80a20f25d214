/** What the office does with a case, from its pages. */
import { dayOf } from '../language/day-words.ts'
import { writeAudit } from '../people/index.ts'
import type { Case, FeedbackState } from './case.ts'
import type { FeedbackOptions } from './dependencies.ts'
import { changeCase, findCase } from './rows.ts'
import { tellDesk } from './sweep.ts'
import { changed } from './words.ts'

export type Outcome = { kind: 'done' } | { kind: 'overtaken' | 'gone' } | { kind: 'refused'; why: string }

type Acting = {
  id: number
  /** The revision that was seen. */
  revision: number
  /** The number of a person. */
  by: number
  note: string | null
}

/** Another desk is in charge from now on; it hears of it, and so does the sender. */
export async function assign(options: FeedbackOptions, acting: Acting & { unit: string }): Promise<Outcome> {
  return change(options, acting, { state: 'assigned', unit: acting.unit, reply: null })
}

type Said = Acting & { state: Extract<FeedbackState, 'working' | 'answered' | 'declined'>; reply: string | null }

/** Where it stands, with words for the sender; what ends it needs them. */
export async function report(options: FeedbackOptions, said: Said): Promise<Outcome> {
  if (said.state !== 'working' && !said.reply) {
    return { kind: 'refused', why: 'Cần ghi nội dung trả lời để trợ lý gửi người phản ánh.' }
  }
  return change(options, said, { state: said.state, unit: undefined, reply: said.reply })
}

type To = { state: FeedbackState; unit: string | undefined; reply: string | null }

async function change(options: FeedbackOptions, acting: Acting, { state, unit, reply }: To): Promise<Outcome> {
  const { store, now } = options
  const { id, revision, by, note } = acting
  const before = await findCase(store, id)
  if (!before) return { kind: 'gone' }
  const row = { id, revision, state, unit: unit ?? before.unit, reply, note, by, today: dayOf(now()) }
  if (!(await changeCase(store, row))) return { kind: 'overtaken' }
  const after = await findCase(store, id)
  if (!after) return { kind: 'gone' }
  await writeAudit(store, {
    ...{ actor: `person ${by}`, action: state === 'assigned' ? 'case_assigned' : 'case_answered' },
    ...{ communeId: after.communeId, subject: { case: id, state } },
  })
  await tellSender(options, after, reply)
  if (state === 'assigned') await tellDesk(options, after)
  return { kind: 'done' }
}

async function tellSender({ delivery }: FeedbackOptions, after: Case, reply: string | null): Promise<void> {
  if (after.accountId === null) return
  await delivery.owe({
    accountId: after.accountId,
    key: `feedback-${after.id}-state-${after.revision}`,
    class: 'desk',
    text: changed(after, reply),
  })
}
