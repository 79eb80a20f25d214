/** Runs a command of the office: inside the assistant that holds the data folder, or with the store opened for it. */
import { createInterface } from 'node:readline/promises'
import { type Config, processEnvironment, readConfig } from '../../config.ts'
import { closeReaders, ingestKnowledge } from '../../documents/index.ts'
import type { Store } from '../../store/index.ts'
import { CommandError, runCommand, UsageError } from '../command.ts'
import { openConfiguredStore } from '../open-store.ts'
import { createProgress } from '../progress.ts'
import { todayInVietnam } from '../today.ts'
import { OFFICE_COMMANDS, type OfficeCommandName } from './index.ts'
import { findNote } from './running-note.ts'
import { OFFICE_COMMAND_PATH, type Told, told } from './wire.ts'

/** Exit codes as of every command. Beside a server's database the store is opened here too: it may have many users. */
export function runOfficeCommand(name: OfficeCommandName): Promise<void> {
  return runCommand(async (args) => {
    const work = OFFICE_COMMANDS[name](args)
    const config = readConfig(processEnvironment())
    const answer = config.secrets.databaseUrl ? null : await askRunning(config, name, args)
    const progress = createProgress('Đọc văn bản')
    const output = { say: (text: string) => void process.stdout.write(`${text}\n`), onProgress: progress.report }
    try {
      if (answer) await retell(answer, output)
      else await runAlone(config, (store) => work({ config, store, ...output, ask, ingest: ingestInto(store, config) }))
    } finally {
      progress.stop()
    }
  })
}

async function runAlone(config: Config, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openConfiguredStore(config)
  try {
    await work(store)
  } finally {
    closeReaders()
    await store.close()
  }
}

function ingestInto(store: Store, { settings }: Config) {
  const { knowledgeFolder: folder, reading } = settings
  return (onProgress: Parameters<typeof ingestKnowledge>[0]['onProgress']) =>
    ingestKnowledge({ store, folder, today: todayInVietnam(), reading, onProgress })
}

/** Null where no assistant holds the folder: a note left by a killed one leads nowhere, or to a stranger who refuses. */
async function askRunning({ settings }: Config, command: string, args: string[]): Promise<ReadableStream | null> {
  const running = findNote(settings.dataFolder)
  if (!running) return null
  try {
    const response = await fetch(new URL(OFFICE_COMMAND_PATH, running.address), {
      method: 'POST',
      headers: { authorization: `Bearer ${running.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ command, args }),
    })
    return response.ok ? response.body : null
  } catch {
    return null
  }
}

type Output = { say(text: string): void; onProgress(progress: { done: number; total: number; file: string }): void }

async function retell(answer: ReadableStream, { say, onProgress }: Output): Promise<void> {
  for await (const line of linesOf(answer)) {
    if (line.kind === 'progress') onProgress(line)
    if (line.kind === 'said') say(line.text)
    if (line.kind === 'done') return
    if (line.kind === 'failed') throw line.isUsage ? new UsageError(line.sentence) : new CommandError(line.sentence)
  }
  throw cutShort()
}

async function* linesOf(answer: ReadableStream): AsyncGenerator<Told> {
  let rest = ''
  try {
    for await (const piece of answer.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield told.parse(JSON.parse(line))
    }
  } catch (cause) {
    throw cutShort(cause)
  }
}

function cutShort(cause?: unknown): CommandError {
  return new CommandError(
    {
      vi: 'Trợ lý dừng trước khi làm xong lệnh này; chạy lại lệnh.',
      en: 'The assistant stopped before this command was done; run it again.',
    },
    cause,
  )
}

/** On standard error, so that standard output holds the outcome alone. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}
