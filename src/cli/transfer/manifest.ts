import { z } from 'zod'

/** The list of what an export holds; read first, written last. */
export const MANIFEST_NAME = 'manifest.json'
export const GUIDE_NAME = 'DOC-TRUOC.md'

/** No path that leads out of the export. */
const fileName = z.string().regex(/^(?:[\w-]+\/)?[\w-]+\.\w+$/)

const file = z.object({
  name: fileName,
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const table = z.object({
  name: z.string(),
  rows: z.int().nonnegative(),
  /** Columns written, with their PostgreSQL types. */
  columns: z.record(z.string(), z.string()),
  /** Columns that are there and were not written. */
  leftOut: z.array(z.string()),
  lines: fileName,
})

export const manifestForm = z.object({
  format: z.literal('tro-ly-xa'),
  formatVersion: z.literal(1),
  /** reading: for people, without secrets. whole: for another store, with them. */
  kind: z.enum(['reading', 'whole']),
  madeAt: z.iso.datetime({ offset: true }),
  /** The last migration: rows go into a store of the same only. */
  schemaVersion: z.string(),
  store: z.enum(['embedded', 'server']),
  tables: z.array(table),
  /** Tables that are there and were not written. */
  leftOut: z.array(z.string()),
  /** Where each counter goes on; of a whole export only. */
  counts: z.array(z.object({ table: z.string(), column: z.string(), next: z.int().positive() })),
  files: z.array(file),
})

export type Manifest = z.infer<typeof manifestForm>
export type ManifestTable = Manifest['tables'][number]
