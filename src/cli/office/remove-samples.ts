import { removeSamples as remove } from '../../documents/index.ts'
import { parseCommandLine } from '../command.ts'
import type { OfficeCommand } from './office-command.ts'

export const removeSamples: OfficeCommand = (args) => {
  parseCommandLine(args, {}, 'npm run remove-samples')
  return async ({ config, store, say }) => {
    const files = await remove(store, config.settings.knowledgeFolder)
    say(
      files.length === 0
        ? 'Không còn văn bản mẫu nào.'
        : `Đã gỡ ${files.length} văn bản mẫu: ${files.join(', ')}. Bỏ văn bản của xã vào thư mục kiến thức rồi chạy npm run ingest.`,
    )
  }
}
