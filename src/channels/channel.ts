/** The neutral contract between a provider of messages and the rest of the program. */

export type ChannelName = 'web' | 'terminal' | 'telegram' | 'zalo_oa' | 'zalo_bot' | 'email'

/**
 * Where a person is reached: one chat at one of our own addresses. `endpoint` is our side of it (the OA's id, the bot's
 * id), empty where an installation can have only one.
 */
export type ChannelAddress = { channel: ChannelName; endpoint: string; externalUserId: string }

export type InboundKind = 'text' | 'voice' | 'image' | 'other'

/** A file a person sent: told by where the provider keeps it, fetched only where somebody may want it. */
export type InboundAttachment = {
  kind: 'image' | 'voice' | 'file'
  /** What `Channel.fetch` understands; an address or the provider's own id. */
  reference: string
  name: string | null
  sizeBytes: number | null
}

/** A button of one of our own messages: the message's key and the choice's place in it, counted from zero. */
export type Pressed = { key: string; index: number }

export type InboundMessage = ChannelAddress & {
  /** The provider's id of the message: the same message delivered twice has the same key. */
  externalKey: string
  /** Empty for what is not text; the caption of a picture or a file. A command is its lower-case word alone ("/start"). */
  text: string
  kind: InboundKind
  /**
   * The provider's own order (milliseconds or a counter) among messages that wait at the same time: what came earlier is
   * answered earlier. A counter may start anew after a quiet week.
   */
  order?: number
  /** Several people read this chat: nothing personal may be said in it and no post be linked to it. */
  isGroup?: true
  pressed?: Pressed
  attachments?: InboundAttachment[]
  /** What a deep link carried ("/start ma_abc"). */
  startPayload?: string
}

/** Something a provider tells of a person or of a message of ours. `other` is kept by its kind and answered by nobody. */
export type InboundEvent = Pick<ChannelAddress, 'channel' | 'endpoint'> & {
  externalKey: string
  event: 'followed' | 'unfollowed' | 'delivered' | 'seen' | 'other'
  /** The provider's own word for it. */
  providerKind: string
  externalUserId: string | null
  /** Receipts of our messages it speaks of. */
  receipts: string[]
}

export type Inbound = ({ is: 'message' } & InboundMessage) | ({ is: 'event' } & InboundEvent)

/** A request as it came: signatures are over these bytes. Header names in lower case. */
export type WebhookRequest = { headers: Readonly<Record<string, string | undefined>>; body: Uint8Array }

export type ParsedWebhook =
  | { kind: 'updates'; updates: Inbound[] }
  /** A forged or missing signature, or a body that is not the provider's: nothing of it may be stored. */
  | { kind: 'refused'; status: 400 | 401; reason: 'signature_missing' | 'signature_wrong' | 'not_json' | 'wrong_shape' }

/** A file to be sent, by its place on disk. */
export type OutboundDocument = { path: string; name: string; mimeType: string }

/** A text the provider approved beforehand, for when free words may not be sent: its name and what fills it. */
export type OutboundTemplate = { name: string; values: Readonly<Record<string, string>> }

export type OutboundMessage = {
  /** Ours; a pressed button brings it back. */
  key?: string
  text: string
  /** Short replies; where a channel has no buttons their numbers or words are typed. */
  choices?: string[]
  links?: { label: string; url: string }[]
  document?: OutboundDocument
  template?: OutboundTemplate
}

/** Why a message was not sent: exactly three kinds, because exactly three things can be done about it. */
export type SendFailure =
  /** Trying again this way is of no use; `unreachable`: neither is any other message to this person here. */
  | { kind: 'permanent'; reason: string; unreachable?: boolean }
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  /** `uncertain`: it was handed over and the answer to that was cut or never came, so it may have arrived. */
  | { kind: 'temporary'; reason: string; uncertain?: true }

/** `receipt` is the provider's id of the sent message, where it gives one; `isWhole`: an approved text said all of it, whatever parts are left. */
export type SendResult = { kind: 'sent'; receipt: string | null; isWhole?: true } | SendFailure

export type ChannelLimits = {
  maxTextChars: number
  /** Zero where nobody can answer (mail): choices are left out. */
  maxChoices: number
  maxChoiceChars: number
  maxLinks: number
  /** Messages a second over all chats of one endpoint, and the least time between two to one chat. */
  perSecond: number
  perChatIntervalMs: number
  /** Hours after a person's last word in which free words may be sent; null for always. */
  replyWindowHours: number | null
  /** Null where no document can be sent. */
  maxDocumentBytes: number | null
}

/** How a provider answered a harmless call, for `npm run check:channels` and the status page. */
export type ChannelCheck = { state: 'ok' | 'off' | 'trouble'; says: string; remedy: string | null }

/** Where a channel says what went wrong: codes and numbers, never a text, an address or a secret. */
export type ChannelLog = {
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

export type Channel = {
  name: ChannelName
  /** Our own addresses on it; one without a name where left out. Each is sent to at its own pace. */
  endpoints?: readonly string[]
  limits: ChannelLimits
  /**
   * The person reads the stored conversation itself (a page, a terminal): sending is instant, and the page carries
   * the notice of first contact.
   */
  isPage: boolean
  /** Never throws for an expected failure; a throw, or no answer in 45 s, counts as temporary and uncertain. */
  send(to: ChannelAddress, message: OutboundMessage): Promise<SendResult>
  /** Shows that an answer is being written. Best effort. */
  showTyping?(to: ChannelAddress): Promise<void>
  /** Changes a message already sent, where the channel can. */
  edit?(to: ChannelAddress, receipt: string, message: OutboundMessage): Promise<SendResult>
  /** Verifies and reads one webhook request for an endpoint; never throws on what a stranger sent. */
  parseWebhook?(endpoint: string, request: WebhookRequest): ParsedWebhook
  /**
   * Fetches updates until stopped. `take` settles once they are stored: only then are they confirmed to the provider.
   * Supervises itself: a failing provider is waited for, never given up.
   */
  poll?(take: (updates: Inbound[]) => Promise<void>): { stop(): Promise<void> }
  /** Where updates are delivered to us: tells the provider our address and our menu, again until it agrees. */
  register?(): { stop(): Promise<void> }
  /** Shows people that what they pressed was noticed, once it is stored. Best effort; `poll` does it by itself. */
  acknowledge?(stored: readonly Inbound[]): Promise<void>
  /** The bytes of a file a person sent. */
  fetch?(endpoint: string, attachment: InboundAttachment, maxBytes: number): Promise<Uint8Array>
  check?(): Promise<ChannelCheck[]>
  /** How it stands as far as is known without calling anybody, for the status page. */
  health?(): ChannelCheck
}

const BOUNDLESS: ChannelLimits = {
  maxTextChars: Number.POSITIVE_INFINITY,
  maxChoices: Number.POSITIVE_INFINITY,
  maxChoiceChars: Number.POSITIVE_INFINITY,
  maxLinks: Number.POSITIVE_INFINITY,
  perSecond: Number.POSITIVE_INFINITY,
  perChatIntervalMs: 0,
  replyWindowHours: null,
  maxDocumentBytes: null,
}

/** A channel whose page shows the stored rows: there is nothing to send. */
export function pageChannel(name: 'web' | 'terminal'): Channel {
  return {
    name,
    limits: BOUNDLESS,
    isPage: true,
    send: async () => ({ kind: 'sent', receipt: null }),
  }
}
