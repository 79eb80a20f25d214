import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { flush, openFaultGround, type Servers } from './ground.ts'
import { unclearAfter, type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 240_000

/** Reminders fall due while people write and for so long afterwards: the scheduler's own job may be lost with the others. */
const DUE_AFTERWARDS_SECONDS = 30

type Size = { people: number; perSecond: number; downMs: number; reminders: number }
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
  { people, perSecond, downMs, reminders }: Size,
): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  try {
    const worker = await ground.run('worker')
    const web = await ground.run('web')
    await ground.oweReminders(reminders, { fromSeconds: 0, toSeconds: people / perSecond + DUE_AFTERWARDS_SECONDS })
    const load = ground.load(people, perSecond, () => web.address)
    await sleep((people / perSecond) * 300)
    await TROUBLES[trouble](servers, downMs)
    const backAt = performance.now()
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    const settledMs = Math.round(performance.now() - backAt)
    const areAlive = web.process.exitCode === null && worker.process.exitCode === null
    await Promise.all([web.stop(), worker.stop()])
    const judged = verdict(await ground.tally(), {
      // A server that ends in the middle of a sending leaves what one worker has in hand.
      ...{ hasEnded, unclearAtMost: unclearAfter(1, people + reminders), downMs, settledMs, areAlive },
      reminders: await ground.tallyReminders(),
    })
    return { ...judged, holds: judged.holds && areAlive }
  } finally {
    await ground.close()
  }
}

/** Redis emptied while messages wait that no worker has seen: the first worker finds them in the rows. */
export async function flushedBeforeWork(
  servers: Servers,
  { people, perSecond }: Pick<Size, 'people' | 'perSecond'>,
): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  try {
    const web = await ground.run('web')
    await ground.load(people, perSecond, () => web.address)
    const keysLost = await keysIn(servers.redis.url)
    await flush(servers.redis.url)
    const worker = await ground.run('worker')
    const hasEnded = await ground.settled(SETTLED_MS)
    await Promise.all([web.stop(), worker.stop()])
    const judged = verdict(await ground.tally(), { hasEnded, unclearAtMost: 0, keysLost })
    // A queue that held no job of anybody would show nothing.
    return { ...judged, holds: judged.holds && keysLost >= people }
  } finally {
    await ground.close()
  }
}

async function keysIn(redisUrl: string): Promise<number> {
  const client = new Redis(redisUrl)
  const keys = await client.dbsize()
  client.disconnect()
  return keys
}
