/** One connection's raw side: what migrations, extensions and full-text search need beyond Prisma. */
export type Query = <Row extends object = Record<string, unknown>>(text: string, params?: unknown[]) => Promise<Row[]>

/** A session of its own on a server; the one session there is on the embedded database. */
export type Session = { query: Query; exec(script: string): Promise<void> }

/** Numbers of PostgreSQL's advisory locks, one for each piece of work that must not run twice at once. */
export const LOCKS = { ingestion: 5_201_001 } as const
export type LockName = keyof typeof LOCKS

export type Database = {
  query: Query
  /** Runs `work` on one session, kept until it settles. */
  withSession<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** Runs `work` in one transaction that no statement of others gets into: kept when it is done, undone when it throws. */
  withTransaction<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** Runs `work` while no other process or caller holds the same lock; a later caller waits its turn. */
  withLock<T>(name: LockName, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}
