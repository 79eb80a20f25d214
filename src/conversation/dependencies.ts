import type { Answer, Turn } from '../answering/index.ts'
import type { Delivery } from '../delivery/index.ts'
import type { FaultLog, Jobs } from '../jobs/index.ts'
import type { People } from '../people/index.ts'
import type { Store } from '../store/index.ts'

/** What a conversation is made of. */
export type ConversationOptions = {
  store: Store
  jobs: Pick<Jobs, 'enqueue'>
  people: People
  delivery: Delivery
  answering: { answer(turn: Turn): Promise<Answer> }
  retentionDays: number
  now: () => Date
  log: FaultLog
}
