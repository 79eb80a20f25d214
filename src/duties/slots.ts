import { type PeriodKind, periodCovered } from '../calendar/index.ts'

/**
 * Which of its times each named day is: the period where the rule has one, else the how manieth of its year, else of all. A
 * corrected day keeps its slot, and with it what people said.
 */
export function slotsOf(
  days: readonly string[],
  { kind, recurs }: { kind: PeriodKind | undefined; recurs: boolean },
): Map<string, string> {
  const taken = new Map<string, number>()
  const slots = new Map<string, string>()
  for (const day of [...new Set(days)].sort()) {
    const name = kind ? `${kind} ${periodCovered(kind, day).start}` : recurs ? day.slice(0, 4) : ''
    const nth = (taken.get(name) ?? 0) + 1
    taken.set(name, nth)
    slots.set(day, kind && nth === 1 ? name : [name, nth].filter(Boolean).join('.'))
  }
  return slots
}
