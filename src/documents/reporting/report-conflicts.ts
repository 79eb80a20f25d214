/** What a careful clerk would point out about the reporting rules of one document. Nothing is mended. */

import { CADENCE_WORDS } from '../../language/cadence-words.ts'
import { isAboveCommune } from '../../language/units-level.ts'
import type { Cadence, ReportingRule } from '../administrative-document.ts'

const NAMES: Readonly<Record<Cadence, string>> = {
  ...CADENCE_WORDS,
  'on-request': 'đột xuất',
  unspecified: 'định kỳ',
}

/** Pairs of cadences whose periods end together; the shorter one is due first where a document is consistent. */
const SHORTER: readonly (readonly [Cadence, Cadence])[] = [
  ['quarterly', 'half-yearly'],
  ['quarterly', 'nine-monthly'],
  ['quarterly', 'yearly'],
  ['half-yearly', 'yearly'],
]

/** A shorter period's day this near after the longer one's is the same period's. */
const SAME_END_DAYS = 45

function sharesWho(a: ReportingRule, b: ReportingRule): boolean {
  return a.who.length === 0 || b.who.length === 0 || a.who.some((unit) => b.who.includes(unit))
}

function dayMonth(date: string): string {
  return `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`
}

/** The longer period's report falling due before the shorter one it is made from. */
function dueTooEarly(shorter: ReportingRule, longer: ReportingRule): string | null {
  for (const due of longer.dueDates) {
    const after = shorter.dueDates.find((day) => day > due)
    if (!after) continue
    const gap = Temporal.PlainDate.from(due).until(after, { largestUnit: 'days' }).days
    const before = shorter.dueDates.findLast((day) => day <= due)
    const nearer = !before || Temporal.PlainDate.from(before).until(due, { largestUnit: 'days' }).days > gap
    if (gap <= SAME_END_DAYS && nearer) {
      return `Hạn báo cáo ${NAMES[longer.cadence]} (${dayMonth(due)}) trước hạn báo cáo ${NAMES[shorter.cadence]} (${dayMonth(after)}) cùng kỳ: giữ nguyên lời văn bản, đề nghị hỏi lại đơn vị đầu mối`
    }
  }
  return null
}

function orderWarnings(rules: readonly ReportingRule[]): string[] {
  return SHORTER.flatMap(([short, long]) => {
    const shorter = rules.filter((rule) => rule.cadence === short && rule.dueDates.length > 0)
    const longer = rules.filter((rule) => rule.cadence === long && rule.dueDates.length > 0)
    return shorter.flatMap((a) => longer.flatMap((b) => (sharesWho(a, b) ? (dueTooEarly(a, b) ?? []) : [])))
  })
}

/** The same unit asked for the same report by two days, or at two desks. */
function doubleWarnings(rules: readonly ReportingRule[]): string[] {
  return rules.flatMap((a, i) =>
    rules.slice(i + 1).flatMap((b) => {
      const unit = a.who.find((name) => b.who.includes(name))
      if (!unit || a.cadence !== b.cadence || a.cadence === 'on-request' || a.section === b.section) return []
      const places = `(mục ${a.section} và mục ${b.section})`
      if (a.dueText && b.dueText && a.dueDates.join() !== b.dueDates.join()) {
        return [`Hai hạn báo cáo ${NAMES[a.cadence]} cho ${unit} ${places}: "${a.dueText}" và "${b.dueText}"`]
      }
      return a.to && b.to && a.to !== b.to
        ? [`${unit} báo cáo ${NAMES[a.cadence]} về hai nơi ${places}: ${a.to} và ${b.to}`]
        : []
    }),
  )
}

/** Two units made responsible for the commune's report to the same desk above. */
function overlapWarnings(rules: readonly ReportingRule[]): string[] {
  return rules.flatMap((a, i) =>
    rules.slice(i + 1).flatMap((b) => {
      const both = a.to !== null && isAboveCommune(a.to) && a.to === b.to && a.section !== b.section && !sharesWho(a, b)
      const aggregate = a.who.length === 1 && b.who.length === 1
      if (!both || !aggregate) return []
      return [
        `Hai đơn vị cùng được giao báo cáo ${a.to}: ${a.who[0]} (mục ${a.section}) và ${b.who[0]} (mục ${b.section})`,
      ]
    }),
  )
}

/** Warnings in Vietnamese, for the clerk who confirms the rules. */
export function conflictsIn(all: readonly ReportingRule[]): string[] {
  const rules = all.slice(0, MOST_COMPARED)
  const found = new Set([...orderWarnings(rules), ...doubleWarnings(rules), ...overlapWarnings(rules)])
  const [first] = all.slice(MOST_COMPARED)
  return first
    ? [...found, `Chỉ đối chiếu mâu thuẫn giữa ${MOST_COMPARED} hạn báo cáo đầu tiên, đến mục ${first.section}`]
    : [...found]
}

/** Every pair is compared: more than a paper of an office holds. */
const MOST_COMPARED = 300
