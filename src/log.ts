import { type Logger, pino } from 'pino'

/**
 * One JSON line an event on standard error: ids, counts and codes, never a message's text, a name or a secret. An error
 * is logged by its name and code alone (its text may carry what a person wrote), in full only at level `debug`.
 */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}

/** An error as log fields. */
export function faultFields(error: unknown, level: string): Record<string, unknown> {
  const { name = 'unknown', code = null } = (error ?? {}) as { name?: string; code?: string | number | null }
  return { fault: name, code, ...(level === 'debug' ? { err: error } : {}) }
}
