/** A worker as `app.ts` joins it, with an echo in place of answering: what is measured is the transport alone. */
import { createTelegramChannel } from '../../src/channels/telegram/index.ts'
import { createConversation } from '../../src/conversation/index.ts'
import { createDelivery, lanesOf } from '../../src/delivery/index.ts'
import { openJobs } from '../../src/jobs/index.ts'
import { openPeople } from '../../src/people/index.ts'
import { openStore } from '../../src/store/index.ts'

const [databaseUrl = '', redisUrl = '', keyPrefix = '', token = '', apiRoot = '', turnsPerSecond = ''] =
  process.argv.slice(2)
const RECOVERY_INTERVAL_MS = 30_000
const log = { warn: () => {}, error: (what: string, cause: unknown) => process.stderr.write(`${what} ${cause}\n`) }

const store = await openStore({ url: databaseUrl })
const channels = [createTelegramChannel({ token, apiRoot, webhookUrl: null, log })]
const jobs = await openJobs({ store, redisUrl, keyPrefix, log, lanes: lanesOf(channels) })
const people = await openPeople({ store, isLoopback: true, publicUrl: null })
/** Turns further apart than the queue begins deliveries: all but the first wait for theirs. */
const paced = channels.map((channel) => ({
  ...channel,
  limits: { ...channel.limits, perSecond: Number(turnsPerSecond) || channel.limits.perSecond },
}))
const delivery = createDelivery({ store, jobs, channels: paced, log })
const conversation = createConversation({
  ...{ store, jobs, people, delivery, log },
  answering: {
    answer: async ({ question }) => ({
      ...{ status: 'answered', text: `đáp: ${question}`, citations: [], passages: [], latencyMs: 0 },
    }),
  },
  retentionDays: async () => 90,
  now: () => new Date(),
})
let jobsDone = 0
/** A delivery that waits for its turn ends a run of the job as well; only what was done is counted. */
const counted = async <Outcome>(done: Promise<Outcome>): Promise<Outcome> => {
  const outcome = await done
  if (outcome === undefined) jobsDone += 1
  return outcome
}
jobs.work({
  take: ({ inboxId }) => counted(conversation.takeUp(inboxId)),
  respond: ({ messageId }) => counted(conversation.respond(messageId)),
  deliver: ({ messageId }) => counted(delivery.deliver(messageId)),
  ingest: async () => {},
  embed: async () => {},
  remind: async () => {},
})
const recover = async (): Promise<void> => {
  await conversation.recover()
  await delivery.recover()
}
await recover()
const timer = setInterval(() => void recover().catch((error) => log.error('recover', error)), RECOVERY_INTERVAL_MS)
process.once('SIGTERM', async () => {
  clearInterval(timer)
  await jobs.close()
  await store.close()
  process.exit(0)
})
process.on('message', () => process.send?.(jobsDone))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
