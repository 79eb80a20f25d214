import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { todayInVietnam } from '../../src/cli/today.ts'
import { readConfig } from '../../src/config.ts'
import { ingestKnowledge } from '../../src/documents/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { openPeople } from '../../src/people/index.ts'
import { createTick } from '../../src/reminders/index.ts'
import { readPolicy } from '../../src/reminders/policy.ts'
import type { Store } from '../../src/store/index.ts'
import type { FaultGround } from './ground.ts'
import { type OwedRow, type Reporting, seedOffice } from './office.ts'

/** Behind the chats of the load, before those of who asked to be reminded. */
const FIRST_CHAT = 3_001
const DAYS_AHEAD = 6
/** No month is without it. */
const LAST_COMMON_DAY = 28

export type ReportingOffice = {
  /** What an undisturbed run of the same office owes. */
  expected: readonly OwedRow[]
  /** The program's settings for it. */
  settings: Record<string, string>
  remove(): void
}

/**
 * An office on the embedded store, whose every unit is reminded today, whatever the day and the hour: the papers are read as
 * the program reads them, one of them sets a report, and a run in peace, of which nothing is left, says what falls due.
 */
export async function openReportingOffice(
  { environment, openEmbedded }: FaultGround,
  units: number,
): Promise<ReportingOffice> {
  const knowledge = mkdtempSync(join(tmpdir(), 'office-'))
  cpSync(environment.KNOWLEDGE_DIR ?? '', knowledge, { recursive: true })
  const today = Temporal.PlainDate.from(todayInVietnam())
  appendFileSync(join(knowledge, 'reminders.yaml'), policyOf(today))
  const { reading } = readConfig(environment).settings
  const store = await openEmbedded()
  await ingestKnowledge({ store, folder: knowledge, today: today.toString(), reading })
  await seedOffice(store, { units, firstChat: FIRST_CHAT, paper: await paperOf(store), reporting: reportingOf(today) })
  return {
    expected: await owedInPeace(store, knowledge),
    settings: { KNOWLEDGE_DIR: knowledge },
    remove: () => rmSync(knowledge, { recursive: true, force: true }),
  }
}

/** Open at every hour of these days, and a step on each working day before a report. */
function policyOf(today: Temporal.PlainDate): string {
  const steps = Array.from({ length: 2 * DAYS_AHEAD }, (_, at) => at + 1).join(', ')
  const worked = [today, today.add({ days: 1 })].map((day) => `'${day}'`).join(', ')
  return [
    `windows: [{ from: '00:00', to: '23:59' }]`,
    `sendAt: '00:00'`,
    `reports: { monthly: [${steps}] }`,
    `calendar: { workedDays: [${worked}] }\n`,
  ].join('\n')
}

function reportingOf(today: Temporal.PlainDate): Reporting {
  const due = Math.min(LAST_COMMON_DAY, today.add({ days: DAYS_AHEAD }).day)
  return {
    cadence: 'monthly',
    dueText: `trước ngày ${due} hằng tháng`,
    recurrence: `RRULE:FREQ=MONTHLY;BYMONTHDAY=${due}`,
  }
}

async function paperOf({ db }: Store) {
  const { id, communeId, commune } = await db.document.findFirstOrThrow({
    where: { status: 'active' },
    include: { commune: true },
    orderBy: { id: 'asc' },
  })
  return { documentId: id, communeId, commune: commune.slug }
}

async function owedInPeace(store: Store, knowledge: string): Promise<OwedRow[]> {
  const people = await openPeople({ store, isLoopback: true, publicUrl: null })
  const accounts = new Map((await store.db.channelAccount.findMany()).map(({ id, externalId }) => [id, externalId]))
  const owed: OwedRow[] = []
  const policy = readPolicy(knowledge)
  const tick = createTick({
    ...{ store, register: openRegister(store), policy: () => policy, posts: people.posts.list },
    ...{ wishesOf: people.preferences.of, log: { warn: () => {}, error: () => {} } },
    outbox: {
      owe: async ({ accountId, key, text }) => {
        owed.push({ key, text, chat: accounts.get(accountId) ?? '', status: 'due' })
        return null
      },
    },
  })
  await tick()
  await store.query('TRUNCATE reminder_message, reminder_step RESTART IDENTITY CASCADE')
  return owed
}
