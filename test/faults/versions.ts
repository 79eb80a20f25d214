import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type RunningAssistant, startAssistant } from '../support/running-assistant.ts'
import { makeEarlierVersion } from './earlier-version.ts'
import { type FaultGround, openFaultGround, type Servers } from './ground.ts'
import { unclearAfter, type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 180_000

/** What the next version may do while this one runs: add, never take away. */
const NEXT_MIGRATION = `
ALTER TABLE message ADD COLUMN next_version_note TEXT;
ALTER TABLE conversation ADD COLUMN next_version_count INT NOT NULL DEFAULT 0;
CREATE TABLE next_version_table (id SERIAL PRIMARY KEY, note TEXT);
CREATE INDEX next_version_index ON message (next_version_note);
`

type Size = { people: number; perSecond: number; reminders: number }

/** This version runs, and one after it that adds to the schema begins beside it. */
export async function nextBesideThis(servers: Servers, size: Size): Promise<Verdict> {
  const next = makeNextVersion()
  try {
    return await updated(servers, size, { from: '.', to: next })
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
}

/** A really earlier state of this repository runs, with the schema it had, and this one begins beside it. */
export async function thisBesideEarlier(servers: Servers, size: Size): Promise<Verdict | { skipped: string }> {
  const earlier = makeEarlierVersion()
  if ('skipped' in earlier) return earlier
  try {
    return { ...(await updated(servers, size, { from: earlier.folder, to: '.' })), earlier: earlier.commit }
  } finally {
    earlier.remove()
  }
}

/** Where the two versions lie. */
type Versions = { from: string; to: string }

/**
 * An update under load: one version runs, the next one starts beside it and migrates, both work, the first one ends; people
 * write all the while. A process of the first that starts afterwards refuses rather than write into a schema it does not
 * know.
 */
async function updated(servers: Servers, size: Size, { from, to }: Versions): Promise<Verdict> {
  const { people, perSecond, reminders } = size
  const ground = await openFaultGround(servers)
  const started: RunningAssistant[] = []
  const startBoth = async (folder: string): Promise<{ worker: RunningAssistant; web: RunningAssistant }> => {
    const worker = await startAssistant(ground.environment, 'worker', folder)
    started.push(worker)
    const web = await startAssistant(ground.environment, 'web', folder)
    started.push(web)
    return { worker, web }
  }
  try {
    const old = await startBoth(from)
    await ground.oweReminders(reminders, { fromSeconds: 0, toSeconds: people / perSecond })
    let { address } = old.web
    const load = (count: number): Promise<void> => ground.load(count, perSecond, () => address)
    const next = await whileWriting(startBoth(to), () => load(perSecond))
    const takenBefore = ground.taken.size
    await load(people / 2)
    address = next.web.address
    const refusal = await whileWriting(whyRefused(ground, from), () => load(perSecond))
    await whileWriting(Promise.all([old.web.stop(), old.worker.stop()]), () => load(perSecond))
    const takenBeside = ground.taken.size - takenBefore
    await load(people / 2)
    const hasEnded = await ground.settled(SETTLED_MS)
    const ended = await Promise.all([next.web.stop(), next.worker.stop()])
    const found = verdict(await ground.tally(), {
      ...{ hasEnded, takenBefore, takenBeside, oldStartedAfterwards: refusal },
      unclearAtMost: unclearAfter(1, ground.taken.size + reminders),
      reminders: await ground.tallyReminders(),
    })
    return { ...found, holds: found.holds && refusal === 'refused' && ended.every(({ code }) => code === 0) }
  } finally {
    for (const { process } of started) process.kill('SIGKILL')
    await ground.close()
  }
}

/** People write, a second's worth at a time, for as long as the work takes. */
async function whileWriting<T>(work: Promise<T>, write: () => Promise<void>): Promise<T> {
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  // Told by whoever waits for it below.
  done.catch(() => {})
  while (!isDone) await write()
  return done
}

async function whyRefused({ environment }: FaultGround, folder: string): Promise<string> {
  return startAssistant(environment, 'worker', folder).then(
    async (late) => `started all the same, ended with ${(await late.stop()).code}`,
    () => 'refused',
  )
}

function makeNextVersion(): string {
  const folder = mkdtempSync(join(tmpdir(), 'next-version-'))
  for (const part of ['src', 'prisma', 'prompts', 'package.json']) cpSync(part, join(folder, part), { recursive: true })
  for (const part of ['node_modules', 'knowledge', 'test']) symlinkSync(resolve(part), join(folder, part))
  const migration = join(folder, 'prisma/migrations/29991231000000_next_version')
  mkdirSync(migration)
  writeFileSync(join(migration, 'migration.sql'), NEXT_MIGRATION)
  return folder
}
