/** One commune at the moment of looking, its rows level with its register. */
import type { CommuneRegister } from '../../duties/index.ts'
import { localDay } from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'
import type { ChatParts } from '../chat/asked.ts'
import { localMinute } from '../live/local-minute.ts'
import type { Policy } from '../policy.ts'
import { syncRegister } from '../sync-register.ts'

export type DeskContext = {
  store: Store
  register: CommuneRegister
  policy: Policy
  /** ISO day and "10:05" in Asia/Ho_Chi_Minh. */
  day: string
  time: string
}

export type OpenContext = (slug: string) => Promise<DeskContext | null>

/**
 * Brings a commune's rows level before it is looked at: what was confirmed a moment ago is on the next page. Null when the
 * commune has no document in force.
 */
export function contextOpener({ store, register, policy, clock }: ChatParts): OpenContext {
  const synced = new Map<string, { of: unknown; day: string; policy: Policy }>()
  return async (slug) => {
    const found = await register.of(slug)
    if (!found) return null
    const now = await clock()
    const [at, today] = [policy(), localDay(now)]
    const last = synced.get(slug)
    if (last?.of !== found || last.day !== today || last.policy !== at) {
      await syncRegister(store, found, { policy: at, today })
      synced.set(slug, { of: found, day: today, policy: at })
    }
    const [day = '', time = ''] = localMinute(now).split('T')
    return { store, register: found, policy: at, day, time }
  }
}
