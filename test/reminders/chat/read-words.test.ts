import { expect, test } from 'vitest'
import { readAct, readDay, readFiling, readPercent } from '../../../src/reminders/chat/read-words.ts'

test.each([
  ['Đã nộp', { act: 'filed', line: null, rest: '' }],
  ['1 đã nộp', { act: 'filed', line: 1, rest: '' }],
  ['2. da nop', { act: 'filed', line: 2, rest: '' }],
  ['đã nộp 3', { act: 'filed', line: 3, rest: '' }],
  ['đã nộp số 15/BC-PKT ngày 16/12', { act: 'filed', line: null, rest: 'số 15/BC-PKT ngày 16/12' }],
  ['đang làm 60%', { act: 'in_progress', line: null, rest: '60%' }],
  ['vướng mắc: chưa có máy quét', { act: 'difficulty', line: null, rest: ': chưa có máy quét' }],
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
