/**
 * `npm run test:faults [-- SECTION…]`: what happens when processes are killed, servers go away and others misbehave, as JSON:
 * of every run what was owed, done, duplicated, unknown and lost. It starts PostgreSQL and Redis servers of its own for each
 * section and touches no others. A run or a section that breaks off is told as such, and the next begins.
 */
import { measured } from '../support/measured.ts'
import { hasRedisServer, postgresBinaries } from '../support/throwaway-servers.ts'
import { startServers } from './ground.ts'
import { SECTIONS } from './sections.ts'

const NAMES = Object.keys(SECTIONS)

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !NAMES.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`Không có mục ${unknown.join(', ')}. Các mục: ${NAMES.join(', ')}.\n`)
  process.exit(2)
}
if (!postgresBinaries() || !hasRedisServer()) {
  process.stderr.write('Cần initdb (Debian: postgresql, hoặc đặt PG_BIN) và redis-server.\n')
  process.exit(2)
}

// What a broken-off run left behind may fail later, beside the next one.
process.on('unhandledRejection', (error) => {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
})

for (const section of NAMES.filter((name) => asked.length === 0 || asked.includes(name))) {
  process.stderr.write(`${section}…\n`)
  await runSection(section).catch((error) => say(section, failed(error)))
}

async function runSection(section: string): Promise<void> {
  const servers = await startServers()
  try {
    for (const [name, run] of Object.entries(SECTIONS[section]?.(servers) ?? {})) {
      const startedAt = performance.now()
      const found = await run().catch(failed)
      say(`${section}.${name}`, { ...found, seconds: Math.round((performance.now() - startedAt) / 1_000) })
    }
  } finally {
    await servers.remove()
  }
}

function failed(error: unknown): { failed: string; holds: false } {
  return { failed: String(error), holds: false }
}

type Found = { reminders?: object; office?: object; holds?: boolean; [more: string]: unknown }

/** One line a run, and one for each kind of reminders counted beside the answers. */
function say(run: string, { reminders, office, ...found }: Found): void {
  const { holds } = found
  const line = (about: object): void => void process.stdout.write(`${JSON.stringify({ ...about, ...measured() })}\n`)
  line({ run, ...found })
  for (const [kind, counted] of Object.entries({ reminders, office })) {
    if (counted) line({ run: `${run}.${kind}`, ...counted, holds })
  }
  if (holds === false) process.exitCode = 1
}
