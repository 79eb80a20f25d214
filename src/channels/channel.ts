/** The neutral contract between a provider of messages and the rest of the program. */

export type ChannelName = 'web' | 'terminal' | 'telegram' | 'zalo_oa' | 'zalo_bot'

export type InboundKind = 'text' | 'voice' | 'image' | 'other'

export type InboundMessage = {
  channel: ChannelName
  /** The person's address on that channel; for a browser, the digest of its secret. */
  externalUserId: string
  /** The provider's id of the message: the same message delivered twice has the same key. */
  externalKey: string
  /** Empty for what is not text. */
  text: string
  kind: InboundKind
}

export type OutboundMessage = {
  text: string
  /** Short replies; where a channel has no buttons their numbers or words are typed. */
  choices?: string[]
}

/** Why a message was not sent: exactly three kinds, because exactly three things can be done about it. */
export type SendFailure =
  /** The person cannot be reached this way; trying again is of no use. */
  | { kind: 'permanent'; reason: string }
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'temporary'; reason: string }

/** `receipt` is the provider's id of the sent message, where it gives one. */
export type SendResult = { kind: 'sent'; receipt: string | null } | SendFailure

export type ChannelLimits = { maxTextChars: number; maxChoices: number }

export type Channel = {
  name: ChannelName
  limits: ChannelLimits
  /**
   * The person reads the stored conversation itself (a page, a terminal): sending is instant, and the page carries
   * the notice of first contact.
   */
  isPage: boolean
  /** Never throws for an expected failure; a throw counts as temporary. */
  send(externalUserId: string, message: OutboundMessage): Promise<SendResult>
}

/** A channel whose page shows the stored rows: there is nothing to send. */
export function pageChannel(name: 'web' | 'terminal'): Channel {
  return {
    name,
    limits: { maxTextChars: Number.POSITIVE_INFINITY, maxChoices: Number.POSITIVE_INFINITY },
    isPage: true,
    send: async () => ({ kind: 'sent', receipt: null }),
  }
}
