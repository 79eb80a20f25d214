/** Each section of `npm run test:faults` with its runs. */
import { MUTANT_NAMES } from '../support/mutant.ts'
import { clockStepped } from './clock.ts'
import { diskFull } from './disk.ts'
import { modelTroubled, providerTroubled, WIRE_MODES } from './endpoints.ts'
import type { Servers } from './ground.ts'
import { killedEmbedded, killedOnServer } from './killed.ts'
import { mutantKilled } from './mutants.ts'
import { remindersAgainstPeace } from './reminders.ts'
import { restoredEmbedded, restoredOnServer } from './restore.ts'
import { schedulerKilled } from './scheduler.ts'
import { faketimeLibrary } from './step-clock.ts'
import { STORE_TROUBLES, storeStopped } from './stores-stopped.ts'
import { duplicatesAndShuffle, stoppedWhileSending } from './transport.ts'
import { nextBesideThis, thisBesideEarlier } from './versions.ts'

type Run = () => Promise<object>

const PACE = { people: 120, perSecond: 6 }
const DOWN_MS = 30_000
const TROUBLED_MS = 15_000

/** The runs of a section, on servers that live as long as the section. */
type RunsOf = (servers: Servers) => Record<string, Run>

export const SECTIONS: Readonly<Record<string, RunsOf>> = {
  transport: (servers) => ({
    duplicates: () => duplicatesAndShuffle(servers),
    killed: () => stoppedWhileSending(servers, { sends: 3_000, stops: 30, signal: 'SIGKILL' }),
    restarted: () => stoppedWhileSending(servers, { sends: 600, stops: 10, signal: 'SIGTERM' }),
  }),
  reminders: remindersAgainstPeace,
  killed: (servers) => ({
    server: () => killedOnServer(servers, { people: 1_200, perSecond: 20, kills: 12, reminders: 200 }),
    embedded: () => killedEmbedded({ people: 600, perSecond: 15, kills: 8, reminders: 100, units: 60 }),
  }),
  mutants: (servers) =>
    each(MUTANT_NAMES, (mutant) => mutantKilled(servers, mutant, { people: 400, perSecond: 20, kills: 5 })),
  scheduler: (servers) => ({ killed: () => schedulerKilled(servers, { units: 120, kills: 20 }) }),
  stores: (servers) =>
    each(STORE_TROUBLES, (trouble) =>
      storeStopped(servers, trouble, { people: 240, perSecond: 4, downMs: DOWN_MS, reminders: 60 }),
    ),
  provider: (servers) =>
    each(WIRE_MODES, (mode) => providerTroubled(servers, mode, { ...PACE, quietMs: 1_000, troubledMs: TROUBLED_MS })),
  model: (servers) => each(WIRE_MODES, (mode) => modelTroubled(servers, mode, { people: 60, perSecond: 6 })),
  disk: () => ({
    server: () => diskFull('server', { ...PACE, fullMs: 10_000 }),
    embedded: () => diskFull('embedded', { ...PACE, fullMs: 10_000 }),
  }),
  clock: (servers) => ({
    'server.+1_day': () => clockRun(servers, 1),
    'server.-1_day': () => clockRun(servers, -1),
    'embedded.+1_day': () => clockRun(null, 1),
    'embedded.-1_day': () => clockRun(null, -1),
  }),
  versions: (servers) => ({
    next_beside_this: () => nextBesideThis(servers, { people: 120, perSecond: 8, reminders: 40 }),
    this_beside_earlier: () => thisBesideEarlier(servers, { people: 120, perSecond: 8, reminders: 40 }),
  }),
  restore: () => ({
    embedded: () => restoredEmbedded(PACE),
    server: () => restoredOnServer(PACE, false),
    server_with_old_jobs: () => restoredOnServer(PACE, true),
  }),
}

function each<Name extends string>(names: readonly Name[], run: (name: Name) => Promise<object>): Record<string, Run> {
  return Object.fromEntries(names.map((name) => [name, () => run(name)]))
}

async function clockRun(servers: Servers | null, days: 1 | -1): Promise<object> {
  if (!faketimeLibrary()) return { skipped: 'libfaketime is not installed (apt-get install faketime)' }
  return clockStepped(servers, { days, people: 80, perSecond: 10, reminders: 20 })
}
