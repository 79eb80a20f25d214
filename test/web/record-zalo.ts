/**
 * `npm run record:zalo`: two conversations with the whole assistant over the shipped documents, on the fake Official
 * Account and on the fake bot, as pictures of a phone and to be read, into docs.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSeals } from '../../src/sealed-text.ts'
import { openStore } from '../../src/store/index.ts'
import { openZaloAccounts } from '../../src/zalo-accounts.ts'
import { deliverWithRetries, FAST_LADDER } from '../support/fake-webhook-delivery.ts'
import { type FakeZaloBot, startFakeZaloBot } from '../support/fake-zalo-bot.ts'
import { type FakeZaloOa, startFakeZaloOa } from '../support/fake-zalo-oa.ts'
import { startAssistant } from '../support/running-assistant.ts'
import { openChromium } from './chromium.ts'
import { type Bubble, photograph, transcriptOf } from './phone-page.ts'

const ANSWER_WITHIN_MS = 60_000
const QUIET_MS = 2_500
const OA = '388613280878808645'
const PERSON = '246845883529197922'
const DAY_MS = 86_400_000

/** What the person does: words, or the label of a button. */
const OA_STEPS = [
  'xin chào',
  'mục tiêu chữ ký số đến năm 2030 là bao nhiêu',
  'khi nào phải nộp báo cáo năm',
  'làm giấy khai sinh cần gì',
  'Các bước',
  'cho xin danh sách hộ nghèo thôn 3',
]
const BOT_STEPS = ['chào', 'quên mật khẩu VNeID thì làm thế nào', '1', 'gửi mã OTP 482913 giùm em kích hoạt']

/** One side of a conversation: how a person speaks there, and what they see in answer. */
type Phone = { says(words: string): Promise<void>; sees(): Omit<Bubble, 'from'>[] }

const fakeOa = await startFakeZaloOa()
const fakeBot = await startFakeZaloBot({ idleMs: 500 })
const dataFolder = mkdtempSync(join(tmpdir(), 'record-'))
await giveConsent()
const assistant = await startAssistant({
  ...{ DATA_DIR: dataFolder, ZALO_OA_SECRET_KEY: fakeOa.oaSecret },
  ...{ ZALO_APP_ID: fakeOa.app.id, ZALO_APP_SECRET: fakeOa.app.secret },
  ...{ ZALO_API_URL: fakeOa.url, ZALO_BUSINESS_API_URL: fakeOa.url, ZALO_OAUTH_URL: fakeOa.url },
  ...{ ZALO_BOT_API_URL: fakeBot.url, ZALO_BOT_TOKENS: `hiep-luc=${fakeBot.token}` },
})
const browser = await openChromium()
try {
  await record('zalo-oa', 'Zalo OA', await converse(onAccount(fakeOa), OA_STEPS))
  await record('zalo-bot', 'Zalo Bot', await converse(onBot(fakeBot), BOT_STEPS))
} finally {
  await browser.close()
  await assistant.stop()
  await Promise.all([fakeOa.close(), fakeBot.close()])
  rmSync(dataFolder, { recursive: true, force: true })
}

async function giveConsent(): Promise<void> {
  const store = await openStore({ folder: dataFolder })
  const { access, refresh } = fakeOa.issue(OA)
  const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS)
  await openZaloAccounts(store, createSeals(null)).connect({
    ...{ oaId: OA, name: 'UBND xã Hiệp Lực', communeSlug: 'hiep-luc' },
    tokens: {
      ...{ accessToken: access, refreshToken: refresh },
      ...{ obtainedAt: new Date(), accessExpiresAt: inDays(1), refreshExpiresAt: inDays(90) },
    },
  })
  await store.close()
}

function onAccount({ events, person, sent }: FakeZaloOa): Phone {
  const deliver = async (words: string): Promise<void> => {
    person(OA, PERSON, { lastInteractionAt: Date.now() })
    const event = events.sign(events.says(OA, PERSON, { text: words }))
    await deliverWithRetries(`${assistant.address}/webhooks/zalo_oa`, event, FAST_LADDER)
  }
  return {
    says: (words) => {
      const pressed = sent.at(-1)?.buttons.find(({ title }) => title === words)
      return deliver(typeof pressed?.payload === 'string' ? pressed.payload : words)
    },
    // Buttons stand under one another, each as wide as the message.
    sees: () => sent.map(({ text, buttons }) => ({ text, rows: buttons.map(({ title }) => [title]) })),
  }
}

function onBot({ queue, says, sent }: FakeZaloBot): Phone {
  return {
    says: async (words) => queue(says('6ede9afa66b88fe6d6a9', { text: words })),
    sees: () => sent.map(({ text }) => ({ text })),
  }
}

async function converse(phone: Phone, steps: string[]): Promise<Bubble[]> {
  const bubbles: Bubble[] = []
  for (const words of steps) {
    const seen = phone.sees().length
    bubbles.push({ from: 'person', text: words })
    await phone.says(words)
    await quiet(phone, seen)
    bubbles.push(
      ...phone
        .sees()
        .slice(seen)
        .map((bubble): Bubble => ({ from: 'assistant', ...bubble })),
    )
  }
  return bubbles
}

/** Waits for an answer, and until nothing follows it. */
async function quiet(phone: Phone, seen: number): Promise<void> {
  const end = Date.now() + ANSWER_WITHIN_MS
  let shown = phone.sees().length
  while (Date.now() < end) {
    await sleep(QUIET_MS)
    const now = phone.sees().length
    if (now > seen && now === shown) return
    shown = now
  }
}

async function record(file: string, name: string, bubbles: Bubble[]): Promise<void> {
  await photograph(browser, { name: 'UBND xã Hiệp Lực', bubbles, path: `docs/screenshots/${file}.png` })
  const head = `# Một cuộc trò chuyện trên ${name}\n\nGhi từ toàn bộ chương trình trên máy chủ Zalo giả (\`npm run record:zalo\`).\n`
  mkdirSync('docs/conversations', { recursive: true })
  writeFileSync(`docs/conversations/${file}.md`, `${head}\n${transcriptOf(bubbles)}\n`)
}
