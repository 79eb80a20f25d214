/** Rules without a day as the office's pages show them and set their dates. */
import { chooseDate, listUndated } from '../office-dates.ts'
import { type ReadDate, readOfficeDate, type SaidDate } from '../read-office-date.ts'
import { documentName } from '../vietnamese.ts'
import type { DeskContext } from './context.ts'
import type { Deciding } from './pausing.ts'

export type UndatedReport = {
  documentId: number
  ruleKey: string
  /** "Kế hoạch của UBND xã …". */
  document: string
  section: string
  who: string[]
  to: string | null
  quote: string
  isConfirmed: boolean
  /** Null while the office chose nothing; `dueText` null: no reminder. */
  set: { dueText: string | null } | null
}

export async function undatedOf({ store, register }: DeskContext): Promise<UndatedReport[]> {
  const { documents } = register
  return (await listUndated(store, register)).map(({ rule, set }) => {
    const { documentId, key: ruleKey, section, who, to, quote, state } = rule
    const document = documents.find(({ id }) => id === documentId)
    return {
      ...{ documentId, ruleKey, section, who, to, quote, set, isConfirmed: state !== 'proposed' },
      document: document ? documentName(document, documents) : 'Văn bản',
    }
  })
}

export type WantedDate = SaidDate & { documentId: number; ruleKey: string; by: Deciding }
/** `gone`: the commune has no such rule, or its document names a day by now. */
export type DateOutcome = { kind: 'set' } | { kind: 'gone' } | Exclude<ReadDate, { kind: 'date' }>

export async function setDateOf(context: DeskContext, wanted: WantedDate): Promise<DateOutcome> {
  const { store, register, policy, day: today } = context
  const { documentId, ruleKey, by, ...said } = wanted
  const undated = await listUndated(store, register)
  const isOpen = undated.some(({ rule }) => rule.documentId === documentId && rule.key === ruleKey)
  if (!isOpen) return { kind: 'gone' }
  const read = readOfficeDate(said, today)
  if (read.kind !== 'date') return read
  await chooseDate(store, { register, rule: { documentId, ruleKey }, date: read.date, by, policy, today })
  return { kind: 'set' }
}
