import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadOccurrences, record } from '../../../src/duties/index.ts'
import { createTick } from '../../../src/reminders/live/index.ts'
import type { Store } from '../../../src/store/index.ts'
import { onEmbeddedStore } from '../../support/stores.ts'
import { type Office, openOffice, QUARTERLY, TASK } from './an-office.ts'

const FIRST = '2026-11-02'
const DAYS = 90
const TICKS = 60
const RUNS = 2
const TIMEOUT_MS = 600_000
/** One in each window, and one at each of the two hours a person can choose. */
const MOST_A_DAY = 4

const moment = fc
  .record({ day: fc.nat(DAYS - 1), minute: fc.integer({ min: 7 * 60, max: 17 * 60 + 30 }) })
  .map(({ day, minute }) => {
    const start = Temporal.PlainDate.from(FIRST).add({ days: day }).toPlainDateTime('00:00')
    return start.add({ minutes: minute }).toString({ smallestUnit: 'minute' })
  })
const days = (at: string, count: number): string =>
  Temporal.PlainDate.from(at.slice(0, 10)).add({ days: count }).toString()
const sayings = {
  snoozed: (at: string, count: number) => ({ until: days(at, count % 30) }),
  asked: (at: string, count: number) => ({ until: `${at.slice(0, 10)}T${count % 2 ? '10:30' : '15:30'}` }),
  extension_granted: (at: string, count: number) => ({ until: days(at, count) }),
  ...{ in_progress: () => ({}), filed: () => ({}), accepted: () => ({}), returned: () => ({}) },
  ...{ handed_back: () => ({}), kept: () => ({}) },
}
const saying = fc.record({
  ...{ at: moment, count: fc.integer({ min: 1, max: 120 }), duty: fc.nat(3) },
  kind: fc.constantFrom(...(Object.keys(sayings) as (keyof typeof sayings)[])),
})

onEmbeddedStore('over ninety days of wishes, answers and extensions', (ground) => {
  test(
    'nobody is told a step twice, or more than so much a day',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(moment, { minLength: TICKS, maxLength: TICKS }),
          fc.array(saying, { minLength: 15, maxLength: 30 }),
          async (ticks, said) => {
            const told: string[] = []
            const store = listening(ground().store, told)
            const office = await openOffice(store, { rules: [QUARTERLY], tasks: [TASK], now: `${FIRST}T07:30` })
            await office.tick()
            const ids = (
              await loadOccurrences(store, { communeId: office.communeId, from: FIRST, to: '2027-12-31' })
            ).map(({ id }) => id)
            const events = [
              ...ticks.map((at) => ({ at, act: () => lookTwice(office) })),
              ...said.map((each) => ({
                at: each.at,
                act: () => say(store, office, ids[each.duty % ids.length] ?? 0, each),
              })),
            ]
            for (const { at, act } of events.sort((a, b) => a.at.localeCompare(b.at))) {
              office.now = at
              await act()
            }
            expect(told.filter((step, index) => told.indexOf(step) !== index)).toEqual([])
            const perDay = Map.groupBy(office.sent, ({ person, at }) => `${person} ${at.slice(0, 10)}`)
            expect([...perDay].filter(([, each]) => each.length > MOST_A_DAY)).toEqual([])
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      )
    },
    TIMEOUT_MS,
  )
})

/** Now, and a minute later by another process. */
async function lookTwice(office: Office): Promise<void> {
  await office.tick()
  office.now = Temporal.PlainDateTime.from(office.now).add({ minutes: 1 }).toString({ smallestUnit: 'minute' })
  await createTick(office.parts)()
}

type Saying = { at: string; count: number; kind: keyof typeof sayings }

async function say(store: Store, office: Office, occurrenceId: number, { at, count, kind }: Saying): Promise<void> {
  const by = { personId: office.people.focal ?? null, title: 'focal' }
  const detail = sayings[kind](at, count)
  await record(store, { occurrenceId, kind: kind === 'asked' ? 'snoozed' : kind, by, detail })
  await store.query('UPDATE occurrence_event SET at = $1 WHERE id = (SELECT max(id) FROM occurrence_event)', [
    `${at}:00+07`,
  ])
}

/** Hears which steps each promised message tells. */
function listening(store: Store, told: string[]): Store {
  const query: Store['query'] = async <Row extends object>(sql: string, values?: unknown[]) => {
    const rows = await store.query<Row>(sql, values)
    if (sql.includes('INSERT INTO reminder_message') && typeof values?.[1] === 'string') {
      const claims = JSON.parse(values[1]) as { key: string; steps: { key: string }[] }[]
      const mine = new Set((rows as { key: string }[]).map(({ key }) => key))
      told.push(
        ...claims.filter(({ key }) => mine.has(key)).flatMap(({ steps }) => [...new Set(steps.map(({ key }) => key))]),
      )
    }
    return rows
  }
  return { ...store, query }
}
