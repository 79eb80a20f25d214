import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningAssistant, startAssistant } from '../support/running-assistant.ts'
import { makeEarlierVersion } from './earlier-version.ts'
import { openFaultGround, type Servers } from './ground.ts'
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
 * An update under load: one version runs, the next one starts beside it and migrates, both work, the first one ends. A
 * process of the first that starts afterwards refuses rather than write into a schema it does not know.
 */
async function updated(servers: Servers, size: Size, { from, to }: Versions): Promise<Verdict> {
  const { people, perSecond, reminders } = size
  const ground = await openFaultGround(servers)
  const started: RunningAssistant[] = []
  const start = async (role: 'web' | 'worker', folder: string): Promise<RunningAssistant> => {
    const assistant = await startAssistant(ground.environment, role, folder)
    started.push(assistant)
    return assistant
  }
  try {
    const old = [await start('worker', from), await start('web', from)] as const
    await ground.oweReminders(reminders, { fromSeconds: 0, toSeconds: people / perSecond })
    let { address } = old[1]
    const load = ground.load(people, perSecond, () => address)
    await sleep((people / perSecond) * 250)
    const next = [await start('worker', to), await start('web', to)] as const
    const takenByOld = ground.taken.size
    await sleep((people / perSecond) * 200)
    const refusal = await start('worker', from).then(
      async (late) => `started all the same, ended with ${(await late.stop()).code}`,
      () => 'refused',
    )
    address = next[1].address
    await Promise.all(old.map((each) => each.stop()))
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    const ended = await Promise.all(next.map((each) => each.stop()))
    const found = verdict(await ground.tally(), {
      ...{ hasEnded, takenByOld, oldStartedAfterwards: refusal, unclearAtMost: unclearAfter(1, people + reminders) },
      reminders: await ground.tallyReminders(),
    })
    const isMeant = takenByOld > 0 && refusal === 'refused' && ended.every(({ code }) => code === 0)
    return { ...found, holds: found.holds && isMeant }
  } finally {
    for (const { process } of started) process.kill('SIGKILL')
    await ground.close()
  }
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
