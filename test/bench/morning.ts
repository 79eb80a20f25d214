import { createCalendar } from '../../src/calendar/index.ts'
import { eventsOf, loadOccurrences } from '../../src/duties/index.ts'
import { staffOf } from '../../src/reminders/live/office.ts'
import { planLive } from '../../src/reminders/live/plan.ts'
import { DEFAULT_POLICY } from '../../src/reminders/policy.ts'
import { openOffices, openScheduler, type Scheduler } from '../support/offices-ground.ts'
import { type Figure, figure } from './figure.ts'
import type { BenchServers } from './servers.ts'

const COMMUNES = 100
const UNITS = 30
const MONTHLY = {
  cadence: 'monthly',
  dueText: 'trước ngày 20 hằng tháng',
  recurrence: 'RRULE:FREQ=MONTHLY;BYMONTHDAY=20',
}
const OCCURRENCES = 36_000
const PLANNED_SECONDS = 60
const REMINDERS = 5_000
const ENQUEUED_SECONDS = 30
const YEAR = { from: '2026-12-01', to: '2027-11-30' }

/** A hundred communes of thirty units with twelve reports a year each, on a server Postgres and Redis. */
export async function benchMorning(servers: BenchServers): Promise<Record<string, Figure>> {
  const place = await openOffices({ communes: COMMUNES, units: UNITS, rules: [MONTHLY] }, servers)
  let local = '2026-12-01T06:00'
  const scheduler = await openScheduler(place, async () => instant(local))
  try {
    const rowsSeconds = await secondsOf(scheduler.tick)
    const plan = { steps: 0, rows: 0 }
    const planSeconds = await secondsOf(() => planYear(scheduler, plan))
    local = '2026-12-11T06:00'
    const levelSeconds = await secondsOf(scheduler.tick)
    local = '2026-12-11T07:30'
    let owed = 0
    const morningSeconds = await secondsOf(async () => {
      owed = (await scheduler.tick()).owed
    })
    const per = REMINDERS / Math.max(owed, 1)
    return {
      planned_occurrences: figure(plan.rows, 'occurrences in the year', { limit: OCCURRENCES }),
      planned_steps: figure(plan.steps, 'steps', {}),
      planned_rows_made: figure(rowsSeconds, 's', {}),
      planned: figure(rowsSeconds + planSeconds, 's', { limit: PLANNED_SECONDS }),
      brought_level_next_day: figure(levelSeconds, 's', {}),
      morning_reminders: figure(owed, 'reminders', { limit: REMINDERS }),
      morning_enqueued: figure(morningSeconds, 's', {}),
      morning_5000_enqueued: figure(morningSeconds * per, 's', { limit: ENQUEUED_SECONDS }),
    }
  } finally {
    await scheduler.close()
    await place.close()
  }
}

/** Every step of a year of every commune, from the rows. */
async function planYear({ store, parts }: Scheduler, counted: { steps: number; rows: number }): Promise<void> {
  const calendar = createCalendar()
  for (const { slug, id } of await parts.register.communes()) {
    const rows = await loadOccurrences(store, { communeId: id, ...YEAR, inForceOnly: true })
    const events = await eventsOf(
      store,
      rows.map((row) => row.id),
    )
    const register = await parts.register.of(slug)
    const { steps } = planLive({
      ...{ rows, events, calendar, policy: DEFAULT_POLICY, span: YEAR },
      directory: staffOf(await parts.posts(id)).directory,
      isGroup: (name) => register?.units.some((unit) => unit.group && unit.name === name) ?? false,
      remindFrom: () => null,
    })
    counted.steps += steps.length
    counted.rows += rows.length
  }
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return (performance.now() - startedAt) / 1_000
}

function instant(local: string): Date {
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').epochMilliseconds)
}
