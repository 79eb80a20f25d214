import { z } from 'zod'
import { readSideFile } from './side-file.ts'

const FILE = 'services/safety.yaml'

const schema = z.strictObject({
  /** Hosts a link may lead to; a host that begins with a dot stands for every host below it. */
  officialHosts: z.array(z.string().regex(/^\.?[a-z0-9.-]+$/)).default([]),
  /** Every number a guide may name. One that nobody has checked at its source is told as such. */
  phones: z
    .array(
      z.strictObject({
        number: z.string().regex(/^[0-9 ]{3,12}$/),
        of: z.string().min(1),
        checked: z.boolean().default(true),
      }),
    )
    .default([]),
  /** The guide whose sources a warning rests on, by slug. */
  scamGuide: z.string().nullable().default(null),
  scams: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        /** Each group is a set of phrases; a message fits when every group has one of its phrases in it. */
        signs: z.array(z.array(z.string().min(1)).min(1)).min(1),
        warning: z.string().min(1),
      }),
    )
    .default([]),
})

export type SafetyPack = z.infer<typeof schema>

/** The office's safety data; an absent file is an empty pack. Throws `GuideError`. */
export function loadSafetyPack(folder: string): SafetyPack {
  return readSideFile(folder, FILE, schema) ?? schema.parse({})
}

/** Whether a link leads to a host of the allow-list over https. */
export function isOfficialLink(url: string, { officialHosts }: Pick<SafetyPack, 'officialHosts'>): boolean {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return false
  return officialHosts.some((host) =>
    host.startsWith('.') ? parsed.hostname.endsWith(host) : parsed.hostname === host,
  )
}
