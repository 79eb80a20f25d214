import { expect, test } from 'vitest'
import { DATE_CHOICES, readOfficeDate } from '../../src/reminders/read-office-date.ts'

const TODAY = '2026-12-01'
const read = (choice: string | null, words = '') => readOfficeDate({ choice, words }, TODAY)

test('every ready choice is a date by itself, but the session, which wants its day', () => {
  expect(DATE_CHOICES.map((choice) => read(choice).kind)).toEqual(['date', 'date', 'session_day', 'date'])
  expect(read('Không cần nhắc')).toMatchObject({ date: { dueText: null, recurrence: null, days: [] } })
})

test.each([
  ['chậm nhất ngày 25 tháng cuối quý', 'quarterly', /BYMONTHDAY=25/],
  ['trước ngày 20 hằng tháng', 'monthly', /BYMONTHDAY=20/],
])('own words that recur, "%s"', (words, cadence, recurrence) => {
  const said = read(null, words)
  expect(said).toMatchObject({ kind: 'date', date: { cadence, dueText: words, days: [] } })
  expect(said.kind === 'date' && said.date.recurrence).toMatch(recurrence)
})

test('a day alone is the day before which it is due, once', () => {
  const date = { cadence: 'unspecified', dueText: 'trước ngày 22/12/2026', recurrence: null, days: ['2026-12-22'] }
  expect(read(null, '22/12/2026')).toEqual({ kind: 'date', date })
  expect(read('Trước kỳ họp HĐND', 'khai mạc ngày 22/12/2026')).toEqual({ kind: 'date', date })
})

test.each([
  [null, ''],
  [null, 'khi nào có yêu cầu'],
  [null, '22/12/2020'],
  ['Trước kỳ họp HĐND', 'cuối năm nay hoặc sang năm'],
])('is no date: %s, "%s"', (choice, words) => {
  expect(read(choice, words)).toEqual({ kind: 'no_date' })
})

test('a ready choice beside other words is not guessed at', () => {
  expect(read('Theo quý', 'ngày 25 tháng cuối quý')).toEqual({ kind: 'both' })
})
