/** `npm run import -- --from FILE.zip`: puts an export made with `--whole` into a store that holds nothing yet. */
import { processEnvironment, readConfig } from '../config.ts'
import { writeAudit } from '../people/index.ts'
import { parseCommandLine, runCommand, UsageError } from './command.ts'
import { openConfiguredStore } from './open-store.ts'
import { type Filled, fillStore } from './transfer/fill-store.ts'
import { openExport } from './transfer/read-export.ts'

const USAGE = 'npm run import -- --from FILE.zip'

await runCommand(async (args) => {
  const { values, positionals } = parseCommandLine(args, { from: { type: 'string' } }, USAGE)
  const { from } = values
  if (!from || positionals.length > 0) throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
  const config = readConfig(processEnvironment())
  const checked = await openExport(from)
  try {
    const store = await openConfiguredStore(config)
    try {
      const filled = await fillStore(store, checked)
      const { madeAt, kind } = checked.manifest
      await writeAudit(store, { actor: 'cli', action: 'data_imported', subject: { madeAt, kind } })
      process.stdout.write(`${saysDone(filled, from)}\n`)
    } finally {
      await store.close()
    }
  } finally {
    checked.close()
  }
})

function saysDone({ tables, rows, withoutVectors }: Filled, from: string): string {
  const lines = [`Đã nhập ${tables} bảng, ${rows} dòng từ ${from}. Chép knowledge và .env sang rồi mới mở trợ lý.`]
  if (withoutVectors) lines.push('Nơi nhận không có pgvector: số liệu tìm theo nghĩa bỏ qua, trợ lý tìm theo chữ.')
  return lines.join('\n')
}
