import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Folders beside the documents that hold other knowledge: service guides, offices' own facts, the glossary. */
const OTHER_KNOWLEDGE = new Set(['services', 'local', 'glossary', 'lessons'])
/** Files of the folder itself that say how to treat it. */
const OWN_FILES = new Set(['manifest.yaml', 'reminders.yaml', 'feedback.yaml'])
const IGNORED = /^[.~]|^README\.md$/i

export type KnowledgeFile = {
  /** Path below the knowledge folder with forward slashes: the document's name everywhere. */
  file: string
  path: string
  /** SHA-256 of the bytes, or null when the file could not be read. */
  bytesDigest: string | null
}

/** The folder is missing or may not be read. */
export class KnowledgeFolderError extends Error {
  override readonly name = 'KnowledgeFolderError'
  readonly folder: string

  constructor(folder: string, cause: unknown) {
    super(`knowledge folder cannot be read: ${folder}`, { cause })
    this.folder = folder
  }
}

/** Every document file below `folder`, by name. Throws `KnowledgeFolderError`. */
export function listKnowledgeFiles(folder: string): KnowledgeFile[] {
  return listPaths(folder, folder)
    .map((path) => ({ file: relative(folder, path).split(sep).join('/'), path, bytesDigest: digestOf(path) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

function listPaths(folder: string, root: string): string[] {
  return entriesOf(folder, root).flatMap((entry) => {
    if (IGNORED.test(entry.name)) return []
    const path = join(folder, entry.name)
    if (isFolder(path)) return folder === root && OTHER_KNOWLEDGE.has(entry.name) ? [] : listPaths(path, root)
    return folder === root && OWN_FILES.has(entry.name) ? [] : [path]
  })
}

function entriesOf(folder: string, root: string): { name: string }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (cause) {
    if (folder === root) throw new KnowledgeFolderError(folder, cause)
    return []
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function digestOf(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return null
  }
}
