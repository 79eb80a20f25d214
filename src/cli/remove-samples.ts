/** `npm run remove-samples`: takes the shipped documents away, so that only the office's own remain. */
import { processEnvironment, readConfig } from '../config.ts'
import { removeSamples } from '../documents/index.ts'
import { parseCommandLine, runCommand } from './command.ts'
import { openConfiguredStore } from './open-store.ts'

await runCommand(async (args) => {
  parseCommandLine(args, {}, 'npm run remove-samples')
  const config = readConfig(processEnvironment())
  const store = await openConfiguredStore(config)
  try {
    const files = await removeSamples(store, config.settings.knowledgeFolder)
    process.stdout.write(
      files.length === 0
        ? 'Không còn văn bản mẫu nào.\n'
        : `Đã gỡ ${files.length} văn bản mẫu: ${files.join(', ')}. Bỏ văn bản của xã vào thư mục kiến thức rồi chạy npm run ingest.\n`,
    )
  } finally {
    await store.close()
  }
})
