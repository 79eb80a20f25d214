/** What the web application asks of the rest of the program. `app.ts` joins these to the real modules; tests use small fakes. */

import type { Conversation } from '../conversation/index.ts'
import type { CommuneSummary, DocumentSummary, DocumentView, KnowledgeStatus } from '../documents/index.ts'
import type { Figures } from '../figures/index.ts'
import type { People } from '../people/index.ts'

/** Public, active documents only: an internal one does not exist for this port. */
export type LibraryPort = {
  communes(): Promise<Pick<CommuneSummary, 'slug' | 'name' | 'province'>[]>
  /** Names of the commune's own units, without the groups ("các đơn vị"). */
  units(communeSlug: string): Promise<string[]>
  documents(): Promise<DocumentSummary[]>
  document(documentId: number): Promise<DocumentView | null>
}

/** How one provider of messages stands. */
export type ChannelLine = { name: string; state: 'ok' | 'off' | 'trouble'; says: string; remedy: string | null }

export type StatusReport = {
  /** The providers of messages that are set up, as far as is known without asking them. */
  channels: ChannelLine[]
  store: { kind: 'embedded' | 'server'; capabilities: { bm25: boolean; vector: boolean; unaccent: boolean } }
  jobs: { backend: 'postgres' | 'redis'; waiting: number; active: number; delayed: number; failed: number }
  messages: {
    /** In the inbox: not taken up yet, and not to be read. */
    toTake: number
    unreadable: number
    toAnswer: number
    toSend: number
    /** Nobody knows whether they arrived, and they are not sent again by themselves. */
    unknown: number
    failed: number
    /** Requests of strangers at the door of webhooks, since the start. */
    refused: number
  }
  /** What is wrong now and what to do about it. */
  troubles: { says: string; remedy: string }[]
  /** How far the configured space of embeddings is filled; null without one. */
  vectors: { space: string; done: number; total: number } | null
  documents: KnowledgeStatus['documents']
  lastIngestion: KnowledgeStatus['lastRun']
  startedAt: Date
  versions: { program: string; node: string; database: string }
}

export type StatusPort = {
  report(): Promise<StatusReport>
  /** One Vietnamese sentence a reason; empty when people can be served. */
  whyNotReady(): Promise<string[]>
  /** Asks every provider of messages now. */
  checkChannels(): Promise<ChannelLine[]>
}

export type WebSettings = {
  /** Address outside people use; null while the installation is reached on its own machine only. */
  publicUrl: string | null
  messageRetentionDays: number
}

export type WebDependencies = {
  settings: WebSettings
  people: Pick<People, 'find' | 'findOrCreate' | 'choose' | 'isDemonstrationOn' | 'erase' | 'exportData'>
  conversation: Pick<Conversation, 'receive' | 'transcript' | 'waitForAnswer' | 'rate' | 'startAfresh'>
  library: LibraryPort
  status: StatusPort
  /** A unit's due dates at a secret address, as RFC 5545; null where there is none. */
  calendar(secret: string): Promise<string | null>
  /** Of communes whose public page is on. */
  figures: Pick<Figures['open'], 'of' | 'papers'>
  now(): Date
  /** One line without message texts. */
  logFault(what: string, error: unknown): void
}
