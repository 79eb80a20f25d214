/** `npm run ingest`: brings the store to what the knowledge folder says and reports every file. */
import { runOfficeCommand } from './office/run.ts'

await runOfficeCommand('ingest')
