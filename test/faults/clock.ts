import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFaultGround, type Servers } from './ground.ts'
import { type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 180_000
/** A minute until the scheduler's next run, half of one until what is lost is looked for, and air. */
const REMINDED_WITHIN_MS = 150_000

/** Debian's libfaketime; null where it is not installed. */
export function faketimeLibrary(): string | null {
  return globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')[0] ?? null
}

type Size = { people: number; perSecond: number }

/**
 * A worker whose clock is a day off, beside a web with a right one and then a second worker with a right one. What is due in
 * an hour of the database's clock is told by nobody; what is due now is told.
 */
export async function clockStepped(servers: Servers, days: 1 | -1, { people, perSecond }: Size): Promise<Verdict> {
  const library = faketimeLibrary()
  if (!library) throw new Error('libfaketime is not installed')
  const ground = await openFaultGround(servers)
  const stepped = {
    LD_PRELOAD: library,
    FAKETIME: days > 0 ? `+${days}d` : `${days}d`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
  assertSteps(stepped, days)
  try {
    const wrong = await ground.run('worker', stepped)
    const web = await ground.run('web')
    await ground.load(people, perSecond, () => web.address)
    const hasEnded = await ground.settled(SETTLED_MS)
    await ground.query(wishes(people))
    const right = await ground.run('worker')
    const told = await waitTold(ground.query)
    await Promise.all([web.stop(), wrong.stop(), right.stop()])
    const early = await ground.query(`SELECT 1 FROM message WHERE class = 'reminder' AND text LIKE '%việc ngày mai%'`)
    // The reminders are told to the same people; the tally counts their answers alone.
    const tally = await ground.tally({ counts: /^(?!.*việc (?:hôm nay|ngày mai))/su })
    const judged = verdict(tally, { hasEnded, unclearAtMost: 0, remindersTold: told, early: early.length })
    return { ...judged, holds: judged.holds && told === people && early.length === 0 }
  } finally {
    await ground.close()
  }
}

function wishes(people: number): string {
  const due = (about: string, when: string): string =>
    `INSERT INTO own_reminder (account_id, about, due_at)
     SELECT id, '${about}', now() + interval '${when}' FROM channel_account LIMIT ${people}`
  return `WITH one AS (${due('việc hôm nay', '-1 minute')}) ${due('việc ngày mai', '1 hour')}`
}

async function waitTold(query: <Row extends object>(sql: string) => Promise<Row[]>): Promise<number> {
  let told = 0
  for (const until = performance.now() + REMINDED_WITHIN_MS; performance.now() < until; await sleep(1_000)) {
    const sql = `SELECT count(*)::int AS told FROM message
                  WHERE class = 'reminder' AND status = 'sent' AND text LIKE '%việc hôm nay%'`
    told = (await query<{ told: number }>(sql))[0]?.told ?? 0
    if (told > 0) break
  }
  await sleep(5_000)
  const sql = `SELECT count(*)::int AS told FROM message WHERE class = 'reminder' AND status = 'sent'`
  return (await query<{ told: number }>(sql))[0]?.told ?? told
}

/** A step that does not take would make the run a show. */
function assertSteps(environment: Record<string, string>, days: number): void {
  const said = execFileSync(process.execPath, ['-p', 'Date.now()'], { env: { ...process.env, ...environment } })
  const off = Number(said.toString()) - Date.now()
  if (Math.abs(off - days * 86_400_000) > 60_000)
    throw new Error(`the clock is off by ${off} ms instead of ${days} days`)
}
