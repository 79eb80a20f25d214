import type { Store } from '../store/index.ts'

/** How a question ended, as figures count it. */
export const ENDINGS = ['answered', 'partly', 'unanswerable', 'declined', 'other'] as const
export type Ending = (typeof ENDINGS)[number]

export type Counted = Record<Ending, number>

export type Usage = {
  total: number
  endings: Counted
  /** Every day of the span, also those without a question. */
  days: { day: string; counts: Counted }[]
  /** By name of the channel, the most used first. */
  channels: { channel: string; count: number }[]
  /** The paper or guide an answer rests on first; null where it rests on none. The most asked first. */
  topics: { title: string | null; count: number }[]
  liked: number
  disliked: number
  /** Of what was to be answered (neither declined nor otherwise ended), the share that was, wholly or in part; null of none. */
  answeredRate: number | null
}

/** Whose, and from which day to which, both included. ISO days in Asia/Ho_Chi_Minh. */
export type UsageSpan = { communeIds: readonly number[]; from: string; to: string }

const ENDING: Readonly<Record<string, Ending>> = {
  answered: 'answered',
  answered_partly: 'partly',
  unanswerable: 'unanswerable',
  refused: 'declined',
  redirected: 'declined',
}

const FROM = `
  FROM message AS asked JOIN message AS reply ON reply.answers_id = asked.id
  JOIN conversation ON conversation.id = asked.conversation_id
  JOIN channel_account AS account ON account.id = conversation.account_id
 WHERE asked.direction = 'in' AND asked.text <> '' AND reply.outcome IS NOT NULL AND reply.outcome <> 'chat'
   AND account.commune_id = ANY($1::int[])
   AND asked.created_at >= ($2::date)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
   AND asked.created_at < ($3::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`

type Row = { day: string; outcome: string; channel: string; count: number; liked: number; disliked: number }

export async function usageOf({ query }: Pick<Store, 'query'>, { communeIds, from, to }: UsageSpan): Promise<Usage> {
  const rows = await query<Row>(
    `SELECT to_char(asked.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day, reply.outcome, channel,
            count(*)::int AS count, count(*) FILTER (WHERE reply.feedback = 1)::int AS liked,
            count(*) FILTER (WHERE reply.feedback = -1)::int AS disliked${FROM} GROUP BY 1, 2, 3`,
    [communeIds, from, to],
  )
  const topics = await query<{ title: string | null; count: number }>(
    `SELECT document.title, sum(counted.count)::int AS count FROM (
       SELECT reply.citations -> 0 ->> 'document' AS file, count(*) AS count${FROM} GROUP BY 1) AS counted
       LEFT JOIN document ON document.file = counted.file GROUP BY 1 ORDER BY 2 DESC LIMIT 12`,
    [communeIds, from, to],
  )
  const endings = countsOf(rows)
  const tried = endings.answered + endings.partly + endings.unanswerable
  return {
    total: sum(rows.map(({ count }) => count)),
    endings,
    days: daysBetween(from, to).map((day) => ({ day, counts: countsOf(rows.filter((row) => row.day === day)) })),
    channels: [...Map.groupBy(rows, ({ channel }) => channel)]
      .map(([channel, own]) => ({ channel, count: sum(own.map(({ count }) => count)) }))
      .sort((one, other) => other.count - one.count),
    topics,
    liked: sum(rows.map(({ liked }) => liked)),
    disliked: sum(rows.map(({ disliked }) => disliked)),
    answeredRate: tried === 0 ? null : (endings.answered + endings.partly) / tried,
  }
}

function countsOf(rows: readonly Row[]): Counted {
  const counts: Counted = { answered: 0, partly: 0, unanswerable: 0, declined: 0, other: 0 }
  for (const { outcome, count } of rows) counts[ENDING[outcome] ?? 'other'] += count
  return counts
}

function daysBetween(from: string, to: string): string[] {
  const first = Temporal.PlainDate.from(from)
  const { days } = first.until(to, { largestUnit: 'days' })
  return Array.from({ length: days + 1 }, (_, at) => first.add({ days: at }).toString())
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
