import { z } from 'zod'

/**
 * What each job carries: ids only, so a job never holds what a person wrote and always sees the row as it is now.
 * `ingest` brings the store level with the knowledge folder and needs no id. `embed` fills one commune's vectors.
 * `remind` finds what is due by the database's clock.
 */
const PAYLOADS = {
  take: z.object({ inboxId: z.int().positive() }),
  respond: z.object({ messageId: z.int().positive() }),
  deliver: z.object({ messageId: z.int().positive() }),
  ingest: z.object({}),
  embed: z.object({ communeId: z.int().min(0) }),
  remind: z.object({}),
} as const

type Rules = { concurrency: number; attempts: number; backoffMs: number }

/** How each kind is run: side by side in one process (and lane), and how often and how far apart it is tried again. */
const RULES = {
  take: { concurrency: 4, attempts: 5, backoffMs: 1_000 },
  respond: { concurrency: 4, attempts: 5, backoffMs: 1_000 },
  deliver: { concurrency: 8, attempts: 5, backoffMs: 1_000 },
  ingest: { concurrency: 1, attempts: 3, backoffMs: 5_000 },
  // An endpoint that is down for an hour is waited for; a failed job is asked for again after the next reading.
  embed: { concurrency: 1, attempts: 8, backoffMs: 30_000 },
  // The next minute tries again.
  remind: { concurrency: 1, attempts: 1, backoffMs: 1_000 },
} as const satisfies Record<JobName, Rules>

export type JobName = keyof typeof PAYLOADS
export type JobPayload<Name extends JobName> = z.infer<(typeof PAYLOADS)[Name]>

/**
 * Not done yet: the same job again after that time, which is no failure. With `pausesLane` nothing else of its lane runs
 * before, in any process.
 */
export type Again = { againInMs: number; pausesLane?: boolean }

/** One handler a kind of job: a kind without its handler does not compile. A handler is called at least once a job. */
export type JobHandlers = {
  [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> | Promise<Again | undefined>
}

export const JOB_NAMES = Object.keys(PAYLOADS) as JobName[]

export function rulesOf(name: JobName): Rules {
  return RULES[name]
}

/** The handler of one kind behind the check of what it is given. */
export function checkedHandler<Name extends JobName>(
  name: Name,
  handlers: JobHandlers,
): (data: unknown) => Promise<Again | 'done' | 'malformed'> {
  const handle: (payload: JobPayload<Name>) => Promise<void> | Promise<Again | undefined> = handlers[name]
  return async (data) => {
    const payload = PAYLOADS[name].safeParse(data)
    if (!payload.success) return 'malformed'
    return (await handle(payload.data as JobPayload<Name>)) ?? 'done'
  }
}
