import { asksForOfficer } from '../../answering/index.ts'
import type { Tickets } from '../../tickets/index.ts'
import type { Action } from '../dependencies.ts'
import { commandWords } from '../words.ts'
import { say } from './reply.ts'

const COMMANDS = new Set(['canbo', 'gapcanbo'])

/** Handover: whatever tickets make of a message. */
export function ticketAction(tickets: Pick<Tickets, 'hear'>): Action {
  return async ({ account, text, about, message }) => {
    const said = await tickets.hear({
      ...{ account, text, about, messageId: message.id, isGroup: message.isGroup },
      asksForOfficer: asksForOfficer(text) || COMMANDS.has(commandWords(text)),
    })
    return said && say(said.text, said)
  }
}
