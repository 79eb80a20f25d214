import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitAnswer, textBlocks } from '../../src/web/answer-text.ts'

describe('an answer’s text', () => {
  it('comes apart into what is said, what it rests on and the next step', () => {
    expect(
      splitAnswer('Chậm nhất 09/12.\nCăn cứ: Kế hoạch A, mục V.\n- Kế hoạch B, mục I.\n\nBấm 9 để gặp cán bộ.'),
    ).toEqual({
      body: 'Chậm nhất 09/12.',
      sourceLabel: 'Căn cứ',
      sources: ['Kế hoạch A, mục V.', 'Kế hoạch B, mục I.'],
      after: 'Bấm 9 để gặp cán bộ.',
    })
  })

  it('keeps a label that stands alone on its line', () => {
    expect(splitAnswer('Được.\nNguồn:\nCổng dịch vụ công').sources).toEqual(['Cổng dịch vụ công'])
  })

  it('is all body when it cites nothing', () => {
    expect(splitAnswer('Xin chào.\nTôi có căn cứ: không.')).toMatchObject({ sourceLabel: null, sources: [], after: '' })
  })

  it('sets lists as lists with their own numbers', () => {
    expect(textBlocks('Gồm:\n- một\n- hai\n\n3. ba\n4) bốn')).toEqual([
      { kind: 'paragraph', lines: ['Gồm:'] },
      { kind: 'bullets', items: ['một', 'hai'] },
      {
        kind: 'numbered',
        items: [
          { number: 3, text: 'ba' },
          { number: 4, text: 'bốn' },
        ],
      },
    ])
  })

  it('does not take a date or an amount at the start of a line for a number of a list', () => {
    expect(textBlocks('15/12/2026 là hạn.\n1.500 triệu đồng.')).toEqual([
      { kind: 'paragraph', lines: ['15/12/2026 là hạn.', '1.500 triệu đồng.'] },
    ])
  })

  it('loses no word of any text', () => {
    const line = fc.stringMatching(/^[a-zà-ỹ0-9 .:+•-]{0,20}$/)
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const words = (text: string): string[] => text.match(/[a-zà-ỹ]+/g) ?? []
        const set = textBlocks(lines.join('\n')).flatMap((block) => {
          if (block.kind === 'paragraph') return block.lines
          return block.kind === 'bullets' ? block.items : block.items.map(({ text }) => text)
        })
        expect(words(set.join('\n'))).toEqual(words(lines.join('\n')))
      }),
    )
  })
})
