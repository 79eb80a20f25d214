import { describe, expect, test } from 'vitest'
import { plain } from '../../src/answering/typed/plain.ts'
import { hear, readSayings } from '../../src/answering/typed/sayings.ts'
import { coverage, indexText, termsOf } from '../../src/answering/weighing/terms.ts'
import { loadSayings } from '../../src/retrieval/index.ts'

const sayings = readSayings([
  { asked: ['canh xem'], written: ['giám sát'] },
  { asked: ['sóng … chập chờn'], written: ['lõm sóng'] },
  { asked: ['tiêm bò'], written: ['tiêm phòng gia súc'] },
  { asked: ['bão'], written: ['thiên tai'] },
  { asked: ['đến nơi đến chốn'], written: [] },
])
const heard = (said: string) => hear(plain(said), said, sayings)

describe('what papers write for an everyday way to say it', () => {
  test.each([
    ['ai canh xem ủy ban làm', ['canh', 'xem']],
    ['ai canh xem uy ban lam', ['canh', 'xem']],
    ['ai cảnh xem ủy ban', []],
    ['sóng điện thoại chập chờn', ['song', 'chap', 'chon']],
    ['sóng ở xóm em mấy hôm nay cứ chập chờn', []],
    ['bão vào thì sao', ['bao']],
    ['bao lau mot lan', []],
  ])('is heard in "%s" of the words %j', (said, words) => {
    expect([...heard(said).senses.keys()]).toEqual(words)
  })

  test('mere talk is no word of the question', () => {
    expect(termsOf(heard('có giám sát đến nơi đến chốn không').asked).words).toEqual(['giam', 'sat'])
  })

  test('counts as said where a passage writes it, and only as marked', () => {
    const said = 'ai canh xem'
    const { asked, senses } = heard(said)
    const terms = { ...termsOf(asked), senses }
    const covers = (text: string) => coverage(terms, indexText(text), () => 1).words
    expect(covers('Thường trực HĐND giám sát việc thực hiện.')).toBeGreaterThan(0.8)
    expect(covers('Giấm sạt ở đâu.')).toBe(0)
    expect(covers('Giám đốc khảo sát.')).toBe(0)
  })
})

test('the lists that come with the program are read, and no way to say a thing is mere talk as well', () => {
  const all = loadSayings()
  const talk = new Set(all.filter(({ written }) => written.length === 0).flatMap(({ asked }) => asked))
  const told = all.filter(({ written }) => written.length > 0).flatMap(({ asked }) => asked)
  expect(told.length).toBeGreaterThan(1_000)
  expect(told.filter((each) => talk.has(each))).toEqual([])
})
