/**
 * `npm run test:attacks [-- SECTION…] [--set KIND:FILE]… [--trials N] [--json]`: what attackers try, how often, and what came
 * through, with the share that "none of n" proves, and the same with the defence taken away. Code 1 where something came
 * through or a check cannot fail. A set is a file of somebody else's attacks, one a line, asked beside those that are shipped:
 * `--set harm:FILE`, `--set prompt_leak:FILE`. `--trials`: how many attacks a configured model is asked.
 */
import { parseArgs } from 'node:util'
import { measured } from '../support/measured.ts'
import { isAttackKind } from './attack-set.ts'
import { type Check, lineOf } from './check.ts'
import { doorChecks } from './doors.ts'
import { pageChecks } from './pages.ts'
import { regexChecks } from './regexes.ts'
import { routeChecks } from './routes.ts'
import { type WordOptions, wordChecks } from './words.ts'
import { type AttackSet, readAttackSet } from './words-sets.ts'

type Opened = { checks: Check[]; notMeasured?: string[]; close(): Promise<void> }
type Section = (options: WordOptions) => Promise<Opened>

const SECTIONS: Record<string, Section> = {
  doors: doorChecks,
  pages: pageChecks,
  regexes: regexChecks,
  routes: routeChecks,
  words: wordChecks,
}

const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: 'string', multiple: true, default: [] },
    trials: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const sets = values.set.map(readSet)
const trials = values.trials === undefined ? undefined : readTrials(values.trials)
const unknown = asked.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) {
  process.stderr.write(`Không có mục ${unknown.join(', ')}. Các mục: ${Object.keys(SECTIONS).join(', ')}.\n`)
  process.exit(2)
}
for (const [name, open] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const { checks, notMeasured = [], close } = await open({ sets, trials })
  try {
    for (const check of checks) {
      const { text, name: attack, ...line } = await lineOf(check)
      const plain = `${line.holds ? 'holds ' : 'FAILS '} ${name}: ${attack}\n         ${text}`
      say(plain, { attack, name, ...line })
      if (!line.holds) process.exitCode = 1
    }
    for (const what of notMeasured) say(`not measured: ${what}`, { name, notMeasured: what })
  } finally {
    await close()
  }
}

function say(plain: string, line: object): void {
  process.stdout.write(`${values.json ? JSON.stringify({ ...line, ...measured() }) : plain}\n`)
}

function readSet(named: string): AttackSet {
  const [, kind = '', file = ''] = /^(\w+):(.+)$/.exec(named) ?? []
  if (!isAttackKind(kind)) {
    process.stderr.write(`Bộ câu tấn công cần dạng LOẠI:TỆP, ví dụ harm:${file || named}.\n`)
    process.exit(2)
  }
  return readAttackSet(kind, file)
}

function readTrials(typed: string): number {
  if (!/^[1-9]\d{0,3}$/.test(typed)) {
    process.stderr.write('--trials cần một số từ 1 đến 9999.\n')
    process.exit(2)
  }
  return Number(typed)
}
