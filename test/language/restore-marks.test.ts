import { expect, it } from 'vitest'
import { restoreMarks } from '../../src/language/restore-marks.ts'
import { spell } from '../../src/language/syllables.ts'

/** A collection of a few sentences, counted as an index would. */
function collectionOf(sentences: string[]) {
  const counts = new Map<string, number>()
  const pairs = new Map<string, number>()
  const spellings = new Map<string, Set<string>>()
  for (const sentence of sentences) {
    const words = sentence.split(' ').map(spell)
    for (const [index, { form, bare }] of words.entries()) {
      counts.set(form, (counts.get(form) ?? 0) + 1)
      spellings.set(bare, (spellings.get(bare) ?? new Set()).add(form))
      const pair = `${words[index - 1]?.form} ${form}`
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
  }
  return {
    count: (form: string) => counts.get(form) ?? 0,
    pairCount: (first: string, second: string) => pairs.get(`${first} ${second}`) ?? 0,
    spellings: (bare: string) =>
      [...(spellings.get(bare) ?? [])].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)),
  }
}

const collection = collectionOf([
  'bản đồ quy hoạch',
  'ban chỉ đạo họp',
  'ban chỉ đạo quyết định',
  'bán hàng trên mạng',
  'bạn đọc báo',
])

const restored = (question: string): string[] => restoreMarks(question.split(' ').map(spell), collection)
const formsOf = (text: string): string[] => text.split(' ').map((word) => spell(word).form)

it.each([
  ['ban do quy hoach', 'bản đồ quy hoạch'],
  ['ban chi dao', 'ban chỉ đạo'],
  ['ban hang tren mang', 'bán hàng trên mạng'],
])('restores %j as %j from what stands beside', (typed, meant) => {
  expect(restored(typed)).toEqual(formsOf(meant))
})

it('leaves marks that were typed, though another word is commoner', () => {
  expect(restored('bạn chỉ đạo')).toEqual(formsOf('bạn chỉ đạo'))
})

it('leaves a word of a marked question that is rightly unmarked', () => {
  expect(restored('ban đọc quyết định')[0]).toBe('ban')
})

it('leaves words the collection does not know', () => {
  expect(restored('xyzzy')).toEqual(['xyzzy'])
  expect(restoreMarks([], collection)).toEqual([])
})
