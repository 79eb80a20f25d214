import { z } from 'zod'
import { readSideFile } from './side-file.ts'

const FILE = 'services/same-words.yaml'
const schema = z.strictObject({ groups: z.array(z.array(z.coerce.string().min(1)).min(2)).default([]) })

/** Groups of phrases that mean one thing in questions about services. Throws `GuideError`. */
export function loadSameWords(folder: string): string[][] {
  return readSideFile(folder, FILE, schema)?.groups ?? []
}
