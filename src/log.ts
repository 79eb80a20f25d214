import { type Logger, pino } from 'pino'

/** Fields of one log line: numbers, ids, codes. Never a message's text, a name or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>

export type Log = {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /**
   * `cause` is written by its name and code alone, at level `debug` with the places it came from and its own causes likewise:
   * its text may carry what a person wrote, or a key, and is written at no level.
   */
  error(event: string, cause: unknown, fields?: LogFields): void
}

/** One JSON line an event on standard error. */
export function createLog(level: string): Log {
  const logger: Logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, cause, fields = {}) => {
      const details = logger.isLevelEnabled('debug') ? { at: framesOf(cause), causes: causesOf(cause) } : {}
      logger.error({ ...fields, ...namesOf(cause), ...details }, event)
    },
  }
}

function namesOf(cause: unknown): LogFields {
  const { name, code } = (cause ?? {}) as { name?: unknown; code?: unknown }
  return { fault: wordOf(name) ?? 'unknown', code: typeof code === 'number' ? code : wordOf(code) }
}

const WORD = /^[\w.-]{1,60}$/
const FRAME = /^\s+at (?:[\w.#<>[\] ]+ \()?((?:file:|node:|\/)[^()\s]+:\d+:\d+)\)?$/
const MAX_FRAMES = 12
const MAX_CAUSES = 5

/** A name or a code is one word; anything longer was written by somebody. */
function wordOf(value: unknown): string | null {
  return typeof value === 'string' && WORD.test(value) ? value : null
}

/** Where in the program, without the words that stand before it. */
function framesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return []
  const { stack = '', message } = cause
  const end = stack.indexOf(message)
  const places = end < 0 ? stack : stack.slice(end + message.length)
  return places
    .split('\n')
    .flatMap((line) => FRAME.exec(line)?.[1] ?? [])
    .slice(0, MAX_FRAMES)
}

function causesOf(cause: unknown): LogFields[] {
  const causes: LogFields[] = []
  let next = (cause as { cause?: unknown } | null)?.cause
  while (next && causes.length < MAX_CAUSES) {
    causes.push(namesOf(next))
    next = (next as { cause?: unknown }).cause
  }
  return causes
}
