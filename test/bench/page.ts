/**
 * `npm run bench:page [-- FILE…] [--to DIR]`: docs/benchmarks.md with its drawings, and the table of docs/sizing.md, from the JSON
 * lines of `npm run bench`, `test:faults`, `test:attacks -- --json`, `evaluate -- --json` and `evaluate:unseen -- --json`; where no
 * file is named, from those in docs/benchmarks/measured. Of each measurement the newest line counts. Nothing in the page is typed by hand.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makePage } from './page-made.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string', default: 'docs' } },
})
const files = positionals.length > 0 ? positionals : globSync(join(values.to, 'benchmarks/measured/*.jsonl')).sort()
if (files.length === 0) {
  process.stderr.write('Usage: npm run bench:page -- FILE… [--to DIR]\n')
  process.exit(2)
}
const { lacking } = makePage(files, values.to)
if (lacking.length > 0)
  process.stderr.write(`The table of sizes is left as it was: the figures lack ${lacking.join('; ')}.\n`)
