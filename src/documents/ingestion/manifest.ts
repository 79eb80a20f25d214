import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const correction = z.strictObject({
  visibility: z.enum(['public', 'internal']).optional(),
  /** True for the documents that came with the program: `npm run remove-samples` takes them away. */
  sample: z.boolean().optional(),
  commune: z.string().min(1).optional(),
  /** "xã" or "phường", with `commune`. */
  communeKind: z.enum(['xã', 'phường', 'đặc khu']).optional(),
  province: z.string().min(1).optional(),
  number: z.string().min(1).optional(),
  date: z.iso.date().optional(),
  title: z.string().min(1).optional(),
  signer: z.string().min(1).optional(),
})

const manifestSchema = z.strictObject({ documents: z.record(z.string(), correction.nullable()).nullish() })

/** What the office says about one file; it outranks what reading found. */
export type Correction = z.infer<typeof correction>
export type Manifest = { corrections: ReadonlyMap<string, Correction> }

/** The manifest is not YAML of the expected form. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError'
  readonly path: string
  /** Where and what, in Vietnamese. */
  readonly detail: string

  constructor(path: string, detail: string, cause?: unknown) {
    super(`manifest: ${path}: ${detail}`, { cause })
    this.path = path
    this.detail = detail
  }
}

/** Reads `manifest.yaml` of the knowledge folder; an absent file is an empty manifest. Throws `ManifestError`. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.yaml')
  const result = manifestSchema.safeParse(parseYaml(path) ?? {})
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new ManifestError(path, `mục "${issue?.path.join(' › ') ?? ''}" không đúng mẫu (${issue?.message ?? ''})`)
  }
  const entries = Object.entries(result.data.documents ?? {}).map(([file, value]) => [file, value ?? {}] as const)
  return { corrections: new Map(entries) }
}

function parseYaml(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new ManifestError(path, 'không đọc được tệp', error)
  }
  try {
    return parse(text)
  } catch (error) {
    throw new ManifestError(path, `không phải YAML hợp lệ: ${error instanceof Error ? error.message : ''}`, error)
  }
}
