import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort, type RunningAssistant, startAssistant, visitorOf } from './support/running-assistant.ts'
import { serverDatabase } from './support/server-database.ts'

const REDIS_URL = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'
const STOP_LIMIT_MS = 10_000

const running: RunningAssistant[] = []
const folders: string[] = []

afterEach(() => {
  for (const { process } of running.splice(0)) process.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function started(...args: Parameters<typeof startAssistant>): Promise<RunningAssistant> {
  const assistant = await startAssistant(...args)
  running.push(assistant)
  return assistant
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'main-'))
  folders.push(folder)
  return folder
}

async function firstCommune(address: string): Promise<string> {
  const { xa } = (await (await fetch(`${address}/api/xa`)).json()) as { xa: { ma: string }[] }
  return xa[0]?.ma ?? ''
}

/** Runs the program until it ends by itself; what it said on standard error. */
function runToEnd(environment: Record<string, string>, ...args: string[]): { code: number | null; said: string } {
  const run = spawnSync(process.execPath, ['src/main.ts', ...args], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { code: run.status, said: run.stderr.trim() }
}

describe('the whole program on the embedded default', () => {
  it('answers with a clause, stops in time on SIGTERM, and answers again after a restart with the same data', async () => {
    const DATA_DIR = newFolder()
    for (const start of ['first', 'second']) {
      const assistant = await started({ DATA_DIR })
      const visitor = await visitorOf(assistant.address, await firstCommune(assistant.address))
      const reply = await visitor.ask('100% văn bản được xử lý trên môi trường điện tử phải không?')
      expect([start, reply.ketQua, reply.canCu.length > 0]).toEqual([start, 'answered', true])
      const { code, stopMs } = await assistant.stop('SIGTERM')
      expect(code).toBe(0)
      expect(stopMs < STOP_LIMIT_MS).toBe(true)
    }
  })

  it('answers after being killed what it had taken in before', async () => {
    const DATA_DIR = newFolder()
    const assistant = await started({ DATA_DIR })
    const visitor = await visitorOf(assistant.address, await firstCommune(assistant.address))
    await visitor.ask('chào')
    const id = await visitor.send('ai ký văn bản này')
    assistant.process.kill('SIGKILL')
    const again = await started({ DATA_DIR })
    expect((await visitor.answerTo(id, again.address)).ketQua).toBeTruthy()
  })
})

describe.skipIf(!serverDatabase.reachable)('the program in two roles on a server', () => {
  it('takes a message in one process and answers it in another', async () => {
    const { url, drop } = await serverDatabase.create()
    try {
      const environment = { DATABASE_URL: url, REDIS_URL, QUEUE_PREFIX: `test-${randomUUID()}` }
      const worker = await started(environment, 'worker')
      const web = await started(environment, 'web')
      const visitor = await visitorOf(web.address, await firstCommune(web.address))
      expect((await visitor.ask('ai ký văn bản này')).canCu.length).toBeGreaterThan(0)
      expect(await Promise.all([web.stop(), worker.stop()])).toMatchObject([{ code: 0 }, { code: 0 }])
    } finally {
      await drop()
    }
  })

  it('shows the figures of a worker at a port of its own, and works on where another has the port', async () => {
    const { url, drop } = await serverDatabase.create()
    try {
      const port = await freePort()
      const environment = {
        ...{ DATABASE_URL: url, REDIS_URL, QUEUE_PREFIX: `test-${randomUUID()}` },
        ...{ METRICS_PORT: String(port), LOG_LEVEL: 'silent' },
      }
      const workers = [await started(environment, 'worker'), await started(environment, 'worker')]
      const address = `http://127.0.0.1:${port}`
      const figures = await (await fetch(`${address}/metrics`)).text()
      expect(figures).toContain('assistant_process_resident_memory_bytes')
      expect(figures).toMatch(/assistant_jobs\{kind="respond",state="waiting"\} 0/)
      expect((await fetch(`${address}/tinh-trang`)).status).toBe(404)
      expect(await Promise.all(workers.map((worker) => worker.stop()))).toMatchObject([{ code: 0 }, { code: 0 }])
    } finally {
      await drop()
    }
  })
})

describe('a start that cannot succeed', () => {
  it.each([
    ['an unknown role', { args: ['--role', 'queen'], environment: {}, code: 2, says: '--role all|web|worker' }],
    ['an unknown option', { args: ['--nhanh'], environment: {}, code: 2, says: '--nhanh' }],
    ['a split role without a server', { args: ['--role', 'web'], environment: {}, code: 1, says: 'DATABASE_URL' }],
    [
      'a server that does not answer',
      {
        args: [],
        environment: { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/b', REDIS_URL },
        code: 1,
        says: 'Không kết nối được PostgreSQL tại 127.0.0.1:1/b',
      },
    ],
    [
      'English asked for',
      { args: [], environment: { LANGUAGE: 'en', PORT: 'x' }, code: 1, says: 'Variable PORT is not valid' },
    ],
  ])('ends on %s with one sentence and no stack trace', (_, { args, environment, code, says }) => {
    const run = runToEnd({ DATA_DIR: newFolder(), ...(environment as Record<string, string>) }, ...args)
    expect(run.code).toBe(code)
    expect(run.said).toContain(says)
    expect(run.said.split('\n')).toHaveLength(1)
    expect(run.said).not.toMatch(/secret|\n\s+at /)
  })

  it('refuses a missing knowledge folder and leaves the data as it was', () => {
    const DATA_DIR = newFolder()
    const run = runToEnd({ DATA_DIR, PORT: '0', KNOWLEDGE_DIR: join(DATA_DIR, 'none') })
    expect(run.code).toBe(1)
    expect(run.said).toContain('Không đọc được thư mục kiến thức')
  })
})
