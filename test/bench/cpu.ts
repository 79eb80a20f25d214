/** What processes have cost so far, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs'

/** The kernel's unit for `/proc`, the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100

/** Of one process, its threads among it. */
export function cpuSecondsOf(pid: number): number {
  const { own } = readStat(pid) ?? { own: Number.NaN }
  return own
}

/** Of these servers, given by the process that was started, and of the processes that each keeps for its connections. */
export function cpuSecondsOfServers(pids: readonly number[]): number {
  const found = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []))
  // What a connection's process took is its parent's once it has ended.
  return found
    .filter(({ pid, parent }) => pids.includes(pid) || pids.includes(parent))
    .reduce((total, { own, ended }) => total + own + ended, 0)
}

type Stat = { pid: number; parent: number; own: number; ended: number }

function readStat(pid: number): Stat | null {
  try {
    const [, rest = ''] = /^\d+ \(.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    const fields = rest.split(' ').map(Number)
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
    return {
      pid,
      parent: fields[1] ?? 0,
      own: (user + system) / TICKS_A_SECOND,
      ended: (endedUser + endedSystem) / TICKS_A_SECOND,
    }
  } catch {
    // It ended while the others were read.
    return null
  }
}
