/** `npm run people -- ACTION`: the office's posts, who holds them, and the codes that link a chat. */
import { runOfficeCommand } from './office/run.ts'

await runOfficeCommand('people')
