import { afterEach, expect, it, vi } from 'vitest'
import { watchForClockPutBack } from '../../src/jobs/clock-watch.ts'

const DAY_MS = 86_400_000

afterEach(() => vi.useRealTimers())

it('a clock is put back where it shows less than time has passed, told once', () => {
  vi.useFakeTimers()
  const wasPutBack = watchForClockPutBack()
  vi.advanceTimersByTime(30_000)
  expect(wasPutBack()).toBe(false)
  vi.setSystemTime(Date.now() + DAY_MS)
  expect(wasPutBack()).toBe(false)
  vi.setSystemTime(Date.now() - DAY_MS)
  expect([wasPutBack(), wasPutBack()]).toEqual([true, false])
  vi.setSystemTime(Date.now() - 1_000)
  expect(wasPutBack()).toBe(false)
})
