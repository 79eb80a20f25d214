import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type CuratedAnswer, findCurated } from '../../src/answering/curated.ts'
import type { Asker } from '../../src/answering/turn.ts'

const QUESTION = 'Xã có hỗ trợ tiền mua máy tính cho học sinh nghèo không?'

function curated(...questions: string[]): CuratedAnswer {
  return { id: 1, questions, text: 'Có.', source: 'Nghị quyết', unit: null, approvedOn: '2026-11-29' }
}

function isTold(asked: string, written = QUESTION, asker: Asker = 'citizen'): boolean {
  return findCurated(asked, { asker, communeName: 'xã Bình Phú' }, [curated(written)]) !== null
}

it.each([
  'xa co ho tro tien mua may tinh cho hoc sinh ngheo khong',
  'Dạ cho em hỏi xã mình có hỗ trợ tiền mua máy tính cho học sinh nghèo không ạ?',
  'ad ơi xã Bình Phú hỗ trợ tiền mua máy tính cho học sinh nghèo không vậy',
])('an answer of the office is told for "%s"', (asked) => {
  expect(isTold(asked)).toBe(true)
})

it.each([
  ['another thing', 'Xã có hỗ trợ tiền mua điện thoại cho học sinh nghèo không?'],
  ['another kind of question', 'Xã hỗ trợ bao nhiêu tiền mua máy tính cho học sinh nghèo?'],
  ['other people', 'Xã có hỗ trợ tiền mua máy tính cho giáo viên không?'],
  ['another place', 'Xã Hòa An có hỗ trợ tiền mua máy tính cho học sinh nghèo không?'],
  ['a year', 'Năm 2027 xã có hỗ trợ tiền mua máy tính cho học sinh nghèo không?'],
  ['less', 'Xã có hỗ trợ học sinh nghèo không?'],
])('it is not told when %s is asked', (_, asked) => {
  expect(isTold(asked)).toBe(false)
})

it.each([
  ['who does what to whom', 'Học sinh giúp giáo viên việc gì', 'Giáo viên giúp học sinh việc gì'],
  ['a refusal', 'Không nộp phí thì bị gì', 'Nộp phí thì bị gì'],
  ['a number', 'Trợ cấp cho người trên 75 tuổi', 'Trợ cấp cho người trên 80 tuổi'],
  ['marks that make another word', 'Hỗ trợ sau cơn bão', 'Hỗ trợ sau cơn bảo'],
  ['letting for renting', 'Thủ tục cho thuê đất công', 'Thủ tục thuê đất công'],
])('it is not told when only %s differs', (_, asked, written) => {
  expect(isTold(asked, written)).toBe(false)
})

it('ways to ask when are one', () => {
  expect(isTold('bao giờ xã trả tiền hỗ trợ lúa', 'Khi nào xã trả tiền hỗ trợ lúa?')).toBe(true)
})

it('what is asked of one’s own unit or village is never told to the next person', () => {
  expect(isTold('thôn em khi nào họp', 'thôn em khi nào họp')).toBe(false)
  expect(isTold('phòng tôi phải làm gì', 'phòng tôi phải làm gì', 'unit_head')).toBe(false)
})

it('of hundreds of questions people ask, none is taken for another', () => {
  const questions = ['questions', 'service-questions'].flatMap((name) =>
    readFileSync(`test/evaluation/${name}.jsonl`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { question: string }).question),
  )
  const different = [...new Set(questions)]
  const answers = different.map((question, id) => ({ ...curated(question), id }))
  const told = different.flatMap((question, id) => {
    const found = findCurated(question, { asker: 'citizen', communeName: null }, answers)
    return found && found.id !== id ? [[question, different[found.id]]] : []
  })
  expect(told).toEqual([])
})
