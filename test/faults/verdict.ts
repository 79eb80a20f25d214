/** What became of what was owed. */
export type Counts = {
  owed: number
  done: number
  /** Copies beyond the first. */
  duplicated: number
  unknown: number
  lost: number
}

export type Tally = Counts & {
  /** Of the same words to any one person, whatever they were. */
  mostCopies: number
  /** Of those done: told that the assistant is in trouble, instead of an answer. */
  apologised: number
}

export type Verdict = Tally & { holds: boolean; reminders?: Tally; [more: string]: unknown }

/** What may have arrived is sent once more, and never a third time. */
export const MOST_COPIES = 2

type Judged = {
  hasEnded: boolean
  /** Answers and reminders together. */
  unclearAtMost: number
  /** Judged like the answers, and told beside them. */
  reminders?: Tally
  [more: string]: unknown
}

/** Nothing owed is lost, no more is unclear or doubled than was in hand, and nobody has more than two copies. */
export function verdict(tally: Tally, { hasEnded, unclearAtMost, reminders, ...more }: Judged): Verdict {
  const all = reminders ? [tally, reminders] : [tally]
  const unclear = all.reduce((sum, { duplicated, unknown }) => sum + duplicated + unknown, 0)
  const isEachWhole = all.every(({ owed, lost, mostCopies }) => owed > 0 && lost === 0 && mostCopies <= MOST_COPIES)
  const holds = hasEnded && isEachWhole && unclear <= unclearAtMost
  return { ...tally, unclearAtMost, hasEnded, ...more, ...(reminders && { reminders }), holds }
}
