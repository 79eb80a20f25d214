/**
 * `npm run check:channels`: asks every provider that is set up a harmless question, and says in Vietnamese what is wrong
 * and what to do. Exit code 1 when one of them is in trouble; one that is not set up is no trouble. Beside a running
 * program on the embedded store, which is that program's alone, the program is asked to do it.
 */
import { z } from 'zod'
import { type ChannelLine, checkChannels } from '../channel-report.ts'
import { composeChannels } from '../compose-channels.ts'
import { type Config, processEnvironment, readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { StoreError } from '../store/index.ts'
import { runningUrl } from './chat/client.ts'
import { parseCommandLine, runCommand } from './command.ts'
import { openConfiguredStore } from './open-store.ts'

const ANSWER_WITHIN_MS = 60_000

const answered = z.object({
  kenh: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['ok', 'off', 'trouble']),
      says: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
})

const SIGNS: Record<ChannelLine['state'], string> = { ok: 'tốt', off: 'chưa bật', trouble: 'CÓ LỖI' }

await runCommand(async (args) => {
  parseCommandLine(args, {}, 'npm run check:channels')
  const lines = await check(readConfig(processEnvironment()))
  for (const { name, state, says, remedy } of lines) {
    process.stdout.write(`${name}: ${SIGNS[state]}. ${says}\n${remedy ? `  ${remedy}\n` : ''}`)
  }
  if (lines.some(({ state }) => state === 'trouble')) process.exitCode = 1
})

async function check(config: Config): Promise<ChannelLine[]> {
  const store = await openConfiguredStore(config).catch((error) => {
    if (error instanceof StoreError && error.code === 'in_use') return null
    throw error
  })
  if (!store) return askRunning(config)
  try {
    return await checkChannels(composeChannels({ config, log: createLog('silent'), store }))
  } finally {
    await store.close()
  }
}

async function askRunning({ settings }: Config): Promise<ChannelLine[]> {
  const url = new URL('/api/kenh', runningUrl(settings) ?? 'http://127.0.0.1')
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
  return answered.parse(await response.json()).kenh
}
