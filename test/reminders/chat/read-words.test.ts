import { expect, test } from 'vitest'
import { readFiledDay, readFiling } from '../../../src/reminders/chat/filing.ts'
import { readAct, readDay, readPercent } from '../../../src/reminders/chat/read-words.ts'
import { isQuestion } from '../../../src/reminders/chat/spoken.ts'

test.each([
  ['Đã nộp', { act: 'filed', line: null, rest: '' }],
  ['1 đã nộp', { act: 'filed', line: 1, rest: '' }],
  ['2. da nop', { act: 'filed', line: 2, rest: '' }],
  ['đã nộp 3', { act: 'filed', line: 3, rest: '' }],
  ['đã nộp số 15/BC-PKT ngày 16/12', { act: 'filed', line: null, rest: 'số 15/BC-PKT ngày 16/12' }],
  ['đang làm 60%', { act: 'in_progress', line: null, rest: '60%' }],
  ['vướng mắc: chưa có máy quét', { act: 'difficulty', line: null, rest: 'chưa có máy quét' }],
  ['xin gia hạn đến 25/12', { act: 'extension', line: null, rest: 'đến 25/12' }],
  ['không thuộc đơn vị tôi', { act: 'not_ours', line: null, rest: '' }],
  ['khong phai nop', { act: 'not_due', line: null, rest: '' }],
  ['hoàn tác', { act: 'undo', line: null, rest: '' }],
])('"%s" is an act', (text, read) => {
  expect(readAct(text)).toEqual(read)
})

test.each(['đã nộp chưa?', 'đã nộp báo cáo quý chưa', 'đang làm gì', 'bao giờ nộp báo cáo', 'báo cáo quý nộp cho ai'])(
  '"%s" asks, and changes nothing',
  (text) => {
    expect(readAct(text)).toBeNull()
  },
)

test('a number and a day are read as people write them; a day to come is not believed', () => {
  expect(readFiling('số 15/BC-PKT ngày 16/12', '2026-12-18')).toEqual({ number: '15/BC-PKT', filedOn: '2026-12-16' })
  expect(readFiling('15/BC-PKT ngày 30/12', '2026-12-18')).toEqual({ number: '15/BC-PKT' })
  expect(readFiling('ngày 31/12', '2027-01-02')).toEqual({ filedOn: '2026-12-31' })
  expect(readFiling('cảm ơn', '2027-01-02')).toEqual({})
})

test('a percentage and a day', () => {
  expect([readPercent('60%'), readPercent('khoảng 60 phần trăm'), readPercent('140%'), readPercent('xong')]).toEqual([
    60,
    60,
    null,
    null,
  ])
  expect(readDay('25/12', '2026-12-18')).toBe('2026-12-25')
  expect(readDay('5/1', '2026-12-18')).toBe('2027-01-05')
  expect(readDay('31/2', '2026-12-18')).toBeNull()
})

/** Days of 2026-12-10, a Thursday. */
test.each([
  ['đã nộp báo cáo tháng 11/2026', null],
  ['báo cáo quý III/2026', null],
  ['báo cáo quý 3/2026', null],
  ['báo cáo năm 2026', null],
  ['báo cáo tháng 11', null],
  ['báo cáo 6 tháng đầu năm', null],
  ['báo cáo kỳ 15/11 đến 14/12', null],
  ['đã nộp, hạn 9/12', null],
  ['trước ngày 08/12', null],
  ['3/5 báo cáo', null],
  ['hôm qua', '2026-12-09'],
  ['chiều qua', '2026-12-09'],
  ['hom kia', '2026-12-08'],
  ['hôm nay', '2026-12-10'],
  ['sáng nay', '2026-12-10'],
  ['thứ sáu', '2026-12-04'],
  ['hôm thứ 2', '2026-12-07'],
  ['thứ hai tuần trước', '2026-11-30'],
  ['chủ nhật', '2026-12-06'],
  ['báo cáo tháng 11/2026 ngày 8/12', '2026-12-08'],
  ['ngày 08/12/2026', '2026-12-08'],
  ['ngày 8 tháng 12 năm 2026', '2026-12-08'],
  ['ngày 8', '2026-12-08'],
  ['ngày 28', '2026-11-28'],
  ['từ thứ 2', '2026-12-07'],
  ['đã nộp từ 5/12', '2026-12-05'],
  ['báo cáo từ 15/11 đến 4/12', null],
  ['15/12', null],
  ['mai', null],
])('"%s" was filed on %s', (words, day) => {
  expect(readFiledDay(words, '2026-12-10')).toBe(day)
})

test('a year is no day, however long it is over', () => {
  expect(readFiling('đã nộp báo cáo năm 2026', '2027-01-10')).toEqual({})
  expect(readFiling('số 15/2026/BC-UBND', '2027-01-10')).toEqual({ number: '15/2026/BC-UBND' })
})

test('what ends like a question and tells is no question', () => {
  const tells = ['thiếu máy', 'Không', 'không có gì', 'không có khó khăn gì ạ', 'chưa có ai', 'bước đầu']
  expect(tells.filter(isQuestion)).toEqual([])
  const asks = [
    'cần mấy',
    'ngay may',
    'gửi cho ai',
    'nộp ở đâu',
    'được không',
    'xong chưa ạ',
    'nộp bản nào vậy ạ',
    'rồi?',
  ]
  expect(asks.filter((text) => !isQuestion(text))).toEqual([])
})
