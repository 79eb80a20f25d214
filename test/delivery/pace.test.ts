import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send.ts'
import { createPace } from '../../src/delivery/pace.ts'

const PROVIDER_MOST_A_SECOND = 30
const MESSAGES = 200

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

async function leavingTimes(perSecond: number): Promise<number[]> {
  const pace = createPace({ limits: { ...TELEGRAM_LIMITS, perSecond } })
  const times: number[] = []
  for (let each = 0; each < MESSAGES; each += 1) void pace.take('telegram').then(() => times.push(Date.now()))
  await vi.advanceTimersByTimeAsync(MESSAGES * 1_000)
  expect(times).toHaveLength(MESSAGES)
  return times
}

/** The most within any second, wherever it begins. */
function busiestSecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length))
}

it.each([5, 28, 29, 30])('no sliding second of a lane of %d a second has more', async (perSecond) => {
  expect(busiestSecond(await leavingTimes(perSecond))).toBeLessThanOrEqual(perSecond)
})

it('no sliding second has more than Telegram bears, even where one message is 80 ms late and the next ones are not', async () => {
  const left = await leavingTimes(TELEGRAM_LIMITS.perSecond)
  for (let late = 0; late < 60; late += 1) {
    const arrived = left.map((at, index) => (index === late ? at + 80 : at))
    expect(busiestSecond(arrived)).toBeLessThanOrEqual(PROVIDER_MOST_A_SECOND)
  }
})

it('waits no longer where the clock of the machine is put back by a day meanwhile', async () => {
  const pace = createPace({ limits: TELEGRAM_LIMITS })
  let left = 0
  for (let each = 0; each < 10; each += 1) void pace.take('telegram').then(() => (left += 1))
  await vi.advanceTimersByTimeAsync(50)
  vi.setSystemTime(Date.now() - 86_400_000)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(left).toBe(10)
})
