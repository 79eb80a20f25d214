import { setTimeout as sleep } from 'node:timers/promises'
import { type Queue, UnrecoverableError, type Worker } from 'bullmq'
import { type Backend, type JobsPlace, openBackend } from './backend.ts'
import { JobsError } from './errors.ts'
import { checkedHandler, JOB_NAMES, type JobHandlers, type JobName, type JobPayload, rulesOf } from './kinds.ts'

/** Leaves two of the ten seconds a stopping process has for what comes after the jobs. */
const CLOSE_WITHIN_MS = 8_000
const DRAIN_POLL_MS = 10
/** A job whose process died twice is still owed: only a job that kills every process it meets is given up. */
const MAX_STALLED_COUNT = 5
const FAILED_KEPT = 500
/** The trail of queue events nobody reads. */
const EVENTS_KEPT = 100

export type EnqueueOptions = {
  /** Two jobs of one id are one job while the first is waiting or at work. Not a bare number, no colon. */
  jobId: string
  delayMs?: number
  /** Also when an earlier job of this id ended in failure. */
  evenIfFailed?: boolean
}

export type JobCounts = Record<'waiting' | 'active' | 'delayed' | 'failed', number>

export type Jobs = {
  enqueue<Name extends JobName>(name: Name, payload: JobPayload<Name>, options: EnqueueOptions): Promise<void>
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

/** Where faults are told: numbers, ids and codes only, never what a person wrote. */
export type FaultLog = {
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void
  error(event: string, cause: unknown, fields?: Readonly<Record<string, string | number | boolean | null>>): void
}

export type JobsOptions = JobsPlace & { log: FaultLog }

/** Opens the queues. Throws `JobsError` where Redis is needed and not named, or does not answer within ten seconds. */
export async function openJobs({ log, ...place }: JobsOptions): Promise<Jobs> {
  const backend = await openBackend(place)
  const queues = openQueues(backend, log)
  // The folder's lock proves that no process works on these: the rows say anew what is owed.
  if (!backend.keepsJobs) await Promise.all(JOB_NAMES.map((name) => queues[name].obliterate({ force: true })))
  const workers: Worker[] = []
  let closing: Promise<void> | undefined
  return {
    queues: Object.values(queues),
    enqueue: async (name, payload, options) => {
      if (closing) throw new JobsError('closed')
      await add(queues[name], payload, options)
    },
    work: (handlers) => {
      for (const name of JOB_NAMES) workers.push(startWorker({ backend, name, handlers, log }))
    },
    counts: () => countAll(queues),
    drain: (timeoutMs) => drain(queues, timeoutMs),
    close: () => {
      closing ??= closeAll(workers, Object.values(queues))
      return closing
    },
  }
}

type Queues = Record<JobName, Queue>

function openQueues(backend: Backend, log: FaultLog): Queues {
  const open = (name: JobName): Queue => {
    const { attempts, backoffMs } = rulesOf(name)
    const queue = backend.queue(name, {
      streams: { events: { maxLen: EVENTS_KEPT } },
      defaultJobOptions: {
        attempts,
        backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
        // What was done is in our own rows; a finished job kept would swallow a new one of its id.
        removeOnComplete: true,
        removeOnFail: { count: FAILED_KEPT },
      },
    })
    queue.on('error', (error) => log.error('queue_trouble', error, { queue: name }))
    return queue
  }
  const opened = JOB_NAMES.map((name) => [name, open(name)] as const)
  return Object.fromEntries(opened) as Queues
}

async function add(queue: Queue, payload: object, { jobId, delayMs, evenIfFailed }: EnqueueOptions): Promise<void> {
  if (evenIfFailed && (await queue.getJobState(jobId)) === 'failed') await queue.remove(jobId)
  await queue.add(queue.name, payload, { jobId, delay: delayMs })
}

type WorkerStart = { backend: Backend; name: JobName; handlers: JobHandlers; log: FaultLog }

function startWorker({ backend, name, handlers, log }: WorkerStart): Worker {
  const handle = checkedHandler(name, handlers)
  const process = async (job: { data: unknown }): Promise<void> => {
    const outcome = await handle(job.data).catch((cause: unknown) => {
      // BullMQ keeps an error's message with the job; the cause's own may carry what a person wrote.
      throw new Error(`${name} failed`, { cause })
    })
    if (outcome === 'malformed') throw new UnrecoverableError(`malformed payload of ${name}`)
  }
  const { concurrency } = rulesOf(name)
  const worker = backend.worker(name, process, { concurrency, maxStalledCount: MAX_STALLED_COUNT })
  worker.on('error', (error) => log.error('worker_trouble', error, { queue: name }))
  worker.on('failed', (job, error) => {
    const attempts = job?.opts.attempts ?? 1
    const last = (job?.attemptsMade ?? attempts) >= attempts || error instanceof UnrecoverableError
    log.error('job_failed', error.cause ?? error, { queue: name, job: job?.id ?? null, last })
  })
  return worker
}

async function countAll(queues: Queues): Promise<Record<JobName, JobCounts>> {
  const count = async (name: JobName): Promise<JobCounts> => {
    const counts = await queues[name].getJobCounts('waiting', 'active', 'delayed', 'failed')
    const { waiting = 0, active = 0, delayed = 0, failed = 0 } = counts
    return { waiting, active, delayed, failed }
  }
  const counted = await Promise.all(JOB_NAMES.map(async (name) => [name, await count(name)] as const))
  return Object.fromEntries(counted) as Record<JobName, JobCounts>
}

async function drain(queues: Queues, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  while (performance.now() < deadline) {
    const counts = Object.values(await countAll(queues))
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
