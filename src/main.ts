/** `npm start [-- --role all|web|worker]`: the whole assistant, until Ctrl-C or SIGTERM. */
import { type App, buildApp } from './app.ts'
import { parseCommandLine, runCommand, UsageError } from './cli/command.ts'
import { ingestionLines } from './cli/ingestion-lines.ts'
import { openConfiguredStore } from './cli/open-store.ts'
import { createProgress } from './cli/progress.ts'
import { processEnvironment, type Role, readConfig } from './config.ts'
import { createLog, type Log } from './log.ts'
import type { Store } from './store/index.ts'

const USAGE = 'npm start [-- --role all|web|worker]'
/** Past this a stopping process ends anyway; whatever was owed is still a row. */
const STOP_WITHIN_MS = 10_000

await runCommand(async (args) => {
  const config = readConfig(processEnvironment(), readRole(args))
  const log = createLog(config.settings.logLevel)
  const store = await openConfiguredStore(config)
  let app: App | undefined
  try {
    sayWhatIsMissing(store, log)
    app = await buildApp({ config, log, store })
    await start(app)
    await untilSignal()
  } finally {
    await stop(app, store)
  }
})
// Telegraf leaves a timer of eight minutes behind for each answer that broke off in its middle: the process would live on for it.
process.exit()

function readRole(args: string[]): Role {
  const { values, positionals } = parseCommandLine(args, { role: { type: 'string', default: 'all' } }, USAGE)
  const { role } = values
  if (positionals.length > 0 || (role !== 'all' && role !== 'web' && role !== 'worker')) {
    throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
  }
  return role
}

/** Once, so that the office knows which fallback it runs on. */
function sayWhatIsMissing({ kind, capabilities }: Store, log: Log): void {
  log.info('store_opened', { kind, ...capabilities })
  if (!capabilities.bm25) log.warn('bm25_missing', { fallback: 'tsvector' })
  if (!capabilities.vector) log.warn('vector_missing', { fallback: 'lexical search only' })
}

async function start(app: App): Promise<void> {
  const url = await app.listen()
  if (url) process.stderr.write(`Trang web mở tại ${url}; đang đọc văn bản…\n`)
  const progress = createProgress('Đọc văn bản')
  try {
    const report = await app.ingest(progress.report)
    progress.stop()
    if (report) process.stderr.write(`${ingestionLines(report).join('\n')}\n`)
  } finally {
    progress.stop()
  }
  await app.work()
  const first = await app.firstAdministratorUrl()
  if (first) process.stderr.write(`Chưa có người quản trị. Mở một lần để tạo: ${first}\n`)
  process.stdout.write(url ? `Trợ lý đã sẵn sàng: ${url}\n` : 'Tiến trình xử lý đã sẵn sàng.\n')
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

async function stop(app: App | undefined, store: Store): Promise<void> {
  // A second Ctrl-C means at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const late = setTimeout(() => process.exit(1), STOP_WITHIN_MS)
  await app?.stop()
  await store.close()
  clearTimeout(late)
}
