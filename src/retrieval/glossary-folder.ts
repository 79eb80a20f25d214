/** The glossary as the office keeps it: one YAML file a list, in the glossary folder below the knowledge folder. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { createGlossary, type EntryKind, type Glossary, type GlossaryList } from '../language/glossary.ts'

/** The lists that come with the program, used for a knowledge folder without lists of its own. */
export const SHIPPED_FOLDER = join(import.meta.dirname, '..', '..', 'knowledge', 'glossary')

const FILES = {
  'viet-tat.yaml': 'abbreviation',
  'viet-nhanh.yaml': 'quick',
  'phuong-ngu.yaml': 'regional',
  'tu-dong-nghia.yaml': 'synonym',
} as const satisfies Record<string, EntryKind>

const list = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** A list that cannot be read, with the file to mend. */
export class GlossaryError extends Error {
  override readonly name = 'GlossaryError'
  readonly file: string

  constructor(file: string, cause?: unknown) {
    super(`glossary list cannot be read: ${file}`, { cause })
    this.file = file
  }
}

/** Reads every list of the folder, or the shipped one where the folder is absent. Throws `GlossaryError`. */
export function loadGlossary(folder: string = SHIPPED_FOLDER): Glossary {
  return createGlossary(listsOf(folder))
}

/** The lists themselves, with the names of their files. Throws `GlossaryError`. */
export function listsOf(folder: string): (GlossaryList & { name: string })[] {
  const from = existsSync(folder) ? folder : SHIPPED_FOLDER
  return Object.entries(FILES).flatMap(([name, kind]) => {
    const file = join(from, name)
    return existsSync(file) ? [{ name, kind, entries: readList(file) }] : []
  })
}

function readList(file: string): GlossaryList['entries'] {
  try {
    return list.parse(parse(readFileSync(file, 'utf8'), { schema: 'failsafe' }) ?? {})
  } catch (cause) {
    throw new GlossaryError(file, cause)
  }
}
