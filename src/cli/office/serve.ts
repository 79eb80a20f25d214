import { timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import { sentenceOf, UsageError } from '../command.ts'
import { OFFICE_COMMANDS } from './index.ts'
import type { Doing, OfficeCommand } from './office-command.ts'
import { commandAsked, OFFICE_COMMAND_PATH, type Told } from './wire.ts'

const BUSY_INTERVAL_MS = 15_000

type Serving = Pick<Doing, 'config' | 'store' | 'ingest'> & {
  /** Told only in the data folder. */
  key: string
  logFault(command: string, error: unknown): void
}

/** Runs a command for the caller that shows the key of this run; to anybody else the path does not exist. */
export function serveOfficeCommands(serving: Serving): Hono {
  const routes = new Hono()
  routes.post(OFFICE_COMMAND_PATH, async (c) => {
    if (!isKey(c, serving.key)) return c.notFound()
    const asked = commandAsked.safeParse(await c.req.json().catch(() => null))
    const command = asked.success && commandNamed(asked.data.command)
    if (!asked.success || !command) return c.text('unknown command', 400)
    return stream(c, async (output) => {
      const tell = (what: Told): void => void output.write(`${JSON.stringify(what)}\n`)
      const busy = setInterval(() => tell({ kind: 'busy' }), BUSY_INTERVAL_MS)
      try {
        await command(asked.data.args)({
          ...serving,
          say: (text) => tell({ kind: 'said', text }),
          onProgress: (progress) => tell({ kind: 'progress', ...progress }),
          ask: null,
        })
        tell({ kind: 'done' })
      } catch (error) {
        serving.logFault(asked.data.command, error)
        tell({ kind: 'failed', sentence: sentenceOf(error), isUsage: error instanceof UsageError })
      } finally {
        clearInterval(busy)
      }
    })
  })
  return routes
}

function commandNamed(name: string): OfficeCommand | undefined {
  return Object.hasOwn(OFFICE_COMMANDS, name) ? OFFICE_COMMANDS[name as keyof typeof OFFICE_COMMANDS] : undefined
}

function isKey(c: Context, key: string): boolean {
  const [shown, wanted] = [Buffer.from(c.req.header('authorization') ?? ''), Buffer.from(`Bearer ${key}`)]
  return shown.length === wanted.length && timingSafeEqual(shown, wanted)
}
