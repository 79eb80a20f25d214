import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** The file is looked at anew after a second. */
const TAKES_EFFECT_MS = 2_500
const MS_PER_DAY = 86_400_000
const TOLERANCE_MS = 60_000

/** Debian's libfaketime; null where it is not installed. */
export function faketimeLibrary(): string | null {
  return globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')[0] ?? null
}

/** The clock of every process started with these settings. */
export type StepClock = {
  settings: Record<string, string>
  /** From now on it is so many days off, in processes that run as well. */
  step(days: number): Promise<void>
  remove(): void
}

/** Tried on a process of its own first: a step that does not take would make the run a show. */
export async function openStepClock(): Promise<StepClock> {
  const library = faketimeLibrary()
  if (!library) throw new Error('libfaketime is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'clock-'))
  const file = join(folder, 'offset')
  const write = (days: number): void => {
    writeFileSync(`${file}.new`, days === 0 ? '+0\n' : `${days > 0 ? '+' : ''}${days}d\n`)
    renameSync(`${file}.new`, file)
  }
  write(0)
  const clock: StepClock = {
    settings: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      // Timers go on as they do where somebody sets the clock.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    step: async (days) => {
      write(days)
      await sleep(TAKES_EFFECT_MS)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  await assertSteps(clock)
  return clock
}

async function assertSteps({ settings, step }: StepClock): Promise<void> {
  const code = 'setInterval(() => console.log(Date.now()), 200)'
  const child = spawn(process.execPath, ['-e', code], { env: { ...process.env, ...settings } })
  const lines = createInterface({ input: child.stdout })
  try {
    for (const days of [0, 1, -1, 0]) {
      await step(days)
      const [said] = (await once(lines, 'line')) as [string]
      const offMs = Number(said) - Date.now() - days * MS_PER_DAY
      if (Math.abs(offMs) > TOLERANCE_MS) throw new Error(`a step of ${days} days leaves the clock ${offMs} ms away`)
    }
  } finally {
    child.kill('SIGKILL')
  }
}
