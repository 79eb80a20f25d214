/**
 * Generates the Prisma client without a network: `prisma generate` wants its schema engine's file to exist but does not
 * run it, so any existing file will do. Runs after every `npm ci`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(import.meta.resolve('prisma/build/index.js'))
const run = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
  encoding: 'utf8',
})
if (run.status !== 0) {
  process.stderr.write(`${run.stdout}${run.stderr}\nprisma generate failed: see prisma/generate.ts\n`)
  process.exit(1)
}
