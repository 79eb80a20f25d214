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

export type Verdict = Tally & { holds: boolean; reminders?: Tally; office?: Tally; [more: string]: unknown }

/** What may have arrived is sent once more, and never a third time. */
export const MOST_COPIES = 2

/** As many deliveries as one process has at work at once (`src/jobs/kinds.ts`). */
export const SENDS_IN_FLIGHT = 8

/** Beyond one in ten a run shows trouble, however many sends were in hand. */
const UNCLEAR_SHARE_AT_MOST = 0.1

const APOLOGY = 'Trợ lý đang gặp sự cố'

/** What so many ends of a process may leave doubled or unknown: what it had in hand each time, and a small share of all. */
export function unclearAfter(ends: number, owed: number): number {
  return Math.min(ends * SENDS_IN_FLIGHT, Math.floor(owed * UNCLEAR_SHARE_AT_MOST))
}

/** How each of these chats fared, by what was shown in it and by the rows that nobody knows the end of. */
export function tallied(
  chats: ReadonlySet<string>,
  shown: ReadonlyMap<string, readonly string[]>,
  unknown: ReadonlySet<string>,
): Omit<Tally, 'mostCopies'> {
  const toldIn = [...chats].map((chat) => shown.get(chat) ?? [])
  const told = toldIn.filter(({ length }) => length > 0)
  return {
    owed: chats.size,
    done: told.length,
    duplicated: told.reduce((total, { length }) => total + length - 1, 0),
    unknown: chats.intersection(unknown).size,
    lost: [...chats].filter((chat) => !shown.get(chat)?.length && !unknown.has(chat)).length,
    apologised: told.filter((texts) => texts.some((text) => text.startsWith(APOLOGY))).length,
  }
}

type Judged = {
  hasEnded: boolean
  /** Answers and reminders together. */
  unclearAtMost: number
  /** What people asked to be reminded of: judged like the answers, and told beside them. */
  reminders?: Tally
  /** What the office reminds its people of: likewise. */
  office?: Tally
  [more: string]: unknown
}

/**
 * Nothing owed is lost, nobody was put off with an apology, no more is unclear or doubled than was in hand, and nobody has
 * more than two copies.
 */
export function verdict(tally: Tally, { hasEnded, unclearAtMost, ...more }: Judged): Verdict {
  const all = [tally, more.reminders, more.office].filter((each) => each !== undefined)
  const unclear = all.reduce((sum, { duplicated, unknown }) => sum + duplicated + unknown, 0)
  const holds = hasEnded && all.every(isWhole) && unclear <= unclearAtMost
  return { ...tally, unclearAtMost, hasEnded, ...more, holds }
}

function isWhole({ owed, lost, mostCopies, apologised }: Tally): boolean {
  return owed > 0 && lost === 0 && mostCopies <= MOST_COPIES && apologised === 0
}
