/**
 * `npm run export -- --to FILE.zip`: the whole office in open formats, to be read. With `--whole`: secrets too, for
 * `npm run import` elsewhere. On the embedded store the program must be stopped.
 */
import { resolve } from 'node:path'
import { processEnvironment, readConfig } from '../config.ts'
import { writeAudit } from '../people/index.ts'
import { parseCommandLine, runCommand, UsageError } from './command.ts'
import { openConfiguredStore } from './open-store.ts'
import { createProgress } from './progress.ts'
import type { Manifest } from './transfer/manifest.ts'
import { writeExport } from './transfer/write-export.ts'

const USAGE = 'npm run export -- --to FILE.zip [--whole]'

await runCommand(async (args) => {
  const { to, kind } = readOptions(args)
  const store = await openConfiguredStore(readConfig(processEnvironment()))
  const progress = createProgress('Xuất dữ liệu')
  try {
    // Before, so that it goes along.
    await writeAudit(store, { actor: 'cli', action: 'data_exported', subject: { kind } })
    const now = new Date()
    const manifest = await writeExport(store, { to: resolve(to), kind, now, onTable: progress.report })
    progress.stop()
    process.stdout.write(`${saysDone(manifest, to)}\n`)
  } finally {
    progress.stop()
    await store.close()
  }
})

function readOptions(args: string[]): { to: string; kind: Manifest['kind'] } {
  const options = { to: { type: 'string' }, whole: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseCommandLine(args, options, USAGE)
  if (!values.to || positionals.length > 0) throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
  return { to: values.to, kind: values.whole ? 'whole' : 'reading' }
}

function saysDone({ kind, tables }: Manifest, to: string): string {
  const rows = tables.reduce((total, table) => total + table.rows, 0)
  const done = `Đã xuất ${tables.length} bảng, ${rows} dòng vào ${to}.`
  return kind === 'whole'
    ? `${done}\nTệp có đủ để chuyển máy, gồm cả bí mật: mã băm mật khẩu, khóa xác thực hai bước, phiên đăng nhập, khóa kênh (còn niêm phong nếu có TOKEN_ENCRYPTION_KEY). Giữ kín, nhập xong thì xóa. Tin đến sau lúc này không có trong tệp: đừng mở lại trợ lý ở máy cũ.`
    : `${done} Không có mật khẩu, khóa, mã. Tệp chứa dữ liệu cá nhân: cất nơi chỉ người có trách nhiệm đọc được.`
}
