import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import { GuideError } from './guide.ts'

/** A YAML file of the knowledge folder in the form `schema` asks for; null when there is none. Throws `GuideError`. */
export function readSideFile<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
): z.output<Schema> | null {
  const content = readYaml(folder, file)
  if (content === undefined) return null
  const result = schema.safeParse(content ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new GuideError({
    file,
    detail: `mục "${issue?.path.join(' › ') ?? ''}": ${issue?.message ?? ''}`,
    remedy: 'sửa mục đó theo mẫu ghi trong docs/guides.md',
  })
}

function readYaml(folder: string, file: string): unknown {
  let text: string
  try {
    text = readFileSync(join(folder, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new GuideError({ file, detail: 'không mở được tệp', remedy: 'kiểm tra quyền đọc của tệp' }, error)
  }
  try {
    return parse(text)
  } catch (error) {
    const line = (error as { linePos?: [{ line: number }] }).linePos?.[0].line
    const detail = `không đúng dạng YAML${line === undefined ? '' : ` ở dòng ${line}`}`
    const remedy = 'kiểm tra dấu hai chấm, dấu gạch và khoảng thụt đầu dòng'
    throw new GuideError({ file, detail, remedy }, error)
  }
}
