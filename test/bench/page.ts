/**
 * `npm run bench:page -- FILE… [--to DIR]`: docs/benchmarks.md and its drawings from what `npm run bench` wrote, and, where a file
 * ends in .jsonl, from the lines of `npm run test:faults`, `test:attacks -- --json` and `evaluate:unseen -- --json`. Nothing in
 * the page is typed by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createDrawer } from './page-drawings.ts'
import { type Run, sectionsOf } from './page-sections.ts'
import { type AttackLine, attacksOf, type Fault, faultsOf, type UnseenSet, unseenOf } from './page-tables.ts'

const HEAD = `# Figures

Made by \`npm run bench:page\` from the output of \`npm run bench\`, \`test:faults\`, \`test:attacks\` and \`evaluate:unseen\`; not edited
by hand. Each figure has the limit or the peer it is a ratio to, where there is one. They were taken on shared machines: the date, the
machine and, for load, how busy it was stand beside them, and a quiet machine of the same kind does better.`

const { positionals: files, values } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string', default: 'docs' } },
})
if (files.length === 0) {
  process.stderr.write('Usage: npm run bench:page -- FILE… [--to DIR]\n')
  process.exit(2)
}
const runs = files.filter((file) => !file.endsWith('.jsonl')).map((file): Run => JSON.parse(readFileSync(file, 'utf8')))
const lines = files
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line): Fault | AttackLine | UnseenSet => JSON.parse(line))
const faults = lines.filter((line): line is Fault => 'run' in line)
const attacks = lines.filter((line): line is AttackLine => 'attack' in line)
const unseen = lines.filter((line): line is UnseenSet => 'set' in line)

const drawer = createDrawer(values.to)
const sections = runs.flatMap((run) => sectionsOf(run, drawer))
writeFileSync(
  join(values.to, 'benchmarks.md'),
  [HEAD, unseenOf(unseen, drawer), ...sections, faultsOf(faults, drawer), attacksOf(attacks, drawer)]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n'),
)
