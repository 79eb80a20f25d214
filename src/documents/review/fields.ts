import { z } from 'zod'
import { squeeze } from '../../language/text.ts'
import type { Cadence, OpenPoint, TaskCount } from '../administrative-document.ts'
import type { Row } from '../ingestion/register-rows.ts'

/** What officers see and change of a duty. Days are ISO; what recurs has no start and end. */
export type DutyFields = {
  name: string
  lead: string[]
  coordinating: string[]
  output: string | null
  timeText: string | null
  start: string | null
  end: string | null
  recurrence: string | null
  ongoing: boolean
}

/** What the plan leaves blank of a duty, and how often it is to be done. */
export type DutyNotes = { no: string | null; from: 'appendix' | 'prose'; open: OpenPoint[]; count: TaskCount | null }

export type RuleFields = {
  who: string[]
  to: string | null
  via: string | null
  cadence: Cadence
  dueText: string | null
  recurrence: string | null
}

export type TargetFields = {
  text: string
  op: '=' | '>=' | '>' | '<=' | null
  value: number | null
  unit: string | null
  by: string | null
  phase: string | null
}

const MAX_CHARS = 2_000
const words = z.string().transform(squeeze).pipe(z.string().min(1).max(MAX_CHARS))
const maybeWords = z.union([
  z.null(),
  z
    .string()
    .max(MAX_CHARS)
    .transform((text) => squeeze(text) || null),
])
const units = z
  .array(z.string().max(MAX_CHARS))
  .max(60)
  .transform((names) => [...new Set(names.map(squeeze).filter(Boolean))])
const day = z.union([z.null(), z.iso.date()])
const cadence = z.enum([
  'monthly',
  'quarterly',
  'half-yearly',
  'nine-monthly',
  'yearly',
  'weekly',
  'on-request',
  'unspecified',
])

const duty = z.strictObject({
  name: words.optional(),
  lead: units.optional(),
  coordinating: units.optional(),
  output: maybeWords.optional(),
  /** Read again into start, end, recurrence and ongoing, unless days are given beside it. */
  timeText: maybeWords.optional(),
  start: day.optional(),
  end: day.optional(),
})
const rule = z.strictObject({
  who: units.optional(),
  to: maybeWords.optional(),
  via: maybeWords.optional(),
  cadence: cadence.optional(),
  /** Read again into the recurrence. */
  dueText: maybeWords.optional(),
})
const target = z.strictObject({
  text: words.optional(),
  op: z.enum(['=', '>=', '>', '<=']).nullable().optional(),
  value: z.number().nullable().optional(),
  unit: maybeWords.optional(),
  by: maybeWords.optional(),
  phase: maybeWords.optional(),
})

/** What an officer puts in place of what was read: only the fields that change. */
export type Correction =
  | { kind: 'duty'; fields: z.input<typeof duty> }
  | { kind: 'rule'; fields: z.input<typeof rule> }
  | { kind: 'target'; fields: z.input<typeof target> }

export type CleanCorrection =
  | { kind: 'duty'; fields: z.output<typeof duty> }
  | { kind: 'rule'; fields: z.output<typeof rule> }
  | { kind: 'target'; fields: z.output<typeof target> }

/** The correction with white space squeezed and doubles dropped; null where a field is not of its form or none is given. */
export function cleanCorrection({ kind, fields }: Correction): CleanCorrection | null {
  const parsed = { duty, rule, target }[kind].safeParse(fields)
  if (!parsed.success || Object.keys(parsed.data).length === 0) return null
  return { kind, fields: parsed.data } as CleanCorrection
}

/** The columns of the store as the fields officers know, by kind. */
export function fieldsOf(kind: 'duty', row: Row): DutyFields
export function fieldsOf(kind: 'rule', row: Row): RuleFields
export function fieldsOf(kind: 'target', row: Row): TargetFields
export function fieldsOf(kind: 'duty' | 'rule' | 'target', row: Row): DutyFields | RuleFields | TargetFields {
  const renamed = Object.entries(FIELD_OF[kind]).map(([field, column]) => [field, row[column] ?? null])
  // The store's columns hold these types: only reading and `correct` write them.
  return Object.fromEntries(renamed) as DutyFields | RuleFields | TargetFields
}

/** The column of each field. */
export const FIELD_OF = {
  duty: {
    name: 'name',
    lead: 'lead',
    coordinating: 'coordinating',
    output: 'output',
    timeText: 'timeText',
    start: 'startsOn',
    end: 'endsOn',
    recurrence: 'recurrence',
    ongoing: 'ongoing',
  },
  rule: { who: 'who', to: 'recipient', via: 'via', cadence: 'cadence', dueText: 'dueText', recurrence: 'recurrence' },
  target: { text: 'text', op: 'op', value: 'value', unit: 'unit', by: 'byYear', phase: 'phase' },
} as const
