/** `npm run channels -- ACTION zalo`: what an office sets up once for each Official Account. */
import { runOfficeCommand } from './office/run.ts'

await runOfficeCommand('channels')
