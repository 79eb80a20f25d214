import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const note = z.object({ address: z.url(), key: z.string().min(1) })

/** Where the assistant that holds a data folder listens, and the key that shows a caller may read that folder. */
export type RunningNote = z.infer<typeof note>

const pathIn = (dataFolder: string): string => join(dataFolder, 'running.json')

export function newKey(): string {
  return randomBytes(32).toString('base64url')
}

/** Leaves the note for this run, for the owner of the folder alone; returns how to take it away. */
export function leaveNote(dataFolder: string, running: RunningNote): () => void {
  const path = pathIn(dataFolder)
  rmSync(path, { force: true })
  writeFileSync(path, JSON.stringify(running), { mode: 0o600 })
  return () => rmSync(path, { force: true })
}

/** Null where none is left or it cannot be read. The program that left it may have been killed since. */
export function findNote(dataFolder: string): RunningNote | null {
  try {
    return note.parse(JSON.parse(readFileSync(pathIn(dataFolder), 'utf8')))
  } catch {
    return null
  }
}
