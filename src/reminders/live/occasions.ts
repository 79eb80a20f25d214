/** One rule's one time over all its bodies: what the words of a message need to know of it. */
import { isSettled, type OccurrenceRow } from '../../duties/index.ts'

type Occasion = Pick<OccurrenceRow, 'documentId' | 'ruleKey' | 'slot'>

const isOf =
  ({ documentId, ruleKey, slot }: Occasion) =>
  (row: OccurrenceRow): boolean =>
    row.documentId === documentId && row.ruleKey === ruleKey && row.slot === slot

/** How many bodies of an occasion have not filed. */
export function unfiledOf(rows: readonly OccurrenceRow[]): (occasion: Occasion) => number {
  return (occasion) => rows.filter(isOf(occasion)).filter(({ status }) => !isSettled(status)).length
}

/** Under which numbers an occasion was told as filed, as a part of a sentence. */
export function filingOf(rows: readonly OccurrenceRow[]): (occasion: Occasion) => string {
  return (occasion) => {
    const same = rows.filter(isOf(occasion))
    const numbers = same.filter(({ status }) => status === 'filed').flatMap(({ filedNumber }) => filedNumber ?? [])
    return numbers.length > 0 ? `, số ${numbers.join('; ')}` : ''
  }
}
