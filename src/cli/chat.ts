/**
 * `npm run chat`: the assistant in a terminal, or with questions piped in. Talks to the running instance over loopback;
 * where none runs, it runs one by itself, for this machine alone and as long as the talk lasts.
 */
import { createInterface } from 'node:readline'
import { buildApp } from '../app.ts'
import { processEnvironment, readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { createChatClient, isAssistantAt, runningUrl } from './chat/client.ts'
import { type Terminal, talk } from './chat/talk.ts'
import { WORDS } from './chat/words.ts'
import { parseCommandLine, runCommand } from './command.ts'
import { openConfiguredStore } from './open-store.ts'
import { createProgress } from './progress.ts'

const LOOK_FOR_MS = 2_000

await runCommand(async (args) => {
  parseCommandLine(args, {}, 'npm run chat')
  const environment = processEnvironment()
  const { settings } = readConfig(environment)
  const running = runningUrl(settings)
  if (running && (await isAssistantAt(running, LOOK_FOR_MS))) await talkTo(running)
  else await talkAlone(environment)
})

async function talkTo(url: string): Promise<void> {
  const leaving = new AbortController()
  const terminal = openTerminal(() => leaving.abort())
  try {
    await talk({ client: createChatClient(url, leaving.signal), terminal })
  } catch (error) {
    if (!leaving.signal.aborted) throw error
  } finally {
    terminal.close()
  }
}

/** An instance of our own on a free port of this machine. */
async function talkAlone(environment: ReturnType<typeof processEnvironment>): Promise<void> {
  const config = readConfig({ ...environment, HOST: '127.0.0.1', PORT: '0' })
  const store = await openConfiguredStore(config)
  const app = await buildApp({ config, log: createLog(config.settings.logLevel), store }).catch(async (error) => {
    await store.close()
    throw error
  })
  try {
    const url = await app.listen()
    const progress = createProgress('Đọc văn bản')
    await app.ingest(progress.report).finally(progress.stop)
    await app.work()
    if (url) await talkTo(url)
  } finally {
    await app.stop()
    await store.close()
  }
}

/** Ctrl-C, Ctrl-D and the end of piped lines all end the talk; `onInterrupt` also drops what is being waited for. */
function openTerminal(onInterrupt: () => void): Terminal & { close(): void } {
  const isTerminal = process.stdin.isTTY === true
  const readline = createInterface({ input: process.stdin, output: isTerminal ? process.stdout : undefined })
  const lines = readline[Symbol.asyncIterator]()
  const interrupt = (): void => {
    onInterrupt()
    readline.close()
  }
  readline.on('SIGINT', interrupt)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt)
  return {
    read: async (prompt) => {
      if (isTerminal) {
        readline.setPrompt(prompt)
        readline.prompt()
      }
      const { value, done } = await lines.next()
      return done ? null : value
    },
    write: (text) => void process.stdout.write(`${text}\n`),
    close: () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt)
      if (isTerminal) process.stdout.write(`\n${WORDS.bye}\n`)
      readline.close()
    },
  }
}
