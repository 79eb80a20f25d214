import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { clean, squeeze } from '../../language/text.ts'
import { readHead, sourcesSchema } from './front-matter.ts'
import { GuideError, type GuideSource } from './guide.ts'

/** One short lesson with one question to check it. */
export type Lesson = {
  /** Path below the knowledge folder. */
  file: string
  /** File name without its number and ending: what progress is kept under. */
  slug: string
  title: string
  /** Slug of the guide that says more; null where there is none. */
  guide: string | null
  /** ISO days. */
  lastVerified: string
  reviewBy: string
  sources: GuideSource[]
  text: string
  question: string
  choices: string[]
  /** Place of the right choice, counted from 0. */
  right: number
  /** Why it is right. */
  because: string
}

const FOLDER = 'lessons'
const FILE = /^\d{2}-[a-z0-9-]+\.md$/
const headSchema = z
  .strictObject({
    title: z.string().trim().min(1),
    guide: z.string().min(1).nullable().default(null),
    lastVerified: z.iso.date(),
    reviewBy: z.iso.date(),
    sources: sourcesSchema,
  })
  .refine(({ lastVerified, reviewBy }) => lastVerified < reviewBy, {
    path: ['reviewBy'],
    message: 'phải sau lastVerified',
  })

const HEADINGS = ['Bài học', 'Câu hỏi', 'Giải thích'] as const
const CHOICE = /^- \[([ x])\] (.+)$/

/** The lessons of the knowledge folder in the order of their numbers; a file that cannot be read is told as a fault. */
export function loadLessons(folder: string): { lessons: Lesson[]; faults: GuideError[] } {
  const loaded: { lessons: Lesson[]; faults: GuideError[] } = { lessons: [], faults: [] }
  for (const name of namesIn(join(folder, FOLDER))) {
    try {
      loaded.lessons.push(readLesson(`${FOLDER}/${name}`, readFileSync(join(folder, FOLDER, name), 'utf8')))
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
      .filter((name) => name.endsWith('.md') && !/^[._~]/.test(name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** One lesson file's text as a lesson. Throws `GuideError` with the place and the remedy. */
export function readLesson(file: string, bytes: string): Lesson {
  const name = basename(file)
  if (!FILE.test(name)) {
    const remedy = 'đặt tên như "01-so-dinh-danh.md": hai chữ số thứ tự, rồi tên không dấu'
    throw new GuideError({ file, detail: 'tên tệp bài học không đúng dạng', remedy })
  }
  const text = clean(bytes)
  const { head, bodyStart } = readHead(file, text, headSchema)
  const parts = partsOf(file, text.slice(bodyStart))
  const { question, choices, right } = readCheck(file, parts['Câu hỏi'])
  const slug = name.slice(3, -3)
  return { file, slug, ...head, text: parts['Bài học'], question, choices, right, because: parts['Giải thích'] }
}

function partsOf(file: string, body: string): Record<(typeof HEADINGS)[number], string> {
  const blocks = body.split(/^## /m).slice(1)
  const named = new Map(blocks.map((block) => [block.split('\n')[0]?.trim(), block.slice(block.indexOf('\n')).trim()]))
  for (const heading of HEADINGS) {
    if (named.get(heading)) continue
    throw new GuideError({ file, detail: `thiếu mục "## ${heading}"`, remedy: 'thêm mục đó với ít nhất một câu' })
  }
  const of = (heading: (typeof HEADINGS)[number]): string => named.get(heading) ?? ''
  return { 'Bài học': squeeze(of('Bài học')), 'Câu hỏi': of('Câu hỏi'), 'Giải thích': squeeze(of('Giải thích')) }
}

function readCheck(file: string, block: string): Pick<Lesson, 'question' | 'choices' | 'right'> {
  const lines = block.split('\n').filter((line) => line.trim() !== '')
  const question = squeeze(lines.filter((line) => !line.startsWith('- ')).join(' '))
  const marked = lines.flatMap((line) => {
    const found = CHOICE.exec(line.trim())
    return found ? [{ isRight: found[1] === 'x', text: squeeze(found[2] ?? '') }] : []
  })
  const rights = marked.filter(({ isRight }) => isRight).length
  if (question === '' || marked.length < 2 || rights !== 1) {
    const remedy = 'viết câu hỏi, rồi mỗi lựa chọn một dòng "- [ ] …", lựa chọn đúng là "- [x] …"'
    throw new GuideError({ file, detail: 'câu hỏi cần hai lựa chọn trở lên và đúng một lựa chọn đúng', remedy })
  }
  return { question, choices: marked.map(({ text }) => text), right: marked.findIndex(({ isRight }) => isRight) }
}
