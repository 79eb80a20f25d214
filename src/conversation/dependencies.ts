import type { Answer, Turn } from '../answering/index.ts'
import type { Delivery } from '../delivery/index.ts'
import type { FaultLog, Jobs } from '../jobs/index.ts'
import type { Account, People } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import type { About } from './about.ts'
import type { Question, Reply } from './rows.ts'

/** One message as an action sees it. */
export type Asked = {
  account: Account
  /** What was said: the words of the choice where one was pressed or typed, empty for what is not text. */
  text: string
  /** The choice taken and what it is about; null when the message takes up none. */
  about: About | null
  message: Pick<Question, 'id' | 'conversationId' | 'kind' | 'attachments' | 'startPayload' | 'isGroup' | 'receivedAt'>
}

/**
 * Something a message can do besides ask: take up a button, a command, a deep link. Null when the message is none of its
 * business. It may run again when its process died before the reply was kept: what it changes must bear that.
 */
export type Action = (asked: Asked) => Promise<Reply | null>

/** What a conversation is made of. */
export type ConversationOptions = {
  store: Store
  jobs: Pick<Jobs, 'enqueue'>
  people: People
  delivery: Delivery
  answering: { answer(turn: Turn): Promise<Answer> }
  /** What is said in a voice message; left out where no speech server is configured. */
  transcribe?: (sound: Uint8Array, name: string | null) => Promise<string | null>
  /** Asked in order before a message is taken for a question; the first reply stands. */
  actions?: readonly Action[]
  /** The papers this person asks of alone at present, and what is said under each answer; null while they ask of all. */
  scopeOf?: (account: Account) => Promise<{ documentIds: readonly number[]; note: string } | null>
  /** Whether what this person attached is kept for somebody to look at; an official's filing where left out. */
  wantsAttachments?: (account: Account) => Promise<boolean>
  /** How many days messages are kept. */
  retentionDays: () => Promise<number>
  /** Why the office stopped answering for this commune; left out where nothing can be stopped. */
  whyStopped?: (communeId: number | null) => Promise<string | null>
  now: () => Date
  log: FaultLog
}
