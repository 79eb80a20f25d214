/**
 * What an office does from the command line with its own data. Each command is one function over an open store: run by
 * itself it opens the store; beside an assistant on the embedded store, which is that program's alone, the assistant runs
 * it (`run.ts` asks over loopback, `serve.ts` answers whoever can read the data folder). Nothing here knows which.
 */
import { channels } from './channels.ts'
import { ingest } from './ingest.ts'
import type { OfficeCommand } from './office-command.ts'
import { people } from './people.ts'
import { removeSamples } from './remove-samples.ts'
import { samples } from './samples.ts'

export const OFFICE_COMMANDS = {
  channels,
  ingest,
  people,
  'remove-samples': removeSamples,
  samples,
} satisfies Record<string, OfficeCommand>

export type OfficeCommandName = keyof typeof OFFICE_COMMANDS
