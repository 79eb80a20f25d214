/** How each provider of messages stands, in the words the office reads: on the status page and by `npm run check:channels`. */
import type { Channel, ChannelCheck, ChannelName } from './channels/index.ts'

export type ChannelLine = ChannelCheck & { name: string }

type Provider = Exclude<ChannelName, 'web' | 'terminal'>

const PROVIDERS: Record<Provider, { name: string; howToSetUp: string }> = {
  zalo_oa: { name: 'Zalo OA', howToSetUp: 'xem mục "Zalo OA" của docs/zalo.md' },
  zalo_bot: { name: 'Zalo Bot', howToSetUp: 'xem mục "Zalo Bot" của docs/zalo.md' },
  telegram: { name: 'Telegram', howToSetUp: 'đặt TELEGRAM_BOT_TOKEN; xem mục "Telegram" của docs/channels.md' },
  email: { name: 'Thư điện tử', howToSetUp: 'đặt SMTP_HOST và SMTP_FROM; xem mục "Thư điện tử" của docs/channels.md' },
}

/** What is known without calling anybody, of the providers that are set up. */
export function channelsNow(channels: readonly Channel[]): ChannelLine[] {
  return channels.flatMap((channel) => {
    const health = channel.health?.()
    return health ? [{ name: nameOf(channel.name), ...health }] : []
  })
}

/** Asks each provider that is set up a harmless question; the others are told as off, with where to begin. */
export async function checkChannels(channels: readonly Channel[]): Promise<ChannelLine[]> {
  const checked = (Object.keys(PROVIDERS) as Provider[]).map(async (provider): Promise<ChannelLine[]> => {
    const { name, howToSetUp } = PROVIDERS[provider]
    const channel = channels.find((each) => each.name === provider)
    if (!channel) return [{ name, state: 'off', says: `Khi cần: ${howToSetUp}.`, remedy: null }]
    return ((await channel.check?.()) ?? []).map((check) => ({ name, ...check }))
  })
  return (await Promise.all(checked)).flat()
}

function nameOf(channel: ChannelName): string {
  return channel === 'web' || channel === 'terminal' ? channel : PROVIDERS[channel].name
}
