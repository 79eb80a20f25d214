import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQuestionTime } from '../../src/language/time-question.ts'

const TODAY = '2026-11-22'

describe('the time a question asks about, on Sunday 22 November 2026', () => {
  it.each([
    ['tháng này có việc gì', '2026-11-01', '2026-11-30'],
    ['thang nay phai nop gi', '2026-11-01', '2026-11-30'],
    ['quý này BC trc ngày nào ạ', '2026-10-01', '2026-12-31'],
    ['thế quý sau?', '2027-01-01', '2027-03-31'],
    ['quy toi nop gi', '2027-01-01', '2027-03-31'],
    ['tuần này', '2026-11-16', '2026-11-22'],
    ['tuan sau', '2026-11-23', '2026-11-29'],
    ['năm nay', '2026-01-01', '2026-12-31'],
    ['sang năm', '2027-01-01', '2027-12-31'],
    ['6 thang dau nam nop gi', '2027-01-01', '2027-06-30'],
    ['tháng 12', '2026-12-01', '2026-12-31'],
    ['quý III', '2027-07-01', '2027-09-30'],
    ['quý III năm nay', '2026-07-01', '2026-09-30'],
    ['quý 4 năm sau', '2027-10-01', '2027-12-31'],
    ['tháng 9 vừa rồi', '2026-09-01', '2026-09-30'],
    ['năm 2027', '2027-01-01', '2027-12-31'],
    ['hôm nay', '2026-11-22', '2026-11-22'],
    ['ngày mai có họp không', '2026-11-23', '2026-11-23'],
    ['15/6', '2027-06-15', '2027-06-15'],
    ['ngày 20 phải nộp gì', '2026-12-20', '2026-12-20'],
    ['từ nay đến cuối năm', '2026-11-22', '2026-12-31'],
    ['từ nay đến tháng 3', '2026-11-22', '2027-03-31'],
    ['tu gio toi 30/6 phai nop gi', '2026-11-22', '2027-06-30'],
    ['từ nay đến hết quý I năm sau', '2026-11-22', '2027-03-31'],
    ['30 ngày tới', '2026-11-22', '2026-12-22'],
    ['trước 30/9 có hạn gì', '2026-11-22', '2027-09-30'],
    ['từ tháng 7 đến tháng 9', '2027-07-01', '2027-09-30'],
  ])('%s: from %s to %s', (question, from, to) => {
    expect(readQuestionTime(question, TODAY)).toMatchObject({ from, to })
  })

  it('names the span for people', () => {
    expect(readQuestionTime('quy nay', TODAY)).toMatchObject({ label: 'quý IV/2026', unit: 'quarter' })
    expect(readQuestionTime('6 tháng đầu năm', TODAY)?.label).toBe('6 tháng đầu năm 2027')
  })

  it.each([
    'hạn bc năm?',
    'báo cáo 6 tháng gửi ai',
    'bao cao quy truoc ngay nao',
    'báo cáo năm trước ngày mấy',
    'quy dinh the nao',
    'cô Mai ở phòng nào',
    'bao nhiêu phần trăm',
  ])('hears no time in "%s"', (question) => {
    expect(readQuestionTime(question, TODAY)).toBeNull()
  })

  it('never throws and never turns a span round', () => {
    const words = fc.constantFrom(
      ...'tháng quý năm này sau trước tới 31 2 / ngày cuối đầu đến từ 2027 III nay hết'.split(' '),
    )
    const days = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), days, (parts, today) => {
        const time = readQuestionTime(parts.join(' '), today.toISOString().slice(0, 10))
        if (time) expect(time.from <= time.to).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
