/** Strangers at the doors: forged webhooks, guessed codes, foreign forms, stolen or planted sessions. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Channel } from '../../src/channels/index.ts'
import { createZaloBot } from '../../src/channels/zalo-bot/index.ts'
import { parseOaWebhook } from '../../src/channels/zalo-oa/webhook.ts'
import { digestOfToken } from '../../src/people/sign-in/tokens.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { cookieOf, type Office, openOffice, PASSWORD } from '../console/office.ts'
import { createFakeOaEvents } from '../support/fake-zalo-oa-events.ts'
import { addPost } from '../support/officials.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { openDoor, SIGNED, telegramBody } from '../support/webhook-ground.ts'
import type { Check, Found } from './check.ts'
import { communeCheck } from './doors-communes.ts'
import { formCheck } from './doors-forms.ts'
import { headerCheck } from './doors-headers.ts'
import { seedHostile } from './hostile-office.ts'

type Ground = { office: Office; store: Store; cookie: string }

export async function doorChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  const knowledge = mkdtempSync(join(tmpdir(), 'doors-knowledge-'))
  const office = await openOffice(store, { environment: { KNOWLEDGE_DIR: knowledge } })
  const cookie = await office.administrator()
  await store.db.commune.create({ data: { slug: 'xa-thu', name: 'xã Thử' } })
  const hostile = await seedHostile(store, office)
  return {
    close: async () => {
      await store.close()
      for (const each of [folder, knowledge]) rmSync(each, { recursive: true, force: true })
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
        mutant: { without: 'the limit (and with the right code said)', run: () => guessedCodes(office, store, true) },
      },
      // Before the forms, which hand the post over to others.
      await communeCheck({ office, store, hostile }),
      formCheck({ office, store, cookie, hostile }),
      {
        name: 'session cookies made up, planted before signing in, or used after signing out',
        run: () => plantedSessions({ office, store, cookie }, false),
        mutant: {
          without: 'asking who gave a session, and without signing out',
          run: () => plantedSessions({ office, store, cookie }, true),
        },
      },
      headerCheck({ office, store, cookie, hostile }),
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

function madeUp(count: number, bytes = 24): string[] {
  return Array.from({ length: count }, () => randomBytes(bytes).toString('base64url'))
}

const LETTERS = 'BCFGHKLMNPQRSTVX'
const HOURS = 10
const CHATS = 20
const GUESSES_AN_HOUR = 60
/** As docs and code say: wrong guesses heard in an hour on one of our addresses, whoever makes them. */
const HEARD_AN_HOUR = 50

/** Many chats guess for hours while a code lives; only guesses that are looked at count. */
async function guessedCodes({ people }: Office, store: Store, isUndefended: boolean): Promise<Found> {
  const unit = `Phòng ${randomBytes(4).toString('hex')}`
  const post = await addPost(people, { commune: 'xa-thu', role: 'head', unit, asWritten: true })
  const failed: string[] = []
  let [heard, unheard] = [0, 0]
  for (let hour = 0; hour < HOURS; hour += 1) {
    await store.query('DELETE FROM link_attempt')
    const code = await people.linking.makeCode({ postId: post.id, by: 'cli' })
    const kinds = await guessesOfAnHour(people, isUndefended ? { store, first: code?.typed ?? '' } : null)
    const looked = kinds.filter((kind) => kind === 'wrong' || kind === 'linked').length
    heard += looked
    unheard += kinds.length - looked
    if (kinds.includes('linked')) failed.push('a guess linked a chat')
    if (looked > HEARD_AN_HOUR) failed.push(`${looked} guesses were heard in an hour`)
  }
  return { tried: heard, failed, note: `${unheard} more were refused unheard; a code is one of ${LETTERS.length ** 8}` }
}

/** `undefended`: the limit forgets each guess, and the first one is right. */
async function guessesOfAnHour(
  people: Office['people'],
  undefended: { store: Store; first: string } | null,
): Promise<string[]> {
  const chats = await Promise.all(
    Array.from({ length: CHATS }, () =>
      people.findOrCreate({ channel: 'telegram', externalId: randomBytes(6).toString('hex') }),
    ),
  )
  const kinds: string[] = []
  for (let guess = 0; guess < GUESSES_AN_HOUR; guess += 1) {
    await undefended?.store.query('DELETE FROM link_attempt')
    const said = guess === 0 && undefended ? undefended.first : guessOf()
    kinds.push((await people.linking.redeem(said, chats[guess % CHATS]?.id ?? 0)).kind)
  }
  return kinds
}

function guessOf(): string {
  const letters = [...randomBytes(8)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

const TOKEN_BYTES = 32
const FIXED = 10

/** No cookie but one the program gave opens a page, and none after it was given back; all of the form of a real one. */
async function plantedSessions({ office, store, cookie }: Ground, isUndefended: boolean): Promise<Found> {
  const failed: string[] = []
  const opens = async (token: string): Promise<boolean> =>
    (await office.get('/quan-tri/tai-khoan', `phien=${token}`)).status === 200
  const plant = async (token: string): Promise<void> => {
    if (!isUndefended) return
    const sql = `INSERT INTO session (token_hash, person_id) SELECT $1, person_id FROM login WHERE name = 'an'`
    await store.query(sql, [digestOfToken(token)])
  }
  const token = cookie.replace('phien=', '')
  const swapped = [...token].map(
    (letter, at) => `${token.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`,
  )
  const near = [token.toLowerCase(), token.toUpperCase(), token.split('').reverse().join(''), ...swapped]
  const planted = [...madeUp(TRIES, TOKEN_BYTES), ...near.filter((each) => each !== token)]
  for (const each of planted) {
    await plant(each)
    if (await opens(each)) failed.push('a made-up session opens')
  }
  for (const fixed of madeUp(FIXED, TOKEN_BYTES)) {
    await plant(fixed)
    // Whoever planted it in the other's browser must not be let in by their sign-in.
    const form = { ten: 'an', matKhau: PASSWORD }
    const given = cookieOf(await office.post('/quan-tri/dang-nhap', form, { cookie: `phien=${fixed}` }))
    if (given === `phien=${fixed}` || (await opens(fixed))) failed.push('a planted session was taken over')
    const real = given.replace('phien=', '')
    if (!(await opens(real))) failed.push('the real session does not open: nothing is shown')
    if (!isUndefended) await office.post('/quan-tri/dang-xuat', {}, { cookie: given })
    if (await opens(real)) failed.push('a session opens after signing out')
  }
  return { tried: planted.length + 2 * FIXED, failed }
}
