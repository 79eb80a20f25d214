import type { WebhookRequest } from '../../src/channels/index.ts'
import { createZaloOa, loadTemplateTexts } from '../../src/channels/zalo-oa/index.ts'
import type { DeliveredRequest } from '../support/fake-webhook-delivery.ts'
import { type FakeZaloOa, startFakeZaloOa } from '../support/fake-zalo-oa.ts'
import { connectedAccount, memoryBook } from '../support/oa-book.ts'
import { describeChannelContract, type Ground, type InboundGround, type Seen } from './contract.ts'

const OA = '388613280878808645'
const PERSON = '246845883529197922'
/** What is asked beside the sending itself. */
const BESIDE = /quota|access_token/

const texts = loadTemplateTexts()

async function open(): Promise<Ground> {
  const fake = await startFakeZaloOa()
  const book = memoryBook()
  const templates = Object.fromEntries([...texts.keys()].map((name, index) => [name, String(1_000 + index)]))
  book.accounts.set(OA, connectedAccount(fake, OA, new Date(), { templates }))
  fake.person(OA, PERSON)
  const logged: string[] = []
  const channel = createZaloOa({
    app: fake.app,
    webhookSecrets: [fake.oaSecret],
    origins: fake.origins,
    timeoutMs: 900,
    ...{ book, texts, log: { warn: (...line) => void logged.push(JSON.stringify(line)) } },
  })
  return {
    channel,
    to: { channel: 'zalo_oa', endpoint: OA, externalUserId: PERSON },
    seen: () => seenBy(fake),
    document: { name: 'han-nop.pdf', mimeType: 'application/pdf' },
    fail: {
      rate_limited: () => fake.failNext({ status: 429, json: { error: -32, message: 'limit' } }, BESIDE),
      unreachable: () => fake.refuseNext(-217),
      server_error: () => fake.failNext('server_error', BESIDE),
      stall: () => fake.failNext('stall', BESIDE),
      cut: () => fake.failNext('cut', BESIDE),
      down: () => fake.close(),
    },
    secrets: [fake.app.secret, fake.oaSecret, ...fake.secrets()],
    logged: () => logged.join('\n'),
    inbound: inboundOf(fake),
    close: () => fake.close(),
  }
}

/** What one person got of one message: words and file arrive as two. */
function seenBy({ sent }: FakeZaloOa): Seen[] {
  return sent.map(({ to, text, buttons, documents }) => ({
    to,
    text,
    choices: buttons.filter(({ type }) => type.startsWith('oa.query')).map(({ title }) => title),
    links: buttons.flatMap(({ payload }) => (payload as { url?: string }).url ?? []),
    documents,
  }))
}

function inboundOf({ events, sent }: FakeZaloOa): InboundGround {
  const posted = ({ headers, body }: DeliveredRequest): WebhookRequest => ({ headers, body: Buffer.from(body) })
  return {
    endpoint: OA,
    text: ({ text, id, from }) => posted(events.sign(events.says(OA, from, { text, msg_id: id }))),
    unknownKind: () => posted(events.sign(events.about(PERSON, OA, 'm1', 'user_dreamed_of_oa'))),
    sign: (body) => posted(events.sign(body)),
    forge: ({ headers, body }) => ({
      headers: { ...headers, 'x-zevent-signature': `mac=${'0'.repeat(64)}` },
      body,
    }),
    unsign: ({ headers: { 'x-zevent-signature': _, ...headers }, body }) => ({ headers, body }),
    press: (index) => {
      const last = sent.at(-1)
      const text = last?.buttons[index]?.payload
      return posted(events.sign(events.says(OA, last?.to ?? '', { text })))
    },
  }
}

describeChannelContract('Zalo Official Account', open)
