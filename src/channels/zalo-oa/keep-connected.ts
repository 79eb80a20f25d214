import type { ChannelLog } from '../channel.ts'
import type { OaAccount, OaBook } from './account.ts'
import { ALARM_DAYS, daysLeft } from './standing.ts'
import type { TokenSource } from './tokens.ts'

const EVERY_MS = 3_600_000

export type KeepOptions = {
  book: OaBook
  tokens: TokenSource
  now: () => Date
  log: ChannelLog
  /** What the book holds after each round. */
  onRound(accounts: readonly OaAccount[]): void
}

/** Renews what is due every hour until stopped, and says once a day which consent is about to end. */
export function keepConnected({ book, tokens, now, log, onRound }: KeepOptions): { stop(): Promise<void> } {
  const saidOn = new Map<string, string>()
  const alarm = ({ oaId, tokens: held }: OaAccount): void => {
    const days = held ? daysLeft(held, now()) : null
    const today = now().toISOString().slice(0, 10)
    if (days === null || days > ALARM_DAYS || saidOn.get(oaId) === today) return
    saidOn.set(oaId, today)
    log.warn('zalo_consent_ending', { oa: oaId, days })
  }
  const round = async (): Promise<void> => {
    try {
      await tokens.keepAll()
      const accounts = await book.list()
      accounts.forEach(alarm)
      onRound(accounts)
    } catch {
      // The store did not answer; the next round asks again, and so does every message that is sent.
      log.warn('zalo_tokens_not_read')
    }
  }
  let running = round()
  const timer = setInterval(() => {
    running = running.then(round)
  }, EVERY_MS)
  return {
    stop: () => {
      clearInterval(timer)
      return running
    },
  }
}
