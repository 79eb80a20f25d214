/** What the units of one reporting occasion answered, as one table. */
import { type DutyEvent, eventsOf, loadOccurrences, type OccurrenceRow, standingEvents } from '../../duties/index.ts'
import type { Store } from '../../store/index.ts'

/** The questions put to every unit, in order. */
export const QUESTIONS = {
  result: 'Kết quả thực hiện',
  figures: 'Số liệu so với chỉ tiêu',
  difficulties: 'Khó khăn, vướng mắc',
  proposals: 'Đề xuất, kiến nghị',
} as const

export type Question = keyof typeof QUESTIONS
export const QUESTION_NAMES = Object.keys(QUESTIONS) as Question[]

export type CollectedUnit = {
  row: OccurrenceRow
  answers: Record<Question, string>
}

/** One reporting occasion: the same rule and period over all its units, those who answered and those who did not. */
export type Collected = { title: string; due: string; periodEnd: string | null; units: CollectedUnit[] }

/** Every unit bound by the same rule for the same period as that occurrence, by name. */
export async function collect(store: Store, occurrence: OccurrenceRow): Promise<Collected> {
  const { communeId, documentId, ruleKey, slot, due, title, periodEnd } = occurrence
  const near = (days: number): string => Temporal.PlainDate.from(due).add({ days }).toString()
  const rows = (await loadOccurrences(store, { communeId, from: near(-60), to: near(60) })).filter(
    (row) =>
      row.documentId === documentId && row.ruleKey === ruleKey && row.slot === slot && row.status !== 'not_applicable',
  )
  const events = await eventsOf(
    store,
    rows.map(({ id }) => id),
  )
  const units = rows
    .map((row) => ({ row, answers: answersOf(events.get(row.id) ?? []) }))
    .sort((a, b) => a.row.bodyName.localeCompare(b.row.bodyName, 'vi'))
  return { title, due, periodEnd, units }
}

/** The last answer to each question; difficulties told in the chat belong to the report too. */
export function answersOf(events: readonly DutyEvent[]): Record<Question, string> {
  const standing = standingEvents(events)
  const last = (question: Question): string =>
    standing.findLast(({ kind, detail }) => kind === 'answered' && detail.question === question)?.detail.text ?? ''
  const told = standing.flatMap(({ kind, detail }) => (kind === 'difficulty' && detail.text ? [detail.text] : []))
  const difficulties = [...new Set([...told, last('difficulties')])].filter(Boolean).join('; ')
  return { result: last('result'), figures: last('figures'), difficulties, proposals: last('proposals') }
}

/** Units that have neither filed nor answered anything. */
export function missingUnits({ units }: Collected): string[] {
  const hasFiled = ({ row }: CollectedUnit): boolean => row.status === 'filed' || row.status === 'accepted'
  return units.filter((unit) => !hasFiled(unit)).map(({ row }) => row.bodyName)
}
