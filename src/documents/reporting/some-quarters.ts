/** Quarterly reports that are wanted of some quarters only: those named, or those that no other report replaces. */

import { type PlacedAtom, readAtoms } from '../../language/time-atoms.ts'
import { foldSame } from './report-verbs.ts'
import type { Timing } from './timing.ts'

/** "thay cho báo cáo quý IV": which quarter's report is not made. */
const REPLACED_QUARTER = /thay (?:the |cho )+bao cao quy (iv|i{1,3}|[1-4])\b/g
const QUARTERS: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 }
/** The months of a rule for each quarter, in order. */
const EACH_QUARTER = /(BYMONTH=)(\d{1,2}(?:,\d{1,2}){3})(?=;|$)/

/** The timings without the quarters that nobody reports on. `replaced` as its sentence says (`replacedQuarters`). */
export function ofWantedQuarters(
  timings: readonly Timing[],
  { text, atoms, replaced = [] }: { text: string; atoms: readonly PlacedAtom[]; replaced?: readonly number[] },
): Timing[] {
  const named = namedQuarters(foldSame(text), atoms)
  if (named.length === 0 && replaced.length === 0) return [...timings]
  const isWanted = (quarter: number): boolean =>
    (named.length === 0 || named.includes(quarter)) && !replaced.includes(quarter)
  return timings.map((timing) => ({ ...timing, recurrence: timing.recurrence && only(timing.recurrence, isWanted) }))
}

function only(recurrence: string, isWanted: (quarter: number) => boolean): string {
  return recurrence.replace(EACH_QUARTER, (whole, name: string, listed: string) => {
    const months = listed.split(',').filter((month) => isWanted(quarterOf(Number(month), listed)))
    return months.length > 0 ? `${name}${months.join(',')}` : whole
  })
}

/** "1,4,7,10" are the months after each quarter: January's report is the fourth one's. */
function quarterOf(month: number, listed: string): number {
  return listed.startsWith('1,') ? (month === 1 ? 4 : Math.floor(month / 3)) : Math.ceil(month / 3)
}

/** "Báo cáo quý I, quý III: trước ngày 05 của tháng cuối quý": what is reported on, where every quarter is not said as well. */
function namedQuarters(folded: string, atoms: readonly PlacedAtom[]): number[] {
  const day = atoms.find((atom) => atom.kind === 'day-of-period')
  const isEach = atoms.some((atom) => atom.kind === 'cadence' && atom.every?.unit === 'month' && atom.every.count === 3)
  if (!day || isEach) return []
  const named = atoms.filter((atom) => atom.kind === 'span' && atom.parts.some(({ unit }) => unit === 'quarter'))
  const [first] = named
  const isReport = first !== undefined && /\bbao cao (?:dinh ky )?$/.test(folded.slice(0, first.index))
  if (!isReport || isReplaced(folded, first.index) || named.some(({ index }) => index > day.index)) return []
  const isStretch = named.some((atom) => atom.kind === 'span' && atom.joiner === 'range')
  if (isStretch) return []
  return named.flatMap((atom) => (atom.kind === 'span' ? atom.parts.map(({ lastMonth }) => lastMonth / 3) : []))
}

function isReplaced(folded: string, at: number): boolean {
  return /thay (?:the |cho )+bao cao $/.test(folded.slice(Math.max(0, at - 'thay the cho bao cao '.length), at))
}

/** Quarters whose report another one with a day of its own replaces: without one, the quarter's day is the other's too. */
export function replacedQuarters(sentence: string): number[] {
  const folded = foldSame(sentence)
  let from = 0
  return [...folded.matchAll(REPLACED_QUARTER)].flatMap(({ index, 0: said, 1: quarter = '' }) => {
    const start = Math.max(from, folded.lastIndexOf(';', index) + 1)
    from = index + said.length
    const rest = /^[^,;.]*/.exec(folded.slice(from))?.[0].length ?? 0
    return namesDay(sentence.slice(start, from + rest)) ? [QUARTERS[quarter] ?? Number(quarter)] : []
  })
}

function namesDay(words: string): boolean {
  return readAtoms(words).atoms.some((atom) => atom.kind === 'span' && atom.parts.some(({ day }) => day !== null))
}
