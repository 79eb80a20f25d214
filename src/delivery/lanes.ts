import type { Channel, ChannelAddress } from '../channels/index.ts'
import type { Lane } from '../jobs/index.ts'

/** The lane of the deliveries to one address of ours: a provider counts and refuses by it. */
export function laneOf({ channel, endpoint }: Pick<ChannelAddress, 'endpoint'> & { channel: string }): string {
  return endpoint === '' ? channel : `${channel}-${endpoint}`
}

/** A lane an address of every channel that is sent to; a page's messages need none. */
export function lanesOf(channels: readonly Channel[]): Lane[] {
  return channels
    .filter(({ isPage }) => !isPage)
    .flatMap(({ name, endpoints = [''], limits }) =>
      endpoints.map((endpoint) => ({ name: laneOf({ channel: name, endpoint }), perSecond: limits.perSecond })),
    )
}
