import { z } from 'zod'
import type { ChannelAddress, SendFailure } from '../channel.ts'
import type { OaClient } from './client.ts'

export const WINDOW_HOURS = 7 * 24
const WINDOW_MS = WINDOW_HOURS * 3_600_000
/** A window known to be open is not asked about again for this long; one known to be closed always is. */
const TRUSTED_MS = 10 * 60_000
const MAX_REMEMBERED = 5_000

/** Whether free words may be sent to a person now; `unknown` where Zalo would not say, so that the sending itself tells. */
export type Window = { kind: 'open' } | { kind: 'closed' } | { kind: 'unknown' } | SendFailure

const quotaSchema = z.object({ last_interaction: z.coerce.number().optional().catch(undefined) })

export type Windows = { of(to: ChannelAddress): Promise<Window>; forget(to: ChannelAddress): void }

/** Reads a person's quota before something is sent to them. */
export function createWindows(client: OaClient, now: () => Date): Windows {
  const openUntil = new Map<string, number>()
  const nameOf = ({ endpoint, externalUserId }: ChannelAddress): string => `${endpoint}/${externalUserId}`
  const remember = (name: string, untilMs: number): void => {
    openUntil.delete(name)
    openUntil.set(name, untilMs)
    const [oldest] = openUntil.keys()
    if (openUntil.size > MAX_REMEMBERED && oldest !== undefined) openUntil.delete(oldest)
  }
  return {
    of: async (to) => {
      const name = nameOf(to)
      const nowMs = now().getTime()
      if (nowMs < (openUntil.get(name) ?? 0)) return { kind: 'open' }
      const json = { user_id: to.externalUserId }
      const answer = await client.call(to.endpoint, { path: '/v3.0/oa/quota/message', json })
      if (answer.kind === 'rate_limited') return answer
      if (answer.kind === 'outside_window') return { kind: 'closed' }
      const quota = quotaSchema.safeParse(answer.kind === 'data' ? answer.data : null)
      // Left out or renamed, it says nothing: the sending itself tells, and an answer to who just wrote is not lost.
      const lastInteraction = quota.success ? quota.data.last_interaction : undefined
      if (lastInteraction === undefined) return { kind: 'unknown' }
      const closesAtMs = lastInteraction + WINDOW_MS
      if (closesAtMs <= nowMs) return { kind: 'closed' }
      remember(name, Math.min(nowMs + TRUSTED_MS, closesAtMs))
      return { kind: 'open' }
    },
    forget: (to) => void openUntil.delete(nameOf(to)),
  }
}
