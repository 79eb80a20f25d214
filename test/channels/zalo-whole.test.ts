/** The program as it runs, with Zalo on loopback: webhook in, inbox, answer, outbox, message out. */

import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { communeOfAddress, composeChannels } from '../../src/compose-channels.ts'
import { readConfig } from '../../src/config.ts'
import { createConversation } from '../../src/conversation/index.ts'
import { createDelivery, lanesOf } from '../../src/delivery/index.ts'
import { openJobs } from '../../src/jobs/index.ts'
import { openPeople } from '../../src/people/index.ts'
import { createSeals } from '../../src/sealed-text.ts'
import { createWebhooks, WEBHOOKS_PATH } from '../../src/web/index.ts'
import { openZaloAccounts } from '../../src/zalo-accounts.ts'
import { answered, seedCommune } from '../support/assistant.ts'
import { deliverWithRetries, FAST_LADDER } from '../support/fake-webhook-delivery.ts'
import { type FakeZaloOa, startFakeZaloOa } from '../support/fake-zalo-oa.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const OA = '388613280878808645'
const PERSON = '246845883529197922'
const ONCE = { ...FAST_LADDER, delaysMs: [] }

onEmbeddedStore('the assistant on an Official Account', (ground) => {
  let fake: FakeZaloOa
  let url: string
  let asked: { question: string; commune: string | null }[]
  /** How many deliveries the store is away for. */
  let failures: number
  let close: () => Promise<void>

  beforeEach(async () => {
    const { store } = ground()
    fake = await startFakeZaloOa()
    asked = []
    failures = 0
    const { issue } = fake
    const config = readConfig({
      ...{ ZALO_APP_ID: fake.app.id, ZALO_APP_SECRET: fake.app.secret, ZALO_OA_SECRET_KEY: fake.oaSecret },
      ...{ ZALO_API_URL: fake.url, ZALO_BUSINESS_API_URL: fake.url, ZALO_OAUTH_URL: fake.url },
    })
    const { access, refresh } = issue(OA)
    const later = new Date(Date.now() + 86_400_000)
    const times = { obtainedAt: new Date(), accessExpiresAt: later, refreshExpiresAt: later }
    await store.query('DELETE FROM zalo_oa')
    await openZaloAccounts(store, createSeals(null)).connect({
      ...{ oaId: OA, name: null, communeSlug: 'binh-phu' },
      tokens: { accessToken: access, refreshToken: refresh, ...times },
    })
    const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
    const channels = composeChannels({ config, log, store })
    const jobs = await openJobs({ ...ground(), log, lanes: lanesOf(channels) })
    const communeOf = communeOfAddress({ config, store })
    const people = await openPeople({ store, isLoopback: true, publicUrl: null, communeOf })
    const delivery = createDelivery({ store, jobs, channels, log })
    const answer = async ({ question, commune }: { question: string; commune: string | null }) => {
      asked.push({ question, commune })
      return answered(`đáp: ${question}`)
    }
    const now = () => new Date()
    const conversation = createConversation({
      ...{ store, jobs, people, delivery, answering: { answer }, retentionDays: async () => 90, now, log },
    })
    jobs.work({
      take: ({ inboxId }) => conversation.takeUp(inboxId),
      respond: ({ messageId }) => conversation.respond(messageId),
      deliver: ({ messageId }) => delivery.deliver(messageId),
      ingest: async () => {},
      embed: async () => {},
      remind: async () => {},
    })
    const take: typeof conversation.take = (updates) => {
      if (failures > 0) {
        failures -= 1
        throw new Error('the store is away')
      }
      return conversation.take(updates)
    }
    const app = new Hono().route(WEBHOOKS_PATH, createWebhooks({ channels, take, logFault: () => {} }).routes)
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo_oa`
    close = async () => {
      server.close()
      await jobs.close()
      await fake.close()
    }
  })
  afterEach(() => close())

  const says = (text: string, msgId: string, from = PERSON) => {
    fake.person(OA, from)
    return fake.events.sign(fake.events.says(OA, from, { text, msg_id: msgId }))
  }
  const got = () => fake.sent.filter(({ text }) => text.startsWith('đáp: ')).map(({ text }) => text)

  it('answers a message once, however often Zalo delivers it, about the commune whose account it is', async () => {
    await seedCommune(ground().store, 'Bình Phú').catch(() => {})
    await ground().store.query(`UPDATE commune SET slug = 'binh-phu' WHERE name = 'Bình Phú'`)
    const event = says('hạn báo cáo là ngày nào', 'm1')
    const taken = await Promise.all([1, 2, 3].map(() => deliverWithRetries(url, event, FAST_LADDER)))
    expect(taken).toEqual([1, 1, 1])
    await vi.waitFor(() => expect(got()).toEqual(['đáp: hạn báo cáo là ngày nào']), { timeout: 30_000 })
    expect(asked).toMatchObject([{ commune: 'binh-phu' }])
  })

  it('takes a delivery on its third trial when the store was away for two, and answers it once', async () => {
    failures = 2
    expect(await deliverWithRetries(url, says('đến muộn', 'm2', '77'), FAST_LADDER)).toBe(3)
    await vi.waitFor(() => expect(got()).toContain('đáp: đến muộn'), { timeout: 30_000 })
  })

  it('is given up by Zalo after five repetitions when it never answers 200, and a forgery is never answered', async () => {
    failures = 6
    expect(await deliverWithRetries(url, says('mất', 'm3'), FAST_LADDER)).toBeNull()
    expect(failures).toBe(0)
    const forged = { ...says('giả', 'm4'), headers: { 'x-zevent-signature': `mac=${'0'.repeat(64)}` } }
    expect(await deliverWithRetries(url, forged, ONCE)).toBeNull()
    expect(got()).toEqual([])
    expect(await ground().store.query(`SELECT 1 FROM inbox WHERE external_key = 'm4'`)).toEqual([])
  })

  it('stores receipts and echoes without answering them', async () => {
    for (const event of [
      fake.events.about(OA, PERSON, 'r1', 'user_received_message'),
      fake.events.about(OA, PERSON, 'r1', 'oa_send_text'),
      fake.events.follows(OA, '88'),
    ]) {
      expect(await deliverWithRetries(url, fake.events.sign(event), ONCE)).toBe(1)
    }
    expect(got()).toEqual([])
  })
})
