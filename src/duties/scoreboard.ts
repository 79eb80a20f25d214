import type { Store } from '../store/index.ts'
import { lateFromOf, loadOccurrences, type OccurrenceRow } from './rows.ts'

/** How a unit did with what fell due within a span of days. */
export type Score = {
  bodyKey: string
  bodyName: string
  /** What fell due; the four below make it up. */
  due: number
  /** Filed before it was late, as told: on the Sunday before counts, whatever the last working day was. */
  inTime: number
  late: number
  /** Late and not filed by the day of asking. */
  missing: number
  /** Not filed, and not late yet. */
  open: number
}

export type ScoreSpan = {
  /** Named days (an extension's where one was granted), both included. */
  from: string
  to: string
  /** The day of asking; ISO, in Asia/Ho_Chi_Minh. */
  today: string
}

/**
 * One line a unit, by name. Left out: what the office did not confirm or need not be filed, what names nobody, and what had
 * passed before anybody could be held to it.
 */
export function scoresOf(rows: readonly OccurrenceRow[], { from, to, today }: ScoreSpan): Score[] {
  const counted = rows.filter((row) => isCounted(row) && dueOf(row) >= from && dueOf(row) <= to)
  return [...Map.groupBy(counted, ({ bodyKey }) => bodyKey)]
    .map(([bodyKey, own]) => {
      const marks = Map.groupBy(own, (row) => markOf(row, today))
      const count = (mark: Mark): number => marks.get(mark)?.length ?? 0
      return {
        ...{ bodyKey, bodyName: own[0]?.bodyName ?? '', due: own.length },
        ...{ inTime: count('inTime'), late: count('late'), missing: count('missing'), open: count('open') },
      }
    })
    .sort((a, b) => a.bodyName.localeCompare(b.bodyName, 'vi', { numeric: true }))
}

/** The same of a commune, from its rows. */
export async function loadScores(
  store: Pick<Store, 'query'>,
  { communeId, ...span }: ScoreSpan & { communeId: number },
): Promise<Score[]> {
  // A last safe day lies before its named day by a long holiday at most; an extension moves it by some months at most.
  const early = Temporal.PlainDate.from(span.from).subtract({ days: EARLIEST_DAYS }).toString()
  return scoresOf(await loadOccurrences(store, { communeId, from: early, to: span.to, inForceOnly: true }), span)
}

const EARLIEST_DAYS = 200

type Mark = 'inTime' | 'late' | 'missing' | 'open'

function markOf(row: OccurrenceRow, today: string): Mark {
  const lateFrom = lateFromOf(row)
  if (row.status !== 'filed' && row.status !== 'accepted') return lateFrom <= today ? 'missing' : 'open'
  return (row.filedOn ?? row.due) < lateFrom ? 'inTime' : 'late'
}

function isCounted(row: OccurrenceRow): boolean {
  const { isConfirmed, inForce, status, bodyName, knownOn } = row
  return isConfirmed && inForce && status !== 'not_applicable' && bodyName !== '' && lateFromOf(row) > knownOn
}

function dueOf({ extendedTo, due }: OccurrenceRow): string {
  return extendedTo ?? due
}
