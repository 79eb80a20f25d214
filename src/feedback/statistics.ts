/** Counts of a span, by when things came in; no words and no people. */
import type { Store } from '../store/index.ts'
import { type FeedbackKind, OPEN_STATES } from './case.ts'

type Count = { name: string | null; received: number; finished: number; onTime: number }

export type Figures = {
  received: number
  open: number
  /** Open and past its day. */
  overdue: number
  finished: number
  /** Finished on its day or before. */
  onTime: number
  byField: Count[]
  byUnit: Count[]
  byVillage: Count[]
}

/** `from` and `to` are ISO days, both in it. */
export type Span = { communeId: number; kind: FeedbackKind; from: string; to: string; today: string }

const GROUPS = { byField: 'field', byUnit: 'unit_name', byVillage: 'village' } as const
const IN_SPAN = `
  FROM feedback WHERE commune_id = $1 AND kind = $2 AND state <> 'withdrawn'
   AND (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN $3::date AND $4::date`
const FINISHED = `count(finished_on)::int AS finished, count(*) FILTER (WHERE finished_on <= due_on)::int AS "onTime"`

export async function figuresOf({ query }: Store, { communeId, kind, from, to, today }: Span): Promise<Figures> {
  const span = [communeId, kind, from, to]
  const [all] = await query<Omit<Figures, keyof typeof GROUPS>>(
    `SELECT count(*)::int AS received, count(*) FILTER (WHERE state = ANY($5))::int AS open,
            count(*) FILTER (WHERE state = ANY($5) AND due_on < $6)::int AS overdue, ${FINISHED} ${IN_SPAN}`,
    [...span, OPEN_STATES, today],
  )
  const grouped = (column: string): Promise<Count[]> =>
    query<Count>(
      `SELECT ${column} AS name, count(*)::int AS received, ${FINISHED} ${IN_SPAN} GROUP BY ${column} ORDER BY received DESC, name`,
      span,
    )
  return {
    ...(all ?? { received: 0, open: 0, overdue: 0, finished: 0, onTime: 0 }),
    byField: await grouped(GROUPS.byField),
    byUnit: await grouped(GROUPS.byUnit),
    byVillage: await grouped(GROUPS.byVillage),
  }
}
