import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../src/calendar/index.ts'
import type { ReportingRule } from '../../../src/documents/administrative-document.ts'
import { readText } from '../../../src/documents/reading/index.ts'
import { type Reporting, readReporting } from '../../../src/documents/reporting/index.ts'
import { squeeze } from '../../../src/language/text.ts'
import { outlined } from './outlined.ts'

const LONG_PLAN = { title: 'Chuyển đổi số giai đoạn 2026 - 2030', period: null }

function read(text: string, identity: { title: string | null; period: string | null } = LONG_PLAN): Reporting {
  return readReporting({ ...outlined(text), identity, today: '2026-11-22' })
}

/** "quarterly 20/12 20/3 20/6 20/9": the cadence with the days of one year. */
function inShort(rule: ReportingRule): string {
  const year = rule.dueDates.filter((day) => day < '2027-11-22')
  return [rule.cadence, ...year.map((day) => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`)].join(' ')
}

describe('one sentence, several rules', () => {
  it.each([
    [
      'Định kỳ hằng quý (*trước ngày 20 tháng cuối quý*), 06 tháng (*trước ngày 20/5*), 01 năm (*trước ngày 15/12*) hoặc đột xuất (*khi được yêu cầu*) báo cáo UBND xã.',
      ['quarterly 20/12 20/3 20/6 20/9', 'half-yearly 20/5', 'yearly 15/12', 'on-request'],
    ],
    [
      'Các thôn báo cáo kết quả định kỳ 6 tháng và hàng năm về Phòng Kinh tế trước ngày 15/6 và 15/12 hàng năm.',
      ['half-yearly 15/6', 'yearly 15/12'],
    ],
    [
      'Cac thon bao cao dinh ky 6 thang va hang nam ve Phong Kinh te truoc ngay 15/6 va 15/12 hang nam.',
      ['half-yearly 15/6', 'yearly 15/12'],
    ],
    ['Các thôn báo cáo trước ngày 15/6 và 15/12 hằng năm về UBND xã.', ['half-yearly 15/12 15/6']],
    [
      'Báo cáo quý I trước ngày 20/3, 6 tháng trước ngày 20/6, 9 tháng trước ngày 20/9, năm trước ngày 20/12.',
      ['quarterly 20/3', 'half-yearly 20/6', 'nine-monthly 20/9', 'yearly 20/12'],
    ],
    [
      'Định kỳ quý, 6 tháng, năm báo cáo UBND xã trước ngày 15 của tháng cuối kỳ báo cáo.',
      ['quarterly 15/12 15/3 15/6 15/9', 'half-yearly 15/12 15/6', 'yearly 15/12'],
    ],
    [
      'Báo cáo định kỳ hằng quý, 6 tháng, năm: trước ngày 20/3, 20/6, 20/9, 20/12.',
      ['quarterly 20/12 20/3 20/6 20/9', 'half-yearly 20/12 20/6', 'yearly 20/12'],
    ],
    [
      'Trước ngày 18 hằng tháng, trước ngày 18/6 và trước ngày 18/12, các đơn vị báo cáo kết quả tháng, 6 tháng và năm về UBND xã.',
      ['monthly 18/12 18/1 18/2 18/3 18/4 18/5 18/6 18/7 18/8 18/9 18/10 18/11', 'half-yearly 18/6', 'yearly 18/12'],
    ],
    [
      'Các thôn định kỳ hằng tháng, quý báo cáo UBND xã (báo cáo tháng trước ngày 20 hằng tháng; báo cáo quý trước ngày 25 tháng cuối quý).',
      ['monthly 20/12 20/1 20/2 20/3 20/4 20/5 20/6 20/7 20/8 20/9 20/10 20/11', 'quarterly 25/12 25/3 25/6 25/9'],
    ],
    [
      'Phòng Kinh tế hằng năm tổ chức sơ kết, báo cáo UBND xã trước ngày 20/12; tổng kết giai đoạn vào quý IV/2030.',
      ['yearly 20/12'],
    ],
    [
      'Báo cáo sơ kết giai đoạn trước ngày 30/6/2027, tổng kết trước ngày 30/10/2027 gửi UBND xã.',
      ['unspecified 30/6', 'unspecified 30/10'],
    ],
    ['Phòng Kinh tế báo cáo 9 tháng trước ngày 10/9 gửi UBND xã.', ['nine-monthly 10/9']],
    [
      'Các đơn vị báo cáo 6 tháng trước ngày 05/7 và kết quả năm trước ngày 05/01 năm sau.',
      ['half-yearly 5/7', 'yearly 5/1'],
    ],
  ])('%s', (sentence, expected) => {
    expect(read(sentence).rules.map(inShort)).toEqual(expected)
  })
})

describe('the day in its period', () => {
  it.each([
    ['trước ngày 25 hằng tháng', 'monthly', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=25'],
    ['hằng tháng (trước ngày 30)', 'monthly', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1'],
    ['hằng tháng, chậm nhất ngày 31', 'monthly', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['tháng chậm nhất ngày 05 tháng sau', 'monthly', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=5'],
    ['quý trước ngày 10 của tháng đầu quý sau', 'quarterly', 'RRULE:FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10'],
    ['quý chậm nhất ngày 05 tháng sau', 'quarterly', 'RRULE:FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5'],
    ['vào cuối mỗi quý', 'quarterly', 'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
    ['tuần vào thứ Sáu', 'weekly', 'RRULE:FREQ=WEEKLY;BYDAY=FR'],
    ['trước 16 giờ thứ Năm hằng tuần', 'weekly', 'RRULE:FREQ=WEEKLY;BYDAY=TH'],
  ])('"Các thôn báo cáo %s" recurs %s', (words, cadence, recurrence) => {
    expect(read(`Các thôn báo cáo ${words} về UBND xã.`).rules).toMatchObject([{ cadence, recurrence }])
  })

  it('named without its month stays without dates', () => {
    const [rule] = read('Các thôn báo cáo hằng quý trước ngày 20 về UBND xã.').rules
    expect(rule).toMatchObject({ cadence: 'quarterly', dueText: 'trước ngày 20', recurrence: null, dueDates: [] })
  })

  it('gives the last working day in time for each due day', () => {
    const [rule] = read('Các thôn báo cáo trước ngày 25 hằng tháng về UBND xã.').rules
    expect(rule?.dueDates.slice(0, 2)).toEqual(['2026-11-25', '2026-12-25'])
    expect(rule?.lastSafeDays.slice(0, 2)).toEqual(['2026-11-23', '2026-12-24'])
    expect(rule?.lastSafeDays).toHaveLength(rule?.dueDates.length ?? 0)
  })

  it("counts the office's own days off", () => {
    const source = outlined('Các thôn báo cáo trước ngày 15/12 hằng năm về UBND xã.')
    const calendar = createCalendar({ daysOff: ['2026-12-14'] })
    const { rules } = readReporting({ ...source, identity: LONG_PLAN, today: '2026-11-22', calendar })
    expect(rules[0]?.lastSafeDays[0]).toBe('2026-12-11')
  })
})

describe('who reports to whom', () => {
  it.each([
    [
      'Định kỳ hằng quý (trước ngày 20 tháng cuối quý), các phòng, ban báo cáo UBND xã (qua Văn phòng HĐND và UBND xã).',
      { who: ['Các phòng, ban'], to: 'UBND xã', via: 'Văn phòng HĐND và UBND' },
    ],
    [
      'Báo cáo hằng tháng (trước ngày 25), các thôn gửi Phòng Kinh tế.',
      { who: ['Các thôn'], to: 'Phòng Kinh tế', via: null },
    ],
    [
      'Giao Phòng Kinh tế đôn đốc các thôn, tổng hợp, báo cáo UBND tỉnh trước ngày 20/12 hằng năm.',
      { who: ['Phòng Kinh tế'], to: 'UBND tỉnh', via: null },
    ],
    [
      'Các thôn gửi số liệu về Phòng Kinh tế trước ngày 25 hằng tháng để tổng hợp, báo cáo UBND xã.',
      { who: ['Các thôn'], to: 'Phòng Kinh tế', via: null },
    ],
    [
      'Giao Ủy ban nhân dân xã tổ chức thực hiện Nghị quyết. Định kỳ báo cáo Hội đồng nhân dân xã kết quả.',
      { who: ['UBND'], to: 'HĐND xã', via: null },
    ],
  ])('%s', (sentence, parties) => {
    expect(read(sentence).rules[0]).toMatchObject(parties)
  })

  it('reads through emphasis', () => {
    const { rules } = read('**Các thôn** gửi **báo cáo** về **Phòng Kinh tế** trước ngày **25** hằng tháng.')
    expect(rules).toMatchObject([{ who: ['Các thôn'], to: 'Phòng Kinh tế', dueText: 'trước ngày 25 hằng tháng' }])
  })

  it('takes the unit of the heading where the bullet begins with a verb', () => {
    const text = 'V. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế xã\n- Theo dõi các thôn; báo cáo UBND xã trước ngày 25 hằng tháng.'
    expect(read(text).rules).toMatchObject([{ who: ['Trạm Y tế'], to: 'UBND xã', section: 'V.1' }])
  })

  it('keeps two obligations of one sentence apart', () => {
    const text =
      'Hằng năm, trước ngày 15/11, các thôn báo cáo kết quả về Phòng Kinh tế; trước ngày 30/11, Phòng Kinh tế tổng hợp, báo cáo UBND xã.'
    expect(read(text).rules.map((rule) => [rule.who, rule.to, rule.dueDates[0]])).toEqual([
      [['Các thôn'], 'Phòng Kinh tế', '2027-11-15'],
      [['Phòng Kinh tế'], 'UBND xã', '2026-11-30'],
    ])
  })

  it('gives clauses the receiver that only the last one names', () => {
    const text =
      'Các thôn định kỳ báo cáo (báo cáo quý trước ngày 20 của tháng cuối quý; báo cáo năm trước ngày 10/12) về UBND xã qua Phòng Kinh tế.'
    expect(read(text).rules).toMatchObject([
      { cadence: 'quarterly', to: 'UBND xã', via: 'Phòng Kinh tế' },
      { cadence: 'yearly', to: 'UBND xã', via: 'Phòng Kinh tế' },
    ])
  })

  it('reads lists under a heading or a line about reports', () => {
    const text =
      'IV. CHẾ ĐỘ BÁO CÁO\nCác thôn gửi báo cáo về Phòng Kinh tế, cụ thể:\n- Hằng quý: trước ngày 20 tháng cuối quý.\n- Hằng năm: trước ngày 15/12.'
    expect(
      read(text)
        .rules.filter((rule) => rule.dueText)
        .map(inShort),
    ).toEqual(['quarterly 20/12 20/3 20/6 20/9', 'yearly 15/12'])
  })
})

describe('dates in the manner of a circular', () => {
  it('says numbers twice and the cadence after the day', () => {
    const text = [
      'II. CHẾ ĐỘ BÁO CÁO',
      'Thời hạn các cơ quan, đơn vị gửi báo cáo định kỳ về Phòng Kinh tế:',
      '- Chậm nhất ngày 06 (sáu) của tháng cuối quý đối với báo cáo định kỳ hằng quý;',
      '- Chậm nhất ngày 25 (hai mươi lăm) tháng 11 (mười một) đối với báo cáo định kỳ hằng năm.',
    ].join('\n')
    const { rules } = read(text)
    expect(rules.map(inShort)).toEqual(['quarterly 6/12 6/3 6/6 6/9', 'yearly 25/11'])
    for (const rule of rules) expect(rule).toMatchObject({ who: ['Các cơ quan, đơn vị'], to: 'Phòng Kinh tế' })
  })

  it('does not take the closing of figures for a due day', () => {
    const text =
      'II. CHẾ ĐỘ BÁO CÁO\nThời gian chốt số liệu báo cáo quý: từ ngày 15 của tháng trước kỳ báo cáo đến ngày 14 của tháng cuối quý.'
    expect(read(text).rules.filter((rule) => rule.dueText)).toEqual([])
  })

  it('takes the cadence from the heading above a bare day', () => {
    const text = 'II. CHẾ ĐỘ BÁO CÁO\n1. Báo cáo năm\n- Gửi trước ngày 25/11 về Phòng Kinh tế.'
    expect(read(text).rules.map(inShort)).toEqual(['yearly 25/11'])
  })

  it('keeps a session of the council as words without a date', () => {
    const [rule] = read('UBND xã báo cáo kết quả tại các kỳ họp thường lệ của Hội đồng nhân dân xã.').rules
    expect(rule).toMatchObject({ cadence: 'unspecified', dueDates: [] })
    expect(rule?.dueText).toContain('tại các kỳ họp thường lệ')
  })
})

describe('what is no rule', () => {
  it.each([
    '100% báo cáo định kỳ được thực hiện trên hệ thống thông tin báo cáo.',
    'Báo cáo thẩm tra số 15/BC-BKTXH ngày 21/5/2026 của Ban Kinh tế - Xã hội.',
    'Nếu có khó khăn, vướng mắc, các đơn vị kịp thời báo cáo UBND xã.',
    'Triển khai phần mềm quản lý; thực hiện báo cáo thống kê định kỳ bằng phần mềm.',
    'Phòng Kinh tế hoàn thành số hóa trước ngày 30/9/2027.',
    '100% công tác tổng hợp, báo cáo được thực hiện trên môi trường số.',
  ])('%s', (sentence) => {
    expect(read(sentence).rules).toEqual([])
  })

  it('does not take the limit of another duty for the report', () => {
    const text = 'Giao Phòng Kinh tế xây dựng kế hoạch trước ngày 30/6/2027, định kỳ hằng quý báo cáo UBND xã.'
    expect(read(text).rules).toMatchObject([{ cadence: 'quarterly', dueText: null, dueDates: [] }])
  })
})

describe('the year of a day that names none', () => {
  const report = 'Các thôn báo cáo kết quả về UBND xã trước ngày 10/12.'

  it('is the year of a plan made for one year', () => {
    const { rules } = read(report, { title: 'Cải cách hành chính năm 2026', period: null })
    expect(rules).toMatchObject([{ dueDates: ['2026-12-10'], recurrence: null }])
  })

  it('is left open in a longer plan, and said', () => {
    const { rules, warnings } = read(report)
    expect(rules).toMatchObject([{ dueText: 'trước ngày 10/12', dueDates: [] }])
    expect(warnings.join()).toContain('không ghi năm')
  })

  it('ends with the plan of one year, unless every year is meant', () => {
    const year = { title: 'Cải cách hành chính năm 2026', period: null }
    const quarterly = read('Các thôn báo cáo hằng quý trước ngày 20 tháng cuối quý về UBND xã.', year)
    expect(quarterly.rules[0]?.dueDates).toEqual(['2026-12-20'])
    const yearly = read('Các thôn báo cáo UBND xã trước ngày 15/12 hằng năm.', year)
    expect(yearly.rules[0]?.dueDates).toEqual(['2026-12-15', '2027-12-15'])
  })

  it('past due days of a single report are not listed', () => {
    expect(read('Các thôn báo cáo UBND xã trước ngày 10/6/2026.').rules).toMatchObject([{ dueDates: [] }])
  })
})

describe('contradictions', () => {
  it('become warnings and both dates stay', () => {
    const { rules, warnings } = read(
      'Các thôn báo cáo hằng quý (trước ngày 20 tháng cuối quý), 06 tháng (trước ngày 20/5) về UBND xã.',
    )
    expect(rules).toHaveLength(2)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('6 tháng (20/5) trước hạn báo cáo quý (20/6)')
  })

  it('name the two places that give one unit two days', () => {
    const text =
      'II. NHIỆM VỤ\nCác thôn báo cáo năm trước ngày 10/12 về UBND xã.\nV. TỔ CHỨC\nCác thôn báo cáo năm trước ngày 20/12 về UBND xã.'
    expect(read(text).warnings.join()).toMatch(/Hai hạn báo cáo năm cho Các thôn \(mục II và mục V\)/)
  })
})

describe('the plans of the knowledge folder', () => {
  const knowledge = (file: string) => {
    const text = readFileSync(new URL(`../../../knowledge/${file}`, import.meta.url), 'utf8')
    return readText({ file, text, today: '2026-11-22' })
  }

  it('never lend a date to a plan that has none', () => {
    for (const name of ['dong-le-ke-hoach-hdnd-2026.txt', 'yen-lang-nghi-quyet-nhan-luc-so-2026.txt']) {
      const { reporting } = knowledge(name)
      expect(reporting.map((rule) => [rule.cadence, rule.dueDates])).toEqual([['unspecified', []]])
    }
    expect(knowledge('kien-minh-ke-hoach-hdnd-2026.txt').reporting).toEqual([])
  })

  it('give all their rules, with the words they rest on', () => {
    const { reporting, text, warnings } = knowledge('hiep-luc-ke-hoach-cds-2026-2030.txt')
    expect(reporting.map(inShort)).toEqual([
      'quarterly 20/12 20/3 20/6 20/9',
      'half-yearly 20/5',
      'yearly 15/12',
      'on-request',
    ])
    for (const rule of reporting) expect(squeeze(text)).toContain(squeeze(rule.quote))
    expect(warnings.filter((warning) => warning.startsWith('Hạn báo cáo'))).toHaveLength(2)
  })
})

describe('any text', () => {
  it('is read to its end even where a scan lost its stops or has nothing else', () => {
    expect(read('Báo cáo. '.repeat(20_000)).rules).toEqual([])
    expect(read('các thôn báo cáo UBND xã '.repeat(8_000)).rules).toEqual([])
  })

  it('is read without a fault, with as many last safe days as due days', () => {
    const words = fc.constantFrom(
      ...'báo cáo UBND xã các thôn trước ngày 20 15/6 tháng cuối quý hằng năm định kỳ 6 tháng (khi ) , ; . và gửi Phòng Kinh tế để tổng hợp tại kỳ họp 2027'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(words, { minLength: 3, maxLength: 40 }), (parts) => {
        for (const rule of read(parts.join(' ')).rules) {
          expect(rule.lastSafeDays).toHaveLength(rule.dueDates.length)
          expect([...rule.dueDates].sort()).toEqual(rule.dueDates)
        }
      }),
      { numRuns: 400 },
    )
  })
})
