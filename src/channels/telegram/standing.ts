import type { ChannelCheck, ChannelLog } from '../channel.ts'
import { type Trouble, tellTrouble } from './words.ts'

/** How Telegram has been answering: one log line when it turns bad, one when it is well again. */
export type Standing = {
  well(told: ChannelCheck): void
  trouble(trouble: Trouble): void
  now(): ChannelCheck
}

export function createStanding(log: ChannelLog): Standing {
  let current: ChannelCheck = { state: 'ok', says: 'Đang kết nối tới Telegram.', remedy: null }
  return {
    now: () => current,
    well: (told) => {
      if (current.state === 'trouble') log.warn('telegram_well_again')
      current = told
    },
    trouble: (trouble) => {
      if (current.state !== 'trouble') log.warn('telegram_trouble', { is: trouble.is, code: codeOf(trouble) })
      current = tellTrouble(trouble)
    },
  }
}

function codeOf(trouble: Trouble): string | number | null {
  return 'code' in trouble ? trouble.code : null
}
