/**
 * A citizen's matter in the hands of an officer. Owns opening a ticket for the desk in charge, who takes it, what both sides
 * say in it, passing on, closing, rating, and reminding the coordinator of what nobody answers. Promises that exactly one
 * desk takes it, that only a holder of the desk's post speaks in it or hears it, that both sides are told when their words
 * go to a person and when they no longer do, and that everything is a row. Never answers a question itself.
 */
export type { Window } from './office-hours.ts'
export { chatsOf, deskFor, postFor } from './route.ts'
export type { Line, Officer, Said, Ticket, TicketState } from './ticket.ts'
export { createTickets, type Done, type Heard, type Hours, type Tickets, type TicketsOptions } from './tickets.ts'
