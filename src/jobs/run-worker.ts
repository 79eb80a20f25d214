import { DelayedError, type Job, RateLimitError, UnrecoverableError, type Worker } from 'bullmq'
import type { Backend } from './backend.ts'
import type { FaultLog } from './fault-log.ts'
import { type Again, checkedHandler, type JobHandlers, rulesOf } from './kinds.ts'
import type { Line } from './lines.ts'

/** A job whose process died twice is still owed: only a job that kills every process it meets is given up. */
const MAX_STALLED_COUNT = 5

type WorkerStart = { backend: Backend; line: Line; handlers: JobHandlers; log: FaultLog }

/** Works on one queue until it is closed. */
export function runWorker({ backend, line, handlers, log }: WorkerStart): Worker {
  const { job: name, queue, limiter } = line
  const handle = checkedHandler(name, handlers)
  const process = async (job: Job, token?: string): Promise<void> => {
    const outcome = await handle(job.data).catch((cause: unknown) => {
      // BullMQ keeps an error's message with the job; the cause's own may carry what a person wrote.
      throw new Error(`${name} failed`, { cause })
    })
    if (outcome === 'malformed') throw new UnrecoverableError(`malformed payload of ${name}`)
    if (outcome !== 'done') await putOff(line, job, { token, ...outcome })
  }
  const { concurrency } = rulesOf(name)
  const worker = backend.worker(queue.name, process, { concurrency, limiter, maxStalledCount: MAX_STALLED_COUNT })
  worker.on('error', (error) => log.error('worker_trouble', error, { queue: queue.name }))
  worker.on('failed', (job, error) => {
    const attempts = job?.opts.attempts ?? 1
    const last = (job?.attemptsMade ?? attempts) >= attempts || error instanceof UnrecoverableError
    log.error('job_failed', error.cause ?? error, { queue: queue.name, job: job?.id ?? null, last })
  })
  return worker
}

/** Ends a job's run as BullMQ wants it ended: by an error that counts as no failure. */
async function putOff(
  { queue, limiter }: Line,
  job: Job,
  again: Again & { token: string | undefined },
): Promise<never> {
  if (again.pausesLane && limiter) {
    await queue.rateLimit(again.againInMs)
    throw new RateLimitError()
  }
  await job.moveToDelayed(Date.now() + again.againInMs, again.token)
  throw new DelayedError()
}
