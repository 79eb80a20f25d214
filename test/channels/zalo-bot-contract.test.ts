import type { WebhookRequest } from '../../src/channels/index.ts'
import { createZaloBot } from '../../src/channels/zalo-bot/index.ts'
import type { DeliveredRequest } from '../support/fake-webhook-delivery.ts'
import { type FakeZaloBot, startFakeZaloBot } from '../support/fake-zalo-bot.ts'
import { describeChannelContract, type Ground, type InboundGround } from './contract.ts'

const PERSON = '6ede9afa66b88fe6d6a9'
const SECRET = 'MATKHAUWEBHOOK'

async function open(): Promise<Ground> {
  const fake = await startFakeZaloBot({ secret: SECRET })
  const logged: string[] = []
  const channel = createZaloBot({
    bots: [{ id: fake.botId, token: fake.token }],
    webhook: { publicUrl: 'https://xa.example.vn', secret: SECRET },
    origin: fake.url,
    timeoutMs: 900,
    log: { warn: (...line) => void logged.push(JSON.stringify(line)) },
  })
  return {
    channel,
    to: { channel: 'zalo_bot', endpoint: fake.botId, externalUserId: PERSON },
    seen: () => fake.sent.map(({ chatId, text }) => ({ to: chatId, text, choices: [], links: [], documents: [] })),
    // There is no answer by which this platform tells that a person is gone.
    fail: {
      rate_limited: () => fake.failNext({ status: 429, json: { ok: false, error_code: 429 } }),
      server_error: () => fake.failNext({ json: { ok: false, error_code: 403, description: 'Internal Server Error' } }),
      stall: () => fake.failNext('stall'),
      cut: () => fake.failNext('cut'),
      down: () => fake.close(),
    },
    secrets: [fake.token, SECRET],
    logged: () => logged.join('\n'),
    inbound: inboundOf(fake),
    close: () => fake.close(),
  }
}

function inboundOf(fake: FakeZaloBot): InboundGround {
  const posted = ({ headers, body }: DeliveredRequest): WebhookRequest => ({ headers, body: Buffer.from(body) })
  return {
    endpoint: fake.botId,
    text: ({ text, id, from }) => posted(fake.sign(fake.says(from, { text, message_id: id }))),
    unknownKind: () => posted(fake.sign(fake.says(PERSON, {}, 'dream'), 'wrapped')),
    sign: (body) => posted(fake.sign(body)),
    forge: ({ headers, body }) => ({ headers: { ...headers, 'x-bot-api-secret-token': 'MATKHAUWEBHOOk' }, body }),
    unsign: ({ headers: { 'x-bot-api-secret-token': _, ...headers }, body }) => ({ headers, body }),
  }
}

describeChannelContract('Zalo Bot Platform', open)
