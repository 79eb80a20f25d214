/**
 * A Bot API server on loopback that does what Telegram does: long polls that hand an update out until it is confirmed,
 * webhooks with a secret header that are repeated until answered with 2xx, its limits and its complaints, and faults on
 * demand. Messages stay in memory; every call is kept.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Chats, type Parameters, type Shown } from './fake-telegram-chats.ts'
import { botMethods } from './fake-telegram-methods.ts'
import { type FakeGroup, type FakePerson, fakeGroup, fakePerson } from './fake-telegram-people.ts'
import { type Delivery, Refusal, UpdateQueue } from './fake-telegram-updates.ts'
import { answer, answerFaultily, readRequest, type TelegramFault } from './fake-telegram-wire.ts'

export type FakeTelegramOptions = {
  token?: string
  username?: string
  /** Telegram's bound over all chats; unbounded unless asked for. */
  perSecond?: number
  /** How long it takes to answer a sending that it has taken; at once unless asked for. */
  latencyMs?: { least: number; most: number }
  /**
   * Takes a sending only after half of that time, and not at all from a sender that is gone by then: as a network, on which
   * what was in flight at a kill may have arrived or not.
   */
  takesMidway?: boolean
}

export type Call = { method: string; payload: Parameters; at: number }

export type FakeTelegram = {
  token: string
  username: string
  apiRoot: string
  calls: Call[]
  /** The bot's messages in order, as people see them now. */
  shown: Shown[]
  /** Presses the bot answered. */
  acknowledged: string[]
  deliveries: Delivery[]
  person(id: string, name?: string): FakePerson
  group(id: string, title?: string): FakeGroup
  /** The next call fares so; of one method only if named (fetching updates must be). */
  fail(fault: TelegramFault, options?: { method?: string; times?: number }): void
  updates: UpdateQueue
  /** A file people can send: what `getFile` finds under its id. */
  keepFile(fileId: string, bytes: Uint8Array): void
  /** Messages on their way: taken up, and their sender still waits for the answer. */
  inHand(): number
  /** The most messages that were sent within any second. */
  busiestSecond(): number
  close(): Promise<void>
}

const notFound = (): never => {
  throw new Refusal(404, 'Not Found')
}

/** Not the sign that somebody types. */
const isMessage = (method: string): boolean => method.startsWith('send') && method !== 'sendChatAction'

type Performing = { request: Awaited<ReturnType<typeof readRequest>>; outgoing: ServerResponse }

type Faulty = { fault: TelegramFault; method: string | null }

export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const {
    token = '700000001:AAFakeTokenOfTheLoopbackTelegram0000',
    username = 'tro_ly_xa_bot',
    perSecond,
    latencyMs,
    takesMidway = false,
  } = options
  const bot = { id: Number(token.split(':')[0]), username, first_name: 'Trợ lý xã' }
  const updates = new UpdateQueue()
  const chats = new Chats(updates, bot)
  const calls: Call[] = []
  const sends: number[] = []
  const files = new Map<string, Uint8Array>()
  let faults: Faulty[] = []
  let inHand = 0

  const takeFault = (method: string): TelegramFault | null => {
    const found = faults.find((each) => (each.method === null ? method !== 'getUpdates' : each.method === method))
    faults = faults.filter((each) => each !== found)
    return found?.fault ?? null
  }
  const countSend = (): void => {
    const now = performance.now()
    if (perSecond && sends.filter((at) => at > now - 1_000).length >= perSecond) {
      throw new Refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 })
    }
    sends.push(now)
  }
  /** How long it takes to take a call, and then to answer it. */
  const delaysOf = (method: string): { beforeMs: number; afterMs: number } => {
    if (!latencyMs || !method.startsWith('send')) return { beforeMs: 0, afterMs: 0 }
    const wholeMs = latencyMs.least + Math.random() * (latencyMs.most - latencyMs.least)
    return takesMidway ? { beforeMs: wholeMs / 2, afterMs: wholeMs / 2 } : { beforeMs: 0, afterMs: wholeMs }
  }
  const countInHand = (outgoing: ServerResponse): void => {
    inHand += 1
    outgoing.once('close', () => {
      inHand -= 1
    })
  }
  const methods = botMethods({ bot, updates, chats, countSend })
  const perform = async (method: string, { request, outgoing }: Performing): Promise<unknown> => {
    if (isMessage(method)) countInHand(outgoing)
    const { beforeMs, afterMs } = delaysOf(method)
    if (beforeMs > 0) await sleep(beforeMs)
    // Who left before it was taken hears no answer either.
    if (beforeMs > 0 && outgoing.destroyed) return null
    const result = await Promise.resolve(request)
      .then(methods[method] ?? notFound)
      .catch((error) => error)
    if (afterMs > 0) await sleep(afterMs)
    return result
  }
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const [, kind, given, rest = ''] = /^\/(bot|file\/bot)([^/]+)\/(.*)$/.exec(incoming.url ?? '') ?? []
    if (given !== token) return answer(outgoing, new Refusal(given ? 401 : 404, given ? 'Unauthorized' : 'Not Found'))
    if (kind === 'file/bot') return void outgoing.end(files.get(rest.replace('documents/', '')) ?? '')
    const request = await readRequest(incoming, outgoing)
    calls.push({ method: rest, payload: request.payload, at: performance.now() })
    const fault = takeFault(rest)
    if (fault && fault.is !== 'cut') return answerFaultily(outgoing, fault)
    const result = await perform(rest, { request, outgoing })
    if (fault) outgoing.destroy()
    else answer(outgoing, result)
  }

  const server = createServer((incoming, outgoing) => {
    // A client that left in the middle of its request is no fault.
    handle(incoming, outgoing).catch(() => outgoing.destroy())
  })
  // Node's own five seconds would close connections under a bot that thinks; Telegram's are longer.
  server.keepAliveTimeout = 75_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const ground = { chats, updates, username, botId: bot.id }
  return {
    ...{ token, username, calls, updates, shown: chats.shown, acknowledged: chats.acknowledged },
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries: updates.deliveries,
    person: (id, name = 'Người dân') => fakePerson(ground, id, name),
    group: (id, title = 'Tổ công nghệ số') => fakeGroup(ground, id, title),
    fail: (fault, { method = null, times = 1 }: { method?: string | null; times?: number } = {}) => {
      for (let left = times; left > 0; left--) faults.push({ fault, method })
    },
    keepFile: (fileId, bytes) => void files.set(fileId, bytes),
    inHand: () => inHand,
    busiestSecond: () =>
      Math.max(0, ...sends.map((from) => sends.filter((at) => at >= from && at < from + 1_000).length)),
    close: async () => {
      updates.deleteWebhook()
      server.closeAllConnections()
      server.close()
      if (server.listening) await once(server, 'close')
    },
  }
}
