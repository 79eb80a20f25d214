/** Everyday ways to say what papers write, as the office keeps them: YAML files a field, in `glossary/cach-noi`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { GlossaryError, SHIPPED_FOLDER } from './glossary-folder.ts'

/** When one of `asked` is asked, each of `written` counts as said; with none, it is mere talk. */
type Saying = { asked: readonly string[]; written: readonly string[] }

const FOLDER = 'cach-noi'

const phrases = z.array(z.string().trim().min(1)).min(1)
/** A bare list is of words that say the same, whichever of them is asked and whichever written. */
const entry = z.union([phrases, z.strictObject({ hỏi: phrases, viết: phrases.optional() })])
const file = z.array(entry).nullable()

/** Every entry of the folder, or of the shipped one where there is none. Throws `GlossaryError`. */
export function loadSayings(folder: string = SHIPPED_FOLDER): Saying[] {
  const own = join(folder, FOLDER)
  const from = existsSync(own) ? own : join(SHIPPED_FOLDER, FOLDER)
  if (!existsSync(from)) return []
  const names = readdirSync(from).filter((name) => name.endsWith('.yaml'))
  return names.sort().flatMap((name) => readFile(join(from, name)))
}

function readFile(path: string): Saying[] {
  try {
    const entries = file.parse(parse(readFileSync(path, 'utf8'), { schema: 'failsafe' })) ?? []
    return entries.map((each) =>
      Array.isArray(each) ? { asked: each, written: each } : { asked: each.hỏi, written: each.viết ?? [] },
    )
  } catch (cause) {
    throw new GlossaryError(path, cause)
  }
}
