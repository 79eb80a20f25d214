import type { Delivery } from '../delivery/index.ts'
import { findRecipients } from './recipients.ts'
import type { Trouble } from './trouble.ts'
import { findTroubles, type TroubleSources } from './troubles.ts'

export type Alarms = {
  /** Owes whoever looks after it what is wrong, each trouble once a day; safe in several processes at once. How many words were owed. */
  tell(): Promise<number>
}

type Parts = TroubleSources & {
  delivery: Pick<Delivery, 'owe'>
  /** The database's. */
  clock: () => Promise<Date>
  /** Hears of troubles that nobody could be told of, each once a day. */
  onUntold: (keys: string[]) => void
}

const ZONE = 'Asia/Ho_Chi_Minh'

export function createAlarms({ delivery, clock, onUntold, ...sources }: Parts): Alarms {
  let untold = { day: '', keys: new Set<string>() }
  const note = (day: string, troubles: Trouble[]): void => {
    if (untold.day !== day) untold = { day, keys: new Set() }
    const fresh = troubles.map(({ key }) => key).filter((key) => !untold.keys.has(key))
    for (const key of fresh) untold.keys.add(key)
    if (fresh.length > 0) onUntold(fresh)
  }
  return {
    tell: async () => {
      const troubles = await findTroubles(sources)
      if (troubles.length === 0) return 0
      const recipients = await findRecipients(sources)
      const day = (await clock()).toTemporalInstant().toZonedDateTimeISO(ZONE).toPlainDate().toString()
      let told = 0
      for (const trouble of troubles) {
        const key = `alarm-${trouble.key}-${day}`
        for (const accountId of recipients.of(trouble)) {
          const owed = await delivery.owe({ accountId, key, class: 'notice', text: textOf(trouble) })
          if (owed?.isNew) told += 1
        }
      }
      note(
        day,
        troubles.filter((trouble) => recipients.of(trouble).length === 0),
      )
      return told
    },
  }
}

function textOf({ says, remedy }: Trouble): string {
  return [`Cảnh báo kỹ thuật: ${says}`, remedy && `Cách xử lý: ${remedy}`].filter(Boolean).join('\n')
}
