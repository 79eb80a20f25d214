/** A merged message as it is promised: its words, its buttons and what they are about, and where it may go. */
import { approvedTextOf } from '../approved-text.ts'
import type { DutiesSubject } from '../choices.ts'
import { type MergedMessage, onceNames } from '../merge-steps.ts'
import type { Policy } from '../policy.ts'
import { trueUntil } from '../sending-times.ts'
import { inSentence, sayDate } from '../vietnamese.ts'
import { type Worded, wordMessage } from '../wording.ts'
import type { WordingContext } from '../wording-parts.ts'
import type { Instant, Named } from './choose.ts'
import { type Claim, noteKey } from './ledger.ts'
import type { PostHolder } from './office.ts'

export type ClaimContext = {
  wording: WordingContext
  holders: ReadonlyMap<string, PostHolder>
  now: Instant
  window: number
  windows: Policy['windows']
}

/** Under which a person's one message of a day's window is promised. */
export function windowKey(person: string, { now, window }: Pick<ClaimContext, 'now' | 'window'>): string {
  return `${person}/${now.day}/${window}`
}

/** The one message of a person and window. */
export function claimOf(message: MergedMessage<Named>, context: ClaimContext): Claim {
  return { ...worded(message, context), key: windowKey(message.post.person, context), status: 'claimed' }
}

/** What its person asked for at an hour of their own: beside the window's one message, one for that hour whenever it is made. */
export function askedClaim(message: MergedMessage<Named>, context: ClaimContext): Claim {
  const key = `${message.post.person}/${message.day}/asked ${message.time}`
  return { ...worded(message, context), key, status: 'claimed' }
}

/** The one message of a day to a leader, kept until the coordinator lets it go. */
export function heldClaim(message: MergedMessage<Named>, context: ClaimContext): Claim {
  return { ...worded(message, context), key: `${message.post.person}/${context.now.day}/leader`, status: 'held' }
}

function worded(
  message: MergedMessage<Named>,
  { wording, holders, now, windows }: ClaimContext,
): Omit<Claim, 'key' | 'status'> {
  const words = wordMessage(message, wording)
  const holder = holders.get(message.post.person)
  const accounts = (holder?.accounts ?? []).map(({ accountId }) => accountId)
  const steps = message.steps.map((step) => ({ key: step.key, day: now.day }))
  const notes = message.notes.flatMap(onceNames).map((once) => ({ key: noteKey(once), day: now.day }))
  return {
    personId: Number(message.post.person),
    post: message.post.title,
    day: now.day,
    class: message.entries.some(({ moment }) => moment === 'escalation') ? 'escalation' : 'reminder',
    text: words.text,
    choices: words.choices,
    subject: subjectOf(words, message),
    template: approvedTextOf(message, wording),
    summary: summaryOf(message),
    accountIds: accounts,
    notAfter: trueUntil(now, windows).toISOString(),
    steps: [...steps, ...notes],
  }
}

/** Which rows each numbered line stands for: a line may speak of several bodies. */
function subjectOf({ told }: Worded, { steps }: MergedMessage<Named>): DutiesSubject {
  const items = told.map(({ occurrence, bodies }) => {
    const rows = steps.filter(
      (step) => step.occurrence.key === occurrence.key && bodies.some(({ key }) => key === step.body.key),
    )
    return [...new Set(rows.map(({ rowId }) => rowId))]
  })
  return { about: 'duties', items }
}

/** What to say on the telephone instead. */
function summaryOf({ entries, notes }: MergedMessage<Named>): string {
  const [first, ...others] = entries
  if (!first) return notes[0]?.text.split('\n')[0] ?? ''
  const rest = others.length > 0 ? ` và ${others.length} việc khác` : ''
  return `${inSentence(first.occurrence.title)}, chậm nhất ${sayDate(first.occurrence.lastSafe)}${rest}`
}
