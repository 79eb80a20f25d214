/**
 * `npm run test:properties [-- ROUNDS]`: the tests of properties again and again, each round from a seed of its own. A round that
 * fails names its seed; `PROPERTY_SEED=<seed> npx vitest run <file>` repeats it.
 */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'

const rounds = Number(process.argv[2] ?? 10)
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('Usage: npm run test:properties -- [ROUNDS]\n')
  process.exit(2)
}

const files = globSync('test/**/*.test.ts').filter((file) => readFileSync(file, 'utf8').includes("'fast-check'"))
let failed = 0
for (let round = 1; round <= rounds; round += 1) {
  const seed = randomInt(2 ** 31 - 1)
  process.stderr.write(`round ${round} of ${rounds}, seed ${seed}\n`)
  const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot', ...files], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PROPERTY_SEED: String(seed) },
  })
  if (status !== 0) failed += 1
}
process.stderr.write(`${rounds - failed} of ${rounds} rounds hold\n`)
process.exit(failed > 0 ? 1 : 0)
