import { randomUUID } from 'node:crypto'
import type { ChannelName } from '../channels/index.ts'
import type { Account } from '../people/index.ts'
import { composeReply } from './compose.ts'
import type { ConversationOptions } from './dependencies.ts'
import { firstContact } from './replies.ts'
import {
  claimTurn,
  findUnanswered,
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
 * letting go, so this message is theirs. 3. Answer the oldest until none is left. 4. Let go, and look again.
 */
export async function respond(options: ConversationOptions, messageId: number, onAnswered: Answered): Promise<void> {
  const { store } = options
  const asked = await findUnanswered(store, messageId)
  if (!asked) return
  const { conversationId } = asked
  const holder = `${HOLDER_PREFIX}${randomUUID()}`
  do {
    if (!(await claimTurn(store, conversationId, holder))) return
    try {
      await answerAll(options, { conversationId, holder, onAnswered })
    } finally {
      await releaseTurn(store, conversationId, holder)
    }
  } while (await oldestUnanswered(store, conversationId))
}

type Work = { conversationId: number; holder: string; onAnswered: Answered }

async function answerAll(options: ConversationOptions, { conversationId, holder, onAnswered }: Work): Promise<void> {
  let question = await oldestUnanswered(options.store, conversationId)
  while (question) {
    await answerOne(options, question)
    onAnswered(question.id)
    question = await oldestUnanswered(options.store, conversationId)
    // Each turn has the whole time to itself; a turn that outlived its claim is no longer ours.
    if (question && !(await claimTurn(options.store, conversationId, holder))) return
  }
}

async function answerOne(options: ConversationOptions, question: Question): Promise<void> {
  const account = await options.people.get(question.accountId)
  if (!account) return
  await greet(options, question.conversationId, account)
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
