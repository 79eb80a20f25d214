/** What processes have cost so far, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs'

/** The kernel's unit for `/proc`, the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100
const SERVERS = /^(?:postgres|redis-server)$/

/** Of one process, its threads among it. */
export function cpuSecondsOf(pid: number): number {
  const { own } = readStat(pid) ?? { own: Number.NaN }
  return own
}

/** Of every PostgreSQL and Redis of this machine, whoever asked them: right only where nobody else does. */
export function cpuSecondsOfServers(): number {
  const found = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []))
  // What a connection's process took is its parent's once it has ended.
  return found.filter(({ name }) => SERVERS.test(name)).reduce((total, { own, ended }) => total + own + ended, 0)
}

type Stat = { name: string; own: number; ended: number }

function readStat(pid: number): Stat | null {
  try {
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = rest.split(' ').slice(11, 15).map(Number)
    return { name, own: (user + system) / TICKS_A_SECOND, ended: (endedUser + endedSystem) / TICKS_A_SECOND }
  } catch {
    // It ended while the others were read.
    return null
  }
}
