/**
 * `npm run test:attacks [-- SECTION…] [--set KIND:FILE]… [--json]`: what attackers try, how often, and what came through, with the share that "none of n"
 * proves, and the same with the defence taken away. Code 1 where something came through or a check cannot fail. A set is a
 * file of somebody else's attacks, one a line, asked beside our own: `--set harm:FILE`, `--set prompt_leak:FILE`.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Attack, isAttackKind } from './attack-set.ts'
import { type Check, lineOf } from './check.ts'
import { doorChecks } from './doors.ts'
import { pageChecks } from './pages.ts'
import { regexChecks } from './regexes.ts'
import { type AttackSet, wordChecks } from './words.ts'

type Section = (sets: AttackSet[]) => Promise<{ checks: Check[]; close(): Promise<void> }>

const SECTIONS: Record<string, Section> = {
  doors: doorChecks,
  pages: pageChecks,
  regexes: regexChecks,
  words: wordChecks,
}

const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: { set: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false } },
})
const sets = values.set.map(readSet)
const unknown = asked.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) {
  process.stderr.write(`Không có mục ${unknown.join(', ')}. Các mục: ${Object.keys(SECTIONS).join(', ')}.\n`)
  process.exit(2)
}
for (const [name, open] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const { checks, close } = await open(sets)
  try {
    for (const check of checks) {
      const { text, holds, tried, failed } = await lineOf(check)
      const line = `${holds ? 'holds ' : 'FAILS '} ${name}: ${check.name}\n         ${text}`
      process.stdout.write(
        `${values.json ? JSON.stringify({ attack: check.name, name, tried, failed, holds }) : line}\n`,
      )
      if (!holds) process.exitCode = 1
    }
  } finally {
    await close()
  }
}
if (!process.env.OPENAI_API_KEY && !values.json) {
  process.stdout.write('not measured: a real model endpoint (none is configured)\n')
}

function readSet(named: string): AttackSet {
  const [, kind = '', file = ''] = /^(\w+):(.+)$/.exec(named) ?? []
  if (!isAttackKind(kind)) {
    process.stderr.write(`Bộ câu tấn công cần dạng LOẠI:TỆP, ví dụ harm:${file || named}.\n`)
    process.exit(2)
  }
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return { file, attacks: lines.map((text, at): Attack => ({ id: `${kind}-${at + 1}`, kind, language: 'en', text })) }
}
