import { describe, expect, it } from 'vitest'
import type { ReportingRule } from '../../../src/documents/administrative-document.ts'
import { readText } from '../../../src/documents/reading/index.ts'
import { type Reporting, readReporting } from '../../../src/documents/reporting/index.ts'
import { outlined } from './outlined.ts'

function read(text: string): Reporting {
  const identity = { title: 'Công tác khuyến học năm 2027', period: null, date: '2026-12-04' }
  return readReporting({ ...outlined(text), identity, today: '2026-11-22' })
}

function said({ who, to, via, dueText }: ReportingRule): Partial<ReportingRule> {
  return { who, to, via, dueText }
}

describe('those who report', () => {
  it('may stand after a colon, and are not taken for those they report to', () => {
    const { rules } = read(
      'Chế độ báo cáo: Các phòng, đơn vị báo cáo kết quả về Phòng Kinh tế: báo cáo quý trước ngày 20 tháng cuối quý; báo cáo năm trước ngày 30/11/2027.',
    )
    expect(rules.map(({ to }) => to)).toEqual(['Phòng Kinh tế', 'Phòng Kinh tế'])
    expect(rules.map(({ cadence, dueDates }) => [cadence, dueDates.length])).toEqual([
      ['quarterly', 4],
      ['yearly', 1],
    ])
  })

  it('are all of them where each is asked', () => {
    const [rule] = read('Mỗi thôn, trường học gửi danh sách học sinh về Phòng Kinh tế trước ngày 15/01/2027.').rules
    expect(rule).toMatchObject({ who: ['Các thôn', 'Các trường học'], dueDates: ['2027-01-15'] })
  })

  it.each(['Ban tự quản thôn, buôn', 'Ban điều hành khóm', 'Ban nhân dân khu phố'])(
    'may be a board of a village: %s',
    (board) => {
      const [rule] = read(`${board}: gửi báo cáo về Phòng Kinh tế chậm nhất ngày 25 hằng tháng.`).rules
      expect(rule?.who).toEqual([board])
    },
  )

  it('go on in a sentence that begins with its report, with those it is for', () => {
    const { rules } = read(
      'Trạm Y tế: lập kế hoạch, gửi Phòng Kinh tế trước ngày 20/01/2027. Báo cáo công tác tháng gửi chậm nhất ngày 22 hằng tháng.',
    )
    expect(rules.map(said)).toEqual([
      { who: ['Trạm Y tế'], to: 'Phòng Kinh tế', via: null, dueText: 'trước ngày 20/01/2027' },
      { who: ['Trạm Y tế'], to: 'Phòng Kinh tế', via: null, dueText: 'chậm nhất ngày 22 hằng tháng' },
    ])
  })

  it('send it through the body in between to the last one named', () => {
    const [rule] = read(
      'Phòng Văn hóa - Xã hội tổng hợp, trình UBND xã báo cáo Sở Nội vụ trước ngày 20/6 và 20/12 hằng năm.',
    ).rules
    expect(rule && said(rule)).toEqual({
      who: ['Phòng Văn hóa - Xã hội'],
      to: 'Sở Nội vụ',
      via: 'UBND xã',
      dueText: 'trước ngày 20/6 và 20/12 hằng năm',
    })
  })
})

describe('figures sent month by month', () => {
  it('are a report, though nobody calls them so', () => {
    const [rule] = read('Trạm Y tế: thống kê số lượt khám gửi Phòng Kinh tế chậm nhất ngày 25 hằng tháng.').rules
    expect(rule).toMatchObject({ who: ['Trạm Y tế'], to: 'Phòng Kinh tế', cadence: 'monthly' })
  })
})

describe('figures gathered by a day of every month', () => {
  const gathers = 'Giao Trạm Y tế quản lý sổ khám; ngày 25 hằng tháng Phòng Kinh tế tổng hợp số liệu tiêm chủng'

  it('are a report of whoever gathers them, to nobody that is not said', () => {
    expect(read(`${gathers}.`).rules).toMatchObject([{ who: ['Phòng Kinh tế'], to: null, cadence: 'monthly' }])
  })

  it('are only part of it where they are sent on', () => {
    const { rules } = read(`${gathers}, báo cáo UBND xã trước ngày 28 hằng tháng.`)
    expect(rules.map(({ dueText }) => dueText)).toContain('trước ngày 28 hằng tháng')
  })
})

describe('a session or a day of another part of the sentence', () => {
  it('dates no report after the semicolon', () => {
    const { rules } = read(
      'Tháng 6: thẩm tra dự thảo nghị quyết trình kỳ họp giữa năm; các Ban, Tổ đại biểu gửi báo cáo 6 tháng.',
    )
    expect(rules.filter(({ dueText }) => dueText !== null)).toEqual([])
  })
})

describe('before a paper can bind', () => {
  const paper = (date: string, closing: string): string => `ỦY BAN NHÂN DÂN
XÃ LÂM GIANG

Số:     /KH-UBND

Lâm Giang, ${date}

KẾ HOẠCH

Công tác khuyến học ${closing.includes('hiệu lực') ? 'giai đoạn 2026 - 2030' : 'năm 2027'}

I. TỔ CHỨC THỰC HIỆN

1. Các thôn báo cáo Phòng Văn hóa - Xã hội trước ngày 20 hằng tháng.

2. ${closing}

Nơi nhận:
- Như trên;
- Lưu: VT.
`
  const firstDue = (text: string): string | undefined =>
    readText({ file: 'x', text, today: '2026-11-22' }).reporting[0]?.dueDates[0]

  it('nothing is owed in the year before its own, though the day of issue is blank', () => {
    expect(firstDue(paper('ngày     tháng 12 năm 2026', 'Kinh phí do ngân sách xã bảo đảm.'))).toBe('2027-01-20')
  })

  it('nothing is owed before the day it takes effect on', () => {
    const closing = 'Kế hoạch này được thông qua ngày 27/11/2026 và có hiệu lực từ ngày 01 tháng 02 năm 2027.'
    expect(firstDue(paper('ngày 27 tháng 11 năm 2026', closing))).toBe('2027-02-20')
  })

  it('a day that a page cut in two is read whole', () => {
    const text = paper('ngày 04 tháng 12 năm 2026', 'Trạm Y tế gửi báo cáo năm về UBND xã trước ngày\n\n15/11/2027.')
    const { reporting } = readText({ file: 'x', text, today: '2026-11-22' })
    expect(reporting.at(-1)).toMatchObject({ who: ['Trạm Y tế'], cadence: 'yearly', dueDates: ['2027-11-15'] })
  })
})
