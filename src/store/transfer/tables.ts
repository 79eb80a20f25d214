import type { Query } from '../database.ts'

export type Column = {
  name: string
  /** As PostgreSQL writes it, e.g. "timestamp with time zone", "text[]". */
  type: string
  isNullable: boolean
}

/** A column that counts by itself, and the sequence that does. */
export type Counter = { column: string; sequence: string }

/** A table of ours as the catalogue describes it. */
export type Table = {
  name: string
  columns: Column[]
  /** Columns of the primary key, in its order. */
  key: string[]
  counters: Counter[]
  /** Names of its constraints that refer to the table itself. */
  ownReferences: string[]
}

/** What keeps a ledger of migrations is no data. */
const LEDGER = '_prisma_migrations'

/**
 * Every table of our own schema, those referred to before those that refer to them. The parts of a divided table are no
 * tables of their own, nor is what stands in other schemas (the queue's).
 */
export async function readTables(query: Query): Promise<Table[]> {
  const tables = await describe(query)
  const references = await readReferences(query)
  const described = tables.map((table) => ({
    ...table,
    ownReferences: references.filter(({ from, to }) => from === table.name && to === from).map(({ name }) => name),
  }))
  return parentsFirst(described, references)
}

/** The last migration that the database knows, by its name. */
export async function readSchemaVersion(query: Query): Promise<string> {
  const [last] = await query<{ name: string }>(
    `SELECT migration_name AS name FROM ${LEDGER}
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name COLLATE "C" DESC LIMIT 1`,
  )
  if (!last) throw new TypeError('the database knows no migration')
  return last.name
}

function describe(query: Query): Promise<Omit<Table, 'ownReferences'>[]> {
  return query(
    `SELECT relname AS name,
            (SELECT jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod),
                                                 'isNullable', NOT attnotnull) ORDER BY attnum)
               FROM pg_attribute
              WHERE attrelid = it.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
            (SELECT coalesce(jsonb_agg(attname ORDER BY array_position(conkey, attnum)), '[]')
               FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
              WHERE conrelid = it.oid AND contype = 'p') AS key,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('column', attname, 'sequence', sequence)), '[]')
               FROM (SELECT attname, pg_get_serial_sequence(quote_ident(relname), attname) AS sequence
                       FROM pg_attribute WHERE attrelid = it.oid AND attnum > 0 AND NOT attisdropped) AS counted
              WHERE sequence IS NOT NULL) AS counters
       FROM pg_class AS it
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND relname <> $1
      ORDER BY relname COLLATE "C"`,
    [LEDGER],
  )
}

type Reference = { name: string; from: string; to: string }

function readReferences(query: Query): Promise<Reference[]> {
  return query(
    `SELECT conname AS name, child.relname AS from, parent.relname AS to FROM pg_constraint
       JOIN pg_class AS child ON child.oid = conrelid
       JOIN pg_class AS parent ON parent.oid = confrelid
      WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace
      ORDER BY conname`,
  )
}

function parentsFirst(tables: Table[], references: Reference[]): Table[] {
  const sorted: Table[] = []
  const placed = new Set<string>()
  while (sorted.length < tables.length) {
    const next = tables.find(
      ({ name }) =>
        !placed.has(name) && references.every(({ from, to }) => from !== name || to === name || placed.has(to)),
    )
    if (!next) throw new TypeError('tables refer to one another in a circle')
    sorted.push(next)
    placed.add(next.name)
  }
  return sorted
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
