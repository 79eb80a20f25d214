import { z } from 'zod'
import { readSideFile } from './side-file.ts'

const FILE = 'services/no-guide.yaml'
const schema = z.strictObject({
  matters: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        synonyms: z.array(z.string().min(1)).default([]),
        /** Who deals with it; the public administrative service centre where it is left out. */
        ask: z.string().min(1).nullable().default(null),
      }),
    )
    .default([]),
})

/** What people ask the office and no guide tells: named so that no near guide answers in its place. */
export type MatterWithoutGuide = z.infer<typeof schema>['matters'][number]

/** Throws `GuideError`. */
export function loadMattersWithoutGuide(folder: string): MatterWithoutGuide[] {
  return readSideFile(folder, FILE, schema)?.matters ?? []
}
