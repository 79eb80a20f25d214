import { createCalendar } from './calendar/index.ts'
import type { Delivery } from './delivery/index.ts'
import type { LocalOffice } from './documents/index.ts'
import { openRegister } from './duties/index.ts'
import type { People } from './people/index.ts'
import { readPolicy } from './reminders/index.ts'
import type { Store } from './store/index.ts'
import { createTickets, type Tickets } from './tickets/index.ts'

export type TicketSources = {
  store: Store
  people: People
  delivery: Delivery
  knowledgeFolder: string
  /** What the office of a commune says of itself. */
  office: (slug: string) => LocalOffice | null
  now: () => Date
}

/** Tickets joined to the office's hours, days off and desk. Throws `PolicyError`. */
export function composeTickets({ knowledgeFolder, office, ...sources }: TicketSources): Tickets {
  return createTickets({
    ...sources,
    register: openRegister(sources.store),
    calendar: createCalendar(readPolicy(knowledgeFolder).calendar),
    office: (slug) => {
      const own = office(slug)
      return { address: own && whereToGo(own), ...(own?.opening && { windows: own.opening }) }
    },
  })
}

/** Where somebody in a hurry finds the desk in person; null where the office wrote nothing of it. */
function whereToGo({ desks }: LocalOffice): string | null {
  const desk = desks.service_centre ?? desks.office
  if (!desk) return null
  const facts = [
    desk.address && `địa chỉ ${desk.address}`,
    desk.hours && `giờ làm việc ${desk.hours}`,
    desk.phones.length > 0 && `điện thoại ${desk.phones.join(', ')}`,
  ].filter(Boolean)
  if (facts.length === 0) return null
  return `Anh/chị cần gấp thì liên hệ ${desk.name ?? 'Trung tâm Phục vụ hành chính công xã'}: ${facts.join('; ')}.`
}
