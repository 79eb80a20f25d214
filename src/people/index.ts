/**
 * Who writes to us: one account an address on a channel, its commune, and a role that is proven or, in the demonstration
 * on this machine alone, merely tried. Owns erasing and handing out one person's data. Promises that a tried role counts
 * for nothing once the demonstration has ended, and that it ends for good. Never reads what people wrote but to export it.
 */
export type { Account, Address, CommuneRef, Role } from './account.ts'
export type { OwnData } from './own-data.ts'
export { type Choice, type ChoiceOutcome, openPeople, type People, type PeopleOptions } from './people.ts'
