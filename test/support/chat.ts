import type { Account } from '../../src/people/index.ts'
import type { Assistant } from './assistant.ts'

const DRAIN_MS = 30_000
const NOTICE = 'Đây là trợ lý tự động'

/** Chats on the active channel, as a person sees them; the notice of first contact aside. */
export type Chats = {
  /** Says something and waits until everything it set off is done; what came back to this person since. */
  say(who: string, text: string): Promise<string[]>
  /** What this person got since they were last asked about. */
  news(who: string): Promise<string[]>
  account(who: string): Promise<Account>
}

export function openChats({ conversation, jobs, people, sent }: Assistant): Chats {
  const seen = new Map<string, number>()
  const newsOf = (who: string): string[] => {
    const texts = sent.filter(({ to, text }) => to === who && !text.startsWith(NOTICE)).map(({ text }) => text)
    const fresh = texts.slice(seen.get(who) ?? 0)
    seen.set(who, texts.length)
    return fresh
  }
  const settle = async (): Promise<void> => {
    if (!(await jobs.drain(DRAIN_MS))) throw new Error('the jobs did not come to an end')
  }
  return {
    say: async (who, text) => {
      newsOf(who)
      const message = { channel: 'telegram', endpoint: '', externalUserId: who, kind: 'text', text } as const
      await conversation.receive({ ...message, externalKey: crypto.randomUUID() })
      await settle()
      return newsOf(who)
    },
    news: async (who) => {
      await settle()
      return newsOf(who)
    },
    account: (who) => people.findOrCreate({ channel: 'telegram', externalId: who }),
  }
}
