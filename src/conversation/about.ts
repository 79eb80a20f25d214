import type { Store } from '../store/index.ts'
import type { Question } from './rows.ts'
import { matchChoice } from './words.ts'

/** A choice of one of our own messages that a person took, by pressing or by typing it. */
export type About = {
  /** The words of the choice. */
  label: string
  /** What the message said its choices are about; null where it said nothing. */
  subject: unknown
  /** The message that offered it. */
  messageId: number
}

type Offer = { messageId: number; choices: string[]; subject: unknown }

type Taking = Pick<Question, 'conversationId' | 'pressed' | 'text' | 'receivedAt'>

/**
 * What a message takes up. A button brings the key of its message, which must be of the same conversation; a typed number
 * or word is looked up in the last message with choices that the person can have read.
 */
export async function resolveAbout(store: Store, question: Taking): Promise<About | null> {
  const offer = question.pressed ? await offerByKey(store, question) : await lastOffer(store, question)
  if (!offer) return null
  const { choices, ...about } = offer
  const label = question.pressed ? choices[question.pressed.index] : matchChoice(question.text, choices)
  return label === undefined ? null : { ...about, label }
}

const SELECT_OFFER = `
  SELECT message.id AS "messageId", choices, subject
    FROM message JOIN conversation ON conversation.id = conversation_id
   WHERE conversation_id = $1 AND direction = 'out' AND cardinality(choices) > 0`

/** Our keys are the numbers of rows: whatever else a button brings was not ours. */
const KEY = /^\d{1,9}$/

async function offerByKey(store: Store, { conversationId, pressed }: Taking): Promise<Offer | null> {
  if (!pressed || !KEY.test(pressed.key)) return null
  const [offer] = await store.query<Offer>(`${SELECT_OFFER} AND message.id = $2`, [conversationId, Number(pressed.key)])
  return offer ?? null
}

async function lastOffer(store: Store, { conversationId, text, receivedAt }: Taking): Promise<Offer | null> {
  if (text === '') return null
  const [offer] = await store.query<Offer>(
    `${SELECT_OFFER} AND created_at <= $2 AND due_at <= $2 AND created_at > coalesce(reset_at, '-infinity')
      ORDER BY message.id DESC LIMIT 1`,
    [conversationId, receivedAt],
  )
  return offer ?? null
}
