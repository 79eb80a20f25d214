/** What was told to whom by reminders, and whether it arrived. */
import type { Store } from '../../store/index.ts'
import type { Viewer } from './viewer.ts'

export type ReminderFate = 'held' | 'claimed' | 'owed' | 'done' | 'undelivered' | 'called' | 'dropped'

export type ToldReminder = {
  id: number
  /** ISO day of sending. */
  day: string
  post: string
  personName: string | null
  class: 'reminder' | 'escalation'
  fate: ReminderFate
  summary: string
  text: string
  channel: string | null
  /** In the channel's own code. */
  failure: string | null
  finishedAt: Date | null
  deliveredAt: Date | null
  seenAt: Date | null
}

const MOST = 300

/** The latest first; whoever does not see all units sees what was told to themselves. */
export function toldReminders(
  { query }: Store,
  communeId: number,
  { viewer, from, to, fate }: { viewer: Viewer; from: string; to: string; fate: ReminderFate | null },
): Promise<ToldReminder[]> {
  return query<ToldReminder>(
    `SELECT told.id, told.day, told.post, person.name AS "personName", told.class, told.status AS fate, told.summary,
            told.text, account.channel, message.failure, message.finished_at AS "finishedAt",
            message.delivered_at AS "deliveredAt", message.seen_at AS "seenAt"
       FROM reminder_message AS told LEFT JOIN person ON person.id = told.person_id
       LEFT JOIN message ON message.id = told.message_id
       LEFT JOIN conversation ON conversation.id = message.conversation_id
       LEFT JOIN channel_account AS account ON account.id = conversation.account_id
      WHERE told.commune_id = $1 AND told.day BETWEEN $2 AND $3 AND ($4::text IS NULL OR told.status = $4)
        AND ($5 OR told.person_id = $6)
      ORDER BY told.day DESC, told.id DESC LIMIT ${MOST}`,
    [communeId, from, to, fate, viewer.seesAllUnits, viewer.personId],
  )
}
