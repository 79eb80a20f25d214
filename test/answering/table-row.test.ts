import { describe, expect, test } from 'vitest'
import { ofYears, rowWords, sayRow } from '../../src/answering/shelf/table-row.ts'

const row = (cells: Record<string, string>) =>
  rowWords({ cells: Object.entries(cells).map(([heading, text]) => ({ heading, text })) })

describe('a row of a table in words', () => {
  const poverty = row({
    TT: '2',
    'Chỉ tiêu': 'Tỷ lệ hộ nghèo',
    ĐVT: '%',
    'Năm 2026': '≤ 15',
    'Giai đoạn 2027 - 2028': '≤ 9',
  })

  test('tells each column with the unit of its own column', () => {
    expect(poverty && sayRow(poverty)).toBe('Tỷ lệ hộ nghèo: năm 2026: ≤ 15%; giai đoạn 2027 - 2028: ≤ 9%')
  })

  test('or of the heading', () => {
    const road = row({
      STT: '1',
      'Tên công trình': 'Cầu Kênh',
      'Kinh phí (triệu đồng)': '2.150',
      'Ghi chú': 'chuyển tiếp',
    })
    expect(road && sayRow(road)).toBe('Cầu Kênh: kinh phí: 2.150 triệu đồng; ghi chú: chuyển tiếp')
  })

  test('asked for a year, only the columns of that year', () => {
    expect(poverty && sayRow(ofYears(poverty, [2028]))).toBe('Tỷ lệ hộ nghèo: giai đoạn 2027 - 2028: ≤ 9%')
    expect(poverty && sayRow(ofYears(poverty, [2031]))).toBe(poverty && sayRow(poverty))
  })

  test('an empty mark is no figure, and a row of nothing but its name says nothing', () => {
    expect(row({ TT: '1', 'Chỉ tiêu': 'Bản thông minh', 'Năm 2026': '-' })).toBeNull()
    expect(rowWords({ cells: null })).toBeNull()
  })
})
