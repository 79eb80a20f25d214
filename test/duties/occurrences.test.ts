import { expect, test } from 'vitest'
import { createCalendar } from '../../src/calendar/index.ts'
import { occurrencesOf, standingDuties, undatedRules } from '../../src/duties/index.ts'
import { readDueWords } from '../../src/reminders/read-due-words.ts'
import { duty, register, rule } from '../reminders/made-up.ts'

const calendar = createCalendar()

function within(from: string, to: string, source: Parameters<typeof register>[0]) {
  return occurrencesOf(register(source), { from, to, calendar, readDueWords })
}

test('a quarterly rule falls due once a quarter, safe until the working day before and late from the named day', () => {
  const found = within('2026-12-01', '2027-03-31', { rules: [rule()] })
  expect(found.map(({ title, due, lastSafe, lateFrom }) => [title, due, lastSafe, lateFrom])).toEqual([
    ['Báo cáo quý IV/2026', '2026-12-20', '2026-12-18', '2026-12-20'],
    ['Báo cáo quý I/2027', '2027-03-20', '2027-03-19', '2027-03-20'],
  ])
})

test.each([
  ['chậm nhất ngày 15/12 hằng năm', '2026-12-15', '2026-12-16'],
  ['đến ngày 15/12 hằng năm', '2026-12-15', '2026-12-16'],
  ['trước ngày 15/12 hằng năm', '2026-12-14', '2026-12-15'],
])('"%s" is safe until %s and late from %s', (dueText, lastSafe, lateFrom) => {
  const yearly = rule({ cadence: 'yearly', dueText, recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15' })
  expect(within('2026-12-01', '2026-12-31', { rules: [yearly] })).toMatchObject([{ lastSafe, lateFrom }])
})

test('a last safe day inside Tết is the working day before the holidays', () => {
  const yearly = rule({
    cadence: 'yearly',
    dueText: 'trước ngày 10/02 hằng năm',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=10',
  })
  expect(within('2027-02-01', '2027-02-28', { rules: [yearly] })).toMatchObject([{ lastSafe: '2027-02-04' }])
})

test('the end of February falls on the 29th in a leap year', () => {
  const monthly = rule({
    cadence: 'monthly',
    dueText: 'chậm nhất ngày cuối tháng',
    recurrence: 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1',
  })
  expect(within('2028-02-01', '2028-02-29', { rules: [monthly] })).toMatchObject([
    { due: '2028-02-29', lastSafe: '2028-02-29', title: 'Báo cáo tháng 2/2028' },
  ])
})

test('a report asked for once falls due on its written day', () => {
  const once = rule({ cadence: 'unspecified', dueText: 'trước ngày 30/9/2026', recurrence: null })
  expect(within('2026-01-01', '2026-12-31', { rules: [once] })).toMatchObject([
    { due: '2026-09-30', lastSafe: '2026-09-29', title: 'Báo cáo' },
  ])
})

test('two rules that contradict each other both stand, each on its own day', () => {
  const rules = [
    rule(),
    rule({
      id: 2,
      dueText: 'chậm nhất ngày 25 tháng cuối quý',
      recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25',
    }),
  ]
  expect(within('2026-12-01', '2026-12-31', { rules }).map(({ due }) => due)).toEqual(['2026-12-20', '2026-12-25'])
})

test('a task that repeats a reporting sentence is not a second duty', () => {
  const quote = 'Định kỳ hằng quý (*trước ngày 20 tháng cuối quý*) báo cáo UBND xã.'
  const rules = [rule({ quote })]
  const duties = [
    duty({
      quote: 'Định kỳ hằng quý (trước ngày 20 tháng cuối quý) báo cáo UBND xã.',
      end: null,
      start: null,
      recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
      ongoing: true,
    }),
  ]
  expect(within('2026-12-01', '2026-12-31', { rules, duties }).map(({ kind }) => kind)).toEqual(['report'])
})

test('a report with several days falls due on each; its sentence read as a task is the same duty', () => {
  const quote = 'Báo cáo UBND xã trước ngày 10/6/2026 và ngày 10/12/2026.'
  const dueText = 'trước ngày 10/6/2026 và ngày 10/12/2026'
  const rules = [rule({ quote, dueText, cadence: 'unspecified', recurrence: null })]
  const duties = [duty({ quote, timeText: dueText, start: null, end: '2026-12-10' })]
  const found = within('2026-01-01', '2026-12-31', { rules, duties })
  expect(found.map(({ kind, due }) => [kind, due])).toEqual([
    ['report', '2026-06-10'],
    ['report', '2026-12-10'],
  ])
})

test('rules without a day are left for the office, those on request are not asked about', () => {
  const vague = rule({ id: 2, cadence: 'unspecified', dueText: null, recurrence: null })
  const onRequest = rule({ id: 3, cadence: 'on-request', dueText: null, recurrence: null })
  const source = register({ rules: [rule(), vague, onRequest] })
  expect(undatedRules(source, readDueWords).map(({ id }) => id)).toEqual([2])
})

test('what recurs without a day stands; what recurs on a day falls due', () => {
  const yearly = duty({
    id: 2,
    start: null,
    end: null,
    timeText: 'hằng năm',
    recurrence: 'RRULE:FREQ=YEARLY',
    ongoing: true,
  })
  const firstQuarter = duty({
    id: 3,
    start: null,
    end: null,
    timeText: 'Quý I hằng năm',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=-1;BYSETPOS=-1',
    ongoing: true,
  })
  const duties = [duty(), yearly, firstQuarter]
  expect(standingDuties(register({ duties })).map(({ id }) => id)).toEqual([2])
  expect(within('2027-01-01', '2027-12-31', { duties }).map(({ due }) => due)).toEqual(['2027-03-31'])
})
