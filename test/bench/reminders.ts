import { openScratchStore } from '../../src/cli/scratch-store.ts'
import { closeReaders } from '../../src/documents/index.ts'
import { type CommuneRegister, openRegister } from '../../src/duties/index.ts'
import { unitKey } from '../../src/language/units.ts'
import { bodyOf } from '../../src/reminders/bodies.ts'
import { DEFAULT_POLICY, type Policy } from '../../src/reminders/policy.ts'
import { simulateReminders } from '../../src/reminders/simulate.ts'
import { checkReminders, type Owing, type Told } from '../support/check-reminders.ts'
import { type Figure, figure } from './figure.ts'
import { benchMorning } from './morning.ts'
import { type BenchServers, NO_SERVERS } from './servers.ts'

const SPAN = { from: '2026-12-01', to: '2028-11-30' }
const UNITS = 30
const SIMULATED_SECONDS = 10

/** Two years of the shipped communes with thirty units each, checked from the rules' own words; then a morning on a server. */
export async function benchReminders(servers: BenchServers | null): Promise<object> {
  return { ...(await twoYears()), ...(servers ? await benchMorning(servers) : { morning: NO_SERVERS }) }
}

async function twoYears(): Promise<Record<string, Figure>> {
  const registers = await readRegisters()
  const startedAt = performance.now()
  const simulated = registers.map((register) => ({
    register,
    reminders: simulateReminders({ register, policy: withThirtyUnits(register), ...SPAN }) satisfies Told[],
  }))
  const seconds = (performance.now() - startedAt) / 1_000
  const checked = simulated.map(({ register, reminders }) => checkReminders(reminders, owingOf(register), SPAN))
  for (const step of checked.flatMap(({ missing }) => missing)) process.stderr.write(`không nhắc: ${step}\n`)
  const total = (count: (each: (typeof checked)[number]) => number): number =>
    checked.reduce((sum, each) => sum + count(each), 0)
  const none = (count: (each: (typeof checked)[number]) => number, unit: string): Figure => {
    if (total(count) > 0) process.exitCode = 1
    return figure(total(count), unit, { limit: 0 })
  }
  return {
    two_years_simulated: figure(seconds, 's', { limit: SIMULATED_SECONDS }),
    two_years_communes: figure(registers.length, 'communes', {}),
    two_years_units: figure(UNITS, 'units a commune', {}),
    two_years_messages: figure(simulated.flatMap(({ reminders }) => reminders).length, 'messages', {}),
    two_years_dated_rules: figure(
      total(({ rules }) => rules),
      'rules and tasks',
      {},
    ),
    two_years_periods: figure(
      total(({ periods }) => periods),
      'periods',
      {},
    ),
    two_years_steps_owed: figure(
      total(({ steps }) => steps),
      'steps',
      {},
    ),
    two_years_steps_told: figure(
      total(({ told }) => told),
      'steps',
      { limit: total(({ steps }) => steps) },
    ),
    two_years_steps_missing: none(({ missing }) => missing.length, 'steps'),
    two_years_on_days_off: none(({ onDayOff }) => onDayOff, 'messages'),
    two_years_after_last_safe_day: none(({ afterLastSafeDay }) => afterLastSafeDay, 'lines'),
    two_years_wrong_last_safe_day: none(({ wrongLastSafeDay }) => wrongLastSafeDay, 'lines'),
    two_years_duplicates: none(({ duplicates }) => duplicates, 'lines'),
    two_years_second_in_window: none(({ secondInWindow }) => secondInWindow, 'messages'),
  }
}

async function readRegisters(): Promise<CommuneRegister[]> {
  const store = await openScratchStore({ folder: 'knowledge', today: '2026-11-22' })
  try {
    const register = openRegister(store)
    const found = await Promise.all((await register.communes()).map(({ slug }) => register.of(slug)))
    return found.filter((each) => each !== null)
  } finally {
    closeReaders()
    await store.close()
  }
}

/** Every group the papers speak of stands for the same thirty units: those they name, and villages up to thirty. */
function withThirtyUnits(register: CommuneRegister): Policy {
  const units = unitsOf(register)
  const groups = Object.fromEntries(
    namesIn(register).flatMap((name) => (isGroup(register, name) ? [[name, units]] : [])),
  )
  return { ...DEFAULT_POLICY, groups: { [register.commune.slug]: groups } }
}

function unitsOf(register: CommuneRegister): string[] {
  const named = register.units.filter(({ name }) => {
    const { kind } = bodyOf(name)
    return !isGroup(register, name) && kind !== 'above' && kind !== 'commune'
  })
  const villages = Array.from({ length: UNITS }, (_, index) => `Thôn số ${index + 1}`)
  return [...named.map(({ name }) => name), ...villages].slice(0, UNITS)
}

function namesIn({ rules, duties }: CommuneRegister): string[] {
  return [...new Set([...rules.flatMap(({ who }) => who), ...duties.flatMap(({ lead }) => lead)])]
}

function isGroup({ units }: CommuneRegister, name: string): boolean {
  const isKnown = units.some((unit) => unit.group && (unit.name === name || unit.aliases.includes(name)))
  return bodyOf(name, isKnown).isGroup
}

const LADDERS: Readonly<Record<string, number[]>> = { monthly: [5, 2], quarterly: [5, 2] }

/** What the papers owe, for the checker: rules with a day, and dated tasks that are no rule's sentence over again. */
function owingOf(register: CommuneRegister): Owing[] {
  const units = unitsOf(register)
  const members = (names: readonly string[]): string[] => [
    ...new Set(names.flatMap((name) => (isGroup(register, name) ? units : [name]))),
  ]
  // Whoever collects a report owes it to nobody: it is not told to send it to itself.
  const senders = (who: readonly string[], collectors: readonly (string | null)[]): string[] =>
    members(who).filter((unit) => !collectors.some((each) => each !== null && unitKey(each) === unitKey(unit)))
  const rules = register.rules.flatMap(({ who, to, via, dueText, recurrence, cadence }): Owing[] =>
    dueText && recurrence
      ? [
          {
            ...{ kind: 'report', units: senders(who, [to, via]), dueText, recurrence, day: null, from: SPAN.from },
            ladder: LADDERS[cadence] ?? [10, 5, 2],
          },
        ]
      : [],
  )
  const sentences = register.rules.filter(({ dueText }) => dueText).map(({ quote }) => quote)
  const isOwn = (quote: string): boolean => !sentences.some((each) => each.includes(quote) || quote.includes(each))
  const tasks = register.duties.flatMap(({ lead, timeText, recurrence, end, quote }): Owing[] => {
    const isDated = end !== null || /BYMONTH/.test(recurrence ?? '')
    return timeText && isDated && lead.length > 0 && isOwn(quote)
      ? [
          {
            kind: 'task',
            units: members(lead),
            dueText: timeText,
            recurrence,
            day: end,
            ladder: [60, 30, 10],
            from: SPAN.from,
          },
        ]
      : []
  })
  return [...rules, ...tasks]
}
