/** The store into an export: one consistent moment of it, table after table, batch after batch. */
import { csvLine, SPREADSHEET_MARK } from '../../figures/index.ts'
import { type Snapshot, type Store, type Table, withSnapshot } from '../../store/index.ts'
import { guideOf } from './guide.ts'
import { GUIDE_NAME, MANIFEST_NAME, type Manifest, type ManifestTable } from './manifest.ts'
import { type Sink, type Written, writeTo } from './sink.ts'
import { TABLE_WORDS } from './tables.ts'

export type ExportOptions = {
  /** A file that ends in ".zip", else a folder. */
  to: string
  kind: Manifest['kind']
  now: Date
  onTable(progress: { done: number; total: number; file: string }): void
}

const TIME_ZONE = 'Asia/Ho_Chi_Minh'
const OFFSET_MS = 7 * 3_600_000

/** Writes everything, whole or not at all; what was written. Throws `StoreError`, and `CommandError` where `to` is taken. */
export async function writeExport(store: Store, options: ExportOptions): Promise<Manifest> {
  return writeTo(options.to, (sink) =>
    withSnapshot(store, TIME_ZONE, async (snapshot) => {
      const written: Written[] = []
      const noting: Sink = {
        add: async (name, chunks) => {
          const file = await sink.add(name, chunks)
          written.push(file)
          return file
        },
      }
      const tables = await writeTables(noting, snapshot, options)
      const manifest = manifestOf({ store, snapshot, options, tables, files: written })
      await noting.add(GUIDE_NAME, once(guideOf(manifest)))
      await sink.add(MANIFEST_NAME, once(`${JSON.stringify(manifest, null, 1)}\n`))
      return manifest
    }),
  )
}

type Made = {
  store: Store
  snapshot: Snapshot
  options: ExportOptions
  tables: ManifestTable[]
  /** Grows until the manifest is written. */
  files: Written[]
}

function manifestOf({ store, snapshot, options, tables, files }: Made): Manifest {
  return {
    format: 'tro-ly-xa',
    formatVersion: 1,
    kind: options.kind,
    madeAt: `${new Date(options.now.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`,
    schemaVersion: snapshot.schemaVersion,
    store: store.kind,
    tables,
    leftOut: snapshot.tables.map(({ name }) => name).filter((name) => !tables.some((table) => table.name === name)),
    counts: options.kind === 'whole' ? snapshot.counts : [],
    files,
  }
}

async function writeTables(sink: Sink, snapshot: Snapshot, { kind, onTable }: ExportOptions): Promise<ManifestTable[]> {
  const tables = snapshot.tables.filter(({ name }) => kind === 'whole' || isReadable(name))
  const written: ManifestTable[] = []
  for (const [done, table] of tables.entries()) {
    onTable({ done, total: tables.length, file: table.name })
    written.push(await (kind === 'whole' ? writeLines(sink, snapshot, table) : writeReadable(sink, snapshot, table)))
  }
  return written
}

function isReadable(table: string): boolean {
  const words = TABLE_WORDS[table]
  return words !== undefined && words.leftOut === undefined
}

async function writeLines(
  sink: Sink,
  snapshot: Snapshot,
  table: Table,
  without: readonly string[] = [],
): Promise<ManifestTable> {
  const { name } = table
  const lines = `bang/${name}.jsonl`
  let rows = 0
  await sink.add(
    lines,
    each(snapshot.rows(table, without), (batch) => {
      rows += batch.length
      return `${batch.join('\n')}\n`
    }),
  )
  const columns = table.columns.filter((column) => !without.includes(column.name))
  return {
    ...{ name, rows, lines, leftOut: [...without] },
    columns: Object.fromEntries(columns.map((column) => [column.name, column.type])),
  }
}

async function writeReadable(sink: Sink, snapshot: Snapshot, table: Table): Promise<ManifestTable> {
  const { without = [], picture } = TABLE_WORDS[table.name] ?? {}
  const all = picture ? [...without, picture] : without
  const written = await writeLines(sink, snapshot, table, all)
  const names = Object.keys(written.columns)
  await sink.add(`bang/${table.name}.csv`, csvOf(names, snapshot.rows(table, all)))
  if (picture) await writePictures(sink, snapshot, table, picture)
  return written
}

type Values = Record<string, unknown>

async function* csvOf(names: string[], batches: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield SPREADSHEET_MARK + csvLine(names)
  yield* each(batches, (batch) =>
    batch
      .map((line) => JSON.parse(line) as Values)
      .map((row) => csvLine(names.map((name) => cellOf(row[name]))))
      .join(''),
  )
}

function cellOf(value: unknown): string | number {
  if (value === undefined) return ''
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)
}

/** Every picture the program keeps was made by it, as a JPEG. */
async function writePictures(sink: Sink, snapshot: Snapshot, table: Table, column: string): Promise<void> {
  for await (const batch of snapshot.rows(table)) {
    for (const line of batch) {
      const row = JSON.parse(line) as Values
      const number = table.key.map((name) => String(row[name])).join('-')
      await sink.add(`anh/${table.name}-${number}.jpg`, once(bytesOf(String(row[column]))))
    }
  }
}

/** As PostgreSQL writes bytes: "\x" and hexadecimal. */
function bytesOf(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex')
}

async function* each<From, To>(batches: AsyncIterable<From>, make: (batch: From) => To): AsyncGenerator<To> {
  for await (const batch of batches) yield make(batch)
}

async function* once<T>(chunk: T): AsyncGenerator<T> {
  yield chunk
}
