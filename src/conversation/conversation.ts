import type { Inbound, InboundMessage } from '../channels/index.ts'
import type { Again } from '../jobs/index.ts'
import { createAnswerBell, type Waited } from './await-answer.ts'
import type { ConversationOptions } from './dependencies.ts'
import { forgetOldUpdates, listWaiting } from './inbox.ts'
import { type Received, receive } from './receive.ts'
import { HOLDER_PREFIX, respond } from './respond.ts'
import { forgetOldMessages } from './retention.ts'
import { listUnanswered, releaseDeadTurns } from './rows.ts'
import { enqueueTaking, take } from './take.ts'
import { takeUp } from './take-up.ts'
import { rate, startAfresh, type TranscriptMessage, transcript } from './transcript.ts'

export type Conversation = {
  /** Stores what a provider delivered and enqueues it; settles once all of it is kept. A second delivery is a success. */
  take(updates: readonly Inbound[]): Promise<void>
  /** The job: makes messages of what was taken in, in the provider's order, and applies what a provider tells. */
  takeUp(inboxId: number): Promise<Again | undefined>
  /** Stores a message of a page and enqueues its answer; a second delivery is a success. Throws when it could not be kept. */
  receive(inbound: InboundMessage): Promise<Received>
  /** The job: answers a message and what came before it in its conversation. Safe to run twice and side by side. */
  respond(messageId: number): Promise<void>
  /** The conversation since its last fresh start, oldest first, at most the last 200 messages. */
  transcript(accountId: number, options?: { afterId?: number }): Promise<TranscriptMessage[]>
  waitForAnswer(messageId: number, timeoutMs: number): Promise<Waited>
  /** The person's thumb on an answer; false when it is not an answer to this account. */
  rate(messageId: number, value: 1 | -1, accountId: number): Promise<boolean>
  /** Earlier turns leave the page and the assistant's memory; they are not erased. */
  startAfresh(accountId: number): Promise<void>
  /** Enqueues every message still owed an answer: after a start, and from time to time. */
  recover(): Promise<void>
  /** Deletes what is older than the days told to people. */
  forgetOld(): Promise<void>
}

export function createConversation(options: ConversationOptions): Conversation {
  const { store, jobs, retentionDays } = options
  const bell = createAnswerBell(store)
  return {
    take: (updates) => take(options, updates),
    takeUp: (inboxId) => takeUp(options, inboxId),
    receive: (inbound) => receive(options, inbound),
    respond: (messageId) => respond(options, messageId, bell.ring),
    transcript: (accountId, page) => transcript(store, accountId, page),
    waitForAnswer: bell.wait,
    rate: (messageId, value, accountId) => rate(store, messageId, value, accountId),
    startAfresh: (accountId) => startAfresh(store, accountId),
    recover: async () => {
      if (store.kind === 'embedded') await releaseDeadTurns(store, HOLDER_PREFIX)
      await enqueueTaking(options, await listWaiting(store), 0, true)
      for (const messageId of await listUnanswered(store)) {
        await jobs.enqueue('respond', { messageId }, { jobId: `respond-${messageId}`, evenIfFailed: true })
      }
    },
    forgetOld: async () => {
      await forgetOldMessages(store, await retentionDays())
      await forgetOldUpdates(store)
    },
  }
}
