/** Whether memory grows: a quarter of an hour of steady asking, more messages than a busy hour of a province's brings one process. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAssistant } from '../support/running-assistant.ts'
import { type Figure, figure, quantile } from './figure.ts'
import { fakeTelegram, sendAt } from './open-loop.ts'
import { unlessShort } from './short.ts'

const PER_SECOND = 10
const SECONDS = unlessShort(900, 12)
const EVERY_MS = unlessShort(5_000, 1_000)
/** Figure the project holds itself to. */
const MOST_GROWTH_PERCENT = 5

/** Resident memory of the whole embedded program: the medians of the middle third and of the last. */
export async function benchSoak(): Promise<Record<string, Figure>> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const telegram = await fakeTelegram()
  const environment = { ...telegram.environment, DATA_DIR: folder, LOG_LEVEL: 'silent' }
  const all = await startAssistant(environment, 'all')
  const resident: number[] = []
  const timer = setInterval(() => resident.push(residentMib(all.process.pid ?? 0)), EVERY_MS)
  try {
    const { count } = await sendAt({ address: all.address, token: telegram.token }, PER_SECOND, SECONDS)
    const third = Math.floor(resident.length / 3)
    const [first, middle, last] = [0, third, 2 * third].map((from) => quantile(resident.slice(from, from + third), 0.5))
    const growthPercent = (100 * ((last ?? Number.NaN) - (middle ?? Number.NaN))) / (middle ?? Number.NaN)
    return {
      messages: figure(count, 'messages', {}),
      resident_first_third: figure(first ?? Number.NaN, 'MiB', {}),
      resident_middle_third: figure(middle ?? Number.NaN, 'MiB', {}),
      resident_last_third: figure(last ?? Number.NaN, 'MiB', {}),
      growth: figure(growthPercent, '%', { limit: MOST_GROWTH_PERCENT }),
    }
  } finally {
    clearInterval(timer)
    await all.stop('SIGKILL')
    telegram.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function residentMib(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) / 1_024
}
