import { parse } from 'yaml'
import { z } from 'zod'
import { DESKS, GuideError } from './guide.ts'

const phrase = z.string().trim().min(1)

export const sourcesSchema = z
  .array(z.strictObject({ name: phrase, url: z.url({ protocol: /^https$/ }).optional() }))
  .min(1)

const frontMatterSchema = z
  .strictObject({
    service: phrase,
    audience: phrase,
    desk: z.enum(DESKS),
    localOnly: z.boolean().default(false),
    general: z.boolean().default(false),
    plansFirst: z.boolean().default(false),
    lastVerified: z.iso.date(),
    reviewBy: z.iso.date(),
    validFrom: z.iso.date(),
    validUntil: z.iso.date().nullable().default(null),
    hotline: z.array(z.string().regex(/^[0-9 ]{3,12}$/)).default([]),
    sources: sourcesSchema,
    tags: z.array(phrase).default([]),
    synonyms: z.array(phrase).min(1),
  })
  .refine(({ lastVerified, reviewBy }) => lastVerified < reviewBy, {
    path: ['reviewBy'],
    message: 'phải sau lastVerified',
  })

export type FrontMatter = z.infer<typeof frontMatterSchema>

const FENCED = /^\uFEFF?---\n([\s\S]*?)\n---\n/

/** The head of a guide file between its two `---` lines, and the offset at which the body begins. Throws `GuideError`. */
export function readFrontMatter(file: string, text: string): { head: FrontMatter; bodyStart: number } {
  return readHead(file, text, frontMatterSchema)
}

/** The head of a Markdown file in the form `schema` asks for. Throws `GuideError`. */
export function readHead<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): { head: z.output<Schema>; bodyStart: number } {
  const fenced = FENCED.exec(text)
  if (!fenced) {
    throw new GuideError({
      file,
      detail: 'đầu tệp thiếu phần thông tin giữa hai dòng ---',
      remedy: 'chép phần đầu của một tệp khác cùng thư mục rồi sửa',
    })
  }
  const result = schema.safeParse(parseYaml(file, fenced[1] ?? ''))
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new GuideError({
      file,
      detail: `phần đầu, mục "${issue?.path.join(' › ') ?? ''}": ${issue?.message ?? ''}`,
      remedy: 'sửa mục đó theo mẫu ghi trong docs/guides.md',
    })
  }
  return { head: result.data, bodyStart: fenced[0].length }
}

function parseYaml(file: string, head: string): unknown {
  try {
    return parse(head)
  } catch (error) {
    const place = (error as { linePos?: [{ line: number }] }).linePos?.[0].line
    const where = place === undefined ? '' : `, dòng ${place + 1}`
    throw new GuideError(
      {
        file,
        detail: `phần đầu không đúng dạng YAML${where}`,
        remedy: 'kiểm tra dấu hai chấm, dấu gạch và khoảng thụt đầu dòng',
      },
      error,
    )
  }
}
