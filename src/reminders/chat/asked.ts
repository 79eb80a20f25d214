/** What the chat hands to duties and what it gets back; the conversation's own types fit these. */
import type { Register } from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'
import type { Outbox, TickParts } from '../live/tick.ts'

export type ChatAccount = {
  id: number
  personId: number
  commune: { id: number; slug: string; name: string } | null
  posts: { id: number; role: string; unit: string | null; title: string }[]
}

export type ChatAsked = {
  account: ChatAccount
  text: string
  about: { label: string; subject: unknown; messageId: number } | null
  message: { id: number; conversationId: number; kind: string; attachments: unknown[]; isGroup: boolean }
}

export type ChatReply = {
  text: string
  choices?: string[]
  subject?: unknown
  document?: { path: string; name: string; mimeType: string }
}

/** What the office's judgement of what was read looks like from here. Outcomes are sentences for the officer. */
export type ReviewDoor = {
  /** Entries of a document nobody judged; null when it is not in force. */
  proposals(documentId: number): Promise<{ title: string; version: number; entries: string[] } | null>
  confirm(entry: JudgedEntry, by: string): Promise<string>
  reject(entry: JudgedEntry, by: string): Promise<string>
  confirmAll(of: { documentId: number; version: number }, by: string): Promise<string>
}

export type JudgedEntry = { kind: 'report' | 'task'; id: number; documentId: number }

export type ChatParts = Pick<TickParts, 'policy' | 'posts' | 'log'> & {
  store: Store
  register: Register
  outbox: Outbox
  review: ReviewDoor
  clock: () => Promise<Date>
  /** Draft reports and extracts are written here. */
  draftsFolder: string
}

/** One message being answered. */
export type Turn = {
  parts: ChatParts
  asked: ChatAsked
  /** ISO day and "10:05" in Asia/Ho_Chi_Minh. */
  day: string
  time: string
}
