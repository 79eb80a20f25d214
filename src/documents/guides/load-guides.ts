import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Guide, GuideError } from './guide.ts'
import { readGuide } from './read-guide.ts'

/** Folder of the guides below the knowledge folder. */
const SERVICES = 'services'
const IGNORED = /^[._~]|^README\.md$/i

/** A guide file as it lies on disk; `file` is its path below the knowledge folder. */
export type GuideFile = { file: string; text: string }

/** Every guide file of the knowledge folder by name; none when there is no such folder. Throws `GuideError`. */
export function listGuideFiles(folder: string): GuideFile[] {
  return namesIn(join(folder, SERVICES))
    .filter((name) => name.endsWith('.md') && !IGNORED.test(name))
    .sort()
    .map((name) => ({ file: `${SERVICES}/${name}`, text: readFileSync(join(folder, SERVICES, name), 'utf8') }))
}

export type LoadedGuides = { guides: Guide[]; faults: GuideError[] }

/** Every guide of the knowledge folder, in memory; one that cannot be read is left out and told as a fault. */
export function loadGuides(folder: string): LoadedGuides {
  const loaded: LoadedGuides = { guides: [], faults: [] }
  for (const { file, text } of listGuideFiles(folder)) {
    try {
      loaded.guides.push(readGuide(file, text))
    } catch (error) {
      if (!(error instanceof GuideError)) throw error
      loaded.faults.push(error)
    }
  }
  return loaded
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new GuideError(
      { file: SERVICES, detail: 'không mở được thư mục', remedy: 'kiểm tra quyền đọc của thư mục' },
      error,
    )
  }
}
