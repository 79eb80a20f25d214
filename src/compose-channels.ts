/** The providers of messages this installation has set up. The web page and the terminal need no setting and stand in `app.ts`. */
import type { Channel } from './channels/index.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { Store } from './store/index.ts'

export type ChannelParts = { config: Config; log: Log; store: Store }

/**
 * One channel a provider whose settings are there; none on a fresh installation. Opens no connection: a provider that
 * does not answer must not keep the rest from starting.
 */
export function composeChannels(_parts: ChannelParts): Channel[] {
  return []
}
