import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../src/store/index.ts'
import { openOffices, type Place } from '../support/offices-ground.ts'

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

/** Five weeks of five communes, once in peace and once killed fifty times, on a server Postgres and Redis. */
export async function faultReminders(): Promise<object> {
  const peace = await run({ kills: 0, schedulers: 1 })
  const killed = await run({ kills: KILLS, schedulers: 1 })
  const two = await run({ kills: 0, schedulers: 2 })
  return {
    killed: { unkilled: peace.messages.length, ...against(peace, killed) },
    two_at_once: { one: peace.messages.length, ...against(peace, two) },
  }
}

type Ran = { messages: string[]; kills: number; wantedKills: number; doubled: number; hasEnded: boolean }

function against(peace: Ran, other: Ran) {
  const [expected, seen] = [new Set(peace.messages), new Set(other.messages)]
  const missing = [...expected].filter((message) => !seen.has(message))
  const added = [...seen].filter((message) => !expected.has(message))
  for (const message of missing.slice(0, 3)) process.stderr.write(`thiếu: ${message.slice(0, 200)}\n`)
  for (const message of added.slice(0, 3)) process.stderr.write(`thừa: ${message.slice(0, 200)}\n`)
  const { kills, doubled, hasEnded } = other
  const holds = hasEnded && other.kills === other.wantedKills && missing.length + added.length + doubled === 0
  const { length } = other.messages
  return { kills, messages: length, missing: missing.length, added: added.length, doubled, holds }
}

async function run({ kills, schedulers }: { kills: number; schedulers: number }): Promise<Ran> {
  const place = await openOffices(OFFICES)
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
async function messagesIn({ databaseUrl }: Place): Promise<{ messages: string[]; doubled: number }> {
  const store = await openStore({ url: databaseUrl })
  const rows = await store.query<{ said: string }>(
    `SELECT external_id || ' ' || coalesce(reminder_message.day, '') || ' ' || message.text AS said
       FROM message JOIN conversation ON conversation.id = conversation_id
       JOIN channel_account ON channel_account.id = account_id
       LEFT JOIN reminder_message ON reminder_message.message_id = message.id WHERE direction = 'out'`,
  )
  await store.close()
  const messages = rows.map(({ said }) => said)
  return { messages, doubled: messages.length - new Set(messages).size }
}
