/** What the buttons of our messages are about: kept with the message, read back when one is taken. */
import { z } from 'zod'

const ids = z.array(z.int())
const items = z.array(ids)

const subjectSchema = z.discriminatedUnion('about', [
  /** The numbered lines of a reminder. */
  z.object({ about: z.literal('duties'), items }),
  /** An act of which the line is still to be named; the choices are the lines. */
  z.object({ about: z.literal('which'), act: z.string(), rest: z.string(), items }),
  /** Something was done or is being asked; `awaits` tells what free words now mean. */
  z.object({
    about: z.literal('asking'),
    awaits: z.enum([
      'number',
      'percent',
      'difficulty',
      'difficulty_answer',
      'extension_day',
      'return_reason',
      'later',
      'result',
      'figures',
      'difficulties',
      'proposals',
    ]),
    ids,
    rowIds: ids.optional(),
  }),
  /** What somebody else said, for the coordinator or whoever may grant it. */
  z.object({
    about: z.literal('relay'),
    of: z.enum(['difficulty', 'extension', 'handed_back']),
    ids,
    until: z.string().optional(),
    personId: z.int().nullable(),
  }),
  z.object({ about: z.literal('set_date'), documentId: z.int(), ruleKey: z.string(), awaits: z.literal('date') }),
  z.object({ about: z.literal('review'), documentId: z.int(), version: z.int() }),
])

export type Subject = z.infer<typeof subjectSchema>

/** Null for what is not ours. */
export function readSubject(value: unknown): Subject | null {
  return subjectSchema.safeParse(value).data ?? null
}
