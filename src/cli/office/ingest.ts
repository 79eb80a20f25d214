import { parseCommandLine } from '../command.ts'
import { ingestionLines } from '../ingestion-lines.ts'
import type { OfficeCommand } from './office-command.ts'

export const ingest: OfficeCommand = (args) => {
  parseCommandLine(args, {}, 'npm run ingest')
  return async ({ say, onProgress, ingest: run }) => say(ingestionLines(await run(onProgress)).join('\n'))
}
