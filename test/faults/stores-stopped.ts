import { setTimeout as sleep } from 'node:timers/promises'
import { type FaultGround, flush, openFaultGround, type Servers } from './ground.ts'
import { type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 240_000
/** A server that ends in the middle of a sending may leave as much unclear as one worker has in hand. */
const IN_FLIGHT = 8

/** `remindsWithinMs`: the scheduler must have run again by then. */
type Size = { people: number; perSecond: number; downMs: number; remindsWithinMs?: number }
type Trouble = (servers: Servers, downMs: number) => Promise<void>

const TROUBLES = {
  /** As after a power cut of its machine. */
  postgres_killed: async ({ postgres }, downMs) => {
    await postgres.stop('SIGKILL')
    await sleep(downMs)
    await postgres.start()
  },
  postgres_restarted: async ({ postgres }, downMs) => {
    await postgres.stop('SIGINT')
    await sleep(downMs)
    await postgres.start()
  },
  /** It keeps nothing on disk: every job is gone with it. */
  redis_restarted: async ({ redis }, downMs) => {
    await redis.stop('SIGKILL')
    await sleep(downMs)
    await redis.start()
  },
  redis_flushed: ({ redis }) => flush(redis.url),
} satisfies Record<string, Trouble>

export type StoreTrouble = keyof typeof TROUBLES

export const STORE_TROUBLES = Object.keys(TROUBLES) as StoreTrouble[]

/** A database or a queue that goes away under load and comes back; nobody starts the program again. */
export async function storeStopped(
  servers: Servers,
  trouble: StoreTrouble,
  { people, perSecond, downMs, remindsWithinMs }: Size,
): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  try {
    const worker = await ground.run('worker')
    const web = await ground.run('web')
    const load = ground.load(people, perSecond, () => web.address)
    await sleep((people / perSecond) * 300)
    await TROUBLES[trouble](servers, downMs)
    const backAt = performance.now()
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    const settledMs = Math.round(performance.now() - backAt)
    const areAlive = web.process.exitCode === null && worker.process.exitCode === null
    const remindsOn = remindsWithinMs === undefined ? undefined : await beatsAgain(ground, remindsWithinMs)
    await Promise.all([web.stop(), worker.stop()])
    const judged = verdict(await ground.tally(), {
      hasEnded,
      unclearAtMost: IN_FLIGHT,
      downMs,
      settledMs,
      areAlive,
      remindsOn,
    })
    return { ...judged, holds: judged.holds && areAlive && remindsOn !== false }
  } finally {
    await ground.close()
  }
}

/** Whether the scheduler of reminders runs once more: its own job may have been lost with the others. */
async function beatsAgain({ query }: FaultGround, withinMs: number): Promise<boolean> {
  const lastBeat = async (): Promise<string> =>
    (await query<{ at: string }>(`SELECT value ->> 'at' AS at FROM setting WHERE name = 'reminders_beat'`))[0]?.at ?? ''
  const before = await lastBeat()
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(1_000)) {
    if ((await lastBeat()) > before) return true
  }
  return false
}
