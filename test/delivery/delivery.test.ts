import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SendResult } from '../../src/channels/index.ts'
import { type Assistant, type AssistantOptions, openAssistant } from '../support/assistant.ts'
import { onEachStore } from '../support/stores.ts'

const DRAIN_MS = 20_000

await onEachStore('delivery', (ground) => {
  let open: Assistant[] = []

  const start = async (options: AssistantOptions = {}): Promise<Assistant> => {
    const { keyPrefix } = ground()
    const assistant = await openAssistant({ ...ground(), keyPrefix: `${keyPrefix}-${crypto.randomUUID()}` }, options)
    open.push(assistant)
    return assistant
  }
  /** A stored outbound message on the active channel, as a turn leaves it. */
  const owe = async (
    data: { status?: string; attempts?: number; claimedAt?: Date; dueAt?: Date } = {},
  ): Promise<number> => {
    const message = {
      direction: 'out',
      externalKey: crypto.randomUUID(),
      text: 'tin',
      status: 'due',
      choices: [],
      ...data,
    }
    const { id } = await ground().store.db.message.create({
      data: {
        ...message,
        conversation: {
          create: {
            account: { create: { channel: 'telegram', externalId: crypto.randomUUID(), person: { create: {} } } },
          },
        },
      },
    })
    return id
  }
  const statusOf = async (id: number): Promise<string | undefined> =>
    (await ground().store.db.message.findUnique({ where: { id } }))?.status

  beforeEach(async () => {
    await ground().store.db.person.deleteMany()
  })
  afterEach(async () => {
    await Promise.all(open.map((assistant) => assistant.close()))
    open = []
  })

  it('sends a message once, however many senders take it', async () => {
    const { delivery, sent } = await start()
    const id = await owe()
    await Promise.all(Array.from({ length: 6 }, () => delivery.deliver(id)))
    await delivery.deliver(id)
    expect([sent.length, await statusOf(id)]).toEqual([1, 'sent'])
  })

  it('does not try again what the channel will never send', async () => {
    const { delivery, sent } = await start({ send: async () => ({ kind: 'permanent', reason: 'blocked' }) })
    const id = await owe()
    await delivery.deliver(id)
    await delivery.deliver(id)
    expect([sent.length, await statusOf(id)]).toEqual([1, 'failed'])
  })

  it('waits as long as the channel says and then sends', async () => {
    const results: SendResult[] = [{ kind: 'rate_limited', retryAfterSeconds: 1 }]
    const assistant = await start({ send: async () => results.shift() ?? { kind: 'sent', receipt: '1' } })
    assistant.work()
    const id = await owe()
    await assistant.delivery.dispatch(id, 'telegram')
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    expect([assistant.sent.length, await statusOf(id)]).toEqual([2, 'sent'])
    const row = await ground().store.db.message.findUniqueOrThrow({ where: { id } })
    expect(row.dueAt.getTime()).toBeGreaterThan(row.createdAt.getTime() + 900)
  })

  it('gives up after its attempts when the channel keeps failing, whatever it throws', async () => {
    const { delivery } = await start({
      send: async () => {
        throw new Error('socket hang up')
      },
    })
    const id = await owe({ attempts: 5 })
    await delivery.deliver(id)
    expect(await statusOf(id)).toBe('given_up')
  })

  it('does not send before the database says so, though a worker with a fast clock asks', async () => {
    const { delivery, jobs, sent } = await start()
    const id = await owe({ dueAt: new Date(Date.now() + 3_600_000) })
    await delivery.deliver(id)
    expect([sent.length, await statusOf(id), (await jobs.counts()).deliver.delayed]).toEqual([0, 'due', 1])
  })

  it('enqueues after a start what is owed, and once more what a dead process may have sent', async () => {
    const longAgo = new Date(Date.now() - 3_600_000)
    const due = await owe()
    const abandoned = await owe({ status: 'sending', attempts: 1, claimedAt: longAgo })
    const abandonedTwice = await owe({ status: 'sending', attempts: 2, claimedAt: longAgo })
    const atWork = await owe({ status: 'sending', attempts: 1, claimedAt: new Date() })
    const assistant = await start()
    assistant.work()
    await assistant.delivery.recover()
    expect(await assistant.jobs.drain(DRAIN_MS)).toBe(true)
    const statuses = await Promise.all([due, abandoned, abandonedTwice, atWork].map(statusOf))
    expect(statuses).toEqual(['sent', 'sent', 'unknown', 'sending'])
    expect(assistant.sent).toHaveLength(2)
  })
})
