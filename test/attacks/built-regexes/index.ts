/** The expressions that `src` builds with `new RegExp`: recorded while all of it is loaded, papers are read and questions answered. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BuiltExpression } from './record.ts'

const ROOT = join(import.meta.dirname, '../../..')
const QUESTIONS = ['questions.jsonl', 'unseen/shipped-1/questions.jsonl', 'unseen/shipped-2/questions.jsonl']

/** Distinct by where they are built, from what, and with which flags. */
export function builtExpressions(): BuiltExpression[] {
  const folder = mkdtempSync(join(tmpdir(), 'built-expressions-'))
  try {
    const loaded = recorded(folder, [join(import.meta.dirname, 'load-all.ts')], '')
    const answered = recorded(folder, [join(ROOT, 'src/cli/ask.ts')], QUESTIONS.map(readQuestions).join('\n'))
    const keyed = [...loaded, ...answered].map(
      (one) => [`${one.file}:${one.line} ${one.source} ${one.flags}`, one] as const,
    )
    return [...new Map(keyed).values()]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readQuestions(file: string): string {
  return readFileSync(join(ROOT, 'test/evaluation', file), 'utf8').trim()
}

function recorded(folder: string, program: string[], input: string): BuiltExpression[] {
  const file = join(folder, 'found.json')
  execFileSync(process.execPath, ['--import', join(import.meta.dirname, 'record.ts'), ...program], {
    input,
    cwd: ROOT,
    env: { ...process.env, BUILT_EXPRESSIONS_FILE: file },
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  return JSON.parse(readFileSync(file, 'utf8'))
}
