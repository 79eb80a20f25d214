/** What an outcome becomes: one table a language, total over the outcomes. */
import type { Outcome } from './outcome.ts'
import type { Status } from './turn.ts'

export type Reply = { status: Status; text: string; choices?: string[] }

/** Who is spoken to and how. */
export type Hearer = { you: string; communeName: string | null; language: 'vi' | 'en' }

export type Replies = { [K in Outcome['kind']]: (outcome: Extract<Outcome, { kind: K }>, hearer: Hearer) => Reply }
