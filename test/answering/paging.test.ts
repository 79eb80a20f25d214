import { describe, expect, test } from 'vitest'
import { tellPage } from '../../src/answering/paging.ts'
import { makeWhole } from '../../src/answering/question/follow-up.ts'

const items = Array.from({ length: 10 }, (_, index) => ({ text: `${index + 1}. ${'việc '.repeat(20)}` }))
const page = (at: number) => tellPage({ head: ['Có 10 việc:'], items, things: 'việc' }, { page: at, maxChars: 450 })

describe('a list longer than a screen', () => {
  test('is told whole over its pages, each item once and in order', () => {
    const told: string[] = []
    let at = 0
    for (let each = page(0); each.lines.length > 0; each = page(++at)) {
      told.push(...each.lines.filter((line) => /^\d/.test(line)))
    }
    expect(told).toEqual(items.map(({ text }) => text))
  })

  test('counts honestly what is left', () => {
    const { lines, left = 0 } = page(0)
    expect(lines.at(-1)).toBe(`Còn ${left} việc nữa; nhắn "xem tiếp" để xem.`)
    expect(lines.length - 2 + left).toBe(items.length)
  })

  test('has no lines beyond its last page', () => {
    expect(page(20)).toMatchObject({ lines: [], left: 0 })
  })
})

describe('"xem tiếp"', () => {
  const user = (content: string) => ({ role: 'user' as const, content })

  test('asks the last question again, a screen further each time', () => {
    const history = [user('phòng kinh tế phải làm gì'), user('xem tiếp')]
    expect(makeWhole('xem tiếp', history)).toMatchObject({ said: 'phòng kinh tế phải làm gì', page: 2 })
  })

  test('asks nothing again where nothing was asked', () => {
    expect(makeWhole('xem tiếp', [])).toMatchObject({ said: 'xem tiếp', page: 0 })
  })
})
