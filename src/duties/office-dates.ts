import type { Store } from '../store/index.ts'
import { type DatedRule, type OccurrenceSource, type ReadDueWords, undatedRules } from './occurrences.ts'
import type { RegisteredRule } from './register.ts'

/** What the office set for a rule whose document names no day. `dueText` null: it wants no reminder. */
export type OfficeDate = {
  documentId: number
  ruleKey: string
  cadence: string
  dueText: string | null
  recurrence: string | null
  days: string[]
}

/** Sets or changes the office's date of one rule. */
export async function setOfficeDate({ query }: Pick<Store, 'query'>, date: OfficeDate, by: string): Promise<void> {
  const { documentId, ruleKey, cadence, dueText, recurrence, days } = date
  await query(
    `INSERT INTO office_date (document_id, rule_key, cadence, due_text, recurrence, days, "by")
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (document_id, rule_key) DO UPDATE SET cadence = excluded.cadence, due_text = excluded.due_text,
       recurrence = excluded.recurrence, days = excluded.days, "by" = excluded."by", at = now()`,
    [documentId, ruleKey, cadence, dueText, recurrence, days, by],
  )
}

export function loadOfficeDates({ query }: Pick<Store, 'query'>, communeId: number): Promise<OfficeDate[]> {
  return query<OfficeDate>(
    `SELECT document_id AS "documentId", rule_key AS "ruleKey", cadence, due_text AS "dueText", recurrence, days
       FROM office_date JOIN document ON document.id = document_id WHERE commune_id = $1`,
    [communeId],
  )
}

/** The office's date of a rule, whatever its document says; undefined where it chose none. */
export function dateFinder(
  dates: readonly OfficeDate[],
): (rule: Pick<RegisteredRule, 'documentId' | 'key'>) => OfficeDate | undefined {
  const byRule = new Map(dates.map((date) => [`${date.documentId}|${date.ruleKey}`, date]))
  return ({ documentId, key }) => byRule.get(`${documentId}|${key}`)
}

/** The rules, with the office's date where the document names no day; a rule whose document names one keeps it. */
export function withOfficeDates(
  source: OccurrenceSource,
  dates: readonly OfficeDate[],
  readDueWords: ReadDueWords,
): DatedRule[] {
  const dateOf = dateFinder(dates)
  const undated = new Set(undatedRules(source, readDueWords).map(({ id }) => id))
  return source.rules.map((rule) => {
    const date = undated.has(rule.id) ? dateOf(rule) : undefined
    if (!date?.dueText) return rule
    const { cadence, dueText, recurrence, days } = date
    return { ...rule, cadence, dueText, recurrence, days }
  })
}
