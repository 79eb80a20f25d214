/** Steps of load: a rate for so long, how long the answers took, how many stayed out, and what they cost. */
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from './figure.ts'
import type { LoadGround } from './load-grounds.ts'
import { ladderFrom, lookForHighest } from './load-search.ts'
import { sendAt } from './open-loop.ts'
import { unlessShort } from './short.ts'

const RATES = unlessShort(
  [5, 10, 15, 30, 40, 50, 60, 70, 80, 90, 100, 115, 130, 145, 160, 180, 200, 225, 250, 280, 310, 350],
  [5, 10],
)
const STEP_SECONDS = unlessShort(8, 2)
/** What a step of eight seconds bears may still fill a queue slowly. */
const HELD_SECONDS = unlessShort(60, 4)
/** Below a bot's lane, which bounds what arrives. */
const ARRIVAL_RATES = unlessShort([5, 15, 25], [5])
const ARRIVAL_SECONDS = unlessShort(20, 4)
/** Above it: how fast one bot delivers at all. */
const FLOOD = { rate: 45, seconds: unlessShort(20, 3) }
const ARRIVED_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 500
const DRAIN_MS = 2_000
/** What a minute too fast left behind is done with before a slower one begins. */
const RECOVERY_MS = unlessShort(30_000, 1_000)
/** A process that just started compiles what it runs often: what it sustains is asked once it has. */
const WARM_UP = { rate: 15, seconds: unlessShort(20, 2) }
export const P95_LIMIT_MS = 1_000
export const UNANSWERED_LIMIT_PERCENT = 3

export type Step = {
  on: string
  what: 'step' | 'held' | 'arrival'
  aSecond: number
  seconds: number
  sent: number
  unansweredPercent: number
  answerP50Ms: number
  answerP95Ms: number
  arrivedPercent: number | ''
  arrivalP50Ms: number | ''
  arrivalP95Ms: number | ''
  cpuMsAnAnswer: number
  databaseCpuMsAnAnswer: number
}

type Asked = Pick<Step, 'what' | 'aSecond' | 'seconds'>

export async function warmUp(ground: LoadGround): Promise<void> {
  await sendAt(ground, WARM_UP.rate, WARM_UP.seconds)
  await sleep(DRAIN_MS)
}

/** Every rung of the ladder, from a little below what is likely, up to the first at which too few are answered, or too late. */
export async function climb(ground: LoadGround, likely: number | null): Promise<Step[]> {
  const steps: Step[] = []
  for (const aSecond of ladderFrom(RATES, likely)) {
    const step = await measure(ground, { what: 'step', aSecond, seconds: STEP_SECONDS })
    steps.push(step)
    if (!holds(step)) break
  }
  return steps
}

/** A rate asked for a minute, with what the servers did for it a second. */
export type Minute = { step: Step; jobsASecond: number | null; transactionsASecond: number }

/** Whole minutes at rates that eight seconds bore, or that lie below such, until the highest that holds is known. */
export async function sustain(ground: LoadGround, steps: readonly Step[], likely: number | null): Promise<Minute[]> {
  const most = Math.min(...steps.filter((step) => !holds(step)).map(({ aSecond }) => aSecond))
  const minutes: Minute[] = []
  await lookForHighest(
    RATES.filter((rate) => rate < most),
    likely,
    async (rate) => {
      const minute = await hold(ground, rate)
      minutes.push(minute)
      if (!holds(minute.step)) await sleep(RECOVERY_MS)
      return holds(minute.step)
    },
  )
  return minutes
}

async function hold(ground: LoadGround, aSecond: number): Promise<Minute> {
  const [jobsBefore, transactionsBefore] = [await ground.jobsDone(), await ground.transactions()]
  const startedAt = performance.now()
  const step = await measure(ground, { what: 'held', aSecond, seconds: HELD_SECONDS })
  const seconds = (performance.now() - startedAt) / 1_000
  const [jobs, transactions] = [await ground.jobsDone(), await ground.transactions()]
  return {
    step,
    jobsASecond: jobs === null || jobsBefore === null ? null : (jobs - jobsBefore) / seconds,
    transactionsASecond: (transactions - transactionsBefore) / seconds,
  }
}

/** How long until answers arrive at the provider, at rates one bot may deliver. */
export async function arrive(ground: LoadGround): Promise<Step[]> {
  const steps: Step[] = []
  for (const aSecond of ARRIVAL_RATES) {
    steps.push(await measure(ground, { what: 'arrival', aSecond, seconds: ARRIVAL_SECONDS }))
  }
  return steps
}

/** Messages a second that arrive when more are owed than one bot may deliver. */
export async function flood(ground: LoadGround): Promise<number> {
  const sent = await sendAt(ground, FLOOD.rate, FLOOD.seconds)
  const arrivedMs = (await allArrived(ground, sent)).map((tookMs, at) => (at * 1_000) / sent.rate + tookMs)
  const [first, last] = [Math.min(...arrivedMs), Math.max(...arrivedMs)]
  return (1_000 * (arrivedMs.length - 1)) / (last - first)
}

export function holds({ unansweredPercent, answerP95Ms }: Step): boolean {
  return unansweredPercent <= UNANSWERED_LIMIT_PERCENT && answerP95Ms <= P95_LIMIT_MS
}

async function measure(ground: LoadGround, { what, aSecond, seconds }: Asked): Promise<Step> {
  const before = ground.spent()
  const sent = await sendAt(ground, aSecond, seconds)
  const arrivals = what === 'arrival' ? await allArrived(ground, sent) : null
  await sleep(DRAIN_MS)
  const after = ground.spent()
  const waits = await ground.waits(sent)
  const msAnAnswer = (seconds: number): number => Number(((1_000 * seconds) / Math.max(1, waits.length)).toFixed(1))
  const step: Step = {
    ...{ on: ground.name, what, aSecond, seconds, sent: sent.count },
    unansweredPercent: percent(sent.count - waits.length, sent.count),
    answerP50Ms: Math.round(quantile(waits, 0.5)),
    answerP95Ms: Math.round(quantile(waits, 0.95)),
    arrivedPercent: arrivals ? percent(arrivals.length, sent.count) : '',
    arrivalP50Ms: arrivals ? Math.round(quantile(arrivals, 0.5)) : '',
    arrivalP95Ms: arrivals ? Math.round(quantile(arrivals, 0.95)) : '',
    cpuMsAnAnswer: msAnAnswer(after.programSeconds - before.programSeconds),
    databaseCpuMsAnAnswer: msAnAnswer(after.serverSeconds - before.serverSeconds),
  }
  process.stderr.write(`  ${Object.values(step).join(' ')}\n`)
  return step
}

async function allArrived(ground: LoadGround, sent: Parameters<LoadGround['arrivals']>[0]): Promise<number[]> {
  const until = performance.now() + ARRIVED_WITHIN_MS
  for (;;) {
    const arrivals = await ground.arrivals(sent)
    if (arrivals.length === sent.count || performance.now() > until) return arrivals
    await sleep(LOOK_EVERY_MS)
  }
}

function percent(part: number, whole: number): number {
  return Number(((100 * part) / whole).toFixed(2))
}
