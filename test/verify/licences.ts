/** Every package of the lock file has a licence that lets an office use and pass on the program. Code 1 where one has not. */
import { readFileSync } from 'node:fs'

const GOOD = new Set(
  'MIT ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD BlueOak-1.0.0 CC0-1.0 CC-BY-4.0 CC-BY-3.0 Unlicense Python-2.0 Zlib PostgreSQL MIT-0 WTFPL Artistic-2.0 Unicode-3.0'.split(
    ' ',
  ),
)
/** Looked at by hand: what it is, and why it may be used. */
const LOOKED_AT: readonly (readonly [RegExp, string])[] = [
  [/^@biomejs\/cli-/, 'binary of @biomejs/biome for another machine: MIT OR Apache-2.0'],
  [/^@msgpackr-extract\//, 'binary of msgpackr-extract for another machine: MIT'],
  [/^@napi-rs\/canvas-/, 'binary of @napi-rs/canvas for another machine: MIT'],
  [/^@oxc-parser\/binding-/, 'binary of oxc-parser for another machine: MIT'],
  [/^lightningcss(?:-|$)/, 'MPL-2.0, used unchanged while developing'],
  [/^axe-core$/, 'MPL-2.0, used unchanged while developing'],
  [/^elkjs$/, 'EPL-2.0, used unchanged: its own files keep their licence'],
  [/^htmx\.org$/, 'BSD-0-Clause is 0BSD by its older name'],
  [/^dejavu-fonts-ttf$/, 'Bitstream Vera licence, fonts of made test files'],
  [/^png-js$/, 'MIT by its LICENSE file'],
]

type Locked = { license?: string; dev?: boolean; link?: boolean }

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const all = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)
const bad = all.filter(
  ([path, { license }]) => !isGood(license) && !LOOKED_AT.some(([name]) => name.test(nameOf(path))),
)
for (const [path, { license, dev }] of bad) {
  process.stderr.write(`${nameOf(path)}: ${license ?? 'no licence named'}${dev ? ' (development only)' : ''}\n`)
}
process.stdout.write(`${all.length} packages, ${bad.length} with a licence to look at\n`)
process.exitCode = bad.length > 0 ? 1 : 0

/** One of a choice is enough; of several together each counts. */
function isGood(expression: string | undefined): boolean {
  if (!expression) return false
  const bare = expression.replace(/[()]/g, '')
  return bare.split(/ OR | or /).some((each) => each.split(/ AND | and /).every((name) => GOOD.has(name.trim())))
}

function nameOf(path: string): string {
  return path.split('node_modules/').at(-1) ?? path
}
