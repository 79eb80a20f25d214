/** `npm run restore -- FILE`: puts a file made by `npm run backup` in the place of the data. The program must be stopped. */
import { existsSync } from 'node:fs'
import { processEnvironment, readConfig } from '../config.ts'
import { askRestore, restoreStore } from '../store/index.ts'
import { CommandError, parseCommandLine, runCommand, UsageError } from './command.ts'
import { erasedAgainLine, openConfiguredStore } from './open-store.ts'

const USAGE = 'npm run restore -- FILE.tar.gz'

await runCommand(async (args) => {
  const [file, ...others] = parseCommandLine(args, {}, USAGE).positionals
  if (!file || others.length > 0) throw new UsageError({ vi: `Cách dùng: ${USAGE}`, en: `Usage: ${USAGE}` })
  if (!existsSync(file)) throw new CommandError({ vi: `Không có tệp ${file}.`, en: `There is no file ${file}.` })
  const config = readConfig(processEnvironment())
  const { settings, secrets } = config
  if (secrets.databaseUrl) {
    throw new CommandError({
      vi: 'Dữ liệu nằm trên máy chủ PostgreSQL: khôi phục bằng pg_restore của máy chủ đó.',
      en: 'The data are on a PostgreSQL server: restore them with its own pg_restore.',
    })
  }
  const aside = await restoreStore(settings.dataFolder, file)
  // Asked for on the page before: what was typed now is the later word.
  askRestore(settings.dataFolder, null)
  process.stdout.write(
    `Đã khôi phục từ ${file}.${aside ? ` Dữ liệu cũ còn ở ${settings.dataFolder}/${aside}; xóa khi chắc chắn không cần nữa.` : ''}\n`,
  )
  const store = await openConfiguredStore(config, (people) => process.stdout.write(`${erasedAgainLine(people)}\n`))
  await store.close()
})
