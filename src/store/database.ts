/** One connection's raw side: what migrations, extensions and full-text search need beyond Prisma. */
export type Query = <Row extends object = Record<string, unknown>>(text: string, params?: unknown[]) => Promise<Row[]>

/** A session of its own on a server; the one session there is on the embedded database. */
export type Session = { query: Query; exec(script: string): Promise<void> }

export type Database = {
  query: Query
  /** Runs `work` on one session, kept until it settles. */
  withSession<T>(work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}
