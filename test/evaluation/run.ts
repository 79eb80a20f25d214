/** Asking a file of questions through the `ask` command, and the texts that quotes are held against. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answered } from './score.ts'

const ROOT = join(import.meta.dirname, '../..')

export function readLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): T => JSON.parse(line))
}

/** Every answer, as the command prints it, in a program of its own. */
export function ask(questionFile: string, knowledge: string): Answered[] {
  const output = execFileSync(process.execPath, [join(ROOT, 'src/cli/ask.ts'), '--knowledge', knowledge], {
    input: readFileSync(questionFile),
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: ROOT,
    maxBuffer: 256 * 1024 * 1024,
  })
  return readLines<Answered>(output.toString('utf8'))
}

/** The text documents of a folder by file name, white space squeezed as quotes are. */
export function readTexts(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((file) => /\.(?:txt|md)$/.test(file))
  return new Map(
    files.map((file) => [file, readFileSync(join(folder, file), 'utf8').normalize('NFC').replace(/\s+/g, ' ').trim()]),
  )
}
