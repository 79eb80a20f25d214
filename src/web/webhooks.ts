import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Channel, Inbound } from '../channels/index.ts'
import { requestSpan } from './request-span.ts'

/** What the largest provider sends is far smaller; what a stranger sends may not fill the memory. */
const BODY_MAX_BYTES = 1024 * 1024

export const WEBHOOKS_PATH = '/webhooks'

export type WebhookOptions = {
  channels: readonly Channel[]
  /** Settles once the updates are stored. */
  take(updates: Inbound[]): Promise<unknown>
  logFault(what: string, error: unknown): void
}

export type Webhooks = {
  routes: Hono
  /** How many requests were refused since the start, by reason: all that is kept of them. */
  refused(): Readonly<Record<string, number>>
}

/**
 * Where providers deliver: `/webhooks/<channel>/<endpoint>`. 200 means stored, now or at an earlier delivery; 400, 401 and
 * 413 that nothing was kept and the same request will never be taken; 503 asks the provider to deliver again.
 * Stands apart from the pages: neither their forms' checks nor their pacing apply to it.
 */
export function createWebhooks({ channels, take, logFault }: WebhookOptions): Webhooks {
  const byName = new Map<string, Channel>(channels.map((channel) => [channel.name, channel]))
  const refused: Record<string, number> = {}
  const count = (reason: string): void => {
    refused[reason] = (refused[reason] ?? 0) + 1
  }
  const routes = new Hono().use(requestSpan)
  routes.get('/:channel/:endpoint?', (c) =>
    // Zalo calls the address once before it accepts it.
    byName.get(c.req.param('channel'))?.parseWebhook ? c.text('ok') : c.text('unknown', 404),
  )
  const tooLarge = bodyLimit({
    maxSize: BODY_MAX_BYTES,
    onError: (c) => {
      count('too_large')
      return c.text('too large', 413)
    },
  })
  routes.post('/:channel/:endpoint?', tooLarge, async (c) => {
    const channel = byName.get(c.req.param('channel'))
    if (!channel?.parseWebhook) return c.text('unknown', 404)
    const body = new Uint8Array(await c.req.arrayBuffer())
    const parsed = channel.parseWebhook(c.req.param('endpoint') ?? '', { headers: c.req.header(), body })
    if (parsed.kind === 'refused') {
      count(parsed.reason)
      return c.text(parsed.reason, parsed.status)
    }
    await take(parsed.updates)
    // Not waited for: the provider's patience is for the storing alone.
    void channel.acknowledge?.(parsed.updates)
    return c.text('ok')
  })
  routes.onError((error, c) => {
    logFault('webhook', error)
    return c.text('again', 503)
  })
  return { routes, refused: () => refused }
}
