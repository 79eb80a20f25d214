/** What a message can do besides ask, in the order in which it is tried: a code first, since it is nothing else. */
import type { Delivery } from '../../delivery/index.ts'
import type { People } from '../../people/index.ts'
import type { Store } from '../../store/index.ts'
import type { Tickets } from '../../tickets/index.ts'
import type { Action } from '../dependencies.ts'
import { chooseCommuneAction } from './choose-commune.ts'
import { consentAction } from './consent.ts'
import { linkAction } from './link.ts'
import { ownDataAction } from './own-data.ts'
import { preferencesAction } from './preferences.ts'
import { ticketAction } from './tickets.ts'

export type ActionSources = {
  store: Store
  people: People
  delivery: Pick<Delivery, 'owe'>
  tickets: Pick<Tickets, 'hear'>
}

export function createActions(sources: ActionSources): Action[] {
  return [
    linkAction(sources),
    ticketAction(sources.tickets),
    chooseCommuneAction(sources),
    preferencesAction(sources),
    consentAction(sources),
    ownDataAction(sources),
  ]
}
