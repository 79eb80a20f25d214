/** What the office's pages ask of the rest of the program. `app.ts` joins these to the real modules. */
import type { Review } from '../documents/index.ts'
import type { SignIn } from '../people/index.ts'
import type { WebSettings } from '../web/index.ts'

export type ConsoleDependencies = {
  settings: WebSettings
  signIn: SignIn
  review: Review
  /** Tells one address a text that is kept nowhere: a link that signs in is nobody's to read later. */
  tell(address: { channel: string; endpoint: string; externalId: string }, text: string): Promise<void>
  now(): Date
  /** One line without message texts. */
  logFault(what: string, error: unknown): void
}
