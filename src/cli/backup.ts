/** `npm run backup -- FILE`: everything the embedded store holds, as one file. The program must be stopped. */
import { dirname, resolve } from 'node:path'
import { processEnvironment, readConfig } from '../config.ts'
import { noteCopy, saveStore } from '../store/index.ts'
import { CommandError, parseCommandLine, runCommand, UsageError } from './command.ts'
import { openConfiguredStore } from './open-store.ts'

const USAGE = 'npm run backup -- FILE.tar.gz'
const BYTES_PER_MIB = 1024 * 1024

await runCommand(async (args) => {
  const [file, ...others] = parseCommandLine(args, {}, USAGE).positionals
  if (!file || others.length > 0) throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
  const config = readConfig(processEnvironment())
  if (config.secrets.databaseUrl) throw onServer()
  const store = await openConfiguredStore(config)
  try {
    const bytes = await saveStore(store, resolve(file))
    noteCopy(config.settings.dataFolder, { at: new Date(), folder: dirname(resolve(file)) }, bytes)
    process.stdout.write(
      `Đã sao lưu ${(bytes / BYTES_PER_MIB).toFixed(1)} MiB vào ${file}. Tệp chứa dữ liệu cá nhân: cất nơi chỉ người quản trị đọc được.\n`,
    )
  } finally {
    await store.close()
  }
})

function onServer(): CommandError {
  return new CommandError({
    vi: 'Dữ liệu nằm trên máy chủ PostgreSQL: sao lưu bằng pg_dump của máy chủ đó.',
    en: 'The data are on a PostgreSQL server: save them with its own pg_dump.',
  })
}
