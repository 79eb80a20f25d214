import { SpanStatusCode, trace } from '@opentelemetry/api'
import { DelayedError, type Job, RateLimitError, UnrecoverableError, type Worker } from 'bullmq'
import type { Backend } from './backend.ts'
import type { FaultLog } from './fault-log.ts'
import { type Again, checkedHandler, type JobHandlers, rulesOf } from './kinds.ts'
import type { Line } from './lines.ts'

/** A job whose process died twice is still owed: only a job that kills every process it meets is given up. */
const MAX_STALLED_COUNT = 5

/** Spans go wherever the operator's own OpenTelemetry sends them; without one they cost nothing (docs/watching.md). */
const tracer = trace.getTracer('commune-assistant')

type WorkerStart = { backend: Backend; line: Line; handlers: JobHandlers; log: FaultLog }

/** Works on one queue until it is closed. */
export function runWorker({ backend, line, handlers, log }: WorkerStart): Worker {
  const { job: name, queue, limiter } = line
  const handle = checkedHandler(name, handlers)
  const handleTraced = (job: Job): ReturnType<typeof handle> => {
    const attributes = { 'job.id': job.id ?? '', 'job.attempt': job.attemptsMade + 1 }
    return tracer.startActiveSpan(`job ${queue.name}`, { attributes }, (span) =>
      handle(job.data)
        .catch((cause: unknown) => {
          span.setStatus({ code: SpanStatusCode.ERROR })
          // BullMQ keeps an error's message with the job; the cause's own may carry what a person wrote.
          throw new Error(`${name} failed`, { cause })
        })
        .finally(() => span.end()),
    )
  }
  const process = async (job: Job, token?: string): Promise<void> => {
    const outcome = await handleTraced(job)
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
