/** Loads every module of `src` that does nothing by being loaded, so that what they build at once is built. */
import { globSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const RUNS_WHEN_LOADED = /^src\/(?:main|cli\/[^/]+|.*-process)\.ts$/
for (const file of globSync('src/**/*.ts', { cwd: root })) {
  if (!RUNS_WHEN_LOADED.test(file) && !file.startsWith('src/store/client')) await import(join(root, file))
}
process.exit(0)
