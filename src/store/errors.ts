/** Why the store cannot be used. The command line turns each code into a sentence with its remedy. */
export type StoreErrorCode =
  | 'in_use'
  | 'corrupt'
  | 'unreachable'
  | 'newer_version'
  | 'migration_failed'
  | 'not_writable'
  | 'not_empty'
  | 'rows_refused'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  /** Folder, server or table concerned, without credentials. */
  readonly place: string

  constructor(code: StoreErrorCode, place: string, cause?: unknown) {
    super(`store ${code}: ${place}`, { cause })
    this.code = code
    this.place = place
  }
}
