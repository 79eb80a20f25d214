import { beforeEach, expect, test } from 'vitest'
import { type DutyEventDetail, type DutyEventKind, loadOccurrences, record } from '../../../src/duties/index.ts'
import { createTick } from '../../../src/reminders/live/index.ts'
import { onEachStore } from '../../support/stores.ts'
import { type Office, openOffice, QUARTERLY, TASK } from './an-office.ts'

type Said = Exclude<DutyEventKind, 'undone'>

await onEachStore('a step is told once, however long ago', (ground) => {
  let office: Office
  const times = (person: string, from = ''): string[] =>
    office.sent.filter((each) => each.person === person && each.at >= from).map(({ at }) => at)
  const rowIds = async (): Promise<number[]> => {
    const { communeId } = office
    return (await loadOccurrences(ground().store, { communeId, from: '2026-12-01', to: '2027-12-31' })).map(
      ({ id }) => id,
    )
  }
  const say = async (kind: Said, detail: DutyEventDetail = {}, { row }: { row?: number } = {}): Promise<void> => {
    const by = { personId: office.people.focal ?? null, title: 'focal' }
    await record(ground().store, { occurrenceId: row ?? (await rowIds())[0] ?? 0, kind, by, detail })
    await ground().store.query(
      'UPDATE occurrence_event SET at = $1 WHERE id = (SELECT max(id) FROM occurrence_event)',
      [`${office.now}:00+07`],
    )
  }
  /** Every minute from now until then, as the scheduler runs; each hour as another process. */
  const everyMinuteUntil = async (until: string): Promise<void> => {
    while (office.now < until) {
      if (office.now.endsWith(':00')) office.tick = createTick(office.parts)
      await office.tick()
      office.now = Temporal.PlainDateTime.from(office.now).add({ minutes: 1 }).toString({ smallestUnit: 'minute' })
    }
  }

  beforeEach(async () => {
    office = await openOffice(ground().store, { rules: [], tasks: [TASK] })
  })

  test('asked to be reminded on a day: on that day, and not again in the weeks after', async () => {
    await office.tick()
    await say('snoozed', { until: '2026-12-10' })
    for (let day = Temporal.PlainDate.from('2026-12-02'); day.toString() < '2026-12-24'; day = day.add({ days: 1 })) {
      for (const hour of ['07:30', '14:00']) {
        office.now = `${day}T${hour}`
        await office.tick()
      }
    }
    expect(times('focal', '2026-12-02')).toEqual(['2026-12-10T07:30'])
  })

  test('asked to be reminded at an hour: at that hour, and never again, at no minute of any day', async () => {
    office.now = '2026-12-08T08:00'
    await office.tick()
    await say('snoozed', { until: '2026-12-08T10:30' })
    await office.runUntil('2026-12-08T12:00')
    expect(times('focal', '2026-12-08T08:01')).toEqual(['2026-12-08T10:30'])
    office.now = '2026-12-21T07:55'
    await everyMinuteUntil('2026-12-21T08:55')
    expect(times('focal', '2026-12-08T10:31')).toEqual([])
  })

  test('what comes at an hour of its own is not told before, though something else is', async () => {
    office = await openOffice(ground().store, { rules: [QUARTERLY], now: '2026-12-16T07:30' })
    await office.tick()
    await say('snoozed', { until: '2026-12-16T10:30' })
    await office.runUntil('2026-12-17T00:00')
    expect(times('focal')).toEqual(['2026-12-16T07:30', '2026-12-16T10:30'])
    const another = { ...QUARTERLY, key: 'another' }
    office = await openOffice(ground().store, { rules: [QUARTERLY, another], now: '2026-12-16T07:00' })
    await office.tick()
    const [first = 0, second = 0] = await rowIds()
    await say('handed_back', {}, { row: second })
    office.now = '2026-12-16T07:30'
    await office.tick()
    await say('snoozed', { until: '2026-12-16T10:30' }, { row: first })
    await say('kept', {}, { row: second })
    office.now = '2026-12-16T08:00'
    await everyMinuteUntil('2026-12-16T08:05')
    expect(times('focal')).toEqual(['2026-12-16T07:30'])
    await office.runUntil('2026-12-17T00:00')
    expect(times('focal')).toEqual(['2026-12-16T07:30', '2026-12-16T10:30', '2026-12-16T14:00'])
  })

  test('whoever receives a report is asked once whether it came, though its number is told later', async () => {
    office = await openOffice(ground().store, { rules: [QUARTERLY], now: '2026-12-11T09:00' })
    await office.tick()
    await say('filed')
    await office.tick()
    office.now = '2026-12-11T09:05'
    await say('filed', { number: '15/BC-PKT' })
    await office.runUntil('2026-12-18T00:00')
    expect(times('receiver')).toEqual(['2026-12-11T09:00'])
  })
})
