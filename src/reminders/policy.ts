/** The office's reminder policy: one readable file of the knowledge folder over the defaults that stand here. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** Below the knowledge folder. */
export const POLICY_FILE = 'reminders.yaml'

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
const workingDays = z.array(z.int().positive().max(250))
const role = z.enum(['focal', 'head', 'coordinator'])
const leaderStep = z.strictObject({
  workingDay: z.int().positive(),
  to: z.enum(['coordinating', 'vice_chair', 'chair']),
})

const windows = z
  .array(z.strictObject({ from: clock, to: clock }).refine(({ from, to }) => from < to))
  .min(1)
  .default([
    { from: '07:30', to: '11:00' },
    { from: '13:30', to: '17:00' },
  ])

const reports = z.partialRecord(
  z.enum(['weekly', 'monthly', 'quarterly', 'half-yearly', 'nine-monthly', 'yearly', 'other']),
  workingDays,
)
const REPORTS = {
  weekly: [1],
  monthly: [5, 2],
  quarterly: [5, 2],
  'half-yearly': [10, 5, 2],
  'nine-monthly': [10, 5, 2],
  yearly: [10, 5, 2],
  other: [10, 5, 2],
} satisfies z.infer<typeof reports>

const policySchema = z.strictObject({
  windows,
  sendAt: clock.default('07:30'),
  unfiledAgainAt: clock.nullable().default('14:00'),
  reports: reports.default({}).transform((own): Record<string, number[]> => ({ ...REPORTS, ...own })),
  tasks: workingDays.default([60, 30, 10]),
  longTaskMonths: z.int().positive().default(12),
  coordinatingNotice: z.int().positive().nullable().default(30),
  headWorkingDays: workingDays.default([2]),
  late: z.array(z.strictObject({ workingDay: z.int().positive(), to: z.array(role) })).default([
    { workingDay: 1, to: ['focal', 'head', 'coordinator'] },
    { workingDay: 3, to: ['head'] },
  ]),
  digest: z
    .strictObject({
      withinWorkingDays: z.int().positive().default(10),
      to: z.array(role).default(['focal', 'coordinator']),
      overdueWeeks: z.int().nonnegative().default(4),
    })
    .prefault({}),
  /** What fell due last month, by unit: to leaders and the coordinator on the first working day of each month. */
  scoreboard: z.strictObject({ monthly: z.boolean().default(true) }).prefault({}),
  /** How often a unit is reminded of its standing duties, in its first digest of the period. */
  standing: z.strictObject({ everyMonths: z.literal([1, 3, 6, 12]).default(3) }).prefault({}),
  escalation: z
    .strictObject({
      leaders: z.boolean().default(false),
      department: z.array(leaderStep).default([
        { workingDay: 5, to: 'vice_chair' },
        { workingDay: 10, to: 'chair' },
      ]),
      council: z.array(leaderStep).default([
        { workingDay: 5, to: 'vice_chair' },
        { workingDay: 10, to: 'chair' },
      ]),
      station: z.array(leaderStep).default([
        { workingDay: 5, to: 'coordinating' },
        { workingDay: 10, to: 'vice_chair' },
      ]),
      partner: z.array(leaderStep).default([{ workingDay: 3, to: 'coordinating' }]),
    })
    .prefault({}),
  /** Who answers when a unit asks for more time. */
  extensions: z
    .strictObject({ grantedBy: z.enum(['coordinator', 'receiver', 'vice_chair']).default('coordinator') })
    .prefault({}),
  calendar: z
    .strictObject({ daysOff: z.array(z.iso.date()).default([]), workedDays: z.array(z.iso.date()).default([]) })
    .prefault({}),
  /** By commune slug: which units a group of the documents' words stands for. */
  groups: z.record(z.string(), z.record(z.string(), z.array(z.string().min(1)).min(1))).default({}),
})

export type Policy = z.infer<typeof policySchema>

/** The policy file is not of the expected form. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly path: string
  /** Where and what, in Vietnamese. */
  readonly detail: string

  constructor(path: string, detail: string, cause?: unknown) {
    super(`reminder policy: ${path}: ${detail}`, { cause })
    this.path = path
    this.detail = detail
  }
}

/** What holds where the office says nothing. */
export const DEFAULT_POLICY: Policy = policySchema.parse({})

/** The policy of a knowledge folder; the defaults where it has no file. Throws `PolicyError`. */
export function readPolicy(folder: string): Policy {
  const path = join(folder, POLICY_FILE)
  const checked = checkPolicy(readYaml(path) ?? {})
  if (checked.kind === 'fits') return checked.policy
  throw new PolicyError(path, checked.why)
}

/** What was written as a policy; in words, in Vietnamese, what is wrong with it otherwise. */
export function checkPolicy(written: unknown): { kind: 'fits'; policy: Policy } | { kind: 'unfit'; why: string } {
  const result = policySchema.safeParse(written)
  if (result.success) return { kind: 'fits', policy: result.data }
  const issue = result.error.issues[0]
  return { kind: 'unfit', why: `mục "${issue?.path.join(' › ') ?? ''}" không đúng mẫu (${issue?.message ?? ''})` }
}

/**
 * The policy as the file says it now: one object as long as the file stays as it is. A file that came to be of another form
 * is told by `onTrouble`, once, and the last good policy goes on.
 */
export function watchPolicy(folder: string, onTrouble: (error: PolicyError) => void): () => Policy {
  let known: { stamp: string; policy: Policy } | null = null
  return () => {
    const stamp = stampOf(join(folder, POLICY_FILE))
    if (known?.stamp === stamp) return known.policy
    try {
      known = { stamp, policy: readPolicy(folder) }
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      onTrouble(error)
      known = { stamp, policy: known?.policy ?? DEFAULT_POLICY }
    }
    return known.policy
  }
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found ? `${found.mtimeMs}/${found.size}` : ''
}

function readYaml(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new PolicyError(path, 'không đọc được tệp', error)
  }
  try {
    return parse(text)
  } catch (error) {
    throw new PolicyError(path, 'không phải YAML hợp lệ', error)
  }
}
