import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPeople } from '../../src/people/index.ts'
import { ensurePassagePartition, openStore, type Store } from '../../src/store/index.ts'
import { createDatabase } from '../support/new-database.ts'
import { addPost, link } from '../support/officials.ts'
import { openFaultGround, type Servers } from './ground.ts'
import { type Verdict, verdict } from './verdict.ts'

/** The first working minute of a day on which every unit is reminded. */
const NOW = '2026-12-14T07:31:00+07:00'
const IN_FLIGHT = 8
const SETTLED_MS = 180_000
const MOST_BEFORE_KILL_MS = 1_200

/** `hurries`: see `FaultGround.forget`. */
type Size = { units: number; kills: number; hurries?: boolean }

/**
 * The scheduler killed while it promises and owes: what reached people is held against what an undisturbed run of the same
 * office owes, message by message.
 */
export async function schedulerKilled(servers: Servers, { units, kills, hurries = false }: Size): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  const { url: calmUrl } = await createDatabase(servers.postgres.url)
  try {
    const { DATABASE_URL = '', REDIS_URL = '', QUEUE_PREFIX = '', TELEGRAM_BOT_TOKEN = '' } = ground.environment
    const start = (url: string, prefix: string, apiRoot: string): Promise<ChildProcess> =>
      ready(fork('test/support/scheduler-child.ts', [url, REDIS_URL, prefix, TELEGRAM_BOT_TOKEN, apiRoot, NOW]))
    await seedOffice(calmUrl, units)
    await seedOffice(DATABASE_URL, units)
    const calm = await start(calmUrl, `${QUEUE_PREFIX}-calm`, 'http://127.0.0.1:9')
    await untilQuiet(calm)
    await end(calm)
    const expected = await owedKeys(calmUrl)
    for (let kill = 0; kill < kills; kill += 1) {
      const scheduler = await start(DATABASE_URL, QUEUE_PREFIX, ground.wire.url)
      await sleep(Math.random() * MOST_BEFORE_KILL_MS)
      await end(scheduler)
      if (hurries) await ground.forget()
    }
    const last = await start(DATABASE_URL, QUEUE_PREFIX, ground.wire.url)
    await untilQuiet(last)
    const hasEnded = await nothingOwed(DATABASE_URL)
    await end(last)
    const owed = await owedKeys(DATABASE_URL)
    const shown = await ground.copies()
    const rows = new Map(owed.map((row) => [row.key, row]))
    const lost = expected.filter(({ key, chat, text }) => {
      const row = rows.get(key)
      return !row || (row.status !== 'unknown' && !shown.has(`${chat}\n${text}`))
    })
    const tally = {
      owed: expected.length,
      done: expected.filter(({ chat, text }) => shown.has(`${chat}\n${text}`)).length,
      duplicated: [...shown.values()].reduce((total, count) => total + count - 1, 0),
      unknown: owed.filter(({ status }) => status === 'unknown').length,
      lost: lost.length,
      mostCopies: Math.max(0, ...shown.values()),
      apologised: 0,
    }
    const neverOwed = owed.filter(({ key }) => !expected.some((each) => each.key === key)).length
    const judged = verdict(tally, { hasEnded, unclearAtMost: kills * IN_FLIGHT, kills, neverOwed })
    return { ...judged, holds: judged.holds && neverOwed === 0 }
  } finally {
    await ground.close()
  }
}

/** One commune whose every unit reports by the same day, each with a head and an officer who are on Telegram. */
async function seedOffice(url: string, units: number): Promise<void> {
  await withStore(url, async (store) => {
    const { db } = store
    const commune = await db.commune.create({ data: { slug: 'binh-phu', name: 'xã Bình Phú' } })
    await ensurePassagePartition(store, commune.id)
    const paper = { file: 'ke-hoach.txt', digest: 'd', type: 'Kế hoạch', issuer: 'UBND xã Bình Phú', text: '' }
    const document = await db.document.create({
      data: { communeId: commune.id, identity: {}, warnings: [], ...paper },
    })
    const people = await openPeople({ store, isLoopback: true, publicUrl: null })
    await holder(store, people, { role: 'coordinator', unit: null, title: 'Cán bộ điều phối' }, 1)
    for (let unit = 1; unit <= units; unit += 1) {
      const name = `Thôn ${unit}`
      await db.unit.create({ data: { communeId: commune.id, name, aliases: [], members: [] } })
      await db.reportingRule.create({
        data: {
          ...{ documentId: document.id, position: unit, key: `r${unit}`, who: [name], cadence: 'quarterly' },
          ...{
            dueText: 'trước ngày 20 tháng cuối quý',
            recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
          },
          ...{ section: 'V', quote: `Thôn ${unit} báo cáo`, recipient: 'Văn phòng HĐND và UBND', state: 'confirmed' },
        },
      })
      await holder(store, people, { role: 'head', unit: name, title: `Trưởng thôn ${unit}` }, 2 * unit)
      await holder(store, people, { role: 'focal', unit: name, title: `Cán bộ thôn ${unit}` }, 2 * unit + 1)
    }
  })
}

type Held = { role: 'coordinator' | 'head' | 'focal'; unit: string | null; title: string }

async function holder(
  store: Store,
  people: Awaited<ReturnType<typeof openPeople>>,
  { role, unit, title }: Held,
  chat: number,
): Promise<void> {
  const post = await addPost(people, { commune: 'binh-phu', role, unit, title })
  const account = await people.findOrCreate({ channel: 'telegram', externalId: String(chat) })
  await link(people, account, post)
  await store.query('UPDATE channel_account SET last_inbound_at = now() WHERE id = $1', [account.id])
}

type OwedRow = { key: string; chat: string; text: string; status: string }

async function owedKeys(url: string): Promise<OwedRow[]> {
  return withStore(url, ({ query }) =>
    query<OwedRow>(
      `SELECT external_key AS key, external_id AS chat, text, status FROM message
         JOIN conversation ON conversation.id = conversation_id JOIN channel_account ON channel_account.id = account_id
        WHERE direction = 'out' ORDER BY message.id`,
    ),
  )
}

async function nothingOwed(url: string): Promise<boolean> {
  return withStore(url, async ({ query }) => {
    for (const until = performance.now() + SETTLED_MS; performance.now() < until; await sleep(500)) {
      const [row] = await query<{ owed: number }>(
        `SELECT count(*)::int AS owed FROM message WHERE status IN ('due', 'sending')`,
      )
      if (row?.owed === 0) return true
    }
    return false
  })
}

async function withStore<T>(url: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ url })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function ready(child: ChildProcess): Promise<ChildProcess> {
  await once(child, 'message')
  return child
}

/** Until a whole run of the scheduler found nothing to promise and nothing to owe. */
async function untilQuiet(child: ChildProcess): Promise<void> {
  for (;;) {
    const [told] = (await once(child, 'message')) as [{ promised: number; owed: number }]
    if (told.promised + told.owed === 0) return
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
