import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadGlossary } from '../../src/retrieval/index.ts'
import { PairCounts } from '../../src/retrieval/pair-counts.ts'
import { readQuestion } from '../../src/retrieval/question.ts'
import { rank } from '../../src/retrieval/rank.ts'
import { addPassage, emptySnapshot } from '../../src/retrieval/snapshot.ts'
import { statisticsOf } from '../../src/retrieval/statistics.ts'
import { Vocabulary } from '../../src/retrieval/vocabulary.ts'

const filler = 'các cơ quan đơn vị trên địa bàn tiếp tục thực hiện đúng quy định hiện hành và báo cáo khi có yêu cầu '
const glossary = loadGlossary()

/** Positions of the texts, best first. */
function ranked(texts: string[], question: string): number[] {
  const vocabulary = new Vocabulary()
  const snapshot = emptySnapshot()
  for (const [id, quote] of texts.entries())
    addPassage(snapshot, { id, documentId: 1, heading: '', lead: null, quote }, vocabulary)
  const statistics = statisticsOf([snapshot], vocabulary)
  const { terms } = readQuestion(question, { statistics, vocabulary, glossary })
  return rank([...snapshot.passages.values()], { terms, statistics, vocabulary }).map(({ passage }) => passage.id)
}

describe('ranking', () => {
  it('puts words that stand together before the same words far apart', () => {
    const together = `${filler.repeat(3)} bản đồ quy hoạch số ${filler.repeat(3)}`
    const apart = `bản ${filler.repeat(2)} đồ ${filler.repeat(2)} quy ${filler} hoạch ${filler} số`
    expect(ranked([apart, together, filler], 'bản đồ quy hoạch số')[0]).toBe(1)
  })

  it('respects marks that were typed', () => {
    const texts = ['ban hành quy chế bán hàng', 'bản đồ số', 'bạn đọc thư viện', filler]
    expect(ranked(texts, 'bạn')[0]).toBe(2)
    expect(ranked(texts, 'bán')[0]).toBe(0)
  })

  it('reads an abbreviation as what it stands for, and the reverse', () => {
    const texts = ['Cung cấp dịch vụ công trực tuyến.', 'Phòng chống dịch bệnh.', filler]
    expect(ranked(texts, 'DVCTT')[0]).toBe(0)
    expect(ranked(['Cung cấp 100% DVCTT.', 'Trồng cây ven đường.', filler], 'dịch vụ công trực tuyến')[0]).toBe(0)
  })

  it('finds the number of a document however it is written', () => {
    const texts = ['theo Nghị định số 15/2020/NĐ-CP', 'theo Nghị định số 20/2015/NĐ-CP', filler]
    expect(ranked(texts, 'nghi dinh 15/2020/nd-cp')[0]).toBe(0)
  })

  it('gives the same order every time', () => {
    const texts = [filler, filler, `${filler} thêm`]
    expect(ranked(texts, 'báo cáo')).toEqual(ranked(texts, 'báo cáo'))
  })
})

it('counts pairs like a map would', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.nat(5_000)), { maxLength: 2_000 }), (pairs) => {
      const counts = new PairCounts()
      const expected = new Map<string, number>()
      for (const [first, second] of pairs) {
        counts.increment(first, second)
        expected.set(`${first} ${second}`, (expected.get(`${first} ${second}`) ?? 0) + 1)
      }
      for (const [first, second] of pairs) expect(counts.get(first, second)).toBe(expected.get(`${first} ${second}`))
      expect(counts.get(6_000, 1)).toBe(0)
    }),
  )
})
