/** Messages sent at a fixed rate to Telegram's webhook, whatever becomes of those before, and a fake Telegram that takes the answers. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { SeenAtTelegram } from '../support/fake-telegram-child.ts'
import type { TransportGround } from '../support/transport-ground.ts'

/** People who write, each in a chat of their own. */
export const CHATS = 4_000

let nextId = 1

/** The ids that were sent: `first` and those after it, each meant to be sent `1000 / rate` ms after the one before. */
export type Sent = { first: number; count: number; rate: number; startedAtMs: number }

export type Door = { address: string; token: string }

/**
 * Sends `rate` messages a second for so long, from a process of its own so that the program's event loop is the program's; settles
 * when the last was taken. Waits are counted from when a message was meant to be sent: a door that is slow to take them
 * is part of the wait.
 */
export async function sendAt({ address, token }: Door, rate: number, seconds: number): Promise<Sent> {
  const [first, count] = [nextId, rate * seconds]
  nextId += count
  const child = fork('test/bench/sender-child.ts', [address, token, ...[rate, first, count, CHATS].map(String)])
  const [{ startedAtMs }] = (await once(child, 'message')) as [{ startedAtMs: number }]
  await once(child, 'exit')
  return { first, count, rate, startedAtMs }
}

export type FakeTelegram = Pick<TransportGround, 'token' | 'environment' | 'seen'> & { apiRoot: string; stop(): void }

export async function fakeTelegram(): Promise<FakeTelegram> {
  const child = fork('test/support/fake-telegram-child.ts', [String(CHATS), '0', '0'])
  const [{ apiRoot, token }] = (await once(child, 'message')) as [{ apiRoot: string; token: string }]
  const environment = { PUBLIC_URL: 'https://xa.example.vn', TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot }
  const seen = async (): Promise<SeenAtTelegram> => {
    child.send('seen')
    return (await once(child, 'message'))[0]
  }
  return { token, apiRoot, environment, seen, stop: () => void child.kill() }
}
