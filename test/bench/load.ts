/**
 * How many messages a second are answered in time: embedded, on a server with so many workers, and by bare peers. Each ground is
 * a part of its own, told as soon as it is done, so that what is measured stays when the rest is broken off.
 */
import { loadavg } from 'node:os'
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send.ts'
import { type Figure, figure } from './figure.ts'
import { type LoadGround, openEmbedded, openOnServer } from './load-grounds.ts'
import { WORKERS } from './load-names.ts'
import {
  arrive,
  climb,
  flood,
  holds,
  type Minute,
  P95_LIMIT_MS,
  type Step,
  sustain,
  UNANSWERED_LIMIT_PERCENT,
  warmUp,
} from './load-steps.ts'
import { bareTelegraf, bullmqAlone, pgbenchAlone } from './peers.ts'
import { type BenchServers, NO_SERVERS } from './servers.ts'

/** Where arrival at the provider and the cost of an answer are measured: as many workers as this machine has cores. */
const USUAL_WORKERS = 2
const EMBEDDED_GOAL_A_SECOND = 15

/** What one ground bore: figures, and each rate that was asked, with its 95th percentile and what an answer cost. */
export type LoadPart = {
  figures: Record<string, Figure>
  steps?: Step[]
  /** How busy others kept the machine before it began. */
  loadAverageBefore: number
}

/** Rates that held so far, by ground: where the next begins to look. */
type Held = Map<string, number>
type Measure = (servers: BenchServers | null, held: Held) => Promise<Omit<LoadPart, 'loadAverageBefore'> | Missing>
type Missing = { skipped: string }

/** As `LOAD_GROUNDS` names them. */
const GROUNDS: Readonly<Record<string, Measure>> = {
  telegraf: async () => ({ figures: { bare_telegraf_echo: figure(await bareTelegraf(), 'messages/s', {}) } }),
  bullmq: onServers(async ({ redisUrl }) => ({
    figures: { bullmq_empty_jobs: figure(await bullmqAlone(redisUrl), 'jobs/s', {}) },
  })),
  pgbench: onServers(async ({ postgresUrl }) => {
    const found = await pgbenchAlone(postgresUrl)
    if (found === null) return { skipped: 'pgbench is not among the programs of PostgreSQL here' }
    return { figures: { pgbench: figure(found, 'transactions/s', {}) } }
  }),
  embedded: async () => {
    const carried = await carry(await openEmbedded(), { isAskedForArrival: true, likely: null })
    const best = figure(carried.best, 'messages/s', { limit: EMBEDDED_GOAL_A_SECOND })
    return {
      figures: { embedded: best, ...heldOf('embedded', carried), ...arrivalOf('embedded', carried) },
      steps: carried.steps,
    }
  },
  ...Object.fromEntries(
    WORKERS.flatMap((workers) => [
      [`server-${workers}`, onServers((servers, held) => carryServer(workers, servers, held))],
      [`echo-${workers}`, onServers((servers, held) => carryEcho(workers, servers, held))],
    ]),
  ),
}

export type Keep = (part: string, found: LoadPart | Missing | { failed: string }) => void

/** Each of these grounds, in the order of their names; one that breaks off does not keep the others from being measured. */
export async function benchLoad(
  servers: BenchServers | null,
  { only, keep }: { only: readonly string[]; keep: Keep },
): Promise<void> {
  const held: Held = new Map()
  for (const [name, measure] of Object.entries(GROUNDS)) {
    if (!only.includes(name)) continue
    const [loadAverageBefore = Number.NaN] = loadavg()
    const found = await measure(servers, held).catch((error) => ({ failed: String(error) }))
    keep(name, 'figures' in found ? { ...found, loadAverageBefore } : found)
  }
}

function onServers(
  measure: (servers: BenchServers, held: Held) => Promise<Omit<LoadPart, 'loadAverageBefore'> | Missing>,
): Measure {
  return async (servers, held) => (servers ? measure(servers, held) : NO_SERVERS)
}

async function carryServer(workers: number, servers: BenchServers, held: Held) {
  const isUsual = workers === USUAL_WORKERS
  const likely = nearest(held, 'server', workers)
  const ground = await openOnServer({ workers, what: 'server', servers })
  const carried = await carry(ground, { isAskedForArrival: isUsual, likely })
  held.set(`server-${workers}`, carried.best)
  const name = `server_${workers}_workers`
  return {
    figures: {
      [name]: figure(carried.best, 'messages/s', {}),
      ...heldOf(name, carried),
      ...(isUsual ? arrivalOf('server', carried) : {}),
    },
    steps: carried.steps,
  }
}

/** An echo bears no less than what answers: where no other echo tells, it begins there. */
async function carryEcho(workers: number, servers: BenchServers, held: Held) {
  const likely = nearest(held, 'echo', workers) ?? held.get(`server-${workers}`) ?? null
  const ground = await openOnServer({ workers, what: 'echo', servers })
  const carried = await carry(ground, { isAskedForArrival: false, likely })
  held.set(`echo-${workers}`, carried.best)
  const name = `echo_${workers}_workers`
  return {
    figures: {
      [name]: figure(carried.best, 'messages/s', {}),
      ...heldOf(name, carried),
      ...(carried.last && doneBy(name, carried.last)),
    },
    steps: carried.steps,
  }
}

/** What the servers did for it during its best minute. */
function doneBy(name: string, { jobsASecond, transactionsASecond }: Minute): Record<string, Figure> {
  return {
    ...(jobsASecond !== null && { [`${name}_jobs`]: figure(jobsASecond, 'jobs/s', {}) }),
    [`${name}_transactions`]: figure(transactionsASecond, 'transactions/s', {}),
  }
}

/** What the same with a number of workers near this one held; null where none was measured, or none held. */
function nearest(held: Held, what: string, workers: number): number | null {
  const measured = WORKERS.filter((each) => (held.get(`${what}-${each}`) ?? 0) > 0)
  const [closest] = measured.toSorted((one, other) => Math.abs(one - workers) - Math.abs(other - workers))
  return held.get(`${what}-${closest}`) ?? null
}

type Carried = {
  /** The rate that held for a minute; 0 where none did. */
  best: number
  /** How that minute went, or the slowest that was asked. */
  last: Minute | undefined
  steps: Step[]
  delivered: number | undefined
}

/** Everything that is asked of one ground, which is closed afterwards. */
async function carry(
  ground: LoadGround,
  { isAskedForArrival, likely }: { isAskedForArrival: boolean; likely: number | null },
): Promise<Carried> {
  try {
    await warmUp(ground)
    const arrivals = isAskedForArrival ? await arrive(ground) : []
    const delivered = isAskedForArrival ? await flood(ground) : undefined
    const steps = await climb(ground, likely)
    const minutes = await sustain(ground, steps, likely)
    const byRate = minutes.toSorted((one, other) => one.step.aSecond - other.step.aSecond)
    const best = byRate.findLast(({ step }) => holds(step))
    return {
      best: best?.step.aSecond ?? 0,
      last: best ?? byRate[0],
      steps: [...arrivals, ...steps, ...minutes.map(({ step }) => step)],
      delivered,
    }
  } finally {
    await ground.close()
  }
}

/** How the minute at the best rate went, and the lowest rate that did not hold. */
function heldOf(name: string, { last, steps }: Carried): Record<string, Figure> {
  const failed = steps.filter((step) => step.what !== 'arrival' && !holds(step)).map(({ aSecond }) => aSecond)
  return {
    ...(last && {
      [`${name}_held_p95`]: figure(last.step.answerP95Ms, 'ms', { limit: P95_LIMIT_MS }),
      [`${name}_held_unanswered`]: figure(last.step.unansweredPercent, '%', { limit: UNANSWERED_LIMIT_PERCENT }),
    }),
    ...(failed.length > 0 && { [`${name}_no_more_at`]: figure(Math.min(...failed), 'messages/s', {}) }),
  }
}

function arrivalOf(name: string, { steps, delivered = Number.NaN }: Carried): Record<string, Figure> {
  const arrivals = steps.filter(({ what }) => what === 'arrival')
  const { cpuMsAnAnswer = Number.NaN, databaseCpuMsAnAnswer = Number.NaN } = arrivals.at(-1) ?? {}
  return {
    ...Object.fromEntries(
      arrivals.map(({ aSecond, arrivalP95Ms }) => [
        `${name}_arrival_p95_at_${aSecond}_a_second`,
        figure(Number(arrivalP95Ms), 'ms', {}),
      ]),
    ),
    [`${name}_delivered_by_one_bot`]: figure(delivered, 'messages/s', { limit: TELEGRAM_LIMITS.perSecond }),
    [`${name}_cpu_an_answer`]: figure(cpuMsAnAnswer, 'CPU ms', {}),
    ...(databaseCpuMsAnAnswer > 0
      ? { [`${name}_cpu_an_answer_of_postgres_and_redis`]: figure(databaseCpuMsAnAnswer, 'CPU ms', {}) }
      : {}),
  }
}
