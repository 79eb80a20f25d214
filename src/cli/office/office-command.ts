import type { Config } from '../../config.ts'
import type { IngestionReport } from '../../documents/index.ts'
import type { Store } from '../../store/index.ts'
import type { Progress } from '../progress.ts'

/** What a command of the office works with, whether it opened the store itself or runs inside the assistant. */
export type Doing = {
  config: Config
  store: Store
  /** One line, or several, for standard output. */
  say(text: string): void
  /** Progress for standard error. */
  onProgress(progress: Progress): void
  /** Brings the store to what the knowledge folder says. */
  ingest(onProgress: (progress: Progress) => void): Promise<IngestionReport>
  /** Asks the person at the terminal; null where the command runs inside the assistant, which has none. */
  ask: ((question: string) => Promise<string>) | null
}

/** Checks its words before the store is opened. Throws `UsageError`; the returned work `UsageError`, `CommandError`. */
export type OfficeCommand = (args: string[]) => (doing: Doing) => Promise<void>
