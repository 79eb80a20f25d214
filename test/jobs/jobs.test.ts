import { afterEach, expect, it, vi } from 'vitest'
import { createJobsBoard, type JobHandlers, type Jobs, JobsError, openJobs } from '../../src/jobs/index.ts'
import type { Store } from '../../src/store/index.ts'
import { onEachStore, onEmbeddedStore } from '../support/stores.ts'

const quiet = { warn: vi.fn(), error: vi.fn() }
const idle: JobHandlers = {
  take: async () => {},
  respond: async () => {},
  deliver: async () => {},
  ingest: async () => {},
  embed: async () => {},
  remind: async () => {},
}

let open: Jobs[] = []
afterEach(async () => {
  await Promise.all(open.map((jobs) => jobs.close()))
  open = []
})

async function opened(ground: Omit<Parameters<typeof openJobs>[0], 'log'>): Promise<Jobs> {
  const jobs = await openJobs({ ...ground, log: quiet })
  open.push(jobs)
  return jobs
}

async function countSettings(store: Store, prefix: string): Promise<number> {
  return store.db.setting.count({ where: { name: { startsWith: prefix } } })
}

await onEachStore('jobs', (ground, kind) => {
  it('run beside database transactions, each to its end, however often they are tried', async () => {
    const jobs = await opened(ground())
    const { store } = ground()
    const tries = new Map<number, number>()
    const fail = (messageId: number): boolean => {
      tries.set(messageId, (tries.get(messageId) ?? 0) + 1)
      return messageId % 100 === 0 && tries.get(messageId) === 1
    }
    jobs.work({
      ...idle,
      respond: async ({ messageId }) => {
        await store.db.$transaction(async (tx) => {
          await tx.setting.create({ data: { name: `run-${messageId}`, value: 1 } })
          if (fail(messageId)) throw new Error('first try fails half way')
          await tx.setting.update({ where: { name: `run-${messageId}` }, data: { value: 2 } })
        })
      },
    })
    const ids = Array.from({ length: 300 }, (_, index) => index + 1)
    await Promise.all(ids.map((messageId) => jobs.enqueue('respond', { messageId }, { jobId: `respond-${messageId}` })))
    expect(await jobs.drain(30_000)).toBe(true)
    expect(await countSettings(store, 'run-')).toBe(300)
    expect(await store.db.setting.count({ where: { name: { startsWith: 'run-' }, value: { equals: 2 } } })).toBe(300)
    expect([...tries.values()].reduce((sum, n) => sum + n, 0)).toBe(303)
  })

  it('of one id are one job while the first waits', async () => {
    const jobs = await opened(ground())
    const seen: number[] = []
    for (const _ of [1, 2, 3]) await jobs.enqueue('deliver', { messageId: 7 }, { jobId: 'deliver-7' })
    expect((await jobs.counts()).deliver.waiting).toBe(1)
    jobs.work({ ...idle, deliver: async ({ messageId }) => void seen.push(messageId) })
    expect(await jobs.drain(10_000)).toBe(true)
    await jobs.enqueue('deliver', { messageId: 7 }, { jobId: 'deliver-7' })
    expect(await jobs.drain(10_000)).toBe(true)
    expect(seen).toEqual([7, 7])
  })

  it('that cannot be read are given up at once and may be enqueued again', async () => {
    const jobs = await opened(ground())
    const handled = vi.fn(async () => {})
    jobs.work({ ...idle, deliver: handled })
    await jobs.enqueue('deliver', { messageId: -1 }, { jobId: 'deliver-poison' })
    expect(await jobs.drain(10_000)).toBe(true)
    expect((await jobs.counts()).deliver.failed).toBe(1)
    await jobs.enqueue('deliver', { messageId: 1 }, { jobId: 'deliver-poison' })
    expect(await jobs.drain(10_000)).toBe(true)
    expect(handled).not.toHaveBeenCalled()
    await jobs.enqueue('deliver', { messageId: 1 }, { jobId: 'deliver-poison', evenIfFailed: true })
    expect(await jobs.drain(10_000)).toBe(true)
    expect(handled).toHaveBeenCalledExactlyOnceWith({ messageId: 1 })
  })

  it('at work are finished before closing ends, and nothing is accepted afterwards', async () => {
    const jobs = await opened(ground())
    const started = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    let finished = false
    jobs.work({
      ...idle,
      respond: async () => {
        started.resolve()
        await release.promise
        finished = true
      },
    })
    await jobs.enqueue('respond', { messageId: 1 }, { jobId: 'respond-slow' })
    await started.promise
    const closed = jobs.close()
    await expect(jobs.enqueue('respond', { messageId: 2 }, { jobId: 'respond-late' })).rejects.toThrow(JobsError)
    release.resolve()
    await closed
    expect(finished).toBe(true)
  })

  it('leave no word of an error in the queue, and tell the log what broke', async () => {
    const jobs = await opened(ground())
    const broken = new RangeError('a person wrote this')
    jobs.work({ ...idle, ingest: (): Promise<void> => Promise.reject(broken) })
    await jobs.enqueue('ingest', {}, { jobId: 'ingest-broken' })
    await vi.waitFor(() => expect(quiet.error).toHaveBeenCalledWith('job_failed', broken, expect.anything()), 10_000)
    const ingest = jobs.queues.find(({ name }) => name === 'ingest')
    await vi.waitFor(async () => expect(await ingest?.getJobState('ingest-broken')).toBe('delayed'), 10_000)
    const again = await ingest?.getJob('ingest-broken')
    expect(again?.failedReason ?? again?.stacktrace?.join()).toContain('ingest failed')
    expect(JSON.stringify(again)).not.toContain('a person wrote this')
    await ingest?.remove('ingest-broken')
  })

  it('are shown on the board to whoever has its token on this machine, and to nobody else', async () => {
    const jobs = await opened(ground())
    await jobs.enqueue('deliver', { messageId: 42 }, { jobId: 'deliver-42', delayMs: 3_600_000 })
    const board = createJobsBoard(jobs, 'a-long-token-for-tests')
    type From = { password?: string; address?: string; headers?: Record<string, string> }
    const show = (path: string, { password = 'a-long-token-for-tests', address = '127.0.0.1', headers }: From = {}) =>
      board.request(
        path,
        { headers: { authorization: `Basic ${btoa(`hang-doi:${password}`)}`, ...headers } },
        { incoming: { socket: { remoteAddress: address } } },
      )
    const list = '/hang-doi/api/queues?activeQueue=deliver&status=delayed'
    expect((await show(list, { password: 'wrong' })).status).toBe(401)
    expect((await show(list, { address: '192.168.1.20' })).status).toBe(404)
    expect((await show(list, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404)
    expect(await (await show(list)).text()).toContain('"messageId":42')
    const page = await (await show('/hang-doi')).text()
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? ''
    expect((await show(new URL(script, 'http://localhost/hang-doi/').pathname)).status).toBe(200)
    await jobs.queues.find(({ name }) => name === 'deliver')?.remove('deliver-42')
  })

  it('that repeat come back when they are asked for again after their queue was lost', async () => {
    const jobs = await opened(ground())
    const reminded = vi.fn(async () => {})
    const remind = jobs.queues.find(({ name }) => name === 'remind')
    await jobs.repeat('remind', {}, 200)
    await remind?.obliterate({ force: true })
    await jobs.repeat('remind', {}, 200)
    jobs.work({ ...idle, remind: reminded })
    await vi.waitFor(() => expect(reminded.mock.calls.length).toBeGreaterThan(1), 10_000)
    await remind?.removeJobScheduler('every-remind')
  })

  it('that a wrong clock put off for a day are put right by the next who asks', async () => {
    const jobs = await opened(ground())
    const remind = jobs.queues.find(({ name }) => name === 'remind')
    const tomorrow = Date.now() + 86_400_000
    await remind?.upsertJobScheduler('every-remind', { every: 60_000, startDate: tomorrow }, { name: 'remind' })
    await jobs.repeat('remind', {}, 60_000)
    expect(Number((await remind?.getJobScheduler('every-remind'))?.next)).toBeLessThan(tomorrow - 3_600_000)
    await remind?.removeJobScheduler('every-remind')
  })

  it('that a wrong clock put off for a day run now when the rows say they are due', async () => {
    const jobs = await opened(ground())
    const options = { jobId: 'respond-late', delayMs: 86_400_000 }
    await jobs.enqueue('respond', { messageId: 5 }, options)
    await jobs.enqueue('respond', { messageId: 5 }, { jobId: 'respond-late' })
    expect((await jobs.counts()).respond.delayed).toBe(1)
    await jobs.enqueue('respond', { messageId: 5 }, { jobId: 'respond-late', evenIfFailed: true })
    expect((await jobs.counts()).respond).toMatchObject({ delayed: 0, waiting: 1 })
    await jobs.queues.find(({ name }) => name === 'respond')?.remove('respond-late')
  })

  it('of different kinds and ids run side by side', async () => {
    const jobs = await opened(ground())
    const both = Promise.withResolvers<void>()
    let running = 0
    const meet = async (): Promise<void> => {
      running += 1
      if (running === 2) both.resolve()
      await both.promise
    }
    jobs.work({ ...idle, respond: meet })
    await jobs.enqueue('respond', { messageId: 1 }, { jobId: 'respond-a' })
    await jobs.enqueue('respond', { messageId: 2 }, { jobId: 'respond-b' })
    await both.promise
    expect(await jobs.drain(10_000)).toBe(true)
  })

  if (kind === 'server') {
    it('refuse a server store without Redis, and a Redis that does not answer', async () => {
      const place = { ...ground(), log: quiet }
      await expect(openJobs({ ...place, redisUrl: null })).rejects.toMatchObject({ code: 'redis_url_missing' })
      const nobody = 'redis://127.0.0.1:1'
      await expect(openJobs({ ...place, redisUrl: nobody })).rejects.toMatchObject({ code: 'redis_unreachable' })
    })
  }
})

onEmbeddedStore('jobs inside the embedded database', (ground) => {
  it('share no table name with ours and leave new tables where ours are', async () => {
    await opened(ground())
    const { query } = ground().store
    const clashes = await query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'bullmq'
       INTERSECT SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    )
    expect(clashes).toEqual([])
    await query('CREATE TABLE made_later (id int)')
    expect(await query("SELECT schemaname FROM pg_tables WHERE tablename = 'made_later'")).toEqual([
      { schemaname: 'public' },
    ])
  })

  it('left by a dead process do not linger: the rows say anew what is owed', async () => {
    const before = await opened(ground())
    await before.enqueue('ingest', {}, { jobId: 'ingest-old' })
    await before.close()
    const after = await opened(ground())
    expect((await after.counts()).ingest.waiting).toBe(0)
  })
})
