import { expect, it } from 'vitest'
import { ladderFrom, lookForHighest } from './load-search.ts'

const RATES = [15, 30, 40, 50, 60, 70, 80]

async function askedUntilFound(bears: number, likely: number | null = null): Promise<number[]> {
  const asked: number[] = []
  await lookForHighest(RATES, likely, async (rate) => {
    asked.push(rate)
    return rate <= bears
  })
  return asked
}

it('asks for nothing more once the highest holds', async () => {
  expect(await askedUntilFound(100)).toEqual([80])
})

it.each([15, 30, 40, 50, 60, 70])(
  'finds %i, which holds, and has asked the one above it, which does not',
  async (bears) => {
    const asked = await askedUntilFound(bears)
    const above = RATES[RATES.indexOf(bears) + 1]
    expect(asked).toContain(bears)
    expect(asked).toContain(above)
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked.length).toBeLessThanOrEqual(4)
  },
)

it('ends where none holds', async () => {
  expect((await askedUntilFound(0)).at(-1)).toBe(15)
})

it('asks what is likely before it halves', async () => {
  expect(await askedUntilFound(60, 60)).toEqual([80, 60, 70])
  expect(await askedUntilFound(40, 50)).toEqual([80, 50, 30, 40])
})

it('begins the ladder a rung below what is likely', () => {
  expect(ladderFrom(RATES, null)).toEqual(RATES)
  expect(ladderFrom(RATES, 50)).toEqual([40, 50, 60, 70, 80])
  expect(ladderFrom(RATES, 15)).toEqual(RATES)
})
