/** `npm run -s remind -- --simulate --from DATE --to DATE`: what would be sent in a span, one JSON object a reminder; nothing is. */
import { z } from 'zod'
import { closeReaders } from '../documents/index.ts'
import { openRegister, type Register } from '../duties/index.ts'
import { type Policy, PolicyError, readPolicy, type SimulatedReminder, simulateReminders } from '../reminders/index.ts'
import type { Store } from '../store/index.ts'
import { CommandError, parseCommandLine, runCommand, UsageError } from './command.ts'
import { openScratchStore } from './scratch-store.ts'

const USAGE =
  'npm run -s remind -- --simulate --from 2026-12-01 --to 2027-11-30 [--knowledge DIR] [--commune SLUG] [--confirmed-only] [--acknowledge]'
/** As in `ask`, so that both stand on one scratch store; the dates reminded of do not depend on it. */
const READ_ON = '2026-11-22'

type Options = {
  from: string
  to: string
  folder: string
  commune: string | null
  isConfirmedOnly: boolean
  everybodyAcknowledges: boolean
}

await runCommand(async (args) => {
  const options = readOptions(args)
  const policy = policyOf(options.folder)
  const store = await openScratchStore({ folder: options.folder, today: READ_ON })
  try {
    const register = openRegister(store)
    const slugs = await chooseCommunes(register, options.commune)
    const confirmed = options.isConfirmedOnly ? await findConfirmed(store) : null
    const reminders: SimulatedReminder[] = []
    for (const slug of slugs) {
      const commune = await register.of(slug)
      if (commune) {
        const isConfirmed = confirmed ? (entry: Entry): boolean => confirmed.has(keyOf(entry)) : undefined
        reminders.push(
          ...simulateReminders({ register: commune, policy, ...options, ...(isConfirmed && { isConfirmed }) }),
        )
      }
    }
    reminders.sort((a, b) => a.at.localeCompare(b.at))
    for (const reminder of reminders) process.stdout.write(`${JSON.stringify(reminder)}\n`)
  } finally {
    closeReaders()
    await store.close()
  }
})

function readOptions(args: string[]): Options {
  const { values } = parseCommandLine(
    args,
    {
      simulate: { type: 'boolean' },
      from: { type: 'string' },
      to: { type: 'string' },
      knowledge: { type: 'string', default: 'knowledge' },
      commune: { type: 'string' },
      'confirmed-only': { type: 'boolean', default: false },
      acknowledge: { type: 'boolean', default: false },
    } as const,
    USAGE,
  )
  if (!values.simulate) {
    throw new UsageError({
      vi: `Lệnh này chỉ mô phỏng, không gửi gì; thêm --simulate. Cách dùng: ${USAGE}`,
      en: `This command only simulates and sends nothing; add --simulate. Usage: ${USAGE}`,
    })
  }
  const from = day('--from', values.from)
  const to = day('--to', values.to)
  if (to < from) {
    throw new UsageError({
      vi: `--to (${to}) sớm hơn --from (${from}); đổi lại thứ tự. Cách dùng: ${USAGE}`,
      en: `--to (${to}) is before --from (${from}); swap them. Usage: ${USAGE}`,
    })
  }
  return {
    from,
    to,
    folder: values.knowledge,
    commune: values.commune ?? null,
    isConfirmedOnly: values['confirmed-only'],
    everybodyAcknowledges: values.acknowledge,
  }
}

function day(option: string, value: string | undefined): string {
  if (value !== undefined && z.iso.date().safeParse(value).success) return value
  const said = value === undefined ? '' : ` "${value}"`
  throw new UsageError({
    vi: `${option}${said} phải là một ngày viết như 2026-12-01. Cách dùng: ${USAGE}`,
    en: `${option}${said} must be a day written like 2026-12-01. Usage: ${USAGE}`,
  })
}

function policyOf(folder: string): Policy {
  try {
    return readPolicy(folder)
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw new CommandError(
      {
        vi: `Tệp ${error.path}: ${error.detail}; sửa tệp này rồi chạy lại.`,
        en: `The file ${error.path} is not of the expected form (${error.detail}); mend it and try again.`,
      },
      error,
    )
  }
}

async function chooseCommunes(register: Register, slug: string | null): Promise<string[]> {
  const slugs = (await register.communes()).map((commune) => commune.slug)
  if (slug === null) return slugs
  if (slugs.includes(slug)) return [slug]
  throw new UsageError({
    vi: `Không có xã, phường "${slug}"; hiện có: ${slugs.join(', ')}. Cách dùng: ${USAGE}`,
    en: `There is no commune "${slug}"; there are: ${slugs.join(', ')}. Usage: ${USAGE}`,
  })
}

type Entry = { kind: 'report' | 'task'; id: number }

function keyOf({ kind, id }: Entry): string {
  return `${kind}-${id}`
}

/** What the office confirmed or corrected. */
async function findConfirmed(store: Store): Promise<Set<string>> {
  const query = { where: { state: { in: ['confirmed', 'corrected'] } }, select: { id: true } }
  const rules = await store.db.reportingRule.findMany(query)
  const duties = await store.db.duty.findMany(query)
  return new Set([
    ...rules.map(({ id }) => keyOf({ kind: 'report', id })),
    ...duties.map(({ id }) => keyOf({ kind: 'task', id })),
  ])
}
