import { setTimeout as sleep } from 'node:timers/promises'
import type { Queue, Worker } from 'bullmq'
import { type JobsPlace, openBackend } from './backend.ts'
import { watchForClockPutBack } from './clock-watch.ts'
import { JobsError } from './errors.ts'
import type { FaultLog } from './fault-log.ts'
import { JOB_NAMES, type JobHandlers, type JobName, type JobPayload } from './kinds.ts'
import { type Lane, type Line, lineOf, openLines } from './lines.ts'
import { runWorker } from './run-worker.ts'

/** Leaves two of the ten seconds a stopping process has for what comes after the jobs. */
const CLOSE_WITHIN_MS = 8_000
const DRAIN_POLL_MS = 10

export type EnqueueOptions = {
  /** Two jobs of one id are one job while the first is waiting or at work. Not a bare number, no colon. */
  jobId: string
  delayMs?: number
  /** Also when an earlier job of this id ended in failure, or was put off by a clock that was wrong. */
  evenIfFailed?: boolean
  /** Which lane of the deliveries. */
  lane?: string
  /** What is smaller goes first; what has none before all that have one. */
  priority?: number
}

export type JobCounts = Record<'waiting' | 'active' | 'delayed' | 'failed', number>

export type Jobs = {
  enqueue<Name extends JobName>(name: Name, payload: JobPayload<Name>, options: EnqueueOptions): Promise<void>
  /**
   * Asks for a job again and again, once an interval for all processes together. Asking again changes the interval, brings
   * back what was lost with its queue, and puts right what a process with a wrong clock put off.
   */
  repeat<Name extends JobName>(name: Name, payload: JobPayload<Name>, everyMs: number): Promise<void>
  /** Starts working; a process that only takes in messages never calls it. */
  work(handlers: JobHandlers): void
  counts(): Promise<Record<JobName, JobCounts>>
  /** Settles when nothing waits, runs or is delayed; false when that takes longer than `timeoutMs`. */
  drain(timeoutMs: number): Promise<boolean>
  /** Lets running jobs finish for eight seconds; what is left is run again by the next start. */
  close(): Promise<void>
  /** BullMQ's own queues, for a page that shows them. */
  queues: readonly Queue[]
}

export type JobsOptions = JobsPlace & { log: FaultLog; lanes?: readonly Lane[] }

/** Opens the queues. Throws `JobsError` where Redis is needed and not named, or does not answer within ten seconds. */
export async function openJobs({ log, lanes = [], ...place }: JobsOptions): Promise<Jobs> {
  const backend = await openBackend(place)
  const lines = openLines(backend, lanes)
  const queues = lines.map(({ queue }) => queue)
  for (const queue of queues) queue.on('error', (error) => log.error('queue_trouble', error, { queue: queue.name }))
  // The folder's lock proves that no process works on these: the rows say anew what is owed.
  await backend
    .forgetEarlier(queues.map(({ name }) => name))
    .catch((error: unknown) => log.error('earlier_queues_kept', error, {}))
  if (!backend.keepsJobs) await Promise.all(queues.map((queue) => queue.obliterate({ force: true })))
  const workers: Worker[] = []
  const wasClockPutBack = watchForClockPutBack()
  /** Redis lets a limit run out by itself; a table holds it until an hour of the clock, which may now be a day away. */
  const forgetLimits = async (): Promise<void> => {
    if (backend.keepsJobs) return
    await Promise.all(lines.filter(({ limiter }) => limiter).map(({ queue }) => queue.removeRateLimitKey()))
  }
  let closing: Promise<void> | undefined
  return {
    queues,
    enqueue: async (name, payload, { lane = null, ...options }) => {
      if (closing) throw new JobsError('closed')
      await add(lineOf(lines, name, lane).queue, payload, options)
    },
    repeat: async (name, payload, everyMs) => {
      if (wasClockPutBack()) await forgetLimits()
      const { queue } = lineOf(lines, name, null)
      if (await isRepeating(queue, name, everyMs)) return
      const template = { name, data: payload, opts: { removeOnComplete: true, removeOnFail: true, attempts: 1 } }
      // BullMQ keeps the times of a scheduler that is asked for again, also wrong ones.
      await queue.removeJobScheduler(schedulerOf(name))
      await queue.upsertJobScheduler(schedulerOf(name), { every: everyMs }, template)
    },
    work: (handlers) => {
      for (const line of lines) workers.push(runWorker({ backend, line, handlers, log }))
    },
    counts: () => countAll(lines),
    drain: (timeoutMs) => drain(lines, timeoutMs),
    close: () => {
      closing ??= closeAll(workers, queues).finally(backend.close)
      return closing
    },
  }
}

function schedulerOf(name: JobName): string {
  return `every-${name}`
}

/** Further from now than two intervals, it was lost or reckoned by another clock. */
async function isRepeating(queue: Queue, name: JobName, everyMs: number): Promise<boolean> {
  const { every, next } = (await queue.getJobScheduler(schedulerOf(name))) ?? {}
  if (Number(every) !== everyMs || next === undefined) return false
  return Math.abs(Number(next) - Date.now()) < 2 * everyMs
}

type AddOptions = Omit<EnqueueOptions, 'lane'>

async function add(queue: Queue, payload: object, options: AddOptions): Promise<void> {
  const { jobId, delayMs, evenIfFailed, priority } = options
  if (evenIfFailed) await clearAway(queue, jobId, delayMs ?? 0)
  await queue.add(queue.name, payload, { jobId, delay: delayMs, ...(priority === undefined ? {} : { priority }) })
}

/** Longer than anything takes to be tried again. */
const PUT_OFF_TOO_LONG_MS = 120_000

/**
 * Takes an earlier job of the same id out of the way when it will not run, or not when it should: BullMQ trusts the clock of
 * whoever adds a job and of whoever looks for what is due, and these may be days apart.
 */
async function clearAway(queue: Queue, jobId: string, delayMs: number): Promise<void> {
  const job = await queue.getJob(jobId)
  const state = await job?.getState()
  if (!job || (state !== 'failed' && state !== 'delayed')) return
  const wakesAt = Math.max(job.timestamp, job.processedOn ?? 0) + job.delay
  const isLate = wakesAt - Date.now() > delayMs + PUT_OFF_TOO_LONG_MS
  // Another process may have taken it meanwhile.
  if (state === 'failed' || isLate) await queue.remove(jobId).catch(() => {})
}

async function countAll(lines: readonly Line[]): Promise<Record<JobName, JobCounts>> {
  const nothing = (): JobCounts => ({ waiting: 0, active: 0, delayed: 0, failed: 0 })
  const total = Object.fromEntries(JOB_NAMES.map((name) => [name, nothing()])) as Record<JobName, JobCounts>
  await Promise.all(
    lines.map(async ({ job, queue }) => {
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed')
      const ofJob = total[job]
      ofJob.waiting += (counts.waiting ?? 0) + (counts.prioritized ?? 0)
      ofJob.active += counts.active ?? 0
      ofJob.delayed += counts.delayed ?? 0
      ofJob.failed += counts.failed ?? 0
    }),
  )
  return total
}

async function drain(lines: readonly Line[], timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  while (performance.now() < deadline) {
    const counts = Object.values(await countAll(lines))
    if (counts.every(({ waiting, active, delayed }) => waiting + active + delayed === 0)) return true
    await sleep(DRAIN_POLL_MS)
  }
  return false
}

async function closeAll(workers: Worker[], queues: Queue[]): Promise<void> {
  const timer = new AbortController()
  const graceful = Promise.all(workers.map((worker) => worker.close())).then(() => 'closed' as const)
  const late = sleep(CLOSE_WITHIN_MS, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const)
  if ((await Promise.race([graceful, late])) === 'late') {
    graceful.catch(() => {})
    await Promise.all(workers.map((worker) => worker.close(true)))
  }
  timer.abort()
  await Promise.all(queues.map((queue) => queue.close()))
}
