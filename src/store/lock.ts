import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from './errors.ts'

/**
 * Holds a folder for this process alone. Two PGlite instances on one folder destroy data without an error,
 * so the second opener is refused with `in_use`. A lock left by a killed process is taken over.
 * Returns the release.
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, 'lock')
  const mine = join(folder, `lock.${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(mine, `${process.pid} ${processStart(process.pid) ?? ''}`)
  } catch (cause) {
    throw new StoreError('not_writable', folder, cause)
  }
  try {
    if (!tryLink(mine, lock)) {
      moveAwayIfDead(lock, folder)
      if (!tryLink(mine, lock)) throw new StoreError('in_use', folder)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  return () => rmSync(lock, { force: true })
}

/** Linking is atomic: of two openers exactly one succeeds. */
function tryLink(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function moveAwayIfDead(lock: string, folder: string): void {
  const seen = readFileSync(lock, 'utf8')
  if (isHeld(seen)) throw new StoreError('in_use', folder)
  const aside = `${lock}.dead.${process.pid}`
  renameSync(lock, aside)
  // Another opener may have replaced the dead lock between our look and our move: give that one back.
  if (readFileSync(aside, 'utf8') !== seen) {
    tryLink(aside, lock)
    rmSync(aside, { force: true })
    throw new StoreError('in_use', folder)
  }
  rmSync(aside, { force: true })
}

function isHeld(content: string): boolean {
  const [pid, start] = content.split(' ')
  const id = Number(pid)
  if (!Number.isInteger(id) || id <= 0) return false
  if (id === process.pid) return true
  try {
    process.kill(id, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // The number may have been given to another process since: its start time tells.
  const now = processStart(id)
  return !start || now === null || now === start
}

/** Start time in clock ticks since boot, with the boot's id; null where /proc does not exist. */
function processStart(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return null
  }
}
