import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createConsent, createZaloOa, loadTemplateTexts, type OaAccount } from '../../src/channels/zalo-oa/index.ts'
import { challengeOf, newVerifier } from '../../src/channels/zalo-oa/oauth.ts'
import { type FakeZaloOa, startFakeZaloOa } from '../support/fake-zalo-oa.ts'
import { connectedAccount, memoryBook } from '../support/oa-book.ts'

const OA = '388613280878808645'
const OTHER_OA = '388613280878808646'
const PERSON = '246845883529197922'
const HOUR_MS = 3_600_000

let fake: FakeZaloOa
let book: ReturnType<typeof memoryBook>
let logged: string[]
let nowMs: number
const now = () => new Date(nowMs)

beforeEach(async () => {
  nowMs = Date.parse('2026-12-03T02:00:00Z')
  fake = await startFakeZaloOa({ now })
  book = memoryBook()
  logged = []
})
afterEach(() => fake.close())

function connect(oaId: string, more: Partial<OaAccount> = {}): OaAccount {
  const account = connectedAccount(fake, oaId, now(), more)
  book.accounts.set(oaId, account)
  fake.person(oaId, PERSON)
  return account
}

function open() {
  const log = { warn: (...line: unknown[]) => void logged.push(JSON.stringify(line)) }
  const options = { app: fake.app, webhookSecrets: [fake.oaSecret], origins: fake.origins }
  return createZaloOa({ ...options, book, log, now, texts: loadTemplateTexts(), timeoutMs: 1_000 })
}

const to = (endpoint: string) => ({ channel: 'zalo_oa' as const, endpoint, externalUserId: PERSON })
const refreshes = () => fake.requests.filter(({ path }) => path === '/v4/oa/access_token').length

describe('consent', () => {
  it('is proved by the challenge of the known example', () => {
    expect(challengeOf('A'.repeat(43))).toBe('DwBzhbb51LfusnSGBa_hqYSgo7-j8BTQnip4TOnlzRo')
    expect(newVerifier()).toMatch(/^[\w-]{43}$/)
    expect(newVerifier()).not.toBe(newVerifier())
  })

  const consent = (verifier: string | null = null) =>
    createConsent({ app: fake.app, callbackUrl: 'https://xa.example.vn/zalo', verifier, origins: fake.origins, now })

  it('given by the administrator becomes two tokens and the name of the OA', async () => {
    const flow = consent()
    const asked = flow.ask()
    expect(new URL(asked.url).searchParams.get('redirect_uri')).toBe('https://xa.example.vn/zalo')
    const given = await flow.complete(fake.consent(OA, asked.url), asked)
    expect(given).toMatchObject({ kind: 'given', oaId: OA, name: 'OA 8645' })
    if (given.kind !== 'given') return
    expect(given.tokens.accessExpiresAt).toEqual(new Date(nowMs + 25 * HOUR_MS))
    expect(given.tokens.refreshExpiresAt).toEqual(new Date(nowMs + 90 * 24 * HOUR_MS))
  })

  it('serves once, and only with the verifier it was asked for', async () => {
    const flow = consent()
    const asked = flow.ask()
    const address = fake.consent(OA, asked.url)
    expect(await flow.complete(address, { ...asked, verifier: newVerifier() })).toMatchObject({ reason: 'refused' })
    const second = fake.consent(OA, asked.url)
    expect((await flow.complete(second, asked)).kind).toBe('given')
    expect(await flow.complete(second, asked)).toMatchObject({ kind: 'not_given', reason: 'refused' })
  })

  it('with the verifier saved in the console needs no link of ours', async () => {
    const verifier = newVerifier()
    const flow = consent(verifier)
    const page = new URL(flow.ask().url)
    page.searchParams.delete('state')
    expect(await flow.complete(fake.consent(OA, page.href), null)).toMatchObject({ kind: 'given', oaId: OA })
  })

  it('of another link, or of an address without a code, is not taken', async () => {
    const flow = consent()
    const [asked, other] = [flow.ask(), flow.ask()]
    expect(await flow.complete(fake.consent(OA, other.url), asked)).toMatchObject({ reason: 'other_state' })
    for (const address of ['', 'xin chào', 'https://xa.example.vn/zalo', 'https://xa.example.vn/zalo?code=1']) {
      expect(await flow.complete(address, asked)).toMatchObject({ reason: 'address_without_code' })
    }
  })
})

describe('an access token', () => {
  it('is used while it is young, and renewed once three quarters of its life are over', async () => {
    connect(OA)
    const channel = open()
    expect(await channel.send(to(OA), { text: 'một' })).toMatchObject({ kind: 'sent' })
    expect(refreshes()).toBe(0)
    nowMs += 20 * HOUR_MS
    expect(await channel.send(to(OA), { text: 'hai' })).toMatchObject({ kind: 'sent' })
    expect(refreshes()).toBe(1)
  })

  it('refused by Zalo is renewed once and the call made again', async () => {
    const before = connect(OA).tokens
    fake.expireAccess(OA)
    expect(await open().send(to(OA), { text: 'một' })).toMatchObject({ kind: 'sent' })
    expect(refreshes()).toBe(1)
    expect(book.accounts.get(OA)?.tokens?.refreshToken).not.toBe(before?.refreshToken)
    expect(fake.sent.map(({ text }) => text)).toEqual(['một'])
  })

  it('wanted by many messages at once is renewed by one of them', async () => {
    connect(OA)
    fake.expireAccess(OA)
    const renew = vi.spyOn(book, 'renew')
    const channel = open()
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => channel.send(to(OA), { text: `${index}` })),
    )
    expect(results.every(({ kind }) => kind === 'sent')).toBe(true)
    expect(renew).toHaveBeenCalledTimes(1)
    expect(refreshes()).toBe(1)
  })

  it('renewed by another process meanwhile is taken from the book', async () => {
    connect(OA)
    fake.expireAccess(OA)
    const [one, two] = [open(), open()]
    const results = await Promise.all([one.send(to(OA), { text: 'a' }), two.send(to(OA), { text: 'b' })])
    expect(results.map(({ kind }) => kind)).toEqual(['sent', 'sent'])
    expect(refreshes()).toBe(1)
  })

  it('of one OA is never used for another', async () => {
    connect(OA)
    connect(OTHER_OA)
    const channel = open()
    await channel.send(to(OTHER_OA), { text: 'xã khác' })
    expect(fake.sent.map(({ oaId }) => oaId)).toEqual([OTHER_OA])
    expect(await channel.send(to('1'), { text: 'a' })).toEqual({ kind: 'temporary', reason: 'not_connected' })
  })

  it('still works where the renewal fails, and the failure is not repeated with every message', async () => {
    connect(OA)
    const channel = open()
    nowMs += 20 * HOUR_MS
    fake.failNext('server_error')
    expect(await channel.send(to(OA), { text: 'một' })).toMatchObject({ kind: 'sent' })
    expect(await channel.send(to(OA), { text: 'hai' })).toMatchObject({ kind: 'sent' })
    expect(refreshes()).toBe(1)
    nowMs += 2 * 60_000
    expect(await channel.send(to(OA), { text: 'ba' })).toMatchObject({ kind: 'sent' })
    expect(refreshes()).toBe(2)
  })
})

describe('a refresh token', () => {
  it('is renewed by the hourly round though nobody writes', async () => {
    connect(OA)
    nowMs += 20 * HOUR_MS
    await open().register().stop()
    expect(refreshes()).toBe(1)
  })

  it('that was used elsewhere is told once, in one sentence with its remedy, and not tried again', async () => {
    connect(OA, { name: 'Xã Bình Phú' })
    fake.useUpRefresh(OA)
    fake.expireAccess(OA)
    nowMs += 24 * HOUR_MS
    const channel = open()
    expect(await channel.send(to(OA), { text: 'a' })).toEqual({ kind: 'temporary', reason: 'consent_needed' })
    expect(await channel.send(to(OA), { text: 'b' })).toEqual({ kind: 'temporary', reason: 'consent_needed' })
    expect(refreshes()).toBe(1)
    await channel.register().stop()
    expect(channel.health()).toEqual({
      state: 'trouble',
      says: expect.stringMatching(/^OA “Xã Bình Phú” \(\d+\): Zalo không còn gia hạn quyền cho trợ lý từ \d/),
      remedy: expect.stringContaining('npm run channels -- connect zalo'),
    })
    expect(await channel.check()).toContainEqual(channel.health())
  })

  it('about to die is told days before, in the log once a day and on the status page', async () => {
    connect(OA)
    const tokens = book.accounts.get(OA)?.tokens
    if (!tokens) throw new Error('not connected')
    tokens.refreshExpiresAt = new Date(nowMs + 9 * 24 * HOUR_MS)
    const channel = open()
    const keeping = channel.register()
    await keeping.stop()
    expect(logged).toEqual([JSON.stringify(['zalo_consent_ending', { oa: OA, days: 9 }])])
    expect(channel.health()).toMatchObject({ state: 'trouble', says: expect.stringContaining('sau 9 ngày') })
  })

  it('and everything else secret stays out of results and logs', async () => {
    connect(OA)
    fake.expireAccess(OA)
    fake.useUpRefresh(OA)
    const channel = open()
    const results = [await channel.send(to(OA), { text: 'a' }), await channel.check(), channel.health()]
    const told = JSON.stringify(results) + logged.join('')
    expect(logged).not.toEqual([])
    for (const secret of [...fake.secrets(), fake.app.secret, fake.oaSecret]) expect(told).not.toContain(secret)
  })
})
