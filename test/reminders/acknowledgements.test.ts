import { expect, test } from 'vitest'
import { createCalendar } from '../../src/calendar/index.ts'
import { type Acknowledgement, applyAcknowledgements } from '../../src/reminders/acknowledgements.ts'
import { createDayCounter } from '../../src/reminders/sending-times.ts'

const addDays = createDayCounter(createCalendar())
const occurrence = { key: 'rule-1-2026-12-20', lastSafe: '2026-12-18' }
const steps = [
  { moment: 'ahead', day: '2026-12-11', time: '07:30' },
  { moment: 'ahead', day: '2026-12-16', time: '07:30' },
  { moment: 'due', day: '2026-12-18', time: '07:30' },
  { moment: 'late', day: '2026-12-21', time: '07:30' },
  { moment: 'escalation', day: '2026-12-25', time: '07:30' },
].map((step) => ({ ...step, occurrence, body: { key: 'kinh te' } }))

function after(answer: Partial<Acknowledgement>): string[] {
  const acknowledgement: Acknowledgement = {
    occurrence: occurrence.key,
    body: 'kinh te',
    at: '2026-12-11T09:00',
    kind: 'filed',
    ...answer,
  }
  return applyAcknowledgements(steps, [acknowledgement], addDays).map(({ moment, day }) => `${moment} ${day.slice(5)}`)
}

test('"Đã nộp" ends what follows; what was sent before stays sent', () => {
  expect(after({})).toEqual(['ahead 12-11'])
  expect(after({ at: '2026-12-20T20:00' })).toEqual(['ahead 12-11', 'ahead 12-16', 'due 12-18'])
})

test('another unit, or another period, is not ended by it', () => {
  expect(after({ body: 'tram y te' })).toHaveLength(5)
  expect(after({ occurrence: 'rule-1-2027-03-20' })).toHaveLength(5)
})

test('"Đang làm" rests escalation for three working days and nothing else', () => {
  expect(after({ kind: 'in_progress', at: '2026-12-24T09:00' })).toEqual([
    'ahead 12-11',
    'ahead 12-16',
    'due 12-18',
    'late 12-21',
    'escalation 12-30',
  ])
})

test('"Đang làm" of an organisation rests what the collecting unit is told of it, too', () => {
  const told = { ...{ moment: 'late', day: '2026-12-23', time: '07:30', post: { role: 'other' } }, occurrence }
  const answer = { occurrence: occurrence.key, body: 'hoi', at: '2026-12-22T09:00', kind: 'in_progress' } as const
  const [rested] = applyAcknowledgements([{ ...told, body: { key: 'hoi' } }], [answer], addDays)
  expect(rested?.day).toBe('2026-12-28')
})

test('a snooze moves what comes before it, never past the last safe day', () => {
  expect(after({ kind: 'snoozed', until: '2026-12-17' })[1]).toBe('ahead 12-17')
  expect(after({ kind: 'snoozed', until: '2026-12-30' })).toEqual([
    'ahead 12-11',
    'ahead 12-18',
    'due 12-18',
    'late 12-21',
    'escalation 12-25',
  ])
})
