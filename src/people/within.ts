import type { Query, Store } from '../store/index.ts'

/** Runs statements as one transaction. `work` may use the given query alone: the embedded database is one session. */
export function within<T>(store: Store, work: (tx: { query: Query }) => Promise<T>): Promise<T> {
  return store.db.$transaction((tx) =>
    work({
      query: <Row extends object>(text: string, params: unknown[] = []) => tx.$queryRawUnsafe<Row[]>(text, ...params),
    }),
  )
}
