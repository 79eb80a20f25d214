/** The office's own look at duties and reminders, and what it does with them from its pages. */
import type { ChatParts } from '../chat/asked.ts'
import { type Acting, type ActOutcome, actOn, type DeskAct, releaseToLeaders } from './acts.ts'
import { contextOpener, type DeskContext } from './context.ts'
import { noteCalled, type TodayDuties, todayOf } from './today.ts'
import type { DeskCommune, Viewer } from './viewer.ts'

export type DutyDesk = {
  /** What waits this morning; null where the commune has no document in force. */
  today(commune: DeskCommune, viewer: Viewer): Promise<TodayDuties | null>
  /** Says something of one duty of these communes. `form` names the form it came by: sent twice, it is said once. */
  act(dutyId: number, act: DeskAct, acting: Acting): Promise<ActOutcome>
  /** Lets go the messages that waited for the coordinator's word. */
  tellLeaders(commune: DeskCommune, acting: Pick<Acting, 'viewer' | 'form'>): Promise<void>
  /** Whoever a reminder did not reach was told by telephone. */
  called(communeId: number, reminderId: number): Promise<boolean>
}

export function openDutyDesk(parts: ChatParts): DutyDesk {
  const open = contextOpener(parts)
  const within = async <Result>(
    { slug }: DeskCommune,
    look: (context: DeskContext) => Promise<Result>,
  ): Promise<Result | null> => {
    const context = await open(slug)
    return context && look(context)
  }
  return {
    today: (commune, viewer) => within(commune, (context) => todayOf(context, viewer)),
    act: (dutyId, act, acting) => actOn(parts, dutyId, act, acting),
    tellLeaders: (commune, acting) => releaseToLeaders(parts, commune, acting),
    called: (communeId, reminderId) => noteCalled(parts.store, communeId, reminderId),
  }
}
