import type { ChannelAddress } from '../channel.ts'

const PREFIX = 'phone:'
const MOBILE = /^(?:84|0)?([35789]\d{8})$/

/** Where a person is reached: by the id Zalo knows them by at this OA, or by a phone number alone. */
export type Reach = { by: 'user_id'; userId: string } | { by: 'phone'; phone: string } | { by: 'nothing' }

/**
 * An official who agreed to it and never wrote to the OA is known by a phone number alone: `phone:0912 345 678`, however
 * it is written. Only approved texts reach such an address.
 */
export function reachOf({ externalUserId }: ChannelAddress): Reach {
  if (!externalUserId.startsWith(PREFIX)) return { by: 'user_id', userId: externalUserId }
  const digits = externalUserId.slice(PREFIX.length).replace(/[\s.()+-]/g, '')
  const [, local] = MOBILE.exec(digits) ?? []
  return local === undefined ? { by: 'nothing' } : { by: 'phone', phone: `84${local}` }
}
