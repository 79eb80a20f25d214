import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Inbound, ParsedWebhook, WebhookRequest } from '../../src/channels/index.ts'
import type { Ground, InboundGround } from './contract.ts'

const FUZZED_BODIES = 5_000
/** Beyond 2^53: read as a number it would end in …992. */
const BIG_ID = '9007199254740993123'

type Read = InboundGround & { parse(request: WebhookRequest): ParsedWebhook; only(request: WebhookRequest): Inbound }

/** Webhooks: neutral messages or a reasoned refusal, and never an exception. */
export function describeInbound(ground: () => Ground): void {
  const reading = (): Read | null => {
    const { channel, inbound } = ground()
    if (!inbound || !channel.parseWebhook) return null
    const parse = (request: WebhookRequest): ParsedWebhook => {
      const parsed = channel.parseWebhook?.(inbound.endpoint, request)
      if (!parsed) throw new Error('this channel reads no webhooks')
      return parsed
    }
    return { ...inbound, parse, only: (request) => onlyUpdate(parse(request)) }
  }
  const onWebhooks = (name: string, body: (read: Read) => void | Promise<void>): void =>
    it(name, async () => {
      const read = reading()
      if (read) await body(read)
    })

  describe('a webhook', () => {
    onWebhooks('becomes a neutral message', ({ text, only, endpoint }) => {
      const { name } = ground().channel
      expect(only(text({ text: 'hạn báo cáo là ngày nào', id: '501', from: '77' }))).toMatchObject({
        is: 'message',
        channel: name,
        endpoint,
        externalUserId: '77',
        externalKey: expect.stringMatching(/./),
        text: 'hạn báo cáo là ngày nào',
        kind: 'text',
      })
    })

    onWebhooks('delivered twice has the same key, and another message another', ({ text, only }) => {
      const said = { text: 'một', id: '601', from: '77' }
      const [first, again] = [only(text(said)), only(text(said))]
      const others = [only(text({ ...said, id: '602' })), only(text({ ...said, id: '603', from: '78' }))]
      expect(again.externalKey).toBe(first.externalKey)
      expect(new Set([first, ...others].map(({ externalKey }) => externalKey)).size).toBe(3)
    })

    onWebhooks('keeps ids beyond 2^53 to the last digit', ({ text, only }) => {
      expect(only(text({ text: 'a', id: '701', from: BIG_ID })).externalUserId).toBe(BIG_ID)
    })

    onWebhooks('tells what came earlier', ({ text, only }) => {
      const orders = ['801', '802', '803'].map((id) => {
        const update = only(text({ text: id, id, from: '77' }))
        return update.is === 'message' ? update.order : undefined
      })
      for (const order of orders) expect(order).toEqual(expect.any(Number))
      expect([...orders].sort((a = 0, b = 0) => a - b)).toEqual(orders)
    })

    onWebhooks('of an unknown kind is an event by its own name', ({ unknownKind, only }) => {
      const [first, again] = [only(unknownKind()), only(unknownKind())]
      expect(first).toMatchObject({ is: 'event', event: 'other', providerKind: expect.stringMatching(/./) })
      expect(again.externalKey).not.toBe('')
    })

    onWebhooks(
      'with a forged signature or none is refused before it is read',
      ({ text, forge, unsign, sign, parse }) => {
        for (const request of [text({ text: 'a', id: '901', from: '77' }), sign('{'), sign('[]')]) {
          expect(parse(forge(request))).toMatchObject({ kind: 'refused', status: 401 })
          expect(parse(unsign(request))).toEqual({ kind: 'refused', status: 401, reason: 'signature_missing' })
        }
      },
    )

    onWebhooks('of one changed byte or none is never taken for the provider', ({ text, parse, sign }) => {
      for (const body of ['', '{', 'a=b&c=d', '\u0000', '"chữ"', 'null', '[]', '7']) {
        expect(parse(sign(body))).toMatchObject({ kind: 'refused' })
      }
      const { headers, body } = text({ text: 'a', id: '902', from: '77' })
      expect(parse({ headers, body: body.slice(0, -1) })).toMatchObject({ kind: 'refused' })
    })

    onWebhooks('of any JSON, or of a true one bent anywhere, never throws', ({ sign, text, parse }) => {
      const sample: unknown = JSON.parse(
        new TextDecoder().decode(text({ text: 'xin chào', id: '903', from: '77' }).body),
      )
      const bent = fc.tuple(fc.nat(), fc.jsonValue()).map(([place, value]) => bend(sample, place, value))
      for (const bodies of [fc.jsonValue(), bent]) {
        fc.assert(
          fc.property(bodies, (body) => {
            const parsed = parse(sign(JSON.stringify(body)))
            if (parsed.kind === 'updates') for (const update of parsed.updates) expectSound(update)
          }),
          { numRuns: FUZZED_BODIES },
        )
      }
    })

    onWebhooks('of a pressed button names the message and the choice', async ({ press, only }) => {
      if (!press) return
      const { channel, to } = ground()
      const sent = await channel.send(to, { key: '4321', text: 'Chọn:', choices: ['Đã nộp', 'Đang làm'] })
      expect(sent.kind).toBe('sent')
      expect(only(press(1))).toMatchObject({
        is: 'message',
        externalUserId: to.externalUserId,
        pressed: { key: '4321', index: 1 },
      })
    })
  })
}

function onlyUpdate(parsed: ParsedWebhook): Inbound {
  const [update] = parsed.kind === 'updates' ? parsed.updates : []
  if (!update || parsed.kind !== 'updates' || parsed.updates.length > 1) {
    throw new Error(`one update was expected, not ${JSON.stringify(parsed)}`)
  }
  return update
}

/** What may be stored: keys that are there, ids that are strings. */
function expectSound(update: Inbound): void {
  expect(update.externalKey).toMatch(/^.{1,300}$/su)
  if (update.is === 'message') {
    expect(update.externalUserId).toMatch(/./su)
    expect(typeof update.text).toBe('string')
  } else expect(update.providerKind).toMatch(/./su)
}

/** The sample with the `place`th of its values, counted in depth, put in place of by another. */
function bend(sample: unknown, place: number, value: unknown): unknown {
  const size = countValues(sample)
  let left = place % size
  const walk = (node: unknown): unknown => {
    if (left-- === 0) return value
    if (Array.isArray(node)) return node.map(walk)
    if (node === null || typeof node !== 'object') return node
    return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, walk(each)]))
  }
  return walk(sample)
}

function countValues(node: unknown): number {
  if (node === null || typeof node !== 'object') return 1
  return Object.values(node).reduce<number>((sum, each) => sum + countValues(each), 1)
}
