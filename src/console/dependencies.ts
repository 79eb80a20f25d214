/** What the office's pages ask of the rest of the program. `app.ts` joins these to the real modules. */
import type { Broadcasts } from '../broadcasts/index.ts'
import type { Council } from '../council/index.ts'
import type { Delivery } from '../delivery/index.ts'
import type {
  DocumentView,
  FoundPassage,
  HandedIn,
  Intake,
  OfficeDocument,
  ReadingState,
  Review,
  Versions,
} from '../documents/index.ts'
import type { Feedback } from '../feedback/index.ts'
import type { People, SignIn } from '../people/index.ts'
import type { CalendarFeeds, DutyDesk } from '../reminders/index.ts'
import type { WebSettings } from '../web/index.ts'
import type { DeskPorts } from './desk-ports.ts'

export type SupervisedTarget = {
  id: number
  text: string
  /** By when, as written. */
  by: string | null
  document: string
  documentId: number
  section: string
}

export type ConsoleDependencies = DeskPorts & {
  settings: WebSettings
  signIn: SignIn
  people: Pick<People, 'posts' | 'linking' | 'get' | 'erase' | 'exportData'>
  /** Names of a commune's own units, as its papers name them. */
  units(communeSlug: string): Promise<string[]>
  review: Review
  feeds: Pick<CalendarFeeds, 'make' | 'revoke' | 'list'>
  broadcasts: Broadcasts
  feedback: Feedback
  council: Council
  /** The aims of a commune's papers in force. */
  targets(communeSlug: string): Promise<SupervisedTarget[]>
  library: {
    documents(communeIds: readonly number[]): Promise<OfficeDocument[]>
    /** Null for a paper of another commune. */
    document(id: number, communeIds: readonly number[]): Promise<DocumentView | null>
    /** Where words stand in the papers of these communes. */
    search(communeIds: readonly number[], words: string): Promise<FoundPassage[]>
    /** Null for a paper of another commune, or without a version before. */
    versions(id: number, communeIds: readonly number[]): Promise<Versions | null>
  }
  intake: {
    keep(file: HandedIn): Promise<Intake>
    /** Asks for a reading of the knowledge folder; the number of the last run before it. */
    read(): Promise<number>
    state(file: string, afterRun: number): Promise<ReadingState>
  }
  /** Duties and reminders. */
  desk: DutyDesk
  /** The cells of a spreadsheet somebody uploaded, a row a line; null when it cannot be opened. */
  readTable(name: string, bytes: Buffer): Promise<string[][] | null>
  /** Who was owed what and how it ended; no texts. */
  ledger: Delivery['ledger']
  /** Tells one address a text that is kept nowhere: a link that signs in is nobody's to read later. */
  tell(address: { channel: string; endpoint: string; externalId: string }, text: string): Promise<void>
  now(): Date
  /** One line without message texts. */
  logFault(what: string, error: unknown): void
}
