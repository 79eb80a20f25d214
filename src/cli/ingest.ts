/** `npm run ingest`: brings the store to what the knowledge folder says and reports every file. */
import { processEnvironment, readConfig } from '../config.ts'
import { closeReaders, ingestKnowledge } from '../documents/index.ts'
import { parseCommandLine, runCommand } from './command.ts'
import { ingestionLines } from './ingestion-lines.ts'
import { openConfiguredStore } from './open-store.ts'
import { createProgress } from './progress.ts'
import { todayInVietnam } from './today.ts'

await runCommand(async (args) => {
  parseCommandLine(args, {}, 'npm run ingest')
  const config = readConfig(processEnvironment())
  const store = await openConfiguredStore(config)
  const progress = createProgress('Đọc văn bản')
  try {
    const report = await ingestKnowledge({
      store,
      folder: config.settings.knowledgeFolder,
      today: todayInVietnam(),
      reading: config.settings.reading,
      onProgress: progress.report,
    })
    progress.stop()
    process.stdout.write(`${ingestionLines(report).join('\n')}\n`)
  } finally {
    progress.stop()
    closeReaders()
    await store.close()
  }
})
