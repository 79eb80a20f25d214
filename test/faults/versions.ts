import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startAssistant } from '../support/running-assistant.ts'
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

type Size = { people: number; perSecond: number }

/**
 * An update under load: this version runs, the next one starts beside it and migrates, both work, this one ends. A process
 * of this version that starts afterwards refuses rather than write into a schema it does not know.
 */
export async function twoVersions(servers: Servers, { people, perSecond }: Size): Promise<Verdict> {
  const ground = await openFaultGround(servers)
  const next = makeNextVersion()
  try {
    const worker = await ground.run('worker')
    const web = await ground.run('web')
    let address = web.address
    const load = ground.load(people, perSecond, () => address)
    await sleep((people / perSecond) * 250)
    const nextWorker = await startAssistant(ground.environment, 'worker', next)
    const nextWeb = await startAssistant(ground.environment, 'web', next)
    await sleep((people / perSecond) * 200)
    const refusal = await startAssistant(ground.environment, 'worker').then(
      async (late) => `started all the same, ended with ${(await late.stop()).code}`,
      () => 'refused',
    )
    address = nextWeb.address
    await Promise.all([web.stop(), worker.stop()])
    await load
    const hasEnded = await ground.settled(SETTLED_MS)
    const ended = await Promise.all([nextWeb.stop(), nextWorker.stop()])
    const tally = await ground.tally()
    const judged = verdict(tally, { hasEnded, unclearAtMost: unclearAfter(1, people), oldStartedAfterwards: refusal })
    return { ...judged, holds: judged.holds && refusal === 'refused' && ended.every(({ code }) => code === 0) }
  } finally {
    await ground.close()
    rmSync(next, { recursive: true, force: true })
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
