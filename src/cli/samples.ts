/** `npm run -s samples [-- --days 7] [--limit 200]`: what people asked, as a question file for `npm run evaluate`. */
import { runOfficeCommand } from './office/run.ts'

await runOfficeCommand('samples')
