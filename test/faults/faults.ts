/**
 * `npm run test:faults [-- SECTION…]`: what happens when processes are killed, servers go away and others misbehave, as JSON:
 * of every run what was owed, done, duplicated, unknown and lost. It starts PostgreSQL and Redis servers of its own and
 * touches no others, but for the sections `transport` and `reminders`, which make databases of their own on the machine's.
 */
import { hasRedisServer, postgresBinaries } from '../support/throwaway-servers.ts'
import { clockStepped, faketimeLibrary } from './clock.ts'
import { diskFull } from './disk.ts'
import { modelTroubled, providerTroubled, WIRE_MODES } from './endpoints.ts'
import { type Servers, startServers } from './ground.ts'
import { killedEmbedded, killedOnServer } from './killed.ts'
import { faultReminders } from './reminders.ts'
import { schedulerKilled } from './scheduler.ts'
import { STORE_TROUBLES, storeStopped } from './stores-stopped.ts'
import { faultTransport } from './transport.ts'
import { twoVersions } from './versions.ts'

type Run = () => Promise<object>

const PACE = { people: 120, perSecond: 6 }
const DOWN_MS = 30_000
/** A minute between two runs of the scheduler, and the half minute until what was lost is looked for. */
const REMINDS_WITHIN_MS = 120_000
const TROUBLED_MS = 15_000

/** Each section with its runs, on servers that live as long as the section. */
function runsOf(servers: Servers): Record<string, Record<string, Run>> {
  return {
    killed: {
      server: () => killedOnServer(servers, { people: 300, perSecond: 3, kills: 20 }),
      embedded: () => killedEmbedded({ people: 240, perSecond: 3, kills: 12 }),
    },
    scheduler: { killed: () => schedulerKilled(servers, { units: 120, kills: 20 }) },
    stores: Object.fromEntries(
      STORE_TROUBLES.map((trouble) => [
        trouble,
        () =>
          storeStopped(servers, trouble, {
            people: 240,
            perSecond: 4,
            downMs: DOWN_MS,
            remindsWithinMs: REMINDS_WITHIN_MS,
          }),
      ]),
    ),
    provider: Object.fromEntries(
      WIRE_MODES.map((mode) => [mode, () => providerTroubled(servers, mode, { ...PACE, troubledMs: TROUBLED_MS })]),
    ),
    model: Object.fromEntries(
      WIRE_MODES.map((mode) => [mode, () => modelTroubled(servers, mode, { people: 60, perSecond: 6, troubledMs: 0 })]),
    ),
    disk: {
      server: () => diskFull('server', { ...PACE, fullMs: 10_000 }),
      embedded: () => diskFull('embedded', { ...PACE, fullMs: 10_000 }),
    },
    clock: Object.fromEntries(
      ([1, -1] as const).map((days) => [
        `${days > 0 ? '+' : ''}${days}_day`,
        async () =>
          faketimeLibrary()
            ? clockStepped(servers, days, { people: 40, perSecond: 6 })
            : { skipped: 'libfaketime is not installed (apt-get install faketime)' },
      ]),
    ),
    versions: { side_by_side: () => twoVersions(servers, { people: 240, perSecond: 8 }) },
  }
}

/** What stands on the machine's own servers, in databases made for it. */
const ON_THE_MACHINE: Record<string, Run> = { transport: faultTransport, reminders: faultReminders }

const SECTIONS = [
  ...Object.keys(ON_THE_MACHINE),
  'killed',
  'scheduler',
  'stores',
  'provider',
  'model',
  'disk',
  'clock',
  'versions',
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !SECTIONS.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`Không có mục ${unknown.join(', ')}. Các mục: ${SECTIONS.join(', ')}.\n`)
  process.exit(2)
}
if (!postgresBinaries() || !hasRedisServer()) {
  process.stderr.write('Cần initdb (Debian: postgresql, hoặc đặt PG_BIN) và redis-server.\n')
  process.exit(2)
}

const say = (name: string, found: object): void => {
  process.stdout.write(`${JSON.stringify({ run: name, ...found })}\n`)
  if ('holds' in found && found.holds === false) process.exitCode = 1
}

for (const section of SECTIONS.filter((name) => asked.length === 0 || asked.includes(name))) {
  process.stderr.write(`${section}…\n`)
  const onTheMachine = ON_THE_MACHINE[section]
  if (onTheMachine) {
    for (const [name, found] of Object.entries(await onTheMachine())) say(`${section}.${name}`, found)
    continue
  }
  const servers = await startServers()
  try {
    for (const [name, run] of Object.entries(runsOf(servers)[section] ?? {})) {
      const startedAt = performance.now()
      const found = await run().catch((error) => ({ failed: String(error), holds: false }))
      say(`${section}.${name}`, { ...found, seconds: Math.round((performance.now() - startedAt) / 1_000) })
    }
  } finally {
    await servers.remove()
  }
}
