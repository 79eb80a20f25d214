import type { Database, Session } from '../database.ts'
import { quoted, readSchemaVersion, readTables, type Table } from './tables.ts'

/** Where a sequence goes on, however many rows of it are gone. */
export type Count = { table: string; column: string; next: number }

/** Everything the database held at one moment. */
export type Snapshot = {
  schemaVersion: string
  /** Those referred to before those that refer to them. */
  tables: Table[]
  counts: Count[]
  /**
   * A table's rows in the order of its key, batch by batch, each a JSON object on one line. A column that is empty is left
   * out, so that an empty column and the JSON value `null` are two things. Columns of `without` never leave the database.
   */
  rows(table: Table, without?: readonly string[]): AsyncGenerator<string[]>
}

/** Bytes of lines that one batch may take, so that memory stays flat whatever a row holds. */
const BATCH_BYTES = 2 * 1024 * 1024
const FIRST_BATCH_ROWS = 16
const MOST_ROWS = 2_000

/**
 * How values are written: days and hours of the zone, numbers whole, bytes in hexadecimal, whatever the server's own settings.
 */
const settings = (timeZone: string): string => `
  SET LOCAL TimeZone = '${timeZone.replaceAll("'", "''")}';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL bytea_output = 'hex'`

/** Runs `work` on one consistent view of the database; what others write meanwhile is not in it. */
export async function withSnapshot<T>(
  { withTransaction }: Pick<Database, 'withTransaction'>,
  timeZone: string,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  return withTransaction(async (session) => {
    await session.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await session.exec(settings(timeZone))
    const tables = await readTables(session.query)
    return work({
      schemaVersion: await readSchemaVersion(session.query),
      tables,
      counts: await readCounts(session, tables),
      rows: (table, without = []) => rowsOf(session, table, without),
    })
  })
}

async function readCounts({ query }: Session, tables: Table[]): Promise<Count[]> {
  const counts: Count[] = []
  for (const { name: table, counters } of tables) {
    for (const { column, sequence } of counters) {
      const [row] = await query<{ next: number }>(
        `SELECT (CASE WHEN is_called THEN last_value + 1 ELSE last_value END)::float8 AS next FROM ${sequence}`,
      )
      counts.push({ table, column, next: row?.next ?? 1 })
    }
  }
  return counts
}

type Row = { line: string; at: string[] }

async function* rowsOf(session: Session, table: Table, without: readonly string[]): AsyncGenerator<string[]> {
  const { first, next } = statementsOf(table, without)
  let limit = FIRST_BATCH_ROWS
  let after: string[] | null = null
  for (;;) {
    const rows: Row[] = await session.query<Row>(`${after ? next : first} LIMIT ${limit}`, after ?? [])
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ line }) => line)
    if (rows.length < limit) return
    after = last.at
    limit = nextLimit(rows)
  }
}

function nextLimit(rows: Row[]): number {
  const bytes = rows.reduce((total, { line }) => total + Buffer.byteLength(line), 0)
  const fitting = Math.floor((BATCH_BYTES * rows.length) / Math.max(1, bytes))
  // Rows that follow may be larger than those before: no more than fourfold at a time.
  return Math.max(1, Math.min(MOST_ROWS, rows.length * 4, fitting))
}

function statementsOf({ name, columns, key }: Table, without: readonly string[]): { first: string; next: string } {
  if (key.length === 0) throw new TypeError(`the table ${name} has no primary key`)
  const left = without.map((column) => literal(column)).join(', ')
  const empty = columns
    .filter(({ isNullable, name: column }) => isNullable && !without.includes(column))
    .map(({ name: column }) => `CASE WHEN it.${quoted(column)} IS NULL THEN ${literal(column)} END`)
  const order = key.map((column) => `it.${quoted(column)}`).join(', ')
  const typed = key.map((column, at) => `$${at + 1}::text::${columns.find((it) => it.name === column)?.type}`)
  const select = `
    SELECT (to_jsonb(it) - array_remove(ARRAY[${[left, ...empty].filter(Boolean).join(', ')}]::text[], NULL))::text AS line,
           jsonb_build_array(${key.map((column) => `it.${quoted(column)}::text`).join(', ')}) AS at
      FROM ${quoted(name)} AS it`
  return {
    first: `${select} ORDER BY ${order}`,
    next: `${select} WHERE (${order}) > (${typed.join(', ')}) ORDER BY ${order}`,
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
