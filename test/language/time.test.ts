import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTimes, readTime } from '../../src/language/time.ts'

const span = (start: string | null, end: string | null) => ({ start, end, recurrence: null, ongoing: false })
const recurs = (rule: string) => ({ start: null, end: null, recurrence: `RRULE:${rule}`, ongoing: true })
const standing = { start: null, end: null, recurrence: null, ongoing: true }

describe('stretches', () => {
  it.each([
    ['Năm 2026', span('2026-01-01', '2026-12-31')],
    ['Năm 2026-2027', span('2026-01-01', '2027-12-31')],
    ['2026 – 2028', span('2026-01-01', '2028-12-31')],
    ['Năm 2026, 2027', span('2026-01-01', '2027-12-31')],
    ['Từ năm 2026 đến năm 2030', span('2026-01-01', '2030-12-31')],
    ['từ 2026 đến 2030', span('2026-01-01', '2030-12-31')],
    ['từ tháng 7 đến tháng 12 năm 2026', span('2026-07-01', '2026-12-31')],
    ['từ tháng 11 đến tháng 2 năm 2027', span('2026-11-01', '2027-02-28')],
    ['Quý III/2026', span('2026-07-01', '2026-09-30')],
    ['Quý lll/2026', span('2026-07-01', '2026-09-30')],
    ['Qúy IV năm 2026', span('2026-10-01', '2026-12-31')],
    ['Quí 4/2026', span('2026-10-01', '2026-12-31')],
    ['QIII/2026', span('2026-07-01', '2026-09-30')],
    ['Quý III, IV/2026', span('2026-07-01', '2026-12-31')],
    ['Quý III/2026 - Quý I/2027', span('2026-07-01', '2027-03-31')],
    ['trong quý II năm 2027', span('2027-04-01', '2027-06-30')],
    ['Tháng 9/2026', span('2026-09-01', '2026-09-30')],
    ['T9/2026', span('2026-09-01', '2026-09-30')],
    ['tháng12/2026', span('2026-12-01', '2026-12-31')],
    ['Tháng 7 - 9/2026', span('2026-07-01', '2026-09-30')],
    ['9/2026 - 3/2027', span('2026-09-01', '2027-03-31')],
    ['Tháng 02/2028', span('2028-02-01', '2028-02-29')],
    ['giai đoạn 2026 - 2030', span('2026-01-01', '2030-12-31')],
    ['6 tháng đầu năm 2027', span('2027-01-01', '2027-06-30')],
    ['sáu tháng cuối năm 2026', span('2026-07-01', '2026-12-31')],
    ['9 tháng năm 2026', span('2026-01-01', '2026-09-30')],
    ['Hoàn thành trong năm 2026', span('2026-01-01', '2026-12-31')],
    ['2026', span('2026-01-01', '2026-12-31')],
    ['2026, 2027, 2028', span('2026-01-01', '2028-12-31')],
    ['Quý II+III/2026', span('2026-04-01', '2026-09-30')],
    ['Năm học 2026 - 2027', span('2026-09-01', '2027-05-31')],
    ['01/7/2026-31/12/2026', span('2026-07-01', '2026-12-31')],
    ['Từ 15/6 - 30/9/2026', span('2026-06-15', '2026-09-30')],
    ['Năm 2026 (hoàn thành trước 30/11/2026)', span('2026-01-01', '2026-11-30')],
  ])('reads %s', (words, expected) => {
    expect(readTime(words)).toMatchObject(expected)
  })
})

describe('days', () => {
  it.each([
    ['ngày 15 tháng 6 năm 2026', '2026-06-15'],
    ['15/6/2026', '2026-06-15'],
    ['15-6-2026', '2026-06-15'],
    ['5.6.2026', '2026-06-05'],
    ['15/6/26', '2026-06-15'],
    ['mùng 5/6/2026', '2026-06-05'],
    ['29/02/2028', '2028-02-29'],
  ])('reads %s', (words, day) => {
    expect(readTime(words)).toMatchObject(span(day, day))
    expect(readTime(words, { deadline: true })).toMatchObject(span(null, day))
  })

  it.each(['30/2/2026', '29/02/2027', '31/4/2026', '15/13/2026', '0/5/2026'])('takes %s for no day', (words) => {
    expect(readTime(words)).toBeNull()
  })

  it('gives a day without a year the first one on or after the day of issue', () => {
    expect(readTime('trước ngày 30/9', { issued: '2026-06-15' })).toMatchObject(span(null, '2026-09-30'))
    expect(readTime('trước ngày 30/3', { issued: '2026-06' })).toMatchObject(span(null, '2027-03-30'))
    expect(readTime('Quý III', { issued: '2026' })).toMatchObject(span('2026-07-01', '2026-09-30'))
    expect(readTime('trước ngày 30/9')).toMatchObject(span(null, null))
    expect(readTime('Trong năm', { issued: '2026-06' })).toMatchObject(span('2026-01-01', '2026-12-31'))
  })
})

describe('limits', () => {
  it.each([
    ['trước 30/9/2026', '2026-09-30', 'before'],
    ['trước 17h00 ngày 20/11/2026', '2026-11-20', 'by'],
    ['chậm nhất ngày 15/12/2026', '2026-12-15', 'by'],
    ['đến năm 2030', '2030-12-31', 'by'],
    ['đến hết quý III/2026', '2026-09-30', 'by'],
    ['hết năm 2026', '2026-12-31', 'by'],
    ['trước tháng 12/2026', '2026-11-30', 'by'],
    ['trước năm 2030', '2029-12-31', 'by'],
    ['xong trước ngày 01/3/2027', '2027-03-01', 'before'],
  ])('ends %s on %s, %s', (words, end, qualifier) => {
    expect(readTime(words)).toMatchObject({ ...span(null, end), qualifier })
  })

  it('leaves the end open where the words do', () => {
    expect(readTime('Từ năm 2026')).toMatchObject({ start: '2026-01-01', end: null, ongoing: true, qualifier: 'from' })
    expect(readTime('Năm 2026 và những năm tiếp theo')).toMatchObject({ start: '2026-01-01', end: null, ongoing: true })
  })

  it('joins a beginning and a limit said apart', () => {
    const words = 'Bắt đầu từ tháng 7/2026, hoàn thành trước 30/9/2026'
    expect(readTime(words)).toMatchObject({ start: '2026-07-01', end: '2026-09-30' })
  })
})

describe('what recurs or stands', () => {
  it.each([
    ['hằng năm', 'FREQ=YEARLY'],
    ['hàng năm', 'FREQ=YEARLY'],
    ['hang nam', 'FREQ=YEARLY'],
    ['hằng quý', 'FREQ=MONTHLY;INTERVAL=3'],
    ['định kỳ 06 tháng', 'FREQ=MONTHLY;INTERVAL=6'],
    ['6 tháng/lần', 'FREQ=MONTHLY;INTERVAL=6'],
    ['01 lần/năm', 'FREQ=YEARLY'],
    ['mỗi quý một lần', 'FREQ=MONTHLY;INTERVAL=3'],
    ['quý một lần', 'FREQ=MONTHLY;INTERVAL=3'],
    ['6 tháng một lần', 'FREQ=MONTHLY;INTERVAL=6'],
    ['từ ngày 05 đến ngày 10 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=10'],
    ['02 năm một lần', 'FREQ=YEARLY;INTERVAL=2'],
    ['thứ Sáu hằng tuần', 'FREQ=WEEKLY;BYDAY=FR'],
    ['Quý I hàng năm', 'FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=-1;BYSETPOS=-1'],
    ['Trong tháng 12 hằng năm', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1'],
    ['trước ngày 15/6 và 15/12 hàng năm', 'FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15'],
    ['ngày 15 của các tháng 3, 6, 9 và 12 hằng năm', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15'],
    ['trước ngày 20 tháng cuối quý', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20'],
    ['trước ngày 10 của tháng đầu quý sau', 'FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10'],
    ['trước ngày 25 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=25'],
    ['chậm nhất ngày 05 tháng sau', 'FREQ=MONTHLY;BYMONTHDAY=5'],
    ['ngày 30 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1'],
    ['ngày 31 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['29/2 hằng năm', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1'],
    ['ngày 31 tháng cuối quý', 'FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
    ['Hằng năm, giai đoạn 2026-2030', 'FREQ=YEARLY;UNTIL=20301231'],
    ['Hằng tháng trong năm 2026', 'FREQ=MONTHLY;UNTIL=20261231'],
    ['Năm 2026 và hằng năm', 'FREQ=YEARLY'],
    ['Trước 31/12 các năm', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31'],
    ['trước 15 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=15'],
  ])('reads %s', (words, rule) => {
    expect(readTime(words)).toMatchObject(recurs(rule))
  })

  it.each(['Thường xuyên', 'liên tục', 'theo yêu cầu', 'khi có yêu cầu', 'định kỳ', 'Thường xuyên, năm 2026'])(
    'keeps %s standing, without dates',
    (words) => {
      expect(readTime(words)).toMatchObject(standing)
    },
  )

  it.each(['sau sáp nhập', 'ngay sau khi Kế hoạch được ban hành', '05 ngày làm việc'])('gives %s no dates', (words) => {
    expect(readTime(words)).toMatchObject({ ...standing, ongoing: false })
  })

  it.each(['', 'theo quy định', 'quỹ 2', '100% hồ sơ', 'Phòng Kinh tế', '9 tháng', 'mọi năm tháng'])(
    'reads no time in "%s"',
    (words) => {
      expect(readTime(words)).toBeNull()
    },
  )
})

describe('times in running text', () => {
  it('marks the dates of cited documents', () => {
    const text = 'Thực hiện Quyết định số 06/2025/QĐ-UBND ngày 22/12/2024; hoàn thành trước ngày 30/9/2026.'
    expect(findTimes(text).map((time) => [time.text, time.cited])).toEqual([
      ['ngày 22/12/2024', true],
      ['trước ngày 30/9/2026', false],
    ])
  })

  it('keeps numbers of documents, shares and counts apart from dates', () => {
    const text = 'Kế hoạch số 15/6-KH; 3/4 số hộ; trong năm 2026, 100% hồ sơ; tháng 9, 10 lớp tập huấn; trong 15 tháng'
    expect(findTimes(text, { issued: '2026' }).map((time) => time.text)).toEqual(['trong năm 2026', 'tháng 9'])
  })

  it('joins a cadence with the days beside it', () => {
    const [time, ...others] = findTimes('Gửi kết quả hằng quý (trước ngày 20 tháng cuối quý) về xã')
    expect(time).toMatchObject(recurs('FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20'))
    expect(others).toEqual([])
  })

  it('reads through markdown emphasis and unmarked spelling', () => {
    expect(findTimes('hang quy (*truoc ngay 20 thang cuoi quy*)')[0]).toMatchObject(
      recurs('FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20'),
    )
  })
})

const WORDS = fc.constantFrom(
  ...'ngày tháng năm quý hằng định kỳ trước đến từ trong 6 15 31 2026 2027 / - . , ( ) III IV và lần đầu cuối mỗi sau thứ Sáu tuần chậm nhất 06 giờ thường xuyên giai đoạn của các'.split(
    ' ',
  ),
)

describe('the grammar as a whole', () => {
  it('never throws, quotes the text exactly and keeps start before end', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(WORDS, fc.string({ maxLength: 6 })), { maxLength: 40 }), (words) => {
        const text = words.join(' ')
        for (const time of findTimes(text, { issued: '2026-06' })) {
          expect(text.slice(time.index, time.index + time.length)).toBe(time.text)
          if (time.start && time.end) expect(time.start <= time.end).toBe(true)
          if (time.recurrence) expect(time.start ?? time.end).toBeNull()
        }
        const whole = readTime(text)
        if (whole) expect(text).toContain(whole.text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads back any day however it is written', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.'), (date, mark) => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, day] = iso.split('-').map(Number)
        for (const words of [
          `${day}${mark}${month}${mark}${year}`,
          `ngày ${day} tháng ${month} năm ${year}`,
          `ngay ${day} thang ${month} nam ${year}`,
        ]) {
          expect(readTime(words)).toMatchObject(span(iso, iso))
        }
      }),
    )
  })

  it('reads a long line in time that grows with its length', () => {
    const line = (count: number): string => 'ngày 1 và '.repeat(count)
    expect(findTimes(line(20_000))).toEqual([])
    expect(findTimes('tháng 1, '.repeat(20_000)).length).toBeGreaterThan(0)
    expect(findTimes('hằng quý, '.repeat(20_000)).length).toBeGreaterThan(0)
  })
})
