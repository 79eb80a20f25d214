import { randomUUID } from 'node:crypto'
import type { ChannelName } from '../channels/index.ts'
import type { Account } from '../people/index.ts'
import { composeReply } from './compose.ts'
import type { ConversationOptions } from './dependencies.ts'
import { firstContact } from './replies.ts'
import {
  claimTurn,
  newestUnanswered,
  oldestUnanswered,
  type Question,
  releaseTurn,
  writeAnswer,
  writeNotice,
} from './rows.ts'

/** Begins the name of every turn this process holds. */
export const HOLDER_PREFIX = `${randomUUID()}:`

export type Answered = (messageId: number) => void

/**
 * Answers a message, and before it whatever of its conversation came earlier. Conversations run side by side; within one,
 * turns never overlap. 1. Answered or gone: nothing to do. 2. Somebody else has the conversation: they look again after
 * letting go, so this message is theirs. 3. Answer the oldest. 4. Let go, and only then look whether more wait: each turn
 * has the whole time to itself.
 */
export async function respond(options: ConversationOptions, messageId: number, onAnswered: Answered): Promise<void> {
  const { store } = options
  const holder = `${HOLDER_PREFIX}${randomUUID()}`
  let waiting: number | null = messageId
  while (waiting !== null) {
    const conversationId = await claimTurn(store, waiting, holder)
    if (conversationId === null) return
    try {
      const question = await oldestUnanswered(store, conversationId)
      if (question) {
        await answerOne(options, question)
        onAnswered(question.id)
      }
    } finally {
      await releaseTurn(store, conversationId, holder)
    }
    waiting = await newestUnanswered(store, conversationId)
  }
}

async function answerOne(options: ConversationOptions, question: Question): Promise<void> {
  const account = await options.people.get(question.accountId)
  if (!account) return
  if (!question.isGreeted) await greet(options, question.conversationId, account)
  const { channel, endpoint, externalId: externalUserId } = account
  const draft = options.delivery.startWriting(
    { channel: channel as ChannelName, endpoint, externalUserId },
    question.id,
  )
  const reply = await composeReply(options, { question, account, ...(draft && { onText: draft.show }) })
  const answerId = await writeAnswer(options.store, question.id, reply, (await draft?.finish()) ?? null)
  if (answerId === null) return
  await options.delivery.dispatch({ messageId: answerId, channel, endpoint, class: reply.class ?? 'answer' })
}

/** A page carries the notice itself; elsewhere it goes before the first answer, once. */
export async function greet(
  { store, delivery, retentionDays }: ConversationOptions,
  conversationId: number,
  { channel, endpoint, commune }: Account,
): Promise<void> {
  if (delivery.channel(channel)?.isPage) return
  const text = firstContact({ commune: commune?.name ?? null, retentionDays: await retentionDays() })
  const noticeId = await writeNotice(store, conversationId, text)
  if (noticeId !== null) await delivery.dispatch({ messageId: noticeId, channel, endpoint, class: 'notice' })
}
