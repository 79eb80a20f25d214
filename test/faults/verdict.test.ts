import { describe, expect, it } from 'vitest'
import { type OwedRow, tallyOffice } from './office.ts'
import { compare, type Ran } from './reminders.ts'
import { judge } from './transport.ts'
import { type Tally, tallied, unclearAfter, verdict } from './verdict.ts'

const WHOLE: Tally = { owed: 100, done: 100, duplicated: 0, unknown: 0, lost: 0, mostCopies: 1, apologised: 0 }
const APOLOGY = 'Trợ lý đang gặp sự cố, chưa trả lời được.'

describe('what kills may leave unclear', () => {
  it('is what was in hand each time, and never more than one in ten of what is owed', () => {
    expect(unclearAfter(1, 1_000)).toBe(8)
    expect(unclearAfter(20, 121)).toBe(12)
    expect(unclearAfter(1, 30)).toBe(3)
    expect(unclearAfter(0, 1_000)).toBe(0)
  })
})

describe('a verdict', () => {
  const judged = { hasEnded: true, unclearAtMost: 4 }
  const holds = (tally: Partial<Tally>, more: object = {}): boolean =>
    verdict({ ...WHOLE, ...tally }, { ...judged, ...more }).holds

  it('holds where everything owed was done, and where no more is unclear than may be', () => {
    expect(holds({})).toBe(true)
    expect(holds({ duplicated: 2, unknown: 2, mostCopies: 2 })).toBe(true)
    expect(holds({}, { reminders: WHOLE, office: WHOLE })).toBe(true)
  })

  it.each<[string, Partial<Tally>, object]>([
    ['one is lost', { lost: 1 }, {}],
    ['nothing was owed', { owed: 0 }, {}],
    ['somebody has a third copy', { duplicated: 2, mostCopies: 3 }, {}],
    ['one is unclear too many', { duplicated: 3, unknown: 2, mostCopies: 2 }, {}],
    ['somebody was told an apology instead of an answer', { apologised: 1 }, {}],
    ['it never ended', {}, { hasEnded: false }],
    ['a reminder is lost', {}, { reminders: { ...WHOLE, lost: 1 } }],
    ['no reminder was owed', {}, { reminders: { ...WHOLE, owed: 0 } }],
    ['the office owes a reminder that is lost', {}, { office: { ...WHOLE, lost: 1 } }],
    ['answers and reminders together are unclear too many', { unknown: 3 }, { reminders: { ...WHOLE, unknown: 2 } }],
  ])('fails where %s', (_, tally, more) => {
    expect(holds(tally, more)).toBe(false)
  })

  it('tells what it was judged by, and what was counted beside', () => {
    expect(verdict(WHOLE, { ...judged, kills: 3, reminders: WHOLE })).toEqual({
      ...{ ...WHOLE, ...judged, kills: 3, reminders: WHOLE, holds: true },
    })
  })
})

describe('a tally', () => {
  it('counts each chat once, and copies beyond the first', () => {
    const shown = new Map([
      ['1', ['chào']],
      ['2', ['chào', 'chào']],
      ['3', [APOLOGY]],
      ['9', ['not asked about']],
    ])
    expect(tallied(new Set(['1', '2', '3', '4', '5']), shown, new Set(['4', '8']))).toEqual({
      ...{ owed: 5, done: 3, duplicated: 1, unknown: 1, lost: 1, apologised: 1 },
    })
  })

  it('takes a chat with no words for one that was not told', () => {
    expect(tallied(new Set(['1']), new Map([['1', []]]), new Set())).toMatchObject({ done: 0, duplicated: 0, lost: 1 })
  })
})

describe('an office’s reminders', () => {
  const row = (key: string, chat: string): OwedRow => ({ key, chat, text: `việc ${key}`, status: 'sent' })
  const expected = [row('a', '1'), row('b', '2'), row('c', '3')]
  const shown = new Map([
    ['1\nviệc a', 1],
    ['2\nviệc b', 2],
    ['7\nviệc khác', 5],
  ])

  it('are lost where neither shown nor known to be unclear', () => {
    const { office } = tallyOffice({ expected, owed: expected, shown })
    expect(office).toMatchObject({ owed: 3, done: 2, duplicated: 1, unknown: 0, lost: 1, mostCopies: 2 })
  })

  it('are unknown where their row says so, and lost where there is no row', () => {
    const owed = [row('a', '1'), row('b', '2'), { ...row('c', '3'), status: 'unknown' }]
    expect(tallyOffice({ expected, owed, shown }).office).toMatchObject({ unknown: 1, lost: 0 })
    expect(tallyOffice({ expected, owed: owed.slice(0, 2), shown }).office).toMatchObject({ unknown: 0, lost: 1 })
  })

  it('are never owed where peace owes none', () => {
    expect(tallyOffice({ expected, owed: [...expected, row('d', '4')], shown }).neverOwed).toBe(1)
  })
})

describe('a run of reminders against one in peace', () => {
  const peace: Ran = { messages: ['1 a', '2 b'], unknown: 0, kills: 0, wantedKills: 0, hasEnded: true }
  const other: Ran = { ...peace, kills: 5, wantedKills: 5 }

  it('holds with the same messages, in whatever order', () => {
    expect(compare(peace, { ...other, messages: ['2 b', '1 a'] }).holds).toBe(true)
  })

  it.each<[string, Ran, Ran]>([
    ['one is missing', peace, { ...other, messages: ['1 a'] }],
    ['one is told that peace does not owe', peace, { ...other, messages: ['1 a', '2 b', '3 c'] }],
    ['one is told twice', peace, { ...other, messages: ['1 a', '1 a', '2 b'] }],
    ['fewer kills happened than were meant', peace, { ...other, kills: 4 }],
    ['it never ended', peace, { ...other, hasEnded: false }],
    ['peace never ended', { ...peace, hasEnded: false }, other],
    ['peace owes nothing', { ...peace, messages: [] }, { ...other, messages: [] }],
  ])('fails where %s', (_, calm, disturbed) => {
    expect(compare(calm, disturbed).holds).toBe(false)
  })
})

describe('a transport that was stopped', () => {
  const whole = { sends: 1_000, done: 1_000, unaccounted: 0, duplicates: 0, unknown: 0, mostCopiesToOne: 1 }
  const killed = { stops: 2, signal: 'SIGKILL', hasEnded: true }

  it('holds with no more unclear than kills leave', () => {
    expect(judge({ ...whole, duplicates: 10, unknown: 6, mostCopiesToOne: 2 }, killed).holds).toBe(true)
  })

  it.each<[string, Partial<typeof whole>, Partial<typeof killed>]>([
    ['one is unaccounted for', { unaccounted: 1 }, {}],
    ['one is unclear too many', { duplicates: 17 }, {}],
    ['an orderly stop leaves one unclear', { unknown: 1 }, { signal: 'SIGTERM' }],
    ['somebody has a third copy', { duplicates: 2, mostCopiesToOne: 3 }, {}],
    ['it never ended', {}, { hasEnded: false }],
    ['nothing was owed', { sends: 0, done: 0 }, {}],
  ])('fails where %s', (_, reckoned, ending) => {
    expect(judge({ ...whole, ...reckoned }, { ...killed, ...ending }).holds).toBe(false)
  })
})
