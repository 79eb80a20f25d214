import { describe, expect, it } from 'vitest'
import { tableRows } from '../../src/documents/table-cells.ts'

describe('the rows of a text’s tables', () => {
  it('are found by their squeezed line with the head of their table', () => {
    const rows = tableRows(
      'PHỤ LỤC\n\nTT\tNhiệm vụ\tChủ trì\n1\tSố hóa  hộ tịch\tVăn phòng\n\n2\tTập huấn\tPhòng Kinh tế\n',
    )
    expect(rows.get('1 Số hóa hộ tịch Văn phòng')).toEqual({
      cells: ['1', 'Số hóa hộ tịch', 'Văn phòng'],
      head: ['TT', 'Nhiệm vụ', 'Chủ trì'],
    })
    expect(rows.get('2 Tập huấn Phòng Kinh tế')?.head).toEqual(['TT', 'Nhiệm vụ', 'Chủ trì'])
    expect(rows.has('PHỤ LỤC')).toBe(false)
  })

  it('may be written with bars, and a paragraph ends their table', () => {
    const rows = tableRows('| STT | Việc |\n|---|---|\n| 1 | Họp a\\|b |\nHết bảng.\n2\tViệc khác')
    expect(rows.get('| 1 | Họp a\\|b |')).toEqual({ cells: ['1', 'Họp a|b'], head: ['STT', 'Việc'] })
    expect(rows.get('2 Việc khác')).toEqual({ cells: ['2', 'Việc khác'], head: null })
    expect(rows.has('|---|---|')).toBe(false)
  })
})
