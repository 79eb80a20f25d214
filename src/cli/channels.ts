/**
 * `npm run channels -- ACTION zalo`: what an office sets up once for each Official Account. On the embedded database, stop
 * the assistant first; on a server it may run, and takes the change up with the next message.
 */
import { createInterface } from 'node:readline/promises'
import { processEnvironment, readConfig } from '../config.ts'
import { parseCommandLine, runCommand, UsageError } from './command.ts'
import { openConfiguredStore } from './open-store.ts'
import { connectZalo, listZalo, nameTemplates, type ZaloDoing } from './zalo-actions.ts'

const USAGE = `npm run channels -- <việc>
  connect zalo   [--commune SLUG]
  templates zalo --oa MÃ_OA ahead=SỐ due=SỐ late=SỐ digest=SỐ coordinator=SỐ login-code=SỐ
  list zalo`

const OPTIONS = { commune: { type: 'string' }, oa: { type: 'string' } } as const

await runCommand(async (args) => {
  const { values, positionals } = parseCommandLine(args, OPTIONS, USAGE)
  const act = actionOf(positionals, values)
  const config = readConfig(processEnvironment())
  const store = await openConfiguredStore(config)
  try {
    const lines = await act({ config, store, ask })
    process.stdout.write(`${lines.join('\n')}\n`)
  } finally {
    await store.close()
  }
})

type Act = (doing: ZaloDoing) => Promise<string[]>

function actionOf([action, provider, ...pairs]: string[], { commune, oa }: { commune?: string; oa?: string }): Act {
  if (provider === 'zalo' && action === 'connect') return (doing) => connectZalo(doing, commune)
  if (provider === 'zalo' && action === 'list') return listZalo
  if (provider === 'zalo' && action === 'templates' && oa && pairs.length > 0) {
    return (doing) => nameTemplates(doing, oa, pairs)
  }
  throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
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
