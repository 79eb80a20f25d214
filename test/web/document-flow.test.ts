import { describe, expect, it } from 'vitest'
import { type FlowBlock, flowOf } from '../../src/web/document-flow.ts'
import { dateWords, documentName } from '../../src/web/pages/document-name.ts'
import { PUBLIC_DOCUMENT } from './fakes.ts'

const section = (position: number, level: number, heading: string) => ({ position, level, heading, cite: '' })
const passage = (position: number, at: number | null, quote: string, rest: { kind?: string; lead?: string } = {}) => ({
  position,
  section: at,
  quote,
  kind: 'prose',
  lead: null,
  row: null,
  ...rest,
})

const outline = (blocks: FlowBlock[]): string[] =>
  blocks.map((block) => {
    if (block.kind === 'heading') return `# ${block.heading}`
    if (block.kind === 'bullets') return block.passages.map(({ quote }) => `- ${quote}`).join(' ')
    if (block.kind === 'table') return `table of ${block.rows.length}`
    return block.kind === 'lead' ? `lead ${block.text}` : block.passage.quote
  })

describe('the flow of a document', () => {
  it('keeps the document’s order, also where a section goes on after its subsections', () => {
    const sections = [section(0, 1, 'I'), section(1, 2, 'I.1'), section(2, 2, 'I.2'), section(3, 1, 'II')]
    const passages = [
      passage(0, null, 'mở đầu'),
      passage(1, 1, 'một'),
      passage(2, 0, 'kết của I'),
      passage(3, 3, 'hai'),
    ]
    expect(outline(flowOf({ sections, passages }))).toEqual([
      'mở đầu',
      '# I',
      '# I.1',
      'một',
      'kết của I',
      '# I.2',
      '# II',
      'hai',
    ])
  })

  it('says an introducing line once, whether it is a passage or not', () => {
    const bullet = { kind: 'bullet', lead: 'Giai đoạn một:' }
    const given = [
      passage(0, null, 'Giai đoạn một:', { kind: 'bullet' }),
      passage(1, null, 'a', bullet),
      passage(2, null, 'b', bullet),
    ]
    expect(outline(flowOf({ sections: [], passages: given }))).toEqual(['Giai đoạn một:', '- a - b'])
    expect(outline(flowOf({ sections: [], passages: given.slice(1) }))).toEqual(['lead Giai đoạn một:', '- a - b'])
  })

  it('gives every passage exactly one place', () => {
    const placed = flowOf(PUBLIC_DOCUMENT).flatMap((block) => {
      if (block.kind === 'bullets') return block.passages
      if (block.kind === 'table') return block.rows.map((row) => row.passage)
      return 'passage' in block ? [block.passage] : []
    })
    expect(placed.map(({ position }) => position)).toEqual(PUBLIC_DOCUMENT.passages.map(({ position }) => position))
  })
})

describe('the name of a document', () => {
  it.each([
    [{ type: 'Kế hoạch', title: 'Triển khai đề án', file: 'a.txt' }, 'Kế hoạch triển khai đề án'],
    [{ type: 'Kế hoạch', title: 'KẾ HOẠCH chuyển đổi số', file: 'a.txt' }, 'KẾ HOẠCH chuyển đổi số'],
    [{ type: 'Nghị quyết', title: 'CHUYỂN ĐỔI SỐ', file: 'a.txt' }, 'Nghị quyết CHUYỂN ĐỔI SỐ'],
    [{ type: null, title: 'Về việc họp', file: 'a.txt' }, 'Về việc họp'],
    [{ type: 'Kế hoạch', title: null, file: 'a.txt' }, 'a.txt'],
  ])('%o is %s', (document, name) => {
    expect(documentName(document)).toBe(name)
  })

  it('shows where a date is blank', () => {
    expect(dateWords('ngày   tháng 6 năm 2026')).toBe('ngày … tháng 6 năm 2026')
    expect(dateWords('ngày tháng năm 2026')).toBe('ngày … tháng … năm 2026')
    expect(dateWords('ngày 30 tháng 6 năm 2026')).toBe('ngày 30 tháng 6 năm 2026')
    expect(dateWords(null)).toBe('(để trống)')
  })
})
