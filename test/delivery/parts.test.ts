import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OutboundMessage, pageChannel } from '../../src/channels/index.ts'
import { partsOf } from '../../src/delivery/parts.ts'

const textsOf = (message: OutboundMessage, maxTextChars: number): string[] =>
  partsOf(message, { ...pageChannel('web').limits, maxTextChars }).map(({ text }) => text)
const bare = (text: string): string => text.replace(/\s+/g, '')

describe('a long text', () => {
  it('stays whole where it fits', () => {
    expect(textsOf({ text: 'Một câu.' }, 100)).toEqual(['Một câu.'])
  })

  it('is cut after a sentence, never inside one that fits', () => {
    const text = 'Câu thứ nhất dài bằng này. Câu thứ hai cũng vậy. Câu thứ ba thì ngắn.'
    expect(textsOf({ text }, 50)).toEqual(['Câu thứ nhất dài bằng này. Câu thứ hai cũng vậy.', 'Câu thứ ba thì ngắn.'])
  })

  it('is cut between the lines of a list, so that no number parts from its line', () => {
    const lines = Array.from({ length: 8 }, (_, at) => `${at + 1}. Nhiệm vụ số ${at + 1} của đơn vị`)
    for (const part of textsOf({ text: lines.join('\n') }, 90)) {
      for (const line of part.split('\n')) expect(lines).toContain(line)
    }
  })

  it('keeps its sources in one piece, with the last part', () => {
    const sources = 'Căn cứ:\n- Kế hoạch chuyển đổi số, mục III.2.\n- Nghị quyết, Điều 1.'
    const parts = textsOf({ text: `${'Đoạn trả lời khá dài. '.repeat(20)}\n${sources}` }, 200)
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.at(-1)).toContain(sources)
    expect(parts.slice(0, -1).join()).not.toContain('Căn cứ')
  })

  it('leaves room for the choices a channel has to write into it', () => {
    const choices = ['Đã nộp', 'Đang làm', 'Báo vướng mắc']
    const parts = partsOf(
      { text: 'chữ '.repeat(30).trim(), choices },
      { ...pageChannel('web').limits, maxTextChars: 130 },
    )
    expect(parts.map((part) => part.choices)).toEqual([undefined, choices])
    expect((parts.at(-1)?.text.length ?? 0) + choices.join('').length).toBeLessThan(110)
  })

  it('loses no character, breaks none, and fits, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 600 })
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 200 }), (given, maxChars) => {
        const parts = textsOf({ text: given }, maxChars)
        expect(bare(parts.join(''))).toBe(bare(given))
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(maxChars)
          expect(part.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})
