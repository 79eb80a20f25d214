/** What the web application asks of the rest of the program. `app.ts` joins these to the real modules; tests use small fakes. */

import type { DocumentSummary, DocumentView } from '../documents/index.ts'

export type CommuneRef = { slug: string; name: string; province: string | null }

export type AskerRole = 'citizen' | 'official' | 'unit_head'

/** The person behind one browser, known only by the secret in their cookie. */
export type Visitor = { accountId: number; commune: CommuneRef | null; role: AskerRole; unit: string | null }

export type Citation = { document: string; section: string; quote: string; documentId: number; position: number }

/** One line of a conversation as the page shows it. `status` of an inbound message is `received` until it is answered. */
export type ChatMessage = {
  id: number
  direction: 'in' | 'out'
  text: string
  status: string
  outcome: string | null
  citations: Citation[]
  choices: string[]
  answersId: number | null
  feedback: number | null
  createdAt: Date
}

export type Choice = { commune: string; role: AskerRole; unit: string | null }

export type PeoplePort = {
  communes(): Promise<CommuneRef[]>
  /** Names of the commune's own units, without the groups ("các đơn vị"). */
  units(communeSlug: string): Promise<string[]>
  /** Null when nobody has written with this secret yet. */
  find(externalId: string): Promise<Visitor | null>
  findOrCreate(externalId: string): Promise<Visitor>
  /** `not_allowed`: a role beyond citizen while the demonstration is off. `unknown`: no such commune or unit. */
  choose(externalId: string, choice: Choice): Promise<'chosen' | 'not_allowed' | 'unknown'>
  /** Removes the person, their conversations and messages. */
  erase(externalId: string): Promise<void>
  /** True while anyone on this machine may try the officials' roles. */
  demonstration(): Promise<boolean>
}

export type ConversationPort = {
  /** Stores the message and queues its answer. A repeated `externalKey` returns the first message's id. */
  receive(message: { externalId: string; externalKey: string; text: string }): Promise<{ messageId: number }>
  /** The current conversation, oldest first; `afterId` leaves out what the page already has. */
  transcript(accountId: number, options?: { afterId?: number }): Promise<ChatMessage[]>
  /** True once the message is answered, false when `timeoutMs` passed first. */
  waitForAnswer(messageId: number, timeoutMs: number): Promise<boolean>
  /** False when the message is not this account's. */
  rate(messageId: number, value: 1 | -1, accountId: number): Promise<boolean>
  /** Starts afresh: earlier turns leave the page and the assistant's memory. */
  startAfresh(accountId: number): Promise<void>
}

/** Public, active documents only: an internal one does not exist for this port. */
export type LibraryPort = {
  list(): Promise<DocumentSummary[]>
  read(documentId: number): Promise<DocumentView | null>
}

export type RefusedFile = { file: string; reason: string; remedy: string }

export type StatusReport = {
  store: { kind: 'embedded' | 'server'; capabilities: { bm25: boolean; vector: boolean; unaccent: boolean } }
  jobs: { backend: 'postgres' | 'redis'; waiting: number; active: number; delayed: number; failed: number }
  documents: { public: number; internal: number; retired: number }
  lastIngestion: {
    startedAt: Date
    finishedAt: Date | null
    added: number
    changed: number
    unchanged: number
    retired: number
    refused: RefusedFile[]
  } | null
  startedAt: Date
  versions: { program: string; node: string; database: string }
}

export type StatusPort = {
  report(): Promise<StatusReport>
  /** One Vietnamese sentence a reason; empty when people can be served. */
  whyNotReady(): Promise<string[]>
}

export type WebSettings = {
  /** Address outside people use; null while the installation is reached on its own machine only. */
  publicUrl: string | null
  messageRetentionDays: number
}

export type WebDependencies = {
  settings: WebSettings
  people: PeoplePort
  conversation: ConversationPort
  library: LibraryPort
  status: StatusPort
  now(): Date
  /** One line without message texts. */
  logFault(what: string, error: unknown): void
}
