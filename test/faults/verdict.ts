import type { Tally } from './ground.ts'

export type Verdict = Tally & { holds: boolean; [more: string]: unknown }

type Judged = { hasEnded: boolean; unclearAtMost: number; [more: string]: unknown }

/** Nothing owed is lost, and no more is unclear or doubled than was in hand. */
export function verdict(tally: Tally, { hasEnded, unclearAtMost, ...more }: Judged): Verdict {
  const { lost, duplicated, unknown, owed } = tally
  const holds = owed > 0 && hasEnded && lost === 0 && duplicated + unknown <= unclearAtMost
  return { ...tally, unclearAtMost, hasEnded, ...more, holds }
}
