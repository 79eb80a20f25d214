import { describe, expect, it } from 'vitest'
import { type Reporting, readReporting } from '../../../src/documents/reporting/index.ts'
import { outlined } from './outlined.ts'

function read(text: string, title = 'Chuyển đổi số giai đoạn 2026 - 2030'): Reporting {
  return readReporting({ ...outlined(text), identity: { title, period: null }, today: '2026-11-22' })
}

describe('a report owed only under a condition', () => {
  it('in a season keeps its words and rhythm, without a rule or dates, and says so', () => {
    const { rules, warnings } = read(
      'Trong mùa mưa lũ, các thôn gửi báo cáo tuần về Phòng Kinh tế vào thứ Năm hằng tuần.',
    )
    expect(rules).toMatchObject([
      { who: ['Các thôn'], cadence: 'weekly', dueText: 'vào thứ Năm hằng tuần', recurrence: null, dueDates: [] },
    ])
    expect(warnings.join()).toContain('chỉ áp dụng "Trong mùa mưa lũ"')
  })

  it.each([
    'Khi xảy ra thiên tai, các thôn báo cáo nhanh về Phòng Kinh tế trước 16 giờ 00 hằng ngày.',
    'Trường hợp xuất hiện dịch bệnh, Trạm Y tế báo cáo UBND xã trước 17 giờ hằng ngày.',
  ])('after an event is on request: %s', (sentence) => {
    const [rule] = read(sentence).rules
    expect(rule).toMatchObject({ cadence: 'on-request', recurrence: null, dueDates: [] })
    expect(rule?.dueText).toContain('hằng ngày')
  })

  it.each([
    'Trong quá trình thực hiện, các thôn báo cáo Phòng Kinh tế trước ngày 25 hằng tháng.',
    'Khi kết thúc tháng, các thôn báo cáo Phòng Kinh tế trước ngày 05 tháng sau.',
    'Trong năm 2027, các thôn báo cáo Phòng Kinh tế trước ngày 25 hằng tháng.',
  ])('is not made of other openings: %s', (sentence) => {
    const [rule] = read(sentence).rules
    expect(rule?.who).toEqual(['Các thôn'])
    expect(rule?.recurrence).not.toBeNull()
  })
})

describe('a term that runs from something without a date', () => {
  it('is kept in words for every cadence', () => {
    const { rules } = read(
      'UBND xã báo cáo HĐND xã định kỳ 6 tháng, 9 tháng và hằng năm, chậm nhất 15 ngày trước ngày khai mạc kỳ họp.',
    )
    expect(rules.map(({ cadence }) => cadence)).toEqual(['half-yearly', 'nine-monthly', 'yearly'])
    for (const rule of rules) {
      expect(rule).toMatchObject({
        dueText: 'chậm nhất 15 ngày trước ngày khai mạc kỳ họp',
        recurrence: null,
        dueDates: [],
      })
    }
  })
})

describe('two subjects in one sentence', () => {
  it.each([
    'Các thôn gửi báo cáo về Phòng Kinh tế trước ngày 20 hằng tháng; Phòng Kinh tế tổng hợp báo cáo Chủ tịch UBND xã trước ngày 25 hằng tháng.',
    'Các thôn gửi số liệu về Phòng Kinh tế trước ngày 20 hằng tháng, Phòng Kinh tế tổng hợp, báo cáo Chủ tịch UBND xã trước ngày 25 hằng tháng.',
    'Các thôn nộp báo cáo cho Phòng Kinh tế trước ngày 20 hằng tháng; Phòng Kinh tế tổng hợp, trình Chủ tịch UBND xã trước ngày 25 hằng tháng.',
  ])('keep each its receiver and day: %s', (sentence) => {
    expect(read(sentence).rules).toMatchObject([
      { who: ['Các thôn'], to: 'Phòng Kinh tế', dueText: 'trước ngày 20 hằng tháng' },
      { who: ['Phòng Kinh tế'], to: 'Chủ tịch UBND', dueText: 'trước ngày 25 hằng tháng' },
    ])
  })

  it('share the receiver where the second says only its day', () => {
    const text = 'Các thôn gửi báo cáo về Phòng Kinh tế trước ngày 20 hằng tháng; Trạm Y tế trước ngày 25 hằng tháng.'
    expect(read(text).rules).toMatchObject([
      { who: ['Các thôn'], to: 'Phòng Kinh tế' },
      { who: ['Trạm Y tế'], to: 'Phòng Kinh tế', dueText: 'trước ngày 25 hằng tháng' },
    ])
  })

  it('do not lend the day of another duty', () => {
    const text = 'Các thôn báo cáo Phòng Kinh tế hằng quý; Trạm Y tế tổ chức tiêm chủng trước ngày 25 hằng tháng.'
    expect(read(text).rules).toMatchObject([{ who: ['Các thôn'], cadence: 'quarterly', dueDates: [] }])
  })
})

describe('days that are not due days', () => {
  it('of the figures that a report covers are left out', () => {
    const text =
      'Các thôn gửi báo cáo tháng (số liệu từ ngày 15 tháng trước đến ngày 14 tháng báo cáo) về UBND xã trước ngày 20 hằng tháng.'
    expect(read(text).rules.map(({ dueText }) => dueText)).toEqual(['trước ngày 20 hằng tháng'])
  })
})

describe('who is not said', () => {
  it('is nobody, not a body that a heading only speaks of', () => {
    const { rules, warnings } = read(
      'I. TỔ CHỨC VÀ HOẠT ĐỘNG CỦA TRẠM Y TẾ\nBáo cáo sơ kết 6 tháng gửi trước ngày 30 tháng 6.',
    )
    expect(rules).toMatchObject([{ who: [], to: null, dueText: 'trước ngày 30 tháng 6' }])
    expect(warnings.join()).toContain('không nêu đơn vị phải báo cáo')
  })

  it('is the unit whose heading it stands under, unless it only receives', () => {
    const under = (line: string) => read(`V. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế\n- ${line}`).rules
    expect(under('Báo cáo biến động dân số về Phòng Kinh tế trước ngày 25 hàng tháng.')).toMatchObject([
      { who: ['Trạm Y tế'], to: 'Phòng Kinh tế' },
    ])
    expect(under('Báo cáo gửi về Trạm Y tế trước ngày 25 hàng tháng.')).toMatchObject([{ who: [], to: 'Trạm Y tế' }])
  })

  it('follows a leading case, and the one who asks receives', () => {
    const [rule] = read('Trường hợp đột xuất, các đơn vị báo cáo theo yêu cầu của Chủ tịch UBND xã.').rules
    expect(rule).toMatchObject({ who: ['Các đơn vị'], to: 'Chủ tịch UBND', cadence: 'on-request' })
  })
})

describe('the end of a plan', () => {
  const report = 'Các thôn báo cáo UBND xã trước ngày 25 hằng tháng.'

  it('is its one year, and the commune is asked to confirm it', () => {
    const { rules, warnings } = read(report, 'Cải cách hành chính năm 2026')
    expect(rules[0]?.dueDates).toEqual(['2026-11-25', '2026-12-25'])
    expect(warnings.join()).toContain('chỉ tính đến hết năm 2026')
  })

  it.each([
    ['An sinh xã hội năm 2026, định hướng đến năm 2028', report],
    ['An sinh xã hội năm 2026', `I. MỤC TIÊU ĐẾN NĂM 2028\n${report}`],
  ])('is the last year it names: %s', (title, text) => {
    const { rules, warnings } = read(text, title)
    expect(rules[0]?.recurrence).toContain('UNTIL=20281231')
    expect(rules[0]?.dueDates).toContain('2027-06-25')
    expect(warnings.join()).toContain('định hướng đến năm 2028')
  })
})

describe('a report that goes on from the sentence before', () => {
  const FIRST = 'Các khóm gửi báo cáo tháng về Phòng Kinh tế trước ngày 14 hằng tháng.'
  const GOES_ON = 'Báo cáo quý gửi trước ngày 12 của tháng cuối quý; báo cáo năm gửi trước ngày 05/12.'

  it.each([`${FIRST} ${GOES_ON}`, `- ${FIRST}\n\n- ${GOES_ON}`])('is of the same bodies: %s', (text) => {
    expect(read(text).rules).toMatchObject([
      { who: ['Các khóm'], to: 'Phòng Kinh tế', cadence: 'monthly' },
      { who: ['Các khóm'], to: 'Phòng Kinh tế', cadence: 'quarterly' },
      { who: ['Các khóm'], to: 'Phòng Kinh tế', cadence: 'yearly', dueText: 'trước ngày 05/12' },
    ])
  })

  it('is of nobody where another duty or another heading stands between', () => {
    for (const between of ['- Trồng cây ven đường.', 'II. BÁO CÁO KHÁC']) {
      const rules = read(`I. BÁO CÁO\n\n- ${FIRST}\n\n${between}\n\n- ${GOES_ON}`).rules
      expect(rules.slice(1).map(({ who, to }) => [who, to])).toEqual([
        [[], null],
        [[], null],
      ])
    }
  })

  it('is not the gatherer’s nor the gathered’s where both report before it', () => {
    const both = `${FIRST.slice(0, -1)}; Phòng Kinh tế tổng hợp, báo cáo UBND xã trước ngày 20 hằng tháng.`
    const { rules } = read(`- ${both}\n\n- ${GOES_ON}`)
    expect(rules.slice(2).map(({ who }) => who)).toEqual([[], []])
  })
})
