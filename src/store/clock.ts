import type { Query } from './database.ts'

/** What time it is where the rows are kept: every process then means the same moment, whatever its own clock says. */
export async function databaseNow({ query }: { query: Query }): Promise<Date> {
  const [row] = await query<{ now: Date | string }>('SELECT now() AS now')
  return new Date(row?.now ?? Number.NaN)
}
