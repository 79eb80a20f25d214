/** Ties due days to the reports that the words around them name, before order has to tell. */

import { fold } from '../../language/text.ts'
import { type Item, isEvery, SEPARATOR, type Wanted } from './due-items.ts'
import { suits } from './match-dues.ts'

type WantedItem = Extract<Item, { kind: 'wanted' }>

/** What may stand between a day and the report it is for, after "(" or "đối với". */
const KIND = '(?:(?:cac|ky|loai|bao cao|b/c|so lieu|ket qua|noi dung|dinh ky|so ket|tong ket|nop|gui|han|la|cua)\\s+)*'
const FOR = '(?:ap dung |danh )?(?:doi voi|cho|voi|la han)\\s+'
const TIED = new RegExp(`^[\\s,:-]*(?:\\(\\s*(?:${FOR})?|${FOR})${KIND}$`)
/** Between reports that share the day: "(6 tháng và năm)". */
const ALSO = new RegExp(`^\\s*(?:(?:,|;|/|va|hoac|, va)\\s+${KIND})?$`)

/**
 * The items with each day that is followed by its reports ("trước ngày 10/6 (đối với báo cáo 6 tháng)") tied to them;
 * the reports so tied are taken out. Where days come first without a tie ("trước ngày 10/6 gửi báo cáo 6 tháng, trước
 * ngày 10/12 gửi báo cáo năm"), the commas tell; a day they do not tell of is tied to nothing: an empty list.
 */
export function bindDues(text: string, items: readonly Item[]): Item[] {
  const folded = fold(text)
  const tied = tieFollowing(folded, items)
  const segments = segmentsOf(folded, tied)
  const dated = segments.filter((segment) => segment.some(isLoose))
  const told = dated.every((segment) => ownReports(segment) !== null)
  const oneToOne = told && (dated.length > 1 || dated.some((segment) => isDayThenReport(folded, segment)))
  return oneToOne || isDayFirst(folded, tied) ? tieBySegment(segments) : leaveUntied(tied)
}

/** "trước ngày 2/3 báo cáo quý I": nothing parts the day from a report that may fall due on it. */
function isDayThenReport(folded: string, [day, ...reports]: readonly Item[]): boolean {
  if (day?.kind !== 'due' || SEPARATOR.test(folded.slice(day.end, reports[0]?.index))) return false
  return reports.every((item) => item.kind === 'wanted' && suits(item.wanted, day.due))
}

/** "trước ngày 25 (báo cáo tháng), trước ngày 10/12": a day with no report after one with its own. */
function leaveUntied(items: readonly Item[]): Item[] {
  return items.map((item, at) => {
    const before = items.slice(0, at).findLast(({ kind }) => kind !== 'request')
    const untied = isLoose(item) && before?.kind === 'due' && before.due.bound !== null
    return untied ? tiedTo(item, []) : item
  })
}

function tieFollowing(folded: string, items: readonly Item[]): Item[] {
  const kept: Item[] = []
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at]
    if (!item) continue
    const reports = item.kind === 'due' ? reportsAfter(folded, items, at) : []
    const bound = reports.map(({ wanted }) => wanted)
    kept.push(bound.length > 0 ? tiedTo(item, bound) : item)
    at += reports.length
  }
  return kept
}

/** The reports tied to the day at `at`: one after "(" or "đối với", and those joined to it. */
function reportsAfter(folded: string, items: readonly Item[], at: number): WantedItem[] {
  const found: WantedItem[] = []
  let last = items[at]
  for (const item of items.slice(at + 1)) {
    if (item.kind !== 'wanted' || !last) break
    const between = folded.slice(last.end, item.index)
    if (found.length === 0 ? !TIED.test(between) : !joins(folded, between, items, item)) break
    found.push(item)
    last = item
  }
  return found
}

/** A report named anew ("…, báo cáo năm trước ngày 10/12") before a day with no tie of its own belongs to that day. */
function joins(folded: string, between: string, items: readonly Item[], item: WantedItem): boolean {
  if (!ALSO.test(between)) return false
  const rest = items.slice(items.indexOf(item) + 1)
  const nextDue = rest.findIndex(({ kind }) => kind === 'due')
  if (nextDue < 0 || folded.slice(item.end, rest[nextDue]?.index).includes(')')) return true
  const due = rest[nextDue]
  const after = rest[nextDue + 1]
  return due !== undefined && after?.kind === 'wanted' && TIED.test(folded.slice(due.end, after.index))
}

function isLoose(item: Item | undefined): boolean {
  return item?.kind === 'due' && item.due.bound === null
}

/** The item with its day tied to these reports; other items as they are. */
function tiedTo(item: Item, bound: Wanted[]): Item {
  return item.kind === 'due' ? { ...item, due: { ...item.due, bound } } : item
}

/** True where reports follow their days, though nothing ties them: a day first, or a report last, and days apart. */
function isDayFirst(folded: string, items: readonly Item[]): boolean {
  const row = items.filter((item) => item.kind === 'wanted' || isLoose(item))
  const dues = row.flatMap((item, i) => (item.kind === 'due' ? [i] : []))
  const [first, last] = [dues[0] ?? 0, dues.at(-1) ?? 0]
  if (!row.slice(first, last).some(({ kind }) => kind === 'wanted')) return false
  if (first === 0) return true
  const [day, report] = [row[last], row[last + 1]]
  return day !== undefined && report !== undefined && !SEPARATOR.test(folded.slice(day.end, report.index))
}

/** A colon leads from a report to its day, but not to a day with a report after it: "6 tháng, năm: 15/6 báo cáo …". */
function isParted(folded: string, items: readonly Item[], at: number): boolean {
  const [before, item, after] = [items[at - 1], items[at], items[at + 1]]
  if (!before || !item) return true
  const between = folded.slice(before.end, item.index)
  if (before.kind !== 'wanted' || item.kind !== 'due' || !/^\s*:\s*$/.test(between)) return SEPARATOR.test(between)
  return after?.kind === 'wanted' && !SEPARATOR.test(folded.slice(item.end, after.index))
}

/** Runs of items with no comma or "và" between them; a run of days alone takes the run of reports after it. */
function segmentsOf(folded: string, items: readonly Item[]): Item[][] {
  const segments: Item[][] = []
  for (const [at, item] of items.entries()) {
    const before = items[at - 1]
    if (!before || isParted(folded, items, at)) segments.push([item])
    else segments.at(-1)?.push(item)
  }
  const merged: Item[][] = []
  for (const segment of segments) {
    const before = merged.at(-1)
    const waits = before?.every(isLoose) && segment.every(({ kind }) => kind === 'wanted')
    if (before && waits) before.push(...segment)
    else merged.push([...segment])
  }
  return merged
}

/** The reports of a run's only day, all on one side of it; null where the run does not tell. */
function ownReports(segment: readonly Item[]): Wanted[] | null {
  const at = segment.findIndex(isLoose)
  const one = segment.filter(isLoose).length === 1
  const [before, after] = [segment.slice(0, at), segment.slice(at + 1)].map((side) =>
    side.flatMap((item) => (item.kind === 'wanted' ? [item.wanted] : [])),
  )
  if (!one || !before || !after || (before.length > 0 && after.length > 0)) return null
  const reports = [...before, ...after].filter(({ every }) => every !== null)
  return reports.length > 0 ? reports : null
}

function tieBySegment(segments: readonly Item[][]): Item[] {
  const own = segments.map((segment) => (segment.some(isLoose) ? ownReports(segment) : null))
  const told = own.flatMap((reports) => reports ?? [])
  return segments.flatMap((segment, at) => {
    const reports = own[at]
    const waiting = reports ? waitingReports(segments, at, told) : []
    return segment.flatMap((item) => {
      if (isLoose(item)) return [tiedTo(item, reports ? [...waiting, ...reports] : [])]
      return item.kind === 'wanted' && reports ? [] : [item]
    })
  })
}

/** "báo cáo quý, 6 tháng trước ngày 20 tháng cuối quý": reports listed before share a day that fits every period. */
function waitingReports(segments: readonly Item[][], at: number, told: readonly Wanted[]): Wanted[] {
  const [first] = segments[at] ?? []
  const due = segments[at]?.find(isLoose)
  if (first?.kind !== 'wanted' || due?.kind !== 'due' || due.due.place === null) return []
  const reports: Wanted[] = []
  for (const segment of segments.slice(0, at).toReversed()) {
    if (!segment.every(({ kind }) => kind === 'wanted')) break
    reports.unshift(...segment.flatMap((item) => (item.kind === 'wanted' ? [item.wanted] : [])))
  }
  return reports.filter(({ every }) => every !== null && !told.some((other) => isEvery(every, other.every)))
}
