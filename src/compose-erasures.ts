import type { Config } from './config.ts'
import type { Log } from './log.ts'
import { type ErasureJournal, openErasureJournal } from './people/index.ts'

const MS_PER_DAY = 86_400_000
/** A night that was missed leaves a copy lying for a while after its days. */
const LATE_DAYS = 7

export type Erasures = {
  journal: ErasureJournal
  /** Drops what no copy that is still kept could bring back. */
  forgetOld(): void
}

/** Who was erased, remembered beside the data for as long as a copy may hold them. */
export function composeErasures({ config, log }: { config: Config; log: Log }): Erasures {
  const { backupRetentionDays, dataFolder } = config.settings
  const journal = openErasureJournal(dataFolder, (error) => log.error('erasure_not_noted', error))
  return {
    journal,
    forgetOld: () => journal.forget(new Date(Date.now() - (backupRetentionDays + LATE_DAYS) * MS_PER_DAY)),
  }
}
