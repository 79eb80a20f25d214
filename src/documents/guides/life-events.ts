import { z } from 'zod'
import { GuideError } from './guide.ts'
import { readSideFile } from './side-file.ts'

const FILE = 'services/life-events.yaml'

const schema = z.strictObject({
  events: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        synonyms: z.array(z.string().min(1)).min(1),
        steps: z.array(z.strictObject({ say: z.string().min(1), guide: z.string().min(1) })).min(2),
      }),
    )
    .default([]),
})

/** What somebody has to see to when something happens in the family, in order; each step names its guide by slug. */
export type LifeEvent = z.infer<typeof schema>['events'][number]

/** `slugs` are the guides there are. Throws `GuideError` for a step whose guide does not exist. */
export function loadLifeEvents(folder: string, slugs: ReadonlySet<string>): LifeEvent[] {
  const events = readSideFile(folder, FILE, schema)?.events ?? []
  for (const { name, steps } of events) {
    const missing = steps.find(({ guide }) => !slugs.has(guide))
    if (!missing) continue
    throw new GuideError({
      file: FILE,
      detail: `việc "${name}" nêu hướng dẫn "${missing.guide}" không có trong thư mục services`,
      remedy: 'sửa tên hướng dẫn hoặc bỏ dòng đó',
    })
  }
  return events
}
