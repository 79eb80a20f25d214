/**
 * What every channel promises, whoever the provider is. An adapter's test opens it against its fake (a `Ground`) and
 * calls `describeChannelContract`; what only one provider does is tested beside it.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, ChannelAddress, OutboundMessage, SendResult, WebhookRequest } from '../../src/channels/index.ts'
import { describeInbound } from './contract-inbound.ts'
import { describeOutbound } from './contract-outbound.ts'

/** What the far side got of one message, as the person reads it there. */
export type Seen = {
  to: string
  text: string
  /** Labels of buttons that answer; what is written out in the text instead does not stand here. */
  choices: string[]
  /** Addresses behind buttons or links; those written out in the text may be left out. */
  links: string[]
  documents: { name: string; bytes: Uint8Array }[]
}

export type Fault =
  /** The provider says: too many, wait. */
  | 'rate_limited'
  /** The person blocked us or is gone. */
  | 'unreachable'
  /** An answer of the 5xx kind. */
  | 'server_error'
  /** The request is taken and never answered: the ground opens its channel with a patience well under a second. */
  | 'stall'
  /** The connection ends before the answer. */
  | 'cut'
  /** Nothing listens. */
  | 'down'

export type Said = { text: string; id: string; from: string }

/** Requests as the provider makes them. */
export type InboundGround = {
  endpoint: string
  /** One text of one person, rightly signed. Equal input makes an equal message; a later call is later in order. */
  text(said: Said): WebhookRequest
  /** Something this program knows nothing of, rightly signed. */
  unknownKind(): WebhookRequest
  /** Any body with the best signature that can be made for it. */
  sign(body: string): WebhookRequest
  /** The same request with a signature that is not the provider's. */
  forge(request: WebhookRequest): WebhookRequest
  unsign(request: WebhookRequest): WebhookRequest
  /** The press of a button of the message last seen, counted from zero; left out where there are no buttons. */
  press?(index: number): WebhookRequest
}

export type Ground = {
  channel: Channel
  /** Somebody who can be reached. */
  to: ChannelAddress
  /** All that arrived at the far side, in order; null where the person reads the stored rows. */
  seen: (() => Seen[]) | null
  /** How the next call of the channel fares; the calls after it are answered again. */
  fail?: Partial<Record<Fault, () => void | Promise<void>>>
  /** A kind of file this provider takes; a calendar where it is left out. */
  document?: { name: string; mimeType: string }
  /** What must stand in no result and no log. */
  secrets: readonly string[]
  logged(): string
  inbound?: InboundGround
  close(): Promise<void>
}

/** What a test needs of the ground that is open now; `send` keeps every result to look for secrets in. */
export type OpenGround = { ground(): Ground; send(message: OutboundMessage, to?: ChannelAddress): Promise<SendResult> }

export function describeChannelContract(name: string, open: () => Promise<Ground>): void {
  describe(`the channel contract on ${name}`, () => {
    let current: Ground | undefined
    let results: SendResult[] = []
    const ground = (): Ground => {
      if (!current) throw new Error('no ground is open')
      return current
    }
    const send: OpenGround['send'] = async (message, to = ground().to) => {
      const result = await ground().channel.send(to, message)
      results.push(result)
      return result
    }

    beforeEach(async () => {
      current = await open()
      results = []
    })
    afterEach(async () => {
      const { secrets, logged, close } = ground()
      await close()
      const told = JSON.stringify(results) + logged()
      for (const secret of secrets) expect(told).not.toContain(secret)
    })

    it('states limits that can be kept', () => {
      const { limits } = ground().channel
      expect(limits.maxTextChars).toBeGreaterThan(0)
      expect(limits.perSecond).toBeGreaterThan(0)
      for (const least of [limits.maxChoices, limits.maxChoiceChars, limits.maxLinks, limits.perChatIntervalMs]) {
        expect(least).toBeGreaterThanOrEqual(0)
      }
    })
    describeOutbound({ ground, send })
    describeInbound(ground)
  })
}
