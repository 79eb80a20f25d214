import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/documents/index.ts'

const HEAD = `ỦY BAN NHÂN DÂN
XÃ AN KHÊ
Số: 12/KH-UBND
An Khê, ngày 10 tháng 11 năm 2026

KẾ HOẠCH
Phát triển kinh tế - xã hội giai đoạn 2026 - 2030

I. CHỈ TIÊU
`
const read = (table: string) => readText({ file: 'ke-hoach.txt', text: `${HEAD}\n${table}`, today: '2026-11-22' })
const aims = (table: string) => read(table).targets.map(({ value, unit, by }) => [value, unit, by])
const headings = (table: string) =>
  read(table)
    .passages.find(({ cells }) => cells)
    ?.cells?.map(({ heading }) => heading)

describe('a table with a column a year', () => {
  test('sets an aim in each year, where the headings are years alone', () => {
    const table = `Chỉ tiêu\tĐơn vị\t2026\t2027\t2028
Đường ngõ xóm được bê tông hóa\tkm\t1,5\t2\t2,5`
    expect(aims(table)).toEqual([
      [1.5, 'km', '2026'],
      [2, 'km', '2027'],
      [2.5, 'km', '2028'],
    ])
    expect(headings(table)).toEqual(['Chỉ tiêu', 'Đơn vị', 'Năm 2026', 'Năm 2027', 'Năm 2028'])
  })

  test('sets none in a year that was reached or is estimated, whatever short form says so', () => {
    const table = `TT\tChỉ tiêu\tĐVT\tTH 2025\tƯớc 2026\tKH 2027
1\tTỷ lệ hộ khá, giàu\t%\t30\t34\t38`
    expect(aims(table)).toEqual([[38, '%', '2027']])
  })

  test('is read where a scan put letters for digits', () => {
    const table = `Chỉ tiêu\tĐVT\t2026\t2O27\t202 8
Số máy gặt\tchiếc\t3\t4\t5`
    expect(headings(table)?.slice(2)).toEqual(['Năm 2026', 'Năm 2027', 'Năm 2028'])
  })

  test('may have its years on a second line, under what they hold', () => {
    const table = `Chỉ tiêu\tĐơn vị\tThực hiện\tKế hoạch\t
\t\t2025\t2026\t2027
Lao động qua đào tạo\tngười\t80\t90\t95`
    expect(headings(table)?.slice(2)).toEqual(['Thực hiện năm 2025', 'Kế hoạch năm 2026', 'Kế hoạch năm 2027'])
    expect(aims(table)).toEqual([
      [90, 'người', '2026'],
      [95, 'người', '2027'],
    ])
  })

  test('or in place of the one column that spans them', () => {
    const table = `Chỉ tiêu\tĐơn vị tính\tKế hoạch các năm\tGhi chú
2026\t2027
Trồng rừng mới\tha\t12\t15\tđất trống`
    expect(headings(table)).toEqual(['Chỉ tiêu', 'Đơn vị tính', 'Năm 2026', 'Năm 2027', 'Ghi chú'])
  })

  test('is no head where one row names two years', () => {
    const table = `Tên công trình\tChủ đầu tư\tKhởi công\tHoàn thành
Cầu Suối Cạn\tPhòng Kinh tế\t2026\t2027`
    expect(read(table).tasks.map(({ name, lead }) => [name, lead])).toEqual([['Cầu Suối Cạn', ['Phòng Kinh tế']]])
  })
})

test('a table of sums by source keeps each sum under its heading, and sets no aims', () => {
  const paper = read(`Nguồn vốn\tSố tiền (triệu đồng)
Ngân sách tỉnh\t7.380`)
  expect(paper.passages.find(({ cells }) => cells)?.cells).toEqual([
    { heading: 'Nguồn vốn', text: 'Ngân sách tỉnh' },
    { heading: 'Số tiền (triệu đồng)', text: '7.380' },
  ])
  expect(paper.targets).toEqual([])
})

test('a head in two columns keeps its number and day, with the room that is left for them', () => {
  const text =
    'ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ AN KHÊ\tĐộc lập - Tự do - Hạnh phúc\n\nSố:          /KH-UBND\tAn Khê, ngày       tháng 11 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2027\n'
  const { identity } = readText({ file: 'ke-hoach.txt', text, today: '2026-11-22' })
  expect([identity.number, identity.dateText]).toEqual([null, 'ngày tháng 11 năm 2026'])
})
