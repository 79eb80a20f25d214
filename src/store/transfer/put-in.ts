import type { Capabilities } from '../capabilities.ts'
import type { Database, Session } from '../database.ts'
import { StoreError } from '../errors.ts'
import { ensureEveryPassagePartition, PASSAGES } from '../partitions.ts'
import { quoted, readTables, type Table } from './tables.ts'
import type { Count } from './take-out.ts'

/** A table's rows as `Snapshot.rows` gave them, and how many there are. */
export type Filling = { table: string; columns: string[]; rows: number; batches(): AsyncIterable<string[]> }

type Whole = { fillings: Filling[]; counts: Count[] }

type Filled = Pick<Database, 'withTransaction'> & { capabilities: Capabilities }

/**
 * Puts what a snapshot of another store held into this empty one of the same schema, whole or not at all. Throws `StoreError`:
 * `not_empty` where a table holds a row, `rows_refused` where the rows do not go together or fewer arrived than were told.
 * Whoever writes meanwhile waits.
 */
export async function fillEmptyStore(
  { withTransaction, capabilities }: Filled,
  { fillings, counts }: Whole,
): Promise<void> {
  await withTransaction(async (session) => {
    const { query, exec } = session
    const tables = await readTables(query)
    for (const filling of fillings) refuseOther(filling, tables)
    await exec(`LOCK TABLE ${tables.map(({ name }) => quoted(name)).join(', ')} IN EXCLUSIVE MODE`)
    await refuseFilled(session, tables)
    await exec(ownReferencesCheckedAtEnd(tables))
    for (const table of tables) {
      // What a passage refers to stands already: its commune, which has a partition of its own.
      if (table.name === PASSAGES) await ensureEveryPassagePartition({ query, capabilities })
      const filling = fillings.find((each) => each.table === table.name)
      if (filling) await fill(session, table, filling)
      await setCounters(session, table, counts)
    }
    await checkOwnReferences(session, tables)
  })
}

/** A column that is not here would be lost without a word. */
function refuseOther(filling: Filling, tables: Table[]): void {
  const own = tables.find(({ name }) => name === filling.table)?.columns.map(({ name }) => name)
  const isSame = own?.length === filling.columns.length && filling.columns.every((name) => own.includes(name))
  if (!isSame) throw new StoreError('rows_refused', filling.table)
}

async function refuseFilled({ query }: Session, tables: Table[]): Promise<void> {
  for (const { name } of tables) {
    const [found] = await query<{ any: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${quoted(name)}) AS any`)
    if (found?.any) throw new StoreError('not_empty', name)
  }
}

/** A row may refer to one of its own table that comes in a later batch. */
function ownReferencesCheckedAtEnd(tables: Table[]): string {
  return eachOwnReference(tables, 'DEFERRABLE INITIALLY DEFERRED')
}

async function checkOwnReferences({ exec }: Session, tables: Table[]): Promise<void> {
  try {
    await exec('SET CONSTRAINTS ALL IMMEDIATE')
  } catch (cause) {
    const referring = tables.filter(({ ownReferences }) => ownReferences.length > 0)
    throw new StoreError('rows_refused', referring.map(({ name }) => name).join(', '), cause)
  }
  await exec(eachOwnReference(tables, 'NOT DEFERRABLE'))
}

function eachOwnReference(tables: Table[], how: string): string {
  return tables
    .flatMap(({ name, ownReferences }) =>
      ownReferences.map((each) => `ALTER TABLE ${quoted(name)} ALTER CONSTRAINT ${quoted(each)} ${how};`),
    )
    .join('\n')
}

async function fill({ query }: Session, table: Table, filling: Filling): Promise<void> {
  const insert = insertOf(table)
  let arrived = 0
  for await (const lines of filling.batches()) {
    await query(insert, [`[${lines.join(',')}]`]).catch((cause) => {
      throw new StoreError('rows_refused', table.name, cause)
    })
    arrived += lines.length
  }
  const [kept] = await query<{ rows: number }>(`SELECT count(*)::float8 AS rows FROM ${quoted(table.name)}`)
  if (arrived !== filling.rows || kept?.rows !== filling.rows) throw new StoreError('rows_refused', table.name)
}

/** The server reads every value by its column's type. Of JSON columns `null` is a value, and what is left out is empty. */
function insertOf({ name, columns }: Table): string {
  const values = columns.map(({ name: column, type }) =>
    type === 'jsonb' ? `line -> '${column.replaceAll("'", "''")}'` : `row.${quoted(column)}`,
  )
  return `
    INSERT INTO ${quoted(name)} (${columns.map(({ name: column }) => quoted(column)).join(', ')})
    SELECT ${values.join(', ')}
      FROM jsonb_array_elements($1::text::jsonb) AS line, jsonb_populate_record(NULL::${quoted(name)}, line) AS row`
}

/** Never a number that was given already, be its row gone since: others may still mean it. */
async function setCounters({ query }: Session, { name, counters }: Table, counts: Count[]): Promise<void> {
  for (const { column, sequence } of counters) {
    const next = counts.find((count) => count.table === name && count.column === column)?.next ?? 1
    await query(
      `SELECT setval($1::text::regclass, greatest($2::float8::bigint, coalesce(max(${quoted(column)}), 0) + 1), false)
         FROM ${quoted(name)}`,
      [sequence, next],
    )
  }
}
