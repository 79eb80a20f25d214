/** Why the queue cannot be used. The command line turns each code into a sentence with its remedy. */
export type JobsErrorCode = 'redis_url_missing' | 'redis_unreachable' | 'closed'

export class JobsError extends Error {
  override readonly name = 'JobsError'
  readonly code: JobsErrorCode

  constructor(code: JobsErrorCode, cause?: unknown) {
    super(`jobs ${code}`, { cause })
    this.code = code
  }
}
