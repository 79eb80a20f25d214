/**
 * Work that outlives the request that caused it, by BullMQ: on Redis beside a database server, inside the embedded
 * database otherwise (one process). Owns the kinds of job, their payloads (ids only), retries and stopping.
 * Promises that an accepted job runs at least once while the place that keeps it stands; a handler must bear a second
 * run. What is owed is decided by our own rows, never by the queue: after a start, whoever owns rows enqueues them again.
 * Fails with `JobsError` only.
 */
export { createJobsBoard, JOBS_BOARD_PATH } from './board.ts'
export { JobsError, type JobsErrorCode } from './errors.ts'
export type { FaultLog } from './fault-log.ts'
export type { Again, JobHandlers, JobName, JobPayload } from './kinds.ts'
export type { Lane } from './lines.ts'
export { type JobCounts, type Jobs, type JobsOptions, openJobs } from './open.ts'
