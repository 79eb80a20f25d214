import { type Logger, pino } from 'pino'

/** Fields of one log line: numbers, ids, codes. Never a message's text, a name or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** `cause` is written by its name and code alone, in full only at level `debug`: its text may carry what a person wrote. */
  error(event: string, cause: unknown, fields?: LogFields): void
}

/** One JSON line an event on standard error. */
export function createLog(level: string): Log {
  const logger: Logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, cause, fields = {}) => {
      const details = logger.isLevelEnabled('debug') ? { err: cause } : {}
      logger.error({ ...fields, ...namesOf(cause), ...details }, event)
    },
  }
}

function namesOf(cause: unknown): LogFields {
  const { name = 'unknown', code = null } = (cause ?? {}) as { name?: string; code?: string | number | null }
  return { fault: name, code }
}
