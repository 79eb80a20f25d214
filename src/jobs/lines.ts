import type { Queue, RateLimiterOptions } from 'bullmq'
import type { Backend } from './backend.ts'
import { JOB_NAMES, type JobName, rulesOf } from './kinds.ts'

/**
 * Deliveries to one provider's address: a queue of their own, so that a slow or refusing provider holds up nobody else,
 * and never more than `perSecond` of them begun in all processes together.
 */
export type Lane = { name: string; perSecond: number }

/** One queue: jobs of a kind, or of a lane of the deliveries. */
export type Line = { job: JobName; lane: string | null; queue: Queue; limiter: RateLimiterOptions | undefined }

const FAILED_KEPT = 500
/** The trail of queue events nobody reads. */
const EVENTS_KEPT = 100
const MS_PER_SECOND = 1_000

export function openLines(backend: Backend, lanes: readonly Lane[]): Line[] {
  return [
    ...JOB_NAMES.map((job): Line => ({ job, lane: null, queue: openQueue(backend, job, job), limiter: undefined })),
    ...lanes.map(({ name, perSecond }): Line => {
      const queue = openQueue(backend, 'deliver', `deliver-${name.replace(/[^\w-]/g, '_')}`)
      return { job: 'deliver', lane: name, queue, limiter: limiterOf(perSecond) }
    }),
  ]
}

/** The line of a kind and lane; a lane nobody opened (an address taken out of the settings) is the kind's own line. */
export function lineOf(lines: readonly Line[], job: JobName, lane: string | null): Line {
  const ofJob = lines.filter((line) => line.job === job)
  const line = ofJob.find((each) => each.lane === lane) ?? ofJob.find((each) => each.lane === null)
  if (!line) throw new Error(`no queue for ${job}`)
  return line
}

/** One at a time, evenly spaced: a budget a second could be spent twice around the turn of the second. */
function limiterOf(perSecond: number): RateLimiterOptions | undefined {
  return Number.isFinite(perSecond) ? { max: 1, duration: Math.ceil(MS_PER_SECOND / perSecond) } : undefined
}

function openQueue(backend: Backend, job: JobName, name: string): Queue {
  const { attempts, backoffMs } = rulesOf(job)
  return backend.queue(name, {
    streams: { events: { maxLen: EVENTS_KEPT } },
    defaultJobOptions: {
      attempts,
      backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
      // What was done is in our own rows; a finished job kept would swallow a new one of its id.
      removeOnComplete: true,
      removeOnFail: { count: FAILED_KEPT },
    },
  })
}
