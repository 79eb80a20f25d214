/** The rows by which everything is told once: what was told of which duty to whom, and the messages promised. */
import { localDay } from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'
import type { ApprovedText } from '../approved-text.ts'
import type { Told } from './choose.ts'

type Asks = Pick<Store, 'query'>

/** A message as it is claimed. */
export type Claim = {
  key: string
  personId: number
  post: string
  day: string
  class: 'reminder' | 'escalation'
  status: 'claimed' | 'held'
  text: string
  choices: string[]
  subject: unknown
  summary: string
  accountIds: number[]
  /** What says it where free words may not be sent. */
  template: ApprovedText | null
  /** ISO; its words hold until then. */
  notAfter: string
  steps: { key: string; day: string }[]
}

/** Names of what is said once in a commune. */
export const noteKey = (once: string): string => `note ${once}`

/** What was told since a day, and of `keys` whatever was told ever: a step that is planned still may have been told before. */
export async function loadTold(
  { query }: Asks,
  communeId: number,
  { from, keys: planned }: { from: string; keys: readonly string[] },
): Promise<Told> {
  const rows = await query<{ key: string; day: string; outcome: string }>(
    `SELECT key, day, outcome FROM reminder_step
      WHERE commune_id = $1 AND (day >= $2 OR starts_with(key, 'note ') OR key = ANY($3::text[]))`,
    [communeId, from, planned],
  )
  const keys = new Set(rows.map(({ key }) => key))
  const steps = new Set(rows.filter(({ outcome }) => outcome === 'told').map(({ key }) => stepOf(key)))
  const last = new Map<string, string>()
  for (const { key, day } of rows) {
    const duty = dutyOf(key)
    if (duty && (last.get(duty) ?? '') < day) last.set(duty, day)
  }
  return {
    has: (key) => keys.has(key),
    hasAnybody: (key) => steps.has(stepOf(key)),
    lastDay: (rowId, person) => last.get(`${rowId}|${person}`),
  }
}

/** "12|ahead|2026-12-07|5" → "12|ahead|2026-12-07". */
function stepOf(key: string): string {
  return key.slice(0, key.lastIndexOf('|'))
}

/** "12|ahead|2026-12-07|5" → "12|5". */
function dutyOf(key: string): string | null {
  const [rowId, , , person] = key.split('|')
  return rowId && person ? `${rowId}|${person}` : null
}

/**
 * Promises messages; of two that promise the same one, one does. What a promised message tells is marked told in the same
 * statement. The keys that are ours now.
 */
export async function claimMessages({ query }: Asks, communeId: number, claims: readonly Claim[]): Promise<string[]> {
  if (claims.length === 0) return []
  const rows = await query<{ key: string }>(
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS claim (key text, "personId" int, post text, day text, class text,
         status text, text text, choices text[], subject jsonb, summary text, "accountIds" int[], template jsonb,
         "notAfter" timestamptz, steps jsonb)),
     claimed AS (
       INSERT INTO reminder_message (commune_id, key, person_id, post, day, class, status, text, choices, subject,
                                     summary, account_ids, template, not_after)
       SELECT $1, key, "personId", post, day, class, status, text, choices, subject, summary, "accountIds", template, "notAfter"
         FROM wanted
       ON CONFLICT (key) DO NOTHING RETURNING id, key),
     told AS (
       INSERT INTO reminder_step (commune_id, key, day, message_id)
       SELECT $1, step.key, step.day, claimed.id
         FROM claimed JOIN wanted USING (key), jsonb_to_recordset(wanted.steps) AS step (key text, day text)
       ON CONFLICT DO NOTHING)
     SELECT key FROM claimed`,
    [communeId, JSON.stringify(claims)],
  )
  return rows.map(({ key }) => key)
}

export async function markSteps(
  { query }: Asks,
  communeId: number,
  { keys, day, outcome }: { keys: readonly string[]; day: string; outcome: 'missed' | 'left_out' },
): Promise<void> {
  if (keys.length === 0) return
  await query(
    `INSERT INTO reminder_step (commune_id, key, day, outcome) SELECT $1, key, $3, $4 FROM unnest($2::text[]) AS key
     ON CONFLICT DO NOTHING`,
    [communeId, keys, day, outcome],
  )
}

export type Promised = {
  id: number
  class: 'reminder' | 'escalation'
  text: string
  choices: string[]
  subject: unknown
  accountIds: number[]
  attempt: number
  template: ApprovedText | null
  notAfter: Date | string | null
}

const PROMISED =
  'id, class, text, choices, subject, account_ids AS "accountIds", attempt, template, not_after AS "notAfter"'

/** Promised and not yet handed to the outbox, oldest first. */
export function listPromised({ query }: Asks): Promise<Promised[]> {
  return query<Promised>(`SELECT ${PROMISED} FROM reminder_message WHERE status = 'claimed' ORDER BY id`)
}

export async function markOwed({ query }: Asks, id: number, messageId: number | null): Promise<void> {
  await query(
    `UPDATE reminder_message SET status = CASE WHEN $2::int IS NULL THEN 'undelivered' ELSE 'owed' END, message_id = $2
      WHERE id = $1 AND status = 'claimed'`,
    [id, messageId],
  )
}

/** What is promised or owed and true no longer: its day is over, or the hour until which its words hold. */
const IS_STALE = `(reminder_message.day < $1 OR coalesce(reminder_message.not_after <= $2::timestamptz, false))`

/** A sending that began longer ago is over, whatever became of it. */
const SENDING_MINUTES = 10

/**
 * How what was handed over has fared: what arrived is done; what a channel refused goes to the next one of its person while
 * it is true; what is true no longer is withdrawn; what has not arrived by then, or has no channel left, is undelivered.
 * Only from one state to the next, so twice is once.
 */
export async function settleOwed({ query }: Asks, now: Date): Promise<void> {
  const then = [localDay(now), now.toISOString()]
  await query(
    `UPDATE reminder_message SET status = 'done' FROM message
      WHERE message.id = message_id AND reminder_message.status = 'owed' AND message.status = 'sent'`,
  )
  // Before it is called undelivered: whoever is telephoned instead must not get it afterwards.
  await query(
    `UPDATE message SET status = 'given_up', failure = 'withdrawn', finished_at = now() FROM reminder_message
      WHERE message.id = message_id AND reminder_message.status = 'owed' AND message.status = 'due' AND ${IS_STALE}`,
    then,
  )
  await query(
    `UPDATE reminder_message SET status = 'claimed', attempt = attempt + 1 FROM message
      WHERE message.id = message_id AND reminder_message.status = 'owed' AND message.status IN ('failed', 'given_up')
        AND attempt + 1 < cardinality(account_ids) AND NOT ${IS_STALE}`,
    then,
  )
  await query(
    `UPDATE reminder_message SET status = 'undelivered'
      WHERE (status = 'claimed' AND ${IS_STALE})
         OR (status = 'owed' AND EXISTS (
              SELECT 1 FROM message WHERE message.id = message_id AND message.status IN ('failed', 'given_up')))
         OR (status = 'owed' AND ${IS_STALE} AND NOT EXISTS (
              SELECT 1 FROM message WHERE message.id = message_id AND (message.status = 'due' OR message.status = 'sending'
                 AND claimed_at > now() - make_interval(mins => ${SENDING_MINUTES}))))`,
    then,
  )
  await dropHeld({ query }, localDay(now))
}

/** What nobody let go yesterday is planned anew, in today's words and without what was filed since. */
async function dropHeld({ query }: Asks, today: string): Promise<void> {
  await query(
    `WITH dropped AS (
       UPDATE reminder_message SET status = 'dropped' WHERE status = 'held' AND day < $1 RETURNING id)
     DELETE FROM reminder_step WHERE message_id IN (SELECT id FROM dropped)`,
    [today],
  )
}

export type ToldBeside = Pick<
  Claim,
  'key' | 'personId' | 'post' | 'day' | 'text' | 'choices' | 'subject' | 'summary'
> & {
  accountId: number
  /** The outbox row. */
  messageId: number
  notAfter: Date
}

/** Notes a reminder that somebody of the office sent beside the plan; the same once. */
export async function writeTold({ query }: Asks, communeId: number, told: ToldBeside): Promise<void> {
  const { key, personId, post, day, text, choices, subject, summary, accountId, messageId, notAfter } = told
  await query(
    `INSERT INTO reminder_message (commune_id, key, person_id, post, day, class, status, text, choices, subject, summary,
                                   account_ids, message_id, not_after)
     VALUES ($1, $2, $3, $4, $5, 'reminder', 'owed', $6, $7, $8::jsonb, $9, ARRAY[$10::int], $11, $12)
     ON CONFLICT (key) DO NOTHING`,
    [
      ...[communeId, key, personId, post, day, text, choices, JSON.stringify(subject), summary, accountId, messageId],
      notAfter,
    ],
  )
}

export type Undelivered = { id: number; post: string; personId: number | null; summary: string }

/** What reached nobody in the last days: for the list of whom to call. */
export function listUndelivered({ query }: Asks, communeId: number, from: string): Promise<Undelivered[]> {
  return query<Undelivered>(
    `SELECT id, post, person_id AS "personId", summary FROM reminder_message
      WHERE commune_id = $1 AND status = 'undelivered' AND day >= $2 ORDER BY id`,
    [communeId, from],
  )
}

/**
 * What waits for the coordinator's word before it goes to leaders; on that word it does, also after the hours in which it
 * would have gone by itself. How many messages that were.
 */
export async function releaseHeld({ query }: Asks, communeId: number): Promise<number> {
  const released = await query(
    `UPDATE reminder_message SET status = 'claimed', not_after = greatest(not_after, now() + interval '1 hour')
      WHERE commune_id = $1 AND status = 'held' RETURNING id`,
    [communeId],
  )
  return released.length
}

const BEAT = 'reminders_beat'

/** Notes that the scheduler ran; when it had run before. By the database's clock alone. */
export async function beat({ query }: Asks, now: Date): Promise<Date | null> {
  const [before] = await query<{ at: string }>(`SELECT value ->> 'at' AS at FROM setting WHERE name = $1`, [BEAT])
  await query(
    `INSERT INTO setting (name, value) VALUES ($1, jsonb_build_object('at', $2::text))
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = now()
      WHERE setting.value ->> 'at' < excluded.value ->> 'at'`,
    [BEAT, now.toISOString()],
  )
  return before ? new Date(before.at) : null
}
