/** When, on what and of which state of the program something was measured: every line of figures carries it. */
import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'

export type Machine = { cores: number; cpu: string; memoryMib: number; node: string }

export type Measured = {
  /** ISO time at which the line was written. */
  at: string
  /** Short hash, `-dirty` behind it where what was measured was changed since; null outside a repository. */
  commit: string | null
  machine: Machine
}

/** Of this very moment; the state of the program is that at the first call. */
export function measured(): Measured {
  commit ??= { hash: readCommit() }
  return { at: new Date().toISOString(), commit: commit.hash, machine: machineOf() }
}

let commit: { hash: string | null } | undefined

/** What a figure depends on: the page of figures, which its own lines change, is not among it. */
const MEASURED = ['src', 'test', 'prisma', 'prompts', 'knowledge', 'package.json', 'package-lock.json']

function readCommit(): string | null {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'])
  if (status !== 0) return null
  const hasChanged = spawnSync('git', ['diff', '--quiet', 'HEAD', '--', ...MEASURED]).status === 1
  return `${stdout.toString().trim()}${hasChanged ? '-dirty' : ''}`
}

function machineOf(): Machine {
  const all = cpus()
  const cpu = (all[0]?.model ?? '').replace(/\s+/g, ' ').trim() || 'unknown'
  return { cores: all.length, cpu, memoryMib: Math.round(totalmem() / 2 ** 20), node: process.version }
}
