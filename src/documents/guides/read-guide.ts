import { basename } from 'node:path'
import { clean, squeeze } from '../../language/text.ts'
import { readFrontMatter } from './front-matter.ts'
import {
  type Guide,
  GuideError,
  type GuideLine,
  type GuidePart,
  type GuideQuestion,
  PART_HEADINGS,
  QUESTIONS_HEADING,
} from './guide.ts'

/** Raise when reading would give another guide for the same bytes: stored guides are then read again. */
export const GUIDE_READER_VERSION = 1

const UNTIL = /(?:(?<!\s)\s+)?<!--\s*until:\s*(\d{4}-\d{2}-\d{2})\s*-->\s*$/
const ITEM = /^(?:-|\d{1,2}\.)\s+/
const PARTS: ReadonlyMap<string, GuidePart> = new Map(
  Object.entries(PART_HEADINGS).map(([part, heading]) => [heading, part as GuidePart]),
)
const REQUIRED: GuidePart[] = ['summary', 'where']

type Block = { under: string; asked: string | null; lines: string[] }

/** One guide file's text as a guide. Throws `GuideError` with the place and the remedy. */
export function readGuide(file: string, bytes: string): Guide {
  const text = clean(bytes)
  const { head, bodyStart } = readFrontMatter(file, text)
  const { service, ...facts } = head
  const body = readBody(file, text.slice(bodyStart))
  for (const part of REQUIRED) {
    if (body.parts[part].length > 0) continue
    throw new GuideError({
      file,
      detail: `thiếu mục "## ${PART_HEADINGS[part]}"`,
      remedy: 'thêm mục đó với ít nhất một câu',
    })
  }
  return { file, slug: basename(file, '.md'), title: service, ...facts, ...body }
}

function readBody(file: string, body: string): Pick<Guide, 'parts' | 'questions'> {
  const parts = Object.fromEntries(Object.keys(PART_HEADINGS).map((part) => [part, []])) as unknown as Guide['parts']
  const questions: GuideQuestion[] = []
  let position = 0
  for (const { under, asked, lines } of blocksOf(file, body)) {
    const read = lines.map((line): GuideLine => {
      const until = UNTIL.exec(line)?.[1] ?? null
      return { text: squeeze(line.replace(UNTIL, '')), until, position: position++ }
    })
    if (asked !== null) questions.push({ ...askedWays(asked), answer: read })
    else if (under !== QUESTIONS_HEADING) parts[PARTS.get(under) ?? 'caution'].push(...read)
  }
  return { parts, questions }
}

function askedWays(heading: string): Pick<GuideQuestion, 'question' | 'alsoAsked'> {
  const [question = heading, ...alsoAsked] = heading.split('|').map((way) => way.trim())
  return { question, alsoAsked }
}

/** Headings with the paragraphs and items below them, in the order of the file. */
function blocksOf(file: string, body: string): Block[] {
  const blocks: Block[] = []
  let open = false
  for (const raw of body.split('\n')) {
    const line = raw.trimEnd()
    const heading = /^(#{2,3})\s+(\S.*)$/.exec(line)
    if (heading) blocks.push(startBlock(file, { heading, under: blocks.at(-1)?.under ?? '' }))
    const block = blocks.at(-1)
    if (heading || line.trim() === '') {
      open = false
    } else if (!block) {
      throw new GuideError({
        file,
        detail: `có chữ đứng trước mục đầu tiên: "${line.slice(0, 40)}"`,
        remedy: `đặt đoạn đó dưới một mục, ví dụ "## ${PART_HEADINGS.summary}"`,
      })
    } else {
      addLine(block, line, open)
      open = true
    }
  }
  return blocks
}

function startBlock(file: string, { heading, under }: { heading: RegExpExecArray; under: string }): Block {
  const name = squeeze(heading[2] ?? '')
  if (heading[1] === '###') {
    if (under === QUESTIONS_HEADING) return { under, asked: name, lines: [] }
    throw new GuideError({
      file,
      detail: `mục nhỏ "### ${name}" đứng ngoài "## ${QUESTIONS_HEADING}"`,
      remedy: `đưa câu hỏi vào dưới "## ${QUESTIONS_HEADING}" hoặc bỏ dấu ###`,
    })
  }
  if (name === QUESTIONS_HEADING || PARTS.has(name)) return { under: name, asked: null, lines: [] }
  throw new GuideError({
    file,
    detail: `không có mục nào tên "## ${name}"`,
    remedy: `dùng một trong các mục: ${[...PARTS.keys(), QUESTIONS_HEADING].join('; ')}`,
  })
}

/** A line goes on with the one before unless that one ended or this one begins an item. */
function addLine(block: Block, line: string, open: boolean): void {
  const item = ITEM.test(line)
  const words = line.trim().replace(ITEM, '')
  const last = block.lines.length - 1
  if (open && !item && last >= 0) block.lines[last] = `${block.lines[last]} ${words}`
  else block.lines.push(words)
}
