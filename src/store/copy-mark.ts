/** When the data were last copied, and where to: whoever makes a copy writes it down here, since the copies themselves may lie out of sight. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listBackups } from './backup.ts'

/** `folder`: where copies lie; null where they lie below the data folder. */
export type CopyMade = { at: Date; folder: string | null }

/** Three lines, written by docs/deploy/sao-luu.sh too: the moment, the folder, the size in bytes. */
const MARK = 'ban-sao-moi-nhat'

export function noteCopy(dataFolder: string, { at, folder }: { at: Date; folder: string }, bytes: number): void {
  writeFileSync(join(dataFolder, MARK), `${at.toISOString()}\n${folder}\n${bytes}\n`)
}

/** The newest copy of an embedded store's data; null where none was made yet. */
export function newestCopy(dataFolder: string): CopyMade | null {
  const [below] = listBackups(dataFolder)
  const copies = [readMark(dataFolder), below ? { at: below.at, folder: null } : null].filter((copy) => copy !== null)
  return copies.sort((one, other) => other.at.getTime() - one.at.getTime())[0] ?? null
}

/** Where copies are kept besides; null where that is not known. */
export function copiesFolder(dataFolder: string): string | null {
  return readMark(dataFolder)?.folder ?? null
}

function readMark(dataFolder: string): { at: Date; folder: string } | null {
  try {
    const [moment = '', folder = ''] = readFileSync(join(dataFolder, MARK), 'utf8').split('\n')
    const at = new Date(moment)
    return Number.isNaN(at.getTime()) || folder === '' ? null : { at, folder }
  } catch {
    return null
  }
}
