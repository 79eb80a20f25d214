import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase } from '../support/new-database.ts'
import type { RunningAssistant } from '../support/running-assistant.ts'
import { postgresBinaries, startPostgres, startRedis } from '../support/throwaway-servers.ts'
import { type FaultGround, flush, openFaultGround } from './ground.ts'
import { saveByConsole } from './restore-console.ts'
import { type Verdict, verdict } from './verdict.ts'

const SETTLED_MS = 240_000
/** People go on writing between the copy and the end of the machine: that much nobody can bring back. */
const LOST_MS = 4_000
/** Asked for before the copy, due long after it. */
const REMINDERS = 20
const DUE = { fromSeconds: 45, toSeconds: 60 }

type Size = { people: number; perSecond: number }

/** The chats whose message was taken before the copy, those whose message was taken after it, and what the end found. */
type Marks = {
  before: ReadonlySet<string>
  afterCopy: ReadonlySet<string>
  /** Told before the end, which the copy does not know of: these are told again. */
  toldSinceCopy: number
}

/** A copy made by a button of the office's console under load; the program killed, its folder destroyed and put back. */
export async function restoredEmbedded(size: Size): Promise<Verdict> {
  const ground = await openFaultGround(null)
  const elsewhere = mkdtempSync(join(tmpdir(), 'copy-'))
  const home = ground.environment.DATA_DIR ?? ''
  const copy = join(elsewhere, 'copy.tar.gz')
  try {
    await ground.oweReminders(REMINDERS, DUE)
    let all = await ground.run('all')
    const load = ground.load(size.people, size.perSecond, () => all.address)
    await sleep((size.people / size.perSecond) * 400)
    const before = new Set(ground.taken)
    await saveByConsole(all)
    copyFileSync(globSync(join(home, 'sao-luu', '*.tar.gz'))[0] ?? '', copy)
    await sleep(LOST_MS)
    await all.stop('SIGKILL')
    const end = await lookAtEnd(ground, before)
    for (const part of globSync(join(home, '*'))) rmSync(part, { recursive: true })
    const environment = { ...process.env, ...ground.environment }
    execFileSync(process.execPath, ['src/cli/restore.ts', copy], { env: environment, stdio: 'pipe' })
    const marks = await compareWithCopy(ground, end)
    all = await ground.run('all')
    await load
    const isAnswered = await ground.settled(SETTLED_MS, marks.afterCopy)
    await all.stop()
    const hasEnded = isAnswered || (await ground.isNothingOwed())
    return await judge(ground, marks, hasEnded)
  } finally {
    await ground.close()
    rmSync(elsewhere, { recursive: true, force: true })
  }
}

/**
 * A copy made by `pg_dump` under load; web, worker and PostgreSQL killed, its data destroyed, and the copy put into a new
 * server on the same port. Redis either goes with them, or still holds the jobs of what is no more.
 */
export async function restoredOnServer(size: Size, keepsRedis: boolean): Promise<Verdict> {
  const redis = await startRedis()
  let postgres = await startPostgres()
  const ground = await openFaultGround({ postgres, redis, remove: async () => {} })
  const elsewhere = mkdtempSync(join(tmpdir(), 'copy-'))
  const copy = join(elsewhere, 'copy.dump')
  try {
    const { DATABASE_URL: url = '' } = ground.environment
    let running = await startBoth(ground)
    await ground.oweReminders(REMINDERS, DUE)
    const load = ground.load(size.people, size.perSecond, () => running.web.address)
    await sleep((size.people / size.perSecond) * 400)
    const before = new Set(ground.taken)
    runPostgresTool('pg_dump', ['-Fc', '-f', copy, url])
    await sleep(LOST_MS)
    await Promise.all([running.web.stop('SIGKILL'), running.worker.stop('SIGKILL')])
    const end = await lookAtEnd(ground, before)
    await postgres.remove()
    if (!keepsRedis) await flush(redis.url)
    postgres = await startPostgres({ port: Number(new URL(url).port) })
    await createDatabase(postgres.url, ground.databaseName)
    // As docs/deploy/README.md says.
    runPostgresTool('pg_restore', ['-d', url, '--clean', '--if-exists', copy])
    const marks = await compareWithCopy(ground, end)
    running = await startBoth(ground)
    await load
    const hasEnded = await ground.settled(SETTLED_MS, marks.afterCopy)
    await Promise.all([running.web.stop(), running.worker.stop()])
    return await judge(ground, marks, hasEnded)
  } finally {
    await ground.close()
    await Promise.all([postgres.remove(), redis.remove()])
    rmSync(elsewhere, { recursive: true, force: true })
  }
}

async function startBoth(ground: FaultGround): Promise<{ web: RunningAssistant; worker: RunningAssistant }> {
  const worker = await ground.run('worker')
  return { worker, web: await ground.run('web') }
}

function runPostgresTool(name: 'pg_dump' | 'pg_restore', args: string[]): void {
  execFileSync(join(postgresBinaries() ?? '', name), args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

type End = Pick<Marks, 'before' | 'afterCopy'> & { told: ReadonlySet<string> }

async function lookAtEnd(ground: FaultGround, before: ReadonlySet<string>): Promise<End> {
  const afterCopy = ground.taken.difference(before)
  return { before, afterCopy, told: await ground.told(before.union(ground.reminded)) }
}

/** Asked of the copy alone, before anybody works on it. */
async function compareWithCopy({ query }: FaultGround, { told, ...marks }: End): Promise<Marks> {
  const rows = await query<{ chat: string }>(`${CHATS} WHERE class IN ('answer', 'reminder') AND status = 'sent'`)
  return { ...marks, toldSinceCopy: told.difference(new Set(rows.map(({ chat }) => chat))).size }
}

/** Owed is what was acknowledged before the copy and since the program runs again; what came between is told as such. */
async function judge(ground: FaultGround, marks: Marks, hasEnded: boolean): Promise<Verdict> {
  const { before, afterCopy, toldSinceCopy } = marks
  const judged = verdict(await ground.tally({ of: ground.taken.difference(afterCopy) }), {
    ...{ hasEnded, unclearAtMost: toldSinceCopy, beforeCopy: before.size, afterCopy: afterCopy.size },
    afterCopyAnswered: (await ground.told(afterCopy)).size,
    reminders: await ground.tallyReminders(),
  })
  const isCopyMeant = before.size > 0 && afterCopy.size > 0
  return { ...judged, holds: judged.holds && isCopyMeant && (await areAllThere(ground, before)) }
}

const CHATS = `SELECT DISTINCT external_id AS chat FROM message JOIN conversation ON conversation.id = conversation_id
                 JOIN channel_account ON channel_account.id = account_id`

/** Whether each of these people's messages stands in the rows that were restored. */
async function areAllThere({ query }: FaultGround, chats: ReadonlySet<string>): Promise<boolean> {
  const rows = await query<{ chat: string }>(`${CHATS} WHERE direction = 'in'`)
  return chats.isSubsetOf(new Set(rows.map(({ chat }) => chat)))
}
