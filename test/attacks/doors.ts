/** Strangers at the doors: forged webhooks, guessed codes, foreign forms, stolen or planted sessions. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { Channel } from '../../src/channels/index.ts'
import { createZaloBot } from '../../src/channels/zalo-bot/index.ts'
import { parseOaWebhook } from '../../src/channels/zalo-oa/webhook.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { type Office, ORIGIN, openOffice } from '../console/office.ts'
import { createFakeOaEvents } from '../support/fake-zalo-oa-events.ts'
import { addPost } from '../support/officials.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { openDoor, SIGNED, telegramBody } from '../support/webhook-ground.ts'
import type { Check, Found } from './check.ts'

export async function doorChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  const office = await openOffice(store)
  const cookie = await office.administrator()
  const commune = await store.db.commune.create({ data: { slug: 'xa-thu', name: 'xã Thử' } })
  return {
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
    checks: [
      {
        name: 'forged webhooks (Telegram, Zalo OA, Zalo Bot)',
        run: () => forgedWebhooks(false),
        mutant: { without: 'a secret (the right one is sent)', run: () => forgedWebhooks(true) },
      },
      {
        name: 'guessing the code that links a chat to a post',
        run: () => guessedCodes(office, store, false),
        mutant: { without: 'guessing (the right code is said)', run: () => guessedCodes(office, store, true) },
      },
      {
        name: 'forms sent from a foreign page with the officer’s cookie',
        run: () => foreignForms(office, store, { cookie, origins: FOREIGN }),
        mutant: {
          without: 'the check of the origin (our own is sent)',
          run: () => foreignForms(office, store, { cookie, origins: [ORIGIN] }),
        },
      },
      {
        name: 'session cookies made up, planted before signing in, or used after signing out',
        run: () => plantedSessions(office, cookie, false),
        mutant: { without: 'signing out', run: () => plantedSessions(office, cookie, true) },
      },
      {
        name: 'where one is sent after signing in: foreign addresses, header injection',
        run: () => foreignRedirects(office, (wanted) => wanted),
        mutant: {
          without: 'a foreign address (our own path)',
          run: () => foreignRedirects(office, () => '/evil.example'),
        },
      },
      { name: `posts of another commune handed out (${commune.slug})`, run: () => otherCommune(office, store) },
    ],
  }
}

const TRIES = 60

/** What a provider never sent: no secret, wrong ones, near ones, another's. */
async function forgedWebhooks(isRight: boolean): Promise<Found> {
  const taken: unknown[] = []
  let tried = 0
  const failed: string[] = []
  const telegram = openDoor(async (updates) => void taken.push(...updates))
  const right = SIGNED['x-telegram-bot-api-secret-token'] ?? ''
  const wrong = ['', ' ', right.slice(1), right.toUpperCase(), `${right}x`, `${right},${right}`, 'undefined', 'null']
  const secrets = isRight ? [right] : [...wrong, ...madeUp(TRIES)]
  for (const [at, secret] of secrets.entries()) {
    tried += 1
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    const status = await telegram.post(telegramBody({ updateId: at + 1, chatId: 1, text: 'giả' }), headers)
    if (status === 200) failed.push(`telegram took ${JSON.stringify(secret)}`)
  }
  const [app, secret] = ['3608465248940903967', 'OASECRET']
  const events = createFakeOaEvents({ appId: app, secret: isRight ? secret : 'another', now: () => new Date() })
  for (let at = 0; at < TRIES; at += 1) {
    tried += 1
    const { body, headers } = events.sign({
      ...events.says('388613280878808645', '246845883529197922', { text: 'giả' }),
    })
    const counts = { appId: 0, oaId: 0 }
    const mac = isRight || at % 2 === 0 ? headers : { 'x-zevent-signature': `mac=${randomBytes(32).toString('hex')}` }
    const parsed = parseOaWebhook({ appId: app, secrets: [secret], counts }, { headers: mac, body: Buffer.from(body) })
    if (parsed.kind === 'updates' && parsed.updates.length > 0) failed.push('zalo_oa took a foreign signature')
  }
  const bot = zaloBot()
  for (const given of isRight ? [BOT_SECRET] : ['', BOT_SECRET.slice(1), `${BOT_SECRET}x`, ...madeUp(TRIES)]) {
    tried += 1
    const body = Buffer.from(JSON.stringify({ ok: true, result: BOT_UPDATE }))
    const parsed = bot.parseWebhook?.(BOT_ID, { headers: { 'x-bot-api-secret-token': given }, body })
    if (parsed?.kind === 'updates' && parsed.updates.length > 0) failed.push('zalo_bot took a foreign secret')
  }
  return { tried, failed, note: `${taken.length} messages kept` }
}

const BOT_ID = '700'
const BOT_SECRET = 'a-secret-of-the-bot-0123'
const BOT_UPDATE = {
  event_name: 'message.text.received',
  message: {
    ...{ message_id: 'm1', date: 1, text: 'giả', chat: { id: '5', chat_type: 'PRIVATE' } },
    from: { id: '5', display_name: 'A', is_bot: false },
  },
}

function zaloBot(): Channel {
  return createZaloBot({
    bots: [{ id: BOT_ID, token: `${BOT_ID}:abcdefghijklmnop` }],
    webhook: { publicUrl: 'https://xa.example.vn', secret: BOT_SECRET },
    log: { warn: () => {} },
  })
}

function madeUp(count: number): string[] {
  return Array.from({ length: count }, () => randomBytes(24).toString('base64url'))
}

const LETTERS = 'BCFGHKLMNPQRSTVX'
const GUESSES = 2_000
const CHATS = 40

/** Every chat guesses until it is stopped; a code lives ten minutes. */
async function guessedCodes({ people }: Office, store: Store, saysIt: boolean): Promise<Found> {
  await store.query('DELETE FROM link_attempt')
  const post = await addPost(people, {
    commune: 'xa-thu',
    role: 'head',
    unit: `Phòng ${randomBytes(4).toString('hex')}`,
    asWritten: true,
  })
  const code = await people.linking.makeCode({ postId: post.id, by: 'cli' })
  const failed: string[] = []
  let refusedUnheard = 0
  const chats = await Promise.all(
    Array.from({ length: CHATS }, () =>
      people.findOrCreate({ channel: 'telegram', externalId: randomBytes(6).toString('hex') }),
    ),
  )
  for (let guess = 0; guess < GUESSES; guess += 1) {
    const chat = chats[guess % CHATS]
    const said = saysIt && guess === 0 ? (code?.typed ?? '') : guessOf()
    const { kind } = await people.linking.redeem(said, chat?.id ?? 0)
    if (kind === 'linked') failed.push('a guess linked a chat')
    if (kind !== 'wrong' && kind !== 'linked') refusedUnheard += 1
    if (saysIt && failed.length > 0) break
  }
  return { tried: GUESSES, failed, note: `${refusedUnheard} guesses were not even looked at` }
}

function guessOf(): string {
  const letters = [...randomBytes(8)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

const FOREIGN = [
  'https://evil.example',
  'null',
  'http://127.0.0.1.evil.example',
  'http://127.0.0.1:8081',
  'https://127.0.0.1',
]
const CHANGES: [string, Record<string, string>][] = [
  ['/quan-tri/con-nguoi/chuc-danh', { xa: 'xa-thu', vaiTro: 'coordinator', ten: 'Kẻ lạ' }],
  ['/quan-tri/con-nguoi/tao-nhanh', { xa: 'xa-thu' }],
  ['/quan-tri/cai-dat/co-quan', { xa: 'xa-thu' }],
  ['/quan-tri/thong-bao/soan', { xa: 'xa-thu', noiDung: 'giả' }],
]
const SITES = ['cross-site', 'same-site', null]
const TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']

type Foreign = { cookie: string; origins: string[] }

async function foreignForms(office: Office, { db }: Store, { cookie, origins }: Foreign): Promise<Found> {
  const tries = origins.flatMap((origin) =>
    CHANGES.flatMap(([path, fields]) =>
      TYPES.flatMap((type) =>
        SITES.map((site) => ({ origin, path, fields, type, site: origin === ORIGIN ? null : site })),
      ),
    ),
  )
  const failed: string[] = []
  for (const [at, { origin, path, fields, type, site }] of tries.entries()) {
    const before = await db.post.count()
    const headers = { cookie, origin, 'content-type': type, ...(site && { 'sec-fetch-site': site }) }
    const body = new URLSearchParams({ ...fields, ten: `${fields.ten ?? ''} ${at}` }).toString()
    const { status } = await office.console.request(`${ORIGIN}${path}`, { method: 'POST', headers, body })
    if (status < 400 || (await db.post.count()) !== before) failed.push(`${origin} ${path} ${type}: ${status}`)
  }
  return { tried: tries.length, failed }
}

/** No cookie but one the program gave opens a page, and none after it was given back. */
async function plantedSessions(office: Office, cookie: string, isKept: boolean): Promise<Found> {
  const failed: string[] = []
  const opens = async (given: string): Promise<boolean> =>
    (await office.get('/quan-tri/tai-khoan', given)).status === 200
  const token = cookie.replace('phien=', '')
  const planted = [
    ...madeUp(TRIES).map((made) => `phien=${made}`),
    ...[token.slice(1), `${token}A`, token.toLowerCase(), token.split('').reverse().join(''), '', 'null'].map(
      (made) => `phien=${made}`,
    ),
    `phien=' OR 1=1 --`,
    'phien=%00',
  ]
  for (const each of planted) if (await opens(each)) failed.push(`opened by ${each}`)
  // Planted before signing in: whoever planted it must not be let in by the other's sign-in.
  const fixed = `phien=${madeUp(1)[0]}`
  const given = await office.seat('xa-thu', 'coordinator')
  if (given === fixed || (await opens(fixed))) failed.push('a planted session was taken over')
  if (!(await opens(given))) failed.push('the real session does not open')
  if (!isKept) await office.post('/quan-tri/dang-xuat', {}, { cookie: given })
  if (await opens(given)) failed.push('a session opens after signing out')
  return { tried: planted.length + 2, failed }
}

const ELSEWHERE = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/quan-tri/../../evil.example',
  '/quan-tri/%0d%0aset-cookie:%20a=b',
  '/quan-tri/\r\nlocation: https://evil.example',
  'javascript:alert(1)',
  '/quan-tri@evil.example',
  '/quan-tri.evil.example',
  'data:text/html,hi',
]

async function foreignRedirects(office: Office, spelt: (wanted: string) => string): Promise<Found> {
  const failed: string[] = []
  for (const [at, elsewhere] of ELSEWHERE.entries()) {
    const wanted = spelt(elsewhere)
    const name = `den-${at}-${randomBytes(3).toString('hex')}`
    const personId = (await office.people.posts.list(0)).flatMap(({ holders }) => holders)[0]?.personId ?? 1
    await office.signIn.invite({ personId, name, by: 'cli' })
    const form = { ten: 'an', matKhau: 'ba con cò trắng bay', den: wanted }
    const response = await office.post('/quan-tri/dang-nhap', form)
    const to = response.headers.get('location') ?? ''
    const isAway = !/^\/quan-tri(?:\/[\w\-/]*)?$/.test(to)
    if (response.status === 303 && (isAway || wanted === '/evil.example')) failed.push(`${wanted} led to ${to}`)
    if (/set-cookie: a=b|evil/i.test(JSON.stringify([...response.headers]))) failed.push(`${wanted} reached a header`)
  }
  return { tried: ELSEWHERE.length, failed }
}

async function otherCommune(office: Office, { db }: Store): Promise<Found> {
  await db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
  const cookie = await office.seat('xa-khac', 'coordinator')
  const posts = await db.post.findMany({ where: { commune: { slug: 'xa-thu' } } })
  const failed: string[] = []
  let tried = 0
  for (const { id } of posts) {
    for (const path of ['ma', 'them-nguoi', 'ban-giao', 'moi']) {
      tried += 1
      const response = await office.post(
        `/quan-tri/con-nguoi/${path}`,
        { chucDanh: String(id), hoTen: 'Kẻ Lạ' },
        { cookie },
      )
      if (response.status < 400) failed.push(`${path} of post ${id}: ${response.status}`)
    }
  }
  return { tried, failed }
}
