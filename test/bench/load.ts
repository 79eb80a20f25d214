/** How many messages a second are answered in time: embedded, on a server with so many workers, and by bare peers. */
import { loadavg } from 'node:os'
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send.ts'
import { type Figure, figure } from './figure.ts'
import { type LoadGround, openEmbedded, openOnServer } from './load-grounds.ts'
import { arrive, climb, flood, hold, P95_LIMIT_MS, type Step, UNANSWERED_LIMIT_PERCENT, warmUp } from './load-steps.ts'
import { bareTelegraf, bullmqAlone, pgbenchAlone } from './peers.ts'
import { unlessShort } from './short.ts'

const WORKERS = unlessShort([1, 2, 4], [2])
/** Where arrival at the provider and the cost of an answer are measured: as many workers as this machine has cores. */
const USUAL_WORKERS = 2
const EMBEDDED_GOAL_A_SECOND = 15

type Carried = {
  best: number
  held: Step
  steps: Step[]
  delivered?: number
  jobsASecond?: number
  transactionsASecond: number
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
    const { best, steps } = await climb(ground)
    const [jobsBefore, transactionsBefore] = [await ground.jobsDone(), await ground.transactions()]
    const startedAt = performance.now()
    const held = await hold(ground, best)
    const seconds = (performance.now() - startedAt) / 1_000
    const [jobs, transactions] = [await ground.jobsDone(), await ground.transactions()]
    return {
      ...{ best, held, steps: [...arrivals, ...steps, held], delivered },
      ...(jobs === null || jobsBefore === null ? {} : { jobsASecond: (jobs - jobsBefore) / seconds }),
      transactionsASecond: (transactions - transactionsBefore) / seconds,
    }
  } finally {
    await ground.close()
  }
}

/** How the best rate of the short steps went when it was held. */
function heldOf(name: string, { held }: Carried): Record<string, Figure> {
  return {
    [`${name}_held_p95`]: figure(held.answerP95Ms, 'ms', { limit: P95_LIMIT_MS }),
    [`${name}_held_unanswered`]: figure(held.unansweredPercent, '%', { limit: UNANSWERED_LIMIT_PERCENT }),
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
  const { jobsASecond = Number.NaN, transactionsASecond = Number.NaN } = busiest ?? {}
  const transactions = pgbench === null ? {} : { peer: { name: 'pgbench, TPC-B-like', value: pgbench } }
  return {
    echo_jobs: figure(jobsASecond, 'jobs/s', { peer: bullmq }),
    echo_transactions: figure(transactionsASecond, 'transactions/s', transactions),
    ...(pgbench === null ? {} : { pgbench: figure(pgbench, 'transactions/s', {}) }),
    load_average_of_the_machine: figure(loadavg()[1] ?? Number.NaN, 'processes', {}),
  }
}
