import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase } from '../support/new-database.ts'
import { openFaultGround, type Servers } from './ground.ts'
import { OFFICE_ROWS, type Office, type OwedRow, seedOffice, tallyOffice, withStore } from './office.ts'
import { unclearAfter, type Verdict, verdict } from './verdict.ts'

/** The first working minute of a day on which every unit is reminded. */
const NOW = '2026-12-14T07:31:00+07:00'
const SETTLED_MS = 180_000
const MOST_BEFORE_KILL_MS = 1_200

function officeOf(units: number): Office {
  const recurrence = 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20'
  return {
    units,
    firstChat: 1,
    reporting: { cadence: 'quarterly', dueText: 'trước ngày 20 tháng cuối quý', recurrence },
  }
}

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
    for (const url of [calmUrl, DATABASE_URL]) await withStore({ url }, (store) => seedOffice(store, officeOf(units)))
    const calm = await start(calmUrl, `${QUEUE_PREFIX}-calm`, 'http://127.0.0.1:9')
    await untilQuiet(calm)
    await end(calm)
    const expected = await owedRows(calmUrl)
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
    const fared = { expected, owed: await owedRows(DATABASE_URL), shown: await ground.copies() }
    const { office, neverOwed } = tallyOffice(fared)
    const unclearAtMost = unclearAfter(kills, office.owed)
    const judged = verdict(office, { hasEnded, unclearAtMost, kills, neverOwed })
    return { ...judged, holds: judged.holds && neverOwed === 0 }
  } finally {
    await ground.close()
  }
}

async function owedRows(url: string): Promise<OwedRow[]> {
  return withStore({ url }, ({ query }) => query<OwedRow>(OFFICE_ROWS))
}

async function nothingOwed(url: string): Promise<boolean> {
  return withStore({ url }, async ({ query }) => {
    for (const until = performance.now() + SETTLED_MS; performance.now() < until; await sleep(500)) {
      const [row] = await query<{ owed: number }>(
        `SELECT count(*)::int AS owed FROM message WHERE status IN ('due', 'sending')`,
      )
      if (row?.owed === 0) return true
    }
    return false
  })
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
