import { describe, expect, test } from 'vitest'
import { readPlan } from '../../support/read-plan.ts'

describe('aims', () => {
  const aims = (matter: string, heading: string): unknown[] =>
    readPlan(matter, heading).targets.map(({ op, value, unit, by, section }) => ({ op, value, unit, by, section }))

  test('numbered in brackets are read, each due in its own year', () => {
    const matter = `1. Chỉ tiêu cụ thể

(1) Tỷ lệ hồ sơ nộp trực tuyến đạt từ 85% trở lên (đến năm 2030 phấn đấu đạt 95%).

(2) 98% phản ánh của người dân được trả lời đúng hạn.

(3) Không còn thôn có tỷ lệ hộ nghèo trên 15%.

(4) Xóa 100% nhà tạm, hoàn thành trước ngày 31/12/2028.`
    expect(aims(matter, 'I. MỤC TIÊU')).toEqual([
      { op: '>=', value: 85, unit: '%', by: '2027', section: 'I.1.(1)' },
      { op: '=', value: 98, unit: '%', by: '2027', section: 'I.1.(2)' },
      { op: '<=', value: 15, unit: '%', by: '2027', section: 'I.1.(3)' },
      { op: '=', value: 100, unit: '%', by: '2028', section: 'I.1.(4)' },
    ])
  })

  test('in a column a year are due in that year; years gone by set none', () => {
    const found = readPlan('Chỉ tiêu\tĐơn vị\t2025\t2027\t2028\nTỷ lệ hộ nghèo\t%\t8\t6,5\t5', 'I. MỤC TIÊU').targets
    expect(found.map(({ text, value, by }) => [text, value, by])).toEqual([
      ['Tỷ lệ hộ nghèo năm 2027: 6,5 %', 6.5, '2027'],
      ['Tỷ lệ hộ nghèo năm 2028: 5 %', 5, '2028'],
    ])
  })

  test('take the unit that stands in brackets behind the name of their row', () => {
    const found = readPlan('Chỉ tiêu\t2027\t2028\nRò rỉ đường ống (%)\t27\t22', 'I. MỤC TIÊU').targets
    expect(found.map(({ value, unit, by }) => [value, unit, by])).toEqual([
      [27, '%', '2027'],
      [22, '%', '2028'],
    ])
  })

  test('under bare headings of years are aims, though a table of aims stands behind the paper', () => {
    const matter = '1. Đến hết năm 2027\n\n- Đón 6.000 lượt khách.\n\nPhụ lục\nCHỈ TIÊU THEO TỪNG NĂM'
    expect(aims(matter, 'A. MỤC TIÊU')).toEqual([
      { op: '=', value: 6000, unit: 'lượt khách', by: '2027', section: 'A.1' },
    ])
  })

  test('that stay the same for two years do not contradict themselves', () => {
    const { warnings } = readPlan('Chỉ tiêu\tĐVT\t2027\t2028\nKhu có tổ tự quản\tkhu\t23\t23', 'I. MỤC TIÊU')
    expect(warnings.filter((line) => line.startsWith('Hai chỉ tiêu'))).toEqual([])
  })

  test('under a line that announces them are aims, whatever the part is called', () => {
    const matter =
      '1. Năm 2027 phấn đấu đạt một số chỉ tiêu sau:\n\n- 100% nghị quyết được đăng tải trong 03 ngày làm việc.'
    expect(aims(matter, 'I. YÊU CẦU CHUNG VÀ PHẤN ĐẤU')).toEqual([
      { op: '=', value: 100, unit: '%', by: '2027', section: 'I.1' },
    ])
  })

  test('that each body reaches stand apart; a part of one set is not counted as a number', () => {
    const matter =
      '- Tổ chức 02 cuộc giám sát; mỗi Ban tổ chức 02 cuộc khảo sát.\n\n- Dành tối thiểu một phần ba thời gian cho chất vấn.'
    expect(aims(matter, 'I. CHỈ TIÊU').map((aim) => (aim as { value: number | null }).value)).toEqual([2, 2, null])
  })
})
