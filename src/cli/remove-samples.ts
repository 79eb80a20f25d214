/** `npm run remove-samples`: takes the shipped documents away, so that only the office's own remain. */
import { runOfficeCommand } from './office/run.ts'

await runOfficeCommand('remove-samples')
