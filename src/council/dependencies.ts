import type { Broadcasts } from '../broadcasts/index.ts'
import type { WorkCalendar } from '../calendar/index.ts'
import type { Owed } from '../delivery/index.ts'
import type { People } from '../people/index.ts'
import type { Store } from '../store/index.ts'

export type CouncilOptions = {
  store: Store
  people: Pick<People, 'posts'>
  delivery: { owe(owed: Owed): Promise<unknown> }
  broadcasts: Pick<Broadcasts, 'write' | 'submit' | 'get' | 'cancel'>
  /** Names of papers of a commune in force among these numbers. */
  paperNames(communeId: number, ids: readonly number[]): Promise<string[]>
  calendar: WorkCalendar
  now: () => Date
}
