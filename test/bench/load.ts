/** How many messages a second are answered in time: embedded, on a server with so many workers, and by bare peers. */
import { loadavg } from 'node:os'
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send.ts'
import { type Figure, figure } from './figure.ts'
import { type LoadGround, openEmbedded, openOnServer } from './load-grounds.ts'
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
import { unlessShort } from './short.ts'

const WORKERS = unlessShort([1, 2, 4], [2])
/** Where arrival at the provider and the cost of an answer are measured: as many workers as this machine has cores. */
const USUAL_WORKERS = 2
const EMBEDDED_GOAL_A_SECOND = 15

type Carried = {
  /** The rate that held for a minute. */
  best: number
  /** How the last minute went. */
  last: Minute | undefined
  steps: Step[]
  delivered: number | undefined
}
type Peer = { name: string; value: number }

/** Figures, and `steps`: each rate that was asked, with its 95th percentile, what stayed unanswered, and what an answer cost. */
export async function benchLoad(): Promise<Record<string, Figure | Step[]>> {
  const telegraf = { name: 'bare Telegraf', value: await bareTelegraf() }
  const bullmq = { name: 'BullMQ, empty jobs', value: await bullmqAlone() }
  const pgbench = await pgbenchAlone()
  const embedded = await carry(await openEmbedded(), true)
  const steps = [...embedded.steps]
  const figures: Record<string, Figure> = {
    bare_telegraf_echo: figure(telegraf.value, 'messages/s', {}),
    embedded: figure(embedded.best, 'messages/s', { limit: EMBEDDED_GOAL_A_SECOND }),
    ...heldOf('embedded', embedded),
    ...arrivalOf('embedded', embedded),
  }
  let busiest: Carried | undefined
  for (const workers of WORKERS) {
    const echo = await carry(await openOnServer(workers, 'echo'), false)
    const real = await carry(await openOnServer(workers, 'assistant'), workers === USUAL_WORKERS)
    if (echo.best > (busiest?.best ?? 0)) busiest = echo
    steps.push(...echo.steps, ...real.steps)
    const carriedBy = { name: 'echo through the same inbox, queue and outbox', value: echo.best }
    Object.assign(figures, {
      [`echo_${workers}_workers`]: figure(echo.best, 'messages/s', { peer: telegraf }),
      ...heldOf(`echo_${workers}_workers`, echo),
      [`server_${workers}_workers`]: figure(real.best, 'messages/s', { peer: carriedBy }),
      ...heldOf(`server_${workers}_workers`, real),
      ...(workers === USUAL_WORKERS ? arrivalOf('server', real) : {}),
    })
  }
  return { ...figures, ...besidePeers(busiest, bullmq, pgbench), steps }
}

/** Everything that is asked of one ground, which is closed afterwards. */
async function carry(ground: LoadGround, isAskedForArrival: boolean): Promise<Carried> {
  try {
    await warmUp(ground)
    const arrivals = isAskedForArrival ? await arrive(ground) : []
    const delivered = isAskedForArrival ? await flood(ground) : undefined
    const steps = await climb(ground)
    const minutes = await sustain(ground, steps)
    const last = minutes.at(-1)
    return {
      best: last && holds(last.step) ? last.step.aSecond : 0,
      steps: [...arrivals, ...steps, ...minutes.map(({ step }) => step)],
      ...{ last, delivered },
    }
  } finally {
    await ground.close()
  }
}

/** How the minute at the best rate went. */
function heldOf(name: string, { last }: Carried): Record<string, Figure> {
  if (!last) return {}
  return {
    [`${name}_held_p95`]: figure(last.step.answerP95Ms, 'ms', { limit: P95_LIMIT_MS }),
    [`${name}_held_unanswered`]: figure(last.step.unansweredPercent, '%', { limit: UNANSWERED_LIMIT_PERCENT }),
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

/** What the echo's best minute did of jobs and transactions, beside what the same servers do with nothing else. */
function besidePeers(busiest: Carried | undefined, bullmq: Peer, pgbench: number | null): Record<string, Figure> {
  const { jobsASecond, transactionsASecond = Number.NaN } = busiest?.last ?? {}
  const transactions = pgbench === null ? {} : { peer: { name: 'pgbench, TPC-B-like', value: pgbench } }
  return {
    echo_jobs: figure(jobsASecond ?? Number.NaN, 'jobs/s', { peer: bullmq }),
    echo_transactions: figure(transactionsASecond, 'transactions/s', transactions),
    ...(pgbench === null ? {} : { pgbench: figure(pgbench, 'transactions/s', {}) }),
    load_average_of_the_machine: figure(loadavg()[1] ?? Number.NaN, 'processes', {}),
  }
}
