import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Inbound, ParsedWebhook, WebhookRequest } from '../../src/channels/index.ts'
import type { SignatureCounts } from '../../src/channels/zalo-oa/signature.ts'
import { parseOaWebhook } from '../../src/channels/zalo-oa/webhook.ts'
import { createFakeOaEvents } from '../support/fake-zalo-oa-events.ts'

const APP = '3608465248940903967'
const SECRET = 'OASECRET'
const OA = '388613280878808645'
const PERSON = '246845883529197922'

/** Made by another program than this one, from ids that are nobody's. */
const VECTOR = {
  body: '{"app_id":"3608465248940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1763800000000"}',
  mac: 'ff8e0edab3815aeea8c40cdc06e364989bdb22afee8b8f3c51d6608d57f790bf',
}

let counts: SignatureCounts
beforeEach(() => {
  counts = { appId: 0, oaId: 0 }
})

const events = createFakeOaEvents({ appId: APP, secret: SECRET, now: () => new Date('2026-12-03T01:00:00Z') })

function parse(body: string, headers: WebhookRequest['headers'], secrets = [SECRET]): ParsedWebhook {
  return parseOaWebhook({ appId: APP, secrets, counts }, { headers, body: Buffer.from(body) })
}

function read(event: Record<string, unknown> & { event_name: string; timestamp: string }): Inbound[] {
  const { body, headers } = events.sign(event)
  const parsed = parse(body, headers)
  if (parsed.kind === 'refused') throw new Error(parsed.reason)
  return parsed.updates
}

describe("the signature of Zalo's webhook", () => {
  const signed = (value: string) => ({ 'x-zevent-signature': value })

  it('is the one of the known example, with its prefix, spaced or bare', () => {
    for (const value of [`mac=${VECTOR.mac}`, `mac = ${VECTOR.mac}`, VECTOR.mac, ` mac=${VECTOR.mac} `]) {
      expect(parse(VECTOR.body, signed(value))).toMatchObject({ kind: 'updates', updates: [{ text: 'Xin chào' }] })
    }
    expect(counts).toEqual({ appId: 4, oaId: 0 })
  })

  it('is over the bytes as they came: the same JSON written otherwise does not pass', () => {
    for (const body of [`${VECTOR.body} `, VECTOR.body.replace('chào', 'ch\\u00e0o'), VECTOR.body.replace(':', ': ')]) {
      expect(JSON.parse(body)).toEqual(JSON.parse(VECTOR.body))
      expect(parse(body, signed(`mac=${VECTOR.mac}`))).toEqual(refused('signature_wrong'))
    }
  })

  it.each([
    ['another case', VECTOR.mac.toUpperCase()],
    ['one character short', VECTOR.mac.slice(1)],
    ['the wrapper one simulator writes', `sha256(${VECTOR.mac})`],
    ['another prefix', `sha256=${VECTOR.mac}`],
    ['two values', `mac=${VECTOR.mac}, mac=${VECTOR.mac}`],
    ['an empty value', 'mac='],
  ])('with %s is refused', (_, value) => {
    expect(parse(VECTOR.body, signed(value))).toEqual(refused('signature_wrong'))
  })

  it('passes under either key while one is being replaced, and under neither once both are gone', () => {
    expect(parse(VECTOR.body, signed(VECTOR.mac), ['NEW', SECRET]).kind).toBe('updates')
    expect(parse(VECTOR.body, signed(VECTOR.mac), ['NEW', 'NEWER'])).toEqual(refused('signature_wrong'))
  })

  it('made with the OA in front passes too, and is counted apart', () => {
    const byOa = createFakeOaEvents({ appId: OA, secret: SECRET, now: () => new Date() })
    const { body, headers } = byOa.sign({ ...events.says(OA, PERSON, { text: 'a' }) })
    expect(parse(body, headers).kind).toBe('updates')
    expect(counts).toEqual({ appId: 0, oaId: 1 })
  })

  it('of an event hours old passes: Zalo repeats with the first time stamp', () => {
    const old = { ...events.says(OA, PERSON, { text: 'a' }), timestamp: '1763800000000' }
    expect(read(old)).toHaveLength(1)
  })

  it('is not asked of the empty probe of the console, which carries nothing', () => {
    expect(parse('', {})).toEqual({ kind: 'updates', updates: [] })
  })

  it('cannot be checked before the key is known: everything is answered and nothing believed', () => {
    expect(parse(VECTOR.body, signed(VECTOR.mac), [])).toEqual({ kind: 'updates', updates: [] })
  })
})

describe("Zalo's events", () => {
  it('of text, with the id of its message as key and its time as order', () => {
    const event = events.says(OA, PERSON, { text: 'hạn báo cáo?', msg_id: '96d3', quote_msg_id: '95a0' })
    expect(read(event)).toEqual([
      {
        ...{ is: 'message', channel: 'zalo_oa', endpoint: OA, externalUserId: PERSON },
        ...{ externalKey: '96d3', text: 'hạn báo cáo?', kind: 'text', order: Number(event.timestamp) },
      },
    ])
  })

  it('of a button of ours are a press, not words', () => {
    expect(read(events.says(OA, PERSON, { text: '#m4321.2' }))[0]).toMatchObject({
      pressed: { key: '4321', index: 2 },
      text: '',
      kind: 'text',
    })
    for (const text of ['#m4321', '#mã.1', '#m4321.2 nhé', 'xem #m4321.2', '#m.1']) {
      expect(read(events.says(OA, PERSON, { text }))[0]).not.toHaveProperty('pressed')
    }
  })

  it.each([
    [
      'image',
      { type: 'image', payload: { url: 'https://f.zdn.vn/a.jpg', thumbnail: 'https://f.zdn.vn/t.jpg' } },
      'image',
      1,
    ],
    ['gif', { type: 'gif', payload: { url: 'https://f.zdn.vn/a.gif' } }, 'image', 0],
    ['audio', { type: 'audio', payload: { url: 'https://f.zdn.vn/a.aac' } }, 'voice', 1],
    ['file', { type: 'file', payload: { url: 'https://f.zdn.vn/a', name: 'bao-cao.pdf', size: '2048' } }, 'other', 1],
    ['sticker', { type: 'sticker', payload: { id: '12', url: 'https://f.zdn.vn/s' } }, 'other', 0],
    ['location', { type: 'location', payload: { coordinates: { latitude: '21.0', longitude: '105.8' } } }, 'other', 0],
    ['video', { type: 'video', payload: { url: 'https://f.zdn.vn/v' } }, 'other', 0],
    ['business_card', {}, 'other', 0],
  ] as const)('of %s are a message of their kind', (event, attachment, kind, kept) => {
    const [update] = read(events.says(OA, PERSON, { attachments: [attachment] }, event))
    expect(update).toMatchObject({ is: 'message', kind, text: '' })
    expect(update?.is === 'message' ? (update.attachments ?? []) : []).toHaveLength(kept)
  })

  it('of a file keep its name and its size, which comes as a string', () => {
    const file = { type: 'file', payload: { url: 'https://f.zdn.vn/a', name: 'a.pdf', size: '2048' } }
    const [update] = read(events.says(OA, PERSON, { attachments: [file] }, 'file'))
    const attachment = { kind: 'file', reference: 'https://f.zdn.vn/a', name: 'a.pdf', sizeBytes: 2_048 }
    expect(update).toMatchObject({ attachments: [attachment] })
  })

  it('of a link are words where there are some', () => {
    const link = { type: 'link', payload: { url: 'https://xa.example.vn', title: 'a' } }
    expect(
      read(events.says(OA, PERSON, { text: 'trang này đúng không', attachments: [link] }, 'link'))[0],
    ).toMatchObject({
      kind: 'text',
      text: 'trang này đúng không',
    })
    expect(read(events.says(OA, PERSON, { attachments: [link] }, 'link'))[0]).toMatchObject({ kind: 'other' })
  })

  it('of following and leaving come without sender, and are told of the follower', () => {
    expect(read(events.follows(OA, PERSON))[0]).toMatchObject({
      ...{ is: 'event', event: 'followed', providerKind: 'follow', endpoint: OA, externalUserId: PERSON },
    })
    expect(read(events.follows(OA, PERSON, 'unfollow'))[0]).toMatchObject({ event: 'unfollowed' })
  })

  it('of receipts name our message and the person, the OA being the sender', () => {
    expect(read(events.about(OA, PERSON, 'r1', 'user_received_message'))[0]).toMatchObject({
      ...{ event: 'delivered', endpoint: OA, externalUserId: PERSON, receipts: ['r1'] },
    })
    const seen = { ...events.about(OA, PERSON, 'r1', 'user_seen_message'), message: { msg_ids: ['r1', 'r2'] } }
    expect(read(seen)[0]).toMatchObject({ event: 'seen', receipts: ['r1', 'r2'] })
  })

  it('of a template sent by phone are receipts too, flat or not', () => {
    const flat = { ...events.about(OA, '84912345678', 'z1', 'user_received_message'), message: undefined, msg_id: 'z1' }
    expect(read(flat)[0]).toMatchObject({ event: 'delivered', receipts: ['z1'] })
  })

  it('of the same message never share a key: said, received, seen', () => {
    const all = [
      events.says(OA, PERSON, { text: 'a', msg_id: 'x' }),
      events.about(OA, PERSON, 'x', 'user_received_message'),
      events.about(OA, PERSON, 'x', 'user_seen_message'),
      events.about(OA, PERSON, 'x', 'user_reacted_message'),
    ]
    expect(new Set(all.flatMap(read).map(({ externalKey }) => externalKey)).size).toBe(4)
  })

  it.each(['oa_send_text', 'oa_send_image', 'oa_send_file', 'oa_send_template', 'oa_send_list'])(
    'of what the OA itself sent (%s) are nothing',
    (kind) => expect(read(events.about(OA, PERSON, 'r1', kind))).toEqual([]),
  )

  it.each([
    'user_submit_info',
    'change_template_status',
    'permission_revoked',
    'user_send_group_text',
    'anonymous_send_text',
  ])('unknown to this program (%s) are kept by their kind alone', (kind) => {
    const event = { ...events.about(PERSON, OA, 'm', kind), info: { phone: '84912345678' } }
    const [update] = read(event)
    expect(update).toMatchObject({ is: 'event', event: 'other', providerKind: kind, endpoint: OA })
    expect(JSON.stringify(update)).not.toContain('84912345678')
  })

  it('of a message without its sender are still kept', () => {
    const { sender: _, ...event } = events.says(OA, PERSON, { text: 'a' })
    expect(read(event as never)[0]).toMatchObject({ is: 'event', event: 'other', providerKind: 'user_send_text' })
  })

  it('of any shape become at most one update, with a key that fits an index', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 150 }),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (kind, rest) => {
          const updates = read({ ...rest, event_name: kind, timestamp: '1763800000000' })
          expect(updates.length).toBeLessThanOrEqual(1)
          for (const { externalKey } of updates) expect(externalKey.length).toBeLessThan(300)
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

function refused(reason: 'signature_wrong'): ParsedWebhook {
  return { kind: 'refused', status: 401, reason }
}
