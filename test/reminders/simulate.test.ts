import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCalendar, isWorkingDay } from '../../src/calendar/index.ts'
import { DEFAULT_POLICY } from '../../src/reminders/policy.ts'
import { type Directory, simulatedDirectory } from '../../src/reminders/posts.ts'
import { type SimulatedReminder, type Simulation, simulateReminders } from '../../src/reminders/simulate.ts'
import { duty, register, rule } from './made-up.ts'

const calendar = createCalendar()

function simulate(fields: Partial<Simulation> = {}): SimulatedReminder[] {
  return simulateReminders({
    register: register({ rules: [rule()] }),
    policy: DEFAULT_POLICY,
    from: '2026-11-23',
    to: '2027-01-31',
    ...fields,
  })
}

function to(role: string, reminders: SimulatedReminder[]): [string, string][] {
  return reminders
    .filter((each) => each.role === role && each.about.length > 0)
    .map(({ at, step }) => [at.slice(0, 16), step])
}

const YEARLY = rule({
  cadence: 'yearly',
  dueText: 'trước ngày 15/12 hằng năm',
  recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15',
})

test('a quarterly report: the focal officer gets every step, the head the first, the last two and the late ones', () => {
  const sent = simulate()
  expect(to('focal', sent)).toEqual([
    ['2026-12-07T07:30', 'digest'],
    ['2026-12-11T07:30', 'ahead'],
    ['2026-12-14T07:30', 'digest'],
    ['2026-12-16T07:30', 'ahead'],
    ['2026-12-18T07:30', 'due'],
    ['2026-12-18T14:00', 'due'],
    ['2026-12-21T07:30', 'late'],
  ])
  expect(to('head', sent)).toEqual([
    ['2026-12-11T07:30', 'ahead'],
    ['2026-12-16T07:30', 'ahead'],
    ['2026-12-18T07:30', 'due'],
    ['2026-12-21T07:30', 'late'],
    ['2026-12-23T07:30', 'late'],
  ])
  expect(to('coordinator', sent)).toContainEqual(['2026-12-21T07:30', 'late'])
})

test('every reminder says for whom, by when, in whose words, to whom and by which clause', () => {
  const [first] = simulate().filter(({ step }) => step === 'ahead')
  expect(first?.text).toBe(
    'Nhắc việc – Phòng Kinh tế: còn 5 ngày làm việc để nộp báo cáo quý IV/2026. Chậm nhất thứ Sáu, ngày 18/12/2026 (văn bản ghi "trước ngày 20 tháng cuối quý"). Nơi nhận: UBND xã (qua Phòng Văn hóa - Xã hội). Căn cứ: Kế hoạch của UBND xã Bình Phú, mục V.\n[Đã nộp] [Đang làm] [Báo vướng mắc] [Nhắc lại sau] [Việc khác]',
  )
})

test('where everybody files on the first reminder, nothing follows it', () => {
  const sent = simulate({ everybodyAcknowledges: true })
  expect(to('focal', sent)).toEqual([
    ['2026-12-07T07:30', 'digest'],
    ['2026-12-11T07:30', 'ahead'],
  ])
})

test('what had fallen due when the papers were taken in is never late', () => {
  expect(simulate({ from: '2026-12-20', to: '2027-01-31' }).filter(({ step }) => step === 'late')).toEqual([])
})

test('a plan signed within the month in which a report fell due is late for nobody', () => {
  const blankDay = register({ rules: [YEARLY], dateText: 'ngày    tháng 12 năm 2026' })
  const sent = simulate({ register: blankDay, from: '2026-01-01', to: '2027-03-01' })
  expect(sent.filter(({ step }) => step === 'late')).toEqual([])
  expect(sent.filter(({ about }) => about.length > 0)[0]?.at).toBe('2026-12-07T07:30:00+07:00')
})

test('a group stays one unit in its own words and goes to the coordinator', () => {
  const sent = simulate({ register: register({ rules: [rule({ who: ['Các thôn'] })] }) })
  expect(new Set(sent.map(({ role }) => role))).toEqual(new Set(['coordinator']))
  expect(sent.filter(({ about }) => about.length > 0).every(({ unit }) => unit === 'Các thôn')).toBe(true)
})

test('a group the office resolved is reminded member by member', () => {
  const policy = { ...DEFAULT_POLICY, groups: { 'binh-phu': { 'Các thôn': ['Thôn Một', 'Thôn Hai'] } } }
  const sent = simulate({ register: register({ rules: [rule({ who: ['Các thôn'] })] }), policy })
  expect(new Set(sent.filter(({ role }) => role === 'focal').map(({ unit }) => unit))).toEqual(
    new Set(['Thôn Một', 'Thôn Hai']),
  )
})

test('organisations are asked courteously and never escalated', () => {
  const policy = { ...DEFAULT_POLICY, escalation: { ...DEFAULT_POLICY.escalation, leaders: true } }
  const sent = simulate({ register: register({ rules: [rule({ who: ['Hội Nông dân'] })] }), policy })
  expect(sent.map(({ step }) => step)).not.toContain('escalation')
  expect(sent.map(({ role }) => role)).not.toContain('vice_chair')
  expect(sent.find(({ step, role }) => step === 'ahead' && role === 'head')?.text).toMatch(
    /^Kính đề nghị Hội Nông dân gửi/,
  )
  expect(sent.find(({ step, role }) => step === 'due' && role === 'head')?.text).toMatch(
    /^Kính đề nghị Hội Nông dân gửi báo cáo quý IV\/2026 trong hôm nay, ngày làm việc cuối cùng còn đúng hạn/,
  )
})

test('nobody reads the same late words twice: later ones say for how long', () => {
  const late = simulate().filter(({ step, role }) => step === 'late' && role === 'head')
  expect(late.map(({ text }) => /^[^(]+/.exec(text)?.[0].trim())).toEqual([
    'Trợ lý chưa ghi nhận báo cáo quý IV/2026 của Phòng Kinh tế',
    'Đã quá hạn 3 ngày làm việc, trợ lý vẫn chưa ghi nhận báo cáo quý IV/2026 của Phòng Kinh tế',
  ])
})

test('a leader told of some of the missing units is not made to think that the rest filed', () => {
  const policy = { ...DEFAULT_POLICY, escalation: { ...DEFAULT_POLICY.escalation, leaders: true } }
  const to = (who: string[]) =>
    simulate({ register: register({ rules: [rule({ who })] }), policy }).find(({ role }) => role === 'vice_chair')?.text
  expect(to(['Phòng Kinh tế', 'Phòng Văn hóa'])).toContain(
    '2/2 đơn vị chưa được ghi nhận nộp báo cáo quý IV/2026: Phòng Kinh tế; Phòng Văn hóa.',
  )
  expect(to(['Phòng Kinh tế', 'Trạm Y tế'])).toContain(
    'đơn vị sau chưa được ghi nhận nộp báo cáo quý IV/2026: Phòng Kinh tế.',
  )
})

test('the coordinator says that a whole group filed only once all of it has', () => {
  const sent = simulate({ register: register({ rules: [rule({ who: ['Các thôn'] })] }) })
  expect(sent.find(({ step }) => step === 'due')?.text).toContain('Khi các đơn vị đã nộp đủ, đồng chí bấm [Đã nộp]')
})

test('leaders hear of nothing until the office switches them on; a body of the council then goes to its own leaders', () => {
  const council = register({ rules: [rule({ who: ['Ban Pháp chế HĐND'] })] })
  expect(simulate({ register: council }).map(({ role }) => role)).not.toContain('vice_chair')
  const policy = { ...DEFAULT_POLICY, escalation: { ...DEFAULT_POLICY.escalation, leaders: true } }
  const leaders = simulate({ register: council, policy }).filter(
    ({ role }) => role === 'vice_chair' || role === 'chair',
  )
  expect(leaders.map(({ at, post }) => [at.slice(0, 10), post])).toEqual([
    ['2026-12-25', 'Phó Chủ tịch HĐND'],
    ['2027-01-04', 'Chủ tịch HĐND'],
  ])
})

test('one person in several posts gets one message with each duty once', () => {
  const everyPost: Directory = {
    ...simulatedDirectory('binh-phu'),
    head: ({ name }) => ({ person: 'one', role: 'head', title: 'Trưởng phòng', unit: name }),
    focal: ({ name }) => ({ person: 'one', role: 'focal', title: 'Đầu mối', unit: name }),
    coordinator: { person: 'one', role: 'coordinator', title: 'Điều phối', unit: '' },
  }
  const sent = simulate({
    register: register({ rules: [rule({ who: ['Phòng Kinh tế', 'Trạm Y tế'] })] }),
    directory: everyPost,
  })
  expect(new Set(sent.map(({ at }) => at)).size).toBe(sent.length)
})

test('a unit without a focal officer has all its steps sent to the head; without anybody, to the coordinator', () => {
  const headOnly = { ...simulatedDirectory('binh-phu'), focal: () => null }
  expect(to('head', simulate({ directory: headOnly }))).toContainEqual(['2026-12-18T14:00', 'due'])
  const nobody = { ...headOnly, head: () => null }
  expect(to('coordinator', simulate({ directory: nobody }))).toContainEqual(['2026-12-16T07:30', 'ahead'])
})

test('a rule without a date is asked about once, and never reminded of', () => {
  const vague = rule({ cadence: 'unspecified', dueText: null, recurrence: null })
  const sent = simulate({ register: register({ rules: [vague] }), to: '2028-01-01' })
  const asked = sent.filter(({ text }) => text.startsWith('Xã cần đặt hạn'))
  expect(asked.map(({ at, role }) => [at, role])).toEqual([['2026-11-23T07:30:00+07:00', 'coordinator']])
  expect(sent.flatMap(({ about }) => about)).toEqual([])
})

test('two limits for one report are shown to the coordinator once, and both are reminded of', () => {
  const other = rule({
    id: 2,
    section: 'VI',
    dueText: 'chậm nhất ngày 25 tháng cuối quý',
    recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25',
  })
  const sent = simulate({ register: register({ rules: [rule(), other] }) })
  const told = sent.filter(({ text }) => text.includes('hai hạn khác nhau'))
  expect(told.map(({ at, role }) => [at.slice(0, 10), role])).toEqual([['2026-11-23', 'coordinator']])
  const dues = sent.flatMap(({ about }) => about.map(({ dueDate }) => dueDate)).filter((due) => due < '2027')
  expect(new Set(dues)).toEqual(new Set(['2026-12-20', '2026-12-25']))
})

test('in December the coordinator is asked for a year whose days off are not announced', () => {
  const asked = simulate({ register: register() }).map(({ at, text }) => [at.slice(0, 10), text.slice(0, 20)])
  expect(asked).toEqual([['2026-12-01', 'Lịch nghỉ năm 2027 đ']])
})

test('what nobody confirmed goes to the coordinator alone, marked as read by the machine', () => {
  const sent = simulate({ isConfirmed: () => false, from: '2026-11-02' })
  expect(new Set(sent.map(({ role }) => role))).toEqual(new Set(['coordinator']))
  const unmarked = sent.filter(({ text, about }) => about.length > 0 && !/xã chưa xác nhận/iu.test(text))
  expect(sent[0]?.text).toContain('Máy đọc, xã chưa xác nhận')
  expect(unmarked).toEqual([])
})

test('a task over a year is asked about each quarter, with the ladder only at its end; helpers hear of it once', () => {
  const long = duty({ timeText: 'Năm 2026-2027', end: '2027-12-31', coordinating: ['Trạm Y tế'] })
  const sent = simulate({ register: register({ duties: [long] }), from: '2026-06-01', to: '2027-12-31' })
  const steps = sent.filter(({ unit, role }) => role === 'focal' && unit === 'Phòng Kinh tế')
  expect(steps.map(({ at, step }) => `${at.slice(0, 10)} ${step}`)).toEqual([
    '2026-07-01 progress',
    '2026-10-01 progress',
    '2027-01-04 progress',
    '2027-04-01 progress',
    '2027-07-01 progress',
    '2027-10-01 progress',
    '2027-10-07 ahead',
    '2027-11-18 ahead',
    '2027-12-17 ahead',
    '2027-12-20 digest',
    '2027-12-27 digest',
    '2027-12-31 due',
  ])
  expect(sent.filter(({ unit }) => unit === 'Trạm Y tế').map(({ step }) => step)).toEqual(['coordination'])
})

test('a task of many years is asked about each quarter, however far its end', () => {
  const long = duty({ timeText: 'Năm 2026-2035', end: '2035-12-31' })
  const sent = simulate({ register: register({ duties: [long] }), from: '2027-01-01', to: '2027-12-31' })
  const steps = sent.filter(({ role }) => role === 'focal')
  expect(steps.map(({ at, step }) => `${at.slice(0, 10)} ${step}`)).toEqual([
    ...['2027-01-04 progress', '2027-04-01 progress', '2027-07-01 progress', '2027-10-01 progress'],
  ])
})

test('windows that begin later send the morning steps in the window before, still in time', () => {
  const policy = { ...DEFAULT_POLICY, windows: [{ from: '08:00', to: '10:00' }] }
  const sent = simulate({ policy })
  expect(sent.every(({ at }) => at.slice(11, 16) >= '08:00' && at.slice(11, 16) <= '10:00')).toBe(true)
  expect(sent.some(({ at, step }) => step === 'due' && at.startsWith('2026-12-17'))).toBe(true)
})

const CADENCES = [
  ['monthly', 'FREQ=MONTHLY'],
  ['quarterly', 'FREQ=YEARLY;BYMONTH=3,6,9,12'],
  ['half-yearly', 'FREQ=YEARLY;BYMONTH=6,12'],
  ['yearly', 'FREQ=YEARLY;BYMONTH=2'],
] as const

const anyRule = fc.record({
  cadence: fc.constantFrom(...CADENCES),
  day: fc.integer({ min: 1, max: 28 }),
  isBefore: fc.boolean(),
  who: fc.uniqueArray(fc.constantFrom('Phòng Kinh tế', 'Trạm Y tế', 'Hội Nông dân', 'Các thôn', 'Ban Pháp chế HĐND'), {
    minLength: 1,
    maxLength: 4,
  }),
})

test('over any rules: no day off, nothing but late steps after the last safe day, one message a person and window', () => {
  fc.assert(
    fc.property(
      fc.array(anyRule, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 2026, max: 2033 }),
      (drawn, year) => {
        const rules = drawn.map(({ cadence: [cadence, frequency], day, isBefore, who }, id) =>
          rule({
            id,
            who,
            cadence,
            dueText: `${isBefore ? 'trước' : 'chậm nhất'} ngày ${day}`,
            recurrence: `RRULE:${frequency};BYMONTHDAY=${day}`,
          }),
        )
        const sent = simulate({ register: register({ rules }), from: `${year}-01-01`, to: `${year}-12-31` })
        const keys = sent.map(({ at, post, commune }) => `${commune}|${post}|${at}`)
        expect(new Set(keys).size).toBe(keys.length)
        for (const { at, step, about, text } of sent) {
          const day = at.slice(0, 10)
          expect(isWorkingDay(calendar, day)).toBe(true)
          expect(text.length).toBeLessThanOrEqual(2_000)
          if (step === 'late' || step === 'escalation' || step === 'digest') continue
          for (const { lastSafeDay } of about) expect(day <= lastSafeDay).toBe(true)
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('over any rule, every period is told at every step of the ladder', () => {
  fc.assert(
    fc.property(anyRule, ({ cadence: [cadence, frequency], day, isBefore, who }) => {
      const drawn = rule({
        who,
        cadence,
        dueText: `${isBefore ? 'trước' : 'chậm nhất'} ngày ${day}`,
        recurrence: `RRULE:${frequency};BYMONTHDAY=${day}`,
      })
      const sent = simulate({ register: register({ rules: [drawn] }), from: '2026-02-01', to: '2028-01-31' })
      const dues = new Set(sent.flatMap(({ about }) => about.map(({ dueDate }) => dueDate)))
      for (const due of [...dues].filter((each) => each > '2026-03-01' && each < '2028-01-01')) {
        const telling = sent.filter(({ about }) => about.some(({ dueDate }) => dueDate === due))
        const last = telling.flatMap(({ about }) => about).find(({ dueDate }) => dueDate === due)?.lastSafeDay
        const onDay = telling.filter(({ at }) => at.startsWith(last ?? '-')).map(({ at }) => at.slice(11, 16))
        expect(new Set(onDay)).toEqual(new Set(['07:30', '14:00']))
        expect(telling.filter(({ at }) => at.slice(0, 10) < (last ?? '')).length).toBeGreaterThanOrEqual(2)
      }
    }),
    { numRuns: 20 },
  )
})

test('the unit that collects a report is not told to file it to itself; the others, and a group, are', () => {
  const who = ['Phòng VH-XH', 'Phòng Kinh tế', 'Trạm Y tế', 'Các thôn']
  const rules = [rule({ who, to: 'Phòng Văn hóa - Xã hội', via: null })]
  const policy = {
    ...DEFAULT_POLICY,
    groups: { 'binh-phu': { 'Các đơn vị': ['Trạm Y tế', 'Phòng Văn hóa - Xã hội'] } },
  }
  const units = (sent: SimulatedReminder[]): string[] =>
    [...new Set(sent.filter(({ step }) => step === 'due').flatMap(({ unit }) => unit.split('; ')))].sort()
  expect(units(simulate({ register: register({ rules }) }))).toEqual(['Các thôn', 'Phòng Kinh tế', 'Trạm Y tế'])
  const grouped = register({ rules: [rule({ who: ['Các đơn vị'], to: 'Phòng Văn hóa - Xã hội' })] })
  expect(units(simulate({ register: grouped, policy }))).toEqual(['Trạm Y tế'])
  expect(units(simulate({ register: grouped }))).toEqual(['Các đơn vị'])
})

test('a report of which only its collector is named goes to the coordinator, and one to the commune is filed as before', () => {
  const own = register({ rules: [rule({ who: ['Phòng Kinh tế'], to: 'Phòng Kinh tế', via: null })] })
  const sent = simulate({ register: own }).filter(({ step }) => step === 'due')
  expect([...new Set(sent.map(({ role }) => role))]).toEqual(['coordinator'])
  const commune = register({ rules: [rule({ who: ['UBND xã'], to: 'UBND xã', via: null })] })
  expect(simulate({ register: commune }).some(({ step, unit }) => step === 'due' && unit === 'UBND xã')).toBe(true)
})
