import { setTimeout as sleep } from 'node:timers/promises'

export type Update = { update_id: number } & Record<string, unknown>
export type Webhook = { url: string; secret_token?: string; max_connections?: number }

/** An answer of the Bot API that is a no. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: Record<string, number> | undefined

  constructor(code: number, description: string, parameters?: Record<string, number>) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

const RETRY_MS = 50
const DELIVERY_ATTEMPTS = 40
const FIRST_UPDATE_ID = 731_000_100

export type Delivery = { updateId: number; status: number }

/** What waits for the bot: handed out until confirmed by an offset, or delivered until answered with 2xx. */
export class UpdateQueue {
  #waiting: Update[] = []
  #nextId = FIRST_UPDATE_ID
  #webhook: Webhook | null = null
  #asked: Set<string> | null = null
  #poller: { wake(): void; terminate(): void } | null = null
  #underWay = 0
  readonly deliveries: Delivery[] = []
  lastError: { date: number; message: string } | null = null

  /** Where the next number comes from: after a week without updates it is any. */
  restartAt(updateId: number): void {
    this.#nextId = updateId
  }

  push(content: Record<string, unknown>): Update {
    const update = { update_id: this.#nextId++, ...content }
    const [kind = ''] = Object.keys(content)
    if (this.#asked && !this.#asked.has(kind)) return update
    this.#waiting.push(update)
    if (this.#webhook) void this.deliver(update)
    this.#poller?.wake()
    return update
  }

  /** Delivers an update now, again if it was before: Telegram promises no less than once and no order. */
  async deliver(update: Update): Promise<void> {
    this.#underWay++
    for (let attempt = 0; attempt < DELIVERY_ATTEMPTS && this.#webhook; attempt++) {
      const status = await this.#post(this.#webhook, update)
      this.deliveries.push({ updateId: update.update_id, status })
      if (status >= 200 && status < 300) {
        this.#waiting = this.#waiting.filter(({ update_id }) => update_id !== update.update_id)
        break
      }
      this.lastError = { date: Math.floor(Date.now() / 1_000), message: `Wrong response from the webhook: ${status}` }
      await sleep(RETRY_MS)
    }
    this.#underWay--
  }

  async #post({ url, secret_token: secret }: Webhook, update: Update): Promise<number> {
    const headers = {
      'content-type': 'application/json',
      ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
    }
    try {
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) })).status
    } catch {
      return 0
    }
  }

  ask(kinds: unknown): void {
    if (Array.isArray(kinds)) this.#asked = kinds.length > 0 ? new Set(kinds.map(String)) : null
  }

  setWebhook(webhook: Webhook): void {
    this.#webhook = webhook
    this.#poller?.terminate()
    for (const update of [...this.#waiting]) void this.deliver(update)
  }

  deleteWebhook(): void {
    this.#webhook = null
  }

  get webhook(): Webhook | null {
    return this.#webhook
  }

  get pendingCount(): number {
    return this.#waiting.length
  }

  /** Settled once nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#waiting.length > 0 || this.#underWay > 0) await sleep(5)
  }

  async fetch(payload: { offset?: number; limit?: number; timeout?: number }, gone: AbortSignal): Promise<Update[]> {
    if (this.#webhook) {
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    }
    this.#poller?.terminate()
    const { offset = 0, limit = 100, timeout = 0 } = payload
    this.#waiting = this.#waiting.filter(({ update_id }) => update_id >= offset)
    if (this.#waiting.length === 0 && timeout > 0) await this.#hold(timeout * 1_000, gone)
    return this.#waiting.filter(({ update_id }) => update_id >= offset).slice(0, limit)
  }

  async #hold(timeoutMs: number, gone: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const poller = {
      wake: resolve,
      terminate: () =>
        reject(
          new Refusal(
            409,
            'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
          ),
        ),
    }
    this.#poller = poller
    const timer = setTimeout(resolve, timeoutMs)
    gone.addEventListener('abort', () => resolve(), { once: true })
    try {
      await promise
    } finally {
      clearTimeout(timer)
      if (this.#poller === poller) this.#poller = null
    }
  }
}
