import { z } from 'zod'
import type { Store } from '../store/index.ts'

/** Reminders a person may do without. What is due today, late or escalated comes to everybody. */
const OPTIONAL_STEPS = ['ahead', 'digest', 'coordination'] as const

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

const schema = z.object({
  /** Steps the person does not want. */
  without: z.array(z.enum(OPTIONAL_STEPS)).default([]),
  /** No message between these, across midnight where `from` is later than `to`; null for the office's windows alone. */
  quiet: z.object({ from: clock, to: clock }).nullable().default(null),
  /** Channels the person prefers, within what the office set for their posts. */
  channels: z.array(z.string()).default([]),
})

export type Preferences = z.infer<typeof schema>

const USUAL_PREFERENCES: Preferences = schema.parse({})

export async function readPreferences(store: Store, personId: number): Promise<Preferences> {
  const [row] = await store.query<{ value: unknown }>('SELECT value FROM preference WHERE person_id = $1', [personId])
  const read = schema.safeParse(row?.value ?? {})
  return read.success ? read.data : USUAL_PREFERENCES
}

export async function writePreferences(store: Store, personId: number, wanted: Preferences): Promise<void> {
  await store.query(
    `INSERT INTO preference (person_id, value) SELECT id, $2::jsonb FROM person WHERE id = $1
     ON CONFLICT (person_id) DO UPDATE SET value = excluded.value, updated_at = now()`,
    [personId, JSON.stringify(schema.parse(wanted))],
  )
}
