import type { Store } from '../../src/store/index.ts'

/** Where in the database a text stands: every column of every table, also the queue's, as the text it can be written as. */
export async function placesOf({ query }: Store, text: string): Promise<string[]> {
  const columns = await query<{ schema: string; name: string; column: string }>(
    `SELECT table_schema AS schema, table_name AS name, column_name AS column FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
      ORDER BY 1, 2, ordinal_position`,
  )
  const places: string[] = []
  for (const { schema, name, column } of columns) {
    const [found] = await query<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM "${schema}"."${name}" WHERE position(lower($1) IN lower("${column}"::text)) > 0`,
      [text],
    )
    if (found?.rows) places.push(`${name}.${column}`)
  }
  return places
}
