/** A checked export into a store that holds nothing yet. */
import { ensureVectorTable } from '../../retrieval/index.ts'
import { fillEmptyStore, readSchemaVersion, type Store } from '../../store/index.ts'
import { CommandError } from '../command.ts'
import type { Manifest } from './manifest.ts'
import type { CheckedExport } from './read-export.ts'
import { TABLE_WORDS, VECTOR_TABLE } from './tables.ts'

export type Filled = {
  tables: number
  rows: number
  /** The export has vectors and this store cannot hold any: they are made again where an endpoint for them is set. */
  withoutVectors: boolean
}

/** Whole or not at all. Throws `CommandError` and `StoreError`. */
export async function fillStore(store: Store, { manifest, fillings }: CheckedExport): Promise<Filled> {
  const own = await readSchemaVersion(store.query)
  if (manifest.schemaVersion !== own) throw otherVersion(manifest.schemaVersion, own)
  const missing = Object.keys(TABLE_WORDS).find((table) => table !== VECTOR_TABLE && !has(manifest, table))
  if (missing) throw incomplete(missing)
  const withoutVectors = has(manifest, VECTOR_TABLE) && !store.capabilities.vector
  if (has(manifest, VECTOR_TABLE) && !withoutVectors) await ensureVectorTable(store)
  const taken = fillings.filter(({ table }) => !(withoutVectors && table === VECTOR_TABLE))
  await fillEmptyStore(store, { fillings: taken, counts: manifest.counts })
  return { tables: taken.length, rows: taken.reduce((total, { rows }) => total + rows, 0), withoutVectors }
}

function has({ tables }: Manifest, table: string): boolean {
  return tables.some(({ name }) => name === table)
}

function otherVersion(exported: string, own: string): CommandError {
  return new CommandError({
    vi: `Bản xuất có cấu trúc ${exported}, nơi nhận có cấu trúc ${own}; chưa nhập gì. Cập nhật chương trình ở hai máy lên cùng một bản, xuất lại rồi nhập.`,
    en: `The export has schema ${exported}, the receiving store ${own}; nothing was imported. Bring both machines to the same version of the program, export again and import.`,
  })
}

function incomplete(table: string): CommandError {
  return new CommandError({
    vi: `manifest.json thiếu bảng ${table}; chưa nhập gì. Xuất lại ở máy cũ rồi nhập.`,
    en: `manifest.json lacks the table ${table}; nothing was imported. Export again on the old machine and import that.`,
  })
}
