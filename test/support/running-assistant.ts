import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

/** The whole program as `npm start` runs it, in a process of its own. */
export type RunningAssistant = {
  /** Where its page is; empty for a worker, which has none. */
  address: string
  process: ChildProcess
  /** Where the first administrator begins; empty where there is one already. */
  firstAdministrator: string
  /** Milliseconds from starting the process to the printed address. */
  startMs: number
  /** Sends the signal and waits; returns the exit code and how long stopping took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; stopMs: number }>
}

const running = new Set<ChildProcess>()
// Whoever is broken off leaves nobody running who looks for servers that are gone.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export async function startAssistant(
  environment: Record<string, string>,
  role: 'all' | 'web' | 'worker' = 'all',
  /** Where its program lies, if not here. */
  folder = '.',
): Promise<RunningAssistant> {
  const startedAt = performance.now()
  const port = await freePort()
  const child = spawn(process.execPath, ['src/main.ts', '--role', role], {
    cwd: folder,
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let firstAdministrator = ''
  child.stderr?.on('data', (said: Buffer) => {
    firstAdministrator = /http\S+\/quan-tri\/bat-dau\/\S+/.exec(String(said))?.[0] ?? firstAdministrator
    process.stderr.write(said)
  })
  const address = await readyLine(child)
  return {
    address,
    // Said on another pipe than the address, perhaps a moment later.
    get firstAdministrator() {
      return firstAdministrator
    },
    process: child,
    startMs: performance.now() - startedAt,
    stop: async (signal = 'SIGTERM') => {
      const stoppedAt = performance.now()
      child.kill(signal)
      const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
      return { code, stopMs: performance.now() - stoppedAt }
    },
  }
}

async function readyLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the program has no standard output')
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('sẵn sàng')) return /http:\/\/[\d.]+:\d+/.exec(line)?.[0] ?? ''
  }
  throw new Error('the program ended before it was ready')
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

export type Reply = { noiDung: string; ketQua: string | null; canCu: { vanBan: string; muc: string; diaChi: string }[] }

export type HttpVisitor = {
  ask(question: string): Promise<Reply>
  /** Sends without waiting; the message's id. */
  send(question: string): Promise<number>
  /** Waits for the answer, at another address when the program was started again. */
  answerTo(messageId: number, address?: string): Promise<Reply>
}

/** One citizen of one commune asking over HTTP, as the page's script does. */
export async function visitorOf(address: string, commune: string): Promise<HttpVisitor> {
  const chosen = await postJson(`${address}/api/toi`, { xa: commune, vaiTro: 'citizen' })
  const cookie = chosen.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const send = async (question: string): Promise<number> => {
    const sent = await postJson(`${address}/api/tin-nhan`, { noiDung: question, khoa: crypto.randomUUID() }, cookie)
    return ((await sent.json()) as { id: number }).id
  }
  const answerTo = (messageId: number, at = address): Promise<Reply> => waitForReply(at, cookie, messageId)
  return { send, answerTo, ask: async (question) => answerTo(await send(question)) }
}

async function waitForReply(address: string, cookie: string, messageId: number): Promise<Reply> {
  for (let polls = 0; polls < 10; polls++) {
    const response = await fetch(`${address}/api/tin-nhan?sau=${messageId}`, { headers: { cookie } })
    const { tinNhan } = (await response.json()) as { tinNhan: (Reply & { traLoiCho: number | null })[] }
    const reply = tinNhan.find((message) => message.traLoiCho === messageId)
    if (reply) return reply
  }
  throw new Error('no answer came')
}

async function postJson(url: string, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}: ${await response.text()}`)
  return response
}
