import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Collection, correct, readKeyedTones } from '../../src/language/correct.ts'
import { createGlossary, EMPTY_GLOSSARY, readingsOf } from '../../src/language/glossary.ts'
import { rolesOf } from '../../src/language/question-words.ts'
import { isOneSlipAway } from '../../src/language/slips.ts'
import { spell } from '../../src/language/syllables.ts'

/** A collection that knows these words, in these pairs. */
function collectionOf(text: string): Collection {
  const words = text.split(' ').map(spell)
  const bare = new Map<string, string[]>()
  for (const word of words) bare.set(word.bare, [...new Set([...(bare.get(word.bare) ?? []), word.form])])
  const pairs = words.slice(1).map((word, at) => `${words[at]?.form} ${word.form}`)
  return {
    spellings: (word) => bare.get(word) ?? [],
    count: (form) => words.filter((word) => word.form === form).length,
    pairCount: (first, second) => pairs.filter((pair) => pair === `${first} ${second}`).length,
    bareWords: () => bare.keys(),
  }
}

const collection = collectionOf('báo cáo nhiệm vụ phải ứng dụng chữ ký số đăng ký trình phòng được tờ trình')
const glossary = createGlossary([
  { kind: 'quick', entries: { đc: 'được', ko: 'không' } },
  { kind: 'abbreviation', entries: { NV: ['nhân viên', 'nhiệm vụ'], UBND: 'Ủy ban nhân dân' } },
  { kind: 'synonym', entries: { 'bà già': ['người cao tuổi'], mô: ['đâu'] } },
])
const bareOf = (text: string): string =>
  correct(text.split(' ').map(spell), collection, glossary)
    .map(({ bare }) => bare)
    .join(' ')

describe('mending a question', () => {
  it.each([
    ['đc', 'duoc'],
    ['fải', 'phai'],
    ['phòg', 'phong'],
    ['ddanwg kys', 'dang ki'],
    ['tờ trìn', 'to trinh'],
    ['nv', 'nhiem vu'],
  ])('reads %j as the collection would write it', (typed, meant) => {
    expect(bareOf(typed)).toBe(meant)
  })

  it.each(['báo cáo', 'xyzzyq', '2026', ''])('leaves %j as it is', (typed) => {
    expect(bareOf(typed)).toBe(
      typed
        .split(' ')
        .map((word) => spell(word).bare)
        .join(' '),
    )
  })

  it('turns VNI keys into marks only where they make a word of the collection', () => {
    expect(readKeyedTones('chu74 ky1 so61, covid19, q1', collection)).toBe('chữ ký số, covid19, q1')
  })

  it('never throws and keeps a long question short enough', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 60 }), (words) => {
        const mended = correct(
          words.map((word) => spell(word.toLowerCase())),
          collection,
          EMPTY_GLOSSARY,
        )
        expect(mended).toHaveLength(words.length)
      }),
    )
  })
})

describe('the glossary', () => {
  const readings = (text: string): string[] =>
    readingsOf(text.split(' ').map(spell), glossary).map(({ expansion }) =>
      expansion.words.map(({ bare }) => bare).join(' '),
    )

  it('knows an abbreviation from both ends, with or without marks', () => {
    expect(readings('ubnd')).toEqual(['uy ban nhan dan'])
    expect(readings('uy ban nhan dan')).toEqual(['ubnd'])
  })

  it('keeps to the marks of an everyday word where they were typed', () => {
    expect(readings('ở mô')).toEqual(['dau'])
    expect(readings('ở mỏ')).toEqual([])
  })
})

it('tells asking words from the matter', () => {
  expect(rolesOf(['kinh', 'phi', 'la', 'bao', 'nhieu'])).toEqual(['matter', 'matter', 'matter', 'asking', 'asking'])
})

it.each([
  ['trin', 'trinh', true],
  ['bao', 'boa', true],
  ['bao', 'bao', false],
  ['bao', 'cao', true],
  ['bao', 'coa', false],
])('says whether %s and %s are one slip apart', (one, other, expected) => {
  expect(isOneSlipAway(one, other)).toBe(expected)
})
