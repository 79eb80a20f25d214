import { describe, expect, it } from 'vitest'
import type { ReportingRule } from '../../../src/documents/administrative-document.ts'
import { readReporting } from '../../../src/documents/reporting/index.ts'
import { outlined } from './outlined.ts'

function rulesOf(text: string): ReportingRule[] {
  const identity = { title: 'Cải cách hành chính giai đoạn 2026 - 2030', period: null }
  return readReporting({ ...outlined(text), identity, today: '2026-11-22' }).rules
}

/** "half-yearly 10/6": the cadence with the days of one year. */
function inShort(rule: ReportingRule): string {
  const year = rule.dueDates.filter((day) => day < '2027-11-22')
  return [rule.cadence, ...year.map((day) => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`)].join(' ')
}

describe('figures handed over regularly are a report, called so or not', () => {
  it.each([
    [
      'Bộ phận Một cửa thống kê số hồ sơ tiếp nhận gửi Văn phòng HĐND và UBND xã chậm nhất 16 giờ thứ Năm hằng tuần.',
      'weekly',
      '2026-11-26',
    ],
    [
      'Trạm Y tế tổng hợp số ca mắc theo từng ấp, gửi Phòng Văn hóa - Xã hội trước ngày 08 của tháng đầu quý sau.',
      'quarterly',
      '2027-01-08',
    ],
    ['Các thôn lập danh sách hộ nuôi gia súc gửi Phòng Kinh tế trước ngày 05 tháng sau.', 'monthly', '2026-12-05'],
  ])('%s', (sentence, cadence, first) => {
    const [rule, ...others] = rulesOf(sentence)
    expect([others.length, rule?.cadence, rule?.dueDates[0]]).toEqual([0, cadence, first])
    expect(rule?.to).not.toBeNull()
  })

  it.each([
    'Văn phòng gửi lịch làm việc cho các đại biểu vào thứ Sáu hằng tuần.',
    'Tổ công nghệ số hướng dẫn người dân gửi hồ sơ trực tuyến tại nhà văn hóa vào thứ Bảy hằng tuần.',
  ])('what is sent out to be known is none: %s', (sentence) => {
    expect(rulesOf(sentence)).toEqual([])
  })
})

describe('under a heading about reports "tổng hợp, trình" passes them on', () => {
  it('with the periods of the reports it gathers', () => {
    const rules = rulesOf(
      '3. Chế độ báo cáo\n- Các Tổ đại biểu báo cáo Thường trực HĐND xã trước ngày 12/6 (6 tháng) và trước ngày 15/11 (năm).\n- Văn phòng HĐND và UBND xã tổng hợp, trình Thường trực HĐND xã trước ngày 18/6 và ngày 22/11 hằng năm.',
    )
    const gathered = rules.filter(({ who }) => who[0]?.startsWith('Văn phòng'))
    expect(gathered.map(inShort)).toEqual(['half-yearly 18/6', 'yearly 22/11'])
    expect(gathered.map(({ recurrence }) => recurrence)).toEqual([
      'RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=18',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=22',
    ])
    expect(gathered.every(({ to }) => to?.startsWith('Thường trực'))).toBe(true)
  })

  it('while elsewhere it orders a paper, not a report', () => {
    expect(rulesOf('Phòng Kinh tế tổng hợp, trình UBND xã quy hoạch chợ trước ngày 20/6 hằng năm.')).toEqual([])
  })
})

describe('what is read out, heard or said of reports obliges nobody', () => {
  it.each([
    'Rút ngắn thời gian đọc báo cáo tại kỳ họp, tăng thời gian thảo luận.',
    'Ba tháng một lần nghe Trung tâm Phục vụ hành chính công báo cáo tiến độ giải quyết hồ sơ.',
    'Báo cáo trình kỳ họp không quá 05 trang, kèm bảng số liệu.',
    'Đơn vị chịu giám sát gửi báo cáo chậm nhất 05 ngày trước ngày làm việc; chậm hai lần thì bị phê bình tại kỳ họp gần nhất.',
  ])('%s', (sentence) => {
    expect(rulesOf(sentence)).toEqual([])
  })

  it('though who hears and then reports does, and so does a unit of technology', () => {
    const [first] = rulesOf('UBND xã họp nghe tình hình và báo cáo Đảng ủy trước ngày 25 hằng tháng.')
    const [second] = rulesOf('Tổ công nghệ số cộng đồng báo cáo Phòng Văn hóa - Xã hội trước ngày 20 hằng tháng.')
    expect([first?.to, second?.to]).toEqual(['Đảng ủy', 'Phòng Văn hóa - Xã hội'])
  })
})

it("the day of what else is done after the semicolon is no report's", () => {
  const rules = rulesOf('Phòng Kinh tế báo cáo UBND tỉnh khi có yêu cầu; tổ chức sơ kết Đề án trong tháng 3 năm 2027.')
  expect(rules.map(inShort)).toEqual(['on-request'])
})

it('where quarters are named only their reports fall due', () => {
  const named = rulesOf('Các đơn vị gửi UBND xã báo cáo quý I, quý III trước ngày 08 của tháng cuối quý.')
  expect(named.map(inShort)).toEqual(['quarterly 8/3 8/9'])
  const all = rulesOf(
    'Các đơn vị báo cáo UBND xã hằng quý trước ngày 08 của tháng cuối quý, riêng quý IV kèm số liệu cả năm.',
  )
  expect(all.map(({ recurrence }) => recurrence)[0]).toContain('BYMONTH=3,6,9,12')
})

it.each([
  'Các trường học báo cáo UBND xã hai kỳ trong năm học: học kỳ I trước ngày 15/01, học kỳ II trước ngày 02/6.',
  'Các trường học báo cáo UBND xã mỗi năm 02 lần: trước ngày 15/01 và trước ngày 02/6.',
])('days as many as the rounds of a year come round with it: %s', (sentence) => {
  expect(rulesOf(sentence).map(inShort)).toEqual(['half-yearly 15/1', 'half-yearly 2/6'])
})

it("a day without its month is each month's where the report is the month's", () => {
  const [rule] = rulesOf(
    'Ban Pháp chế gửi báo cáo tình hình tiếp công dân tháng về Văn phòng HĐND và UBND xã trước ngày 26.',
  )
  expect([rule?.cadence, rule?.recurrence]).toEqual(['monthly', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=26'])
})

it('a line of a clause that charges somebody is theirs', () => {
  const clause = { kind: 'prose', section: null, cite: 'khoản 1 Điều 2', lead: null } as const
  const charge = '1. Giao Ủy ban nhân dân xã tổ chức thực hiện Nghị quyết.'
  const quote = 'Báo cáo Hội đồng nhân dân xã kết quả thực hiện tại kỳ họp thường lệ cuối năm.'
  const passages = [charge, quote].map((words) => ({ ...clause, quote: words }))
  const identity = { title: null, period: null }
  const { rules } = readReporting({ passages, sections: [], identity, today: '2026-11-22' })
  expect(rules.map(({ who, to }) => [who, to])).toEqual([[['UBND'], 'HĐND xã']])
})
