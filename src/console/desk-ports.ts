/** What the pages of settings, questions, tickets and figures ask of the rest of the program. */
import type { LocalOffice } from '../documents/index.ts'
import type { Figures } from '../figures/index.ts'
import type { OfficeSettings } from '../office-settings/index.ts'
import type { Questions } from '../questions/index.ts'
import type { Tickets } from '../tickets/index.ts'

/** How one provider of messages stands. */
export type ChannelLine = { name: string; state: 'ok' | 'off' | 'trouble'; says: string; remedy: string | null }

/** How long the consent of an Official Account still lasts. */
export type TokenLife = { name: string; accessUntil: Date; refreshUntil: Date; refusedAt: Date | null }

/** A model's endpoint as it may be shown: never its key. */
export type EndpointLine = {
  what: 'answers' | 'speech' | 'embeddings'
  model: string
  host: string
  isDomestic: boolean
}

export type ModelTest =
  | { kind: 'answered'; ms: number; tokens: number | null }
  /** `because`: a code, never what the server wrote. */
  | { kind: 'failed'; because: string }

export type Installation = {
  /** What is wrong now, and what to do. */
  troubles(): Promise<{ says: string; remedy: string }[]>
  channels(): ChannelLine[]
  /** Asks every provider now. */
  checkChannels(): Promise<ChannelLine[]>
  tokens(): Promise<TokenLife[]>
  /** Messages that wait to be answered and to be sent. */
  waiting(): Promise<{ toAnswer: number; toSend: number }>
  endpoints: EndpointLine[]
  budget: { dayTokens: number; personTokens: number } | null
  /** One small question to the model that words answers. */
  testModel(): Promise<ModelTest>
}

export type BackupLine = { name: string; bytes: number; at: Date }

/** What is kept about one person, in numbers. */
export type Held = {
  since: Date
  channels: string[]
  communes: string[]
  /** Titles of the posts they hold. */
  posts: string[]
  messages: number
  tickets: number
  consents: number
}

export type DeskPorts = {
  figures: Omit<Figures, 'open'>
  personal: {
    /** The account behind a question or a ticket of these communes. */
    find(
      by: { questionId: number | null; ticketId: number | null },
      communeIds: readonly number[],
    ): Promise<number | null>
    held(accountId: number): Promise<Held | null>
  }
  /** Null where the data are on a server. */
  backups: {
    /** How many days a copy lives, and what a restore set aside. */
    keptDays: number
    list(): BackupLine[]
    make(by: string): Promise<void>
    read(name: string): Uint8Array<ArrayBuffer> | null
    /** The copy that the next start begins with. */
    asked(): string | null
    /** False when there is no such copy. */
    ask(name: string | null, by: string): Promise<boolean>
  } | null
  questions: Omit<Questions, 'curated'> & { curated: Omit<Questions['curated'], 'published' | 'tellAskers'> }
  tickets: Pick<Tickets, 'list' | 'get' | 'take' | 'answer' | 'transfer' | 'close' | 'hours'>
  officeSettings: OfficeSettings
  installation: Installation
  localOffice: {
    /** Null where the office wrote nothing; `broken`: in words, what is wrong with its file. */
    read(slug: string): { facts: LocalOffice | null; broken: string | null }
    /** Replaces the file and takes it up at once. */
    write(slug: string, facts: LocalOffice): Promise<void>
  }
}
