/** The scheduler of reminders with the real outbox and a clock set by hand: ticks without end, and is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createTelegramChannel } from '../../src/channels/telegram/index.ts'
import { createDelivery, lanesOf } from '../../src/delivery/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { openJobs } from '../../src/jobs/index.ts'
import { openPeople } from '../../src/people/index.ts'
import { createTick } from '../../src/reminders/live/index.ts'
import { DEFAULT_POLICY } from '../../src/reminders/policy.ts'
import { openStore } from '../../src/store/index.ts'

const [databaseUrl = '', redisUrl = '', keyPrefix = '', token = '', apiRoot = '', now = ''] = process.argv.slice(2)
const PAUSE_MS = 100
const log = { warn: () => {}, error: (what: string, cause: unknown) => process.stderr.write(`${what} ${cause}\n`) }

const store = await openStore({ url: databaseUrl })
const channels = [createTelegramChannel({ token, apiRoot, webhookUrl: null, log })]
const jobs = await openJobs({ store, redisUrl, keyPrefix, log, lanes: lanesOf(channels) })
const people = await openPeople({ store, isLoopback: true, publicUrl: null })
const outbox = createDelivery({ store, jobs, channels, log })
const nothing = async (): Promise<void> => {}
jobs.work({
  ...{ take: nothing, respond: nothing, ingest: nothing, embed: nothing, remind: nothing },
  deliver: ({ messageId }) => outbox.deliver(messageId),
})
const tick = createTick({
  ...{ store, register: openRegister(store), policy: () => DEFAULT_POLICY, posts: people.posts.list },
  ...{ wishesOf: people.preferences.of, outbox, log },
  clock: async () => new Date(now),
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
await outbox.recover()
for (;;) {
  const { promised, owed } = await tick()
  if (process.connected) process.send?.({ promised, owed })
  await sleep(PAUSE_MS)
}
