import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../src/store/index.ts'
import { openOffices, type Place } from '../support/offices-ground.ts'
import { type Servers, urlsOf } from './ground.ts'
import type { Counts } from './verdict.ts'

const OFFICES = {
  communes: 5,
  units: 30,
  rules: [
    { cadence: 'monthly', dueText: 'trước ngày 20 hằng tháng', recurrence: 'RRULE:FREQ=MONTHLY;BYMONTHDAY=20' },
    {
      cadence: 'quarterly',
      dueText: 'chậm nhất ngày 15 tháng cuối quý',
      recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15',
    },
  ],
}
const FROM = '2026-12-01T06:00'
const UNTIL = '2027-01-08T00:00'
const KILLS = 50
const MOST_ALIVE_MS = 900
const ENDED_WITHIN_MS = 600_000

/**
 * Five weeks of five communes: killed fifty times, and two schedulers at once, each against one run in peace. Its channel
 * takes whatever is owed, so that nothing can be unclear.
 */
export function remindersAgainstPeace(servers: Servers): Record<'killed' | 'two_at_once', () => Promise<Judged>> {
  let peace: Promise<Ran> | null = null
  const against = async (disturbed: Disturbance): Promise<Judged> => {
    peace ??= run(servers, { kills: 0, schedulers: 1 })
    return compare(await peace, await run(servers, disturbed))
  }
  return {
    killed: () => against({ kills: KILLS, schedulers: 1 }),
    two_at_once: () => against({ kills: 0, schedulers: 2 }),
  }
}

type Judged = Counts & { holds: boolean; [more: string]: unknown }
type Disturbance = { kills: number; schedulers: number }
export type Ran = { messages: string[]; unknown: number; kills: number; wantedKills: number; hasEnded: boolean }

/** The same messages as in peace, each once, and every kill that was meant. */
export function compare(peace: Ran, other: Ran): Judged {
  const [expected, seen] = [new Set(peace.messages), new Set(other.messages)]
  const missing = [...expected].filter((message) => !seen.has(message))
  const added = [...seen].filter((message) => !expected.has(message))
  for (const message of missing.slice(0, 3)) process.stderr.write(`thiếu: ${message.slice(0, 200)}\n`)
  for (const message of added.slice(0, 3)) process.stderr.write(`thừa: ${message.slice(0, 200)}\n`)
  const { kills, hasEnded, unknown } = other
  const duplicated = other.messages.length - seen.size
  const holds =
    expected.size > 0 &&
    peace.hasEnded &&
    hasEnded &&
    kills === other.wantedKills &&
    missing.length + added.length + duplicated === 0
  const counts = {
    owed: expected.size,
    done: expected.size - missing.length,
    duplicated,
    unknown,
    lost: missing.length,
  }
  return { kills, ...counts, neverOwed: added.length, hasEnded, holds }
}

async function run(servers: Servers, { kills, schedulers }: Disturbance): Promise<Ran> {
  const place = await openOffices(OFFICES, urlsOf(servers))
  try {
    await setClock(place)
    let killed = 0
    while (killed < kills) {
      const child = start(place)
      await once(child, 'message')
      await sleep(Math.random() * MOST_ALIVE_MS)
      // One that has come to the end by itself was not killed in the middle.
      if (child.exitCode !== null) break
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      killed += 1
      if (killed % 10 === 0) process.stderr.write(`SIGKILL ${killed}/${kills}\n`)
    }
    const children = Array.from({ length: schedulers }, () => start(place))
    const ended = Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] === 0))
    const late = sleep(ENDED_WITHIN_MS, null, { ref: false }).then(() => [false])
    const hasEnded = (await Promise.race([ended, late])).every(Boolean)
    for (const child of children) child.kill('SIGKILL')
    return { ...(await messagesIn(place)), kills: killed, wantedKills: kills, hasEnded }
  } finally {
    await place.close()
  }
}

function start({ databaseUrl, redisUrl, keyPrefix }: Place) {
  return fork('test/support/reminders-worker-child.ts', [databaseUrl, redisUrl, keyPrefix, UNTIL])
}

async function setClock({ databaseUrl }: Place): Promise<void> {
  const store = await openStore({ url: databaseUrl })
  await store.query(`INSERT INTO setting (name, value) VALUES ('test_clock', jsonb_build_object('at', $1::text))`, [
    FROM,
  ])
  await store.close()
}

/** Each message as person, day and words: two of the same are one too many. */
async function messagesIn({ databaseUrl }: Place): Promise<Pick<Ran, 'messages' | 'unknown'>> {
  const store = await openStore({ url: databaseUrl })
  const rows = await store.query<{ said: string; status: string }>(
    `SELECT external_id || ' ' || coalesce(reminder_message.day, '') || ' ' || message.text AS said, message.status
       FROM message JOIN conversation ON conversation.id = conversation_id
       JOIN channel_account ON channel_account.id = account_id
       LEFT JOIN reminder_message ON reminder_message.message_id = message.id WHERE direction = 'out'`,
  )
  await store.close()
  return {
    messages: rows.filter(({ status }) => status === 'sent').map(({ said }) => said),
    unknown: rows.filter(({ status }) => status === 'unknown').length,
  }
}
