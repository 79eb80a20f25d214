import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchWords } from '../../src/language/analyser.ts'
import { encodePair, encodeToken, tokenise } from '../../src/language/tokens.ts'

const forms = (text: string): string[] => tokenise(text).map(({ form }) => form)
const wholes = (text: string): string[] => tokenise(text).flatMap(({ form, whole }) => (whole ? [form] : []))

describe('cutting text into words', () => {
  it.each([
    ['hòa thủy', 'hoà thuỷ'],
    ['kỹ lý quy', 'kĩ lí qui'],
    ['ƯỚC TÍNH', 'ước tính'],
    ['Đề án'.normalize('NFD'), 'đề án'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(forms(one)).toEqual(forms(other))
  })

  it('keeps apart words that differ by a mark only', () => {
    expect(new Set(forms('bản bán bạn ban bàn')).size).toBe(5)
  })

  it('does not take "thúy" for "thúi"', () => {
    expect(forms('thúy')).not.toEqual(forms('thúi'))
  })

  it('reads a per cent sign as its words', () => {
    expect(forms('95%')).toEqual(forms('95 phần trăm'))
  })

  it.each([
    ['Nghị định 15/2020/NĐ-CP', '15-2020-nd-cp'],
    ['Nghị quyết 57-NQ/TW', '57-nq-tw'],
    ['74.971.550.000 đồng', '74971550000'],
    ['ngày 02/06/2026', '2-6-2026'],
    ['ngày 2-6-2026', '2-6-2026'],
  ])('keeps the identifier of %j in one piece beside its parts', (text, whole) => {
    expect(wholes(text)).toEqual([whole])
  })

  it('gives places inside the text, in its order, for whatever text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const length = text.normalize('NFC').toLowerCase().length
        for (const { start, end } of tokenise(text)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(length)
        }
      }),
    )
  })
})

describe('words for the database', () => {
  it('hold only letters and digits and begin with a letter, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (quote) => {
        const words = searchWords({ heading: '', lead: null, quote })
        for (const word of words.split(' ')) expect(word).toMatch(/^$|^[a-z][a-z0-9]*$/)
      }),
    )
  })

  it('keep numbers, words and pairs apart', () => {
    const words = ['15', 'n15', 'план', '1-2'].map(encodeToken)
    expect(new Set([...words, encodePair('n', '15')]).size).toBe(5)
  })

  it('do not pair the last word of a heading with the first of the passage', () => {
    const words = searchWords({ heading: 'tổ chức', lead: 'thực hiện', quote: 'giao phòng' }).split(' ')
    expect(words).toContain('chuc0thuc')
    expect(words).not.toContain('hien0giao')
  })
})
