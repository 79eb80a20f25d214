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

/** Columns, constraints and indexes, in words that two databases share. A commune's own partition is no part of a shape. */
export async function shapeOf({ query }: Pick<Store, 'query'>): Promise<unknown> {
  return {
    columns: await query(
      `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name !~ '^passage_\\d' ORDER BY 1, 2`,
    ),
    constraints: await query(
      `SELECT conrelid::regclass::text AS of, pg_get_constraintdef(oid) AS says FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text !~ '^passage_\\d' ORDER BY 1, 2`,
    ),
    indexes: await query(
      `SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') AS says FROM pg_indexes
        WHERE schemaname = 'public' AND tablename !~ '^passage_\\d' ORDER BY 1, 2`,
    ),
  }
}

/** Every row of every table of ours as one text, whatever hour zone the database tells it in. */
export async function contentsOf({ withTransaction }: Store): Promise<Record<string, string[]>> {
  return withTransaction(async ({ query, exec }) => {
    await exec(`SET LOCAL TimeZone = 'UTC'`)
    const tables = await query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name !~ '^passage_\\d'
          AND table_name <> '_prisma_migrations' ORDER BY 1`,
    )
    const contents: Record<string, string[]> = {}
    for (const { name } of tables) {
      const rows = await query<{ row: string }>(`SELECT to_jsonb(it)::text AS row FROM "${name}" it ORDER BY 1`)
      // Two databases need not sort alike.
      contents[name] = rows.map(({ row }) => row).sort()
    }
    return contents
  })
}
