import type { Delivery } from '../delivery/index.ts'
import type { People } from '../people/index.ts'
import { SHARED_COMMUNE_ID } from '../store/index.ts'
import { findTroubles, type Trouble, type TroubleSources } from './troubles.ts'

export type Alarms = {
  /** Owes every administrator what is wrong, each trouble once a day; safe in several processes at once. */
  tell(): Promise<number>
}

type Parts = TroubleSources & {
  people: Pick<People, 'posts'>
  delivery: Pick<Delivery, 'owe'>
  /** The database's. */
  clock: () => Promise<Date>
}

const ZONE = 'Asia/Ho_Chi_Minh'

export function createAlarms({ people, delivery, clock, ...sources }: Parts): Alarms {
  const administrators = async (): Promise<number[]> => {
    const communes = await sources.store.query<{ id: number }>('SELECT id FROM commune')
    const ids = new Set([SHARED_COMMUNE_ID, ...communes.map(({ id }) => id)])
    const posts = (await Promise.all([...ids].map((id) => people.posts.list(id)))).flat()
    const persons = posts.filter(({ role }) => role === 'administrator').flatMap(({ holders }) => holders)
    // One chat a person: the first that can be reached.
    const chats = persons.flatMap(({ personId, accounts }) => {
      const chat = accounts.find(({ isUnreachable, channel }) => !isUnreachable && !PAGES.has(channel))
      return chat ? [[personId, chat.accountId] as const] : []
    })
    return [...new Map(chats).values()]
  }
  return {
    tell: async () => {
      const troubles = await findTroubles(sources)
      if (troubles.length === 0) return 0
      const day = (await clock()).toTemporalInstant().toZonedDateTimeISO(ZONE).toPlainDate().toString()
      let told = 0
      for (const accountId of await administrators()) {
        for (const trouble of troubles) {
          const key = `alarm-${trouble.key}-${day}`
          const owed = await delivery.owe({ accountId, key, class: 'notice', text: textOf(trouble) })
          if (owed?.isNew) told += 1
        }
      }
      return told
    },
  }
}

/** What is shown there nobody is woken by. */
const PAGES = new Set(['web', 'terminal'])

function textOf({ says, remedy }: Trouble): string {
  return [`Cảnh báo kỹ thuật: ${says}`, remedy && `Cách xử lý: ${remedy}`].filter(Boolean).join('\n')
}
