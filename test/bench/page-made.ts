/** docs/benchmarks.md with its drawings, and the table of docs/sizing.md that rests on it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDrawer } from './page-drawings.ts'
import { readLines } from './page-lines.ts'
import { sectionsOf } from './page-sections.ts'
import { attacksOf, evaluatedOf, faultsOf, unseenOf } from './page-tables.ts'
import { withSizes } from './sizing.ts'

const HEAD = `# Figures

Made by \`npm run bench:page\` from the lines of \`npm run bench\`, \`test:faults\`, \`test:attacks\`, \`evaluate\` and \`evaluate:unseen\`;
not edited by hand. Each figure has the limit or the peer it is a ratio to, where there is one. They were taken on shared machines: the
date, the commit, the machine and, for load, how busy it was stand beside them, and a quiet machine of the same kind does better.`

/** From files of lines into `folder`; what the table of sizes rests on and the figures lack is given back, and the table left as it is. */
export function makePage(files: readonly string[], folder: string): { lacking: string[] } {
  const drawer = createDrawer(folder)
  const { bench, faults, attacks, notMeasured, unseen, evaluated } = readLines(files)
  const page = [
    ...[HEAD, unseenOf(unseen, drawer), evaluatedOf(evaluated), ...sectionsOf(bench, drawer)],
    ...[faultsOf(faults, drawer), attacksOf(attacks, notMeasured, drawer)],
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')
  writeFileSync(join(folder, 'benchmarks.md'), page)
  return makeSizes(join(folder, 'sizing.md'), page)
}

function makeSizes(file: string, figures: string): { lacking: string[] } {
  if (!existsSync(file)) return { lacking: [] }
  const made = withSizes(readFileSync(file, 'utf8'), figures)
  if ('missing' in made) return { lacking: made.missing }
  writeFileSync(file, made.page)
  return { lacking: [] }
}
