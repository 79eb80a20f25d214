import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { occurrences } from '../../src/calendar/index.ts'

type Recorded = { from: string; to: string; rules: Record<string, string[]> }

/** Made by python-dateutil: record_recurrences.py beside this file. */
const oracle: Recorded = JSON.parse(readFileSync(new URL('recurrences.json', import.meta.url), 'utf8'))

describe('recurrences as days', () => {
  it.each(Object.entries(oracle.rules))('agrees with python-dateutil over ten years on %s', (rule, days) => {
    const found = occurrences({ recurrence: `RRULE:${rule}`, from: oracle.from, to: oracle.to })
    expect(found.slice(0, days.length)).toEqual(days)
    if (days.length < 400) expect(found).toHaveLength(days.length)
  })

  it.each([
    ['FREQ=YEARLY', ['2026-12-31', '2027-12-31']],
    ['FREQ=MONTHLY;INTERVAL=3', ['2026-12-31', '2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31']],
    ['FREQ=MONTHLY;INTERVAL=6', ['2026-12-31', '2027-06-30', '2027-12-31']],
    ['FREQ=YEARLY;BYMONTH=9', ['2027-09-30']],
    ['FREQ=WEEKLY;UNTIL=20261206', ['2026-11-27', '2026-12-04']],
  ])('gives a rule without a day the end of its period: %s', (rule, days) => {
    expect(occurrences({ recurrence: `RRULE:${rule}`, from: '2026-11-22', to: '2027-12-31' })).toEqual(days)
  })

  it('includes both ends and is empty when they are turned round', () => {
    const recurrence = 'RRULE:FREQ=MONTHLY;BYMONTHDAY=15'
    expect(occurrences({ recurrence, from: '2026-12-15', to: '2027-01-15' })).toEqual(['2026-12-15', '2027-01-15'])
    expect(occurrences({ recurrence, from: '2027-01-15', to: '2026-12-15' })).toEqual([])
  })

  it.each([
    ['UTC', '2027-04-27'],
    ['America/Los_Angeles', '2027-04-28'],
    ['Pacific/Kiritimati', '2027-04-29'],
  ])('gives the same days on a host in %s', (zone, to) => {
    vi.stubEnv('TZ', zone)
    const recurrence = 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1'
    expect(occurrences({ recurrence, from: '2027-02-28', to })).toEqual(['2027-02-28', '2027-03-31'])
    vi.unstubAllEnvs()
  })

  it('refuses what is no rule by days', () => {
    const span = { from: '2026-01-01', to: '2026-12-31' }
    expect(() => occurrences({ recurrence: 'hằng năm', ...span })).toThrow(RangeError)
    expect(() => occurrences({ recurrence: 'RRULE:FREQ=SECONDLY', ...span })).toThrow(RangeError)
  })

  it('gives the same days whichever way a span is cut', () => {
    const day = fc
      .integer({ min: 0, max: 3650 })
      .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString())
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(oracle.rules)), day, (rule, cut) => {
        const recurrence = `RRULE:${rule}`
        const next = Temporal.PlainDate.from(cut).add({ days: 1 }).toString()
        const whole = occurrences({ recurrence, from: oracle.from, to: '2036-06-30' })
        const parts = [
          ...occurrences({ recurrence, from: oracle.from, to: cut }),
          ...occurrences({ recurrence, from: next, to: '2036-06-30' }),
        ]
        expect(parts).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })
})
