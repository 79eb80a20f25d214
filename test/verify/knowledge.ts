/**
 * `npm run check:knowledge`: whether every guide and lesson may be told to a citizen. Prints one line a problem (file, what,
 * remedy, in Vietnamese, for the office) and ends with 1 when there is any. `--knowledge DIR`, `--today YYYY-MM-DD`.
 */
import { parseArgs } from 'node:util'
import {
  type Guide,
  type Lesson,
  loadLessons,
  loadServiceKnowledge,
  type ServiceKnowledge,
} from '../../src/documents/guides/index.ts'
import { datesOf, type Found, linksOf, phonesOf, wordsOf } from './knowledge-text.ts'
import { problemsOfWords } from './knowledge-words.ts'

const LIMITS = { summaryChars: 340, lineChars: 320, guideChars: 5_500, steps: 6, lessonChars: 420 }

export type Problem = { file: string; what: string; remedy: string }

const { values } = parseArgs({
  options: {
    knowledge: { type: 'string', default: 'knowledge' },
    today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
})

const problems = findProblems(values.knowledge, values.today)
for (const { file, what, remedy } of problems) console.log(`${file}: ${what}: ${remedy}`)
console.log(problems.length === 0 ? 'check:knowledge: không có lỗi' : `check:knowledge: ${problems.length} lỗi`)
process.exitCode = problems.length === 0 ? 0 : 1

function findProblems(folder: string, today: string): Problem[] {
  const knowledge = loadServiceKnowledge(folder)
  const { lessons, faults } = loadLessons(folder)
  return [
    ...[...knowledge.faults, ...faults].map(({ file, detail, remedy }) => ({ file, what: detail, remedy })),
    ...knowledge.guides.flatMap((guide) => within(guide.file, problemsOf(guide, knowledge, today))),
    ...lessons.flatMap((lesson) => within(lesson.file, problemsOfLesson(lesson, knowledge, today))),
    ...problemsOfWarnings(knowledge),
    ...problemsOfWords(knowledge, folder),
  ]
}

function within(file: string, found: readonly Found[]): Problem[] {
  return found.map(([what, remedy]) => ({ file, what, remedy }))
}

function problemsOf(guide: Guide, { safety }: ServiceKnowledge, today: string): Found[] {
  const lines = linesOf(guide)
  const urls = guide.sources.flatMap(({ url }) => url ?? [])
  return [
    ...datesOf(guide, today),
    ...linksOf(lines, urls, safety),
    ...phonesOf(lines, guide.hotline, safety),
    ...lengthsOf(guide),
    ...wordsOf(lines.filter((line) => !isEnglish(guide, line))),
  ]
}

function problemsOfLesson(lesson: Lesson, { guides, safety }: ServiceKnowledge, today: string): Found[] {
  const lines = [lesson.text, lesson.question, lesson.because]
  const told = lesson.text.length
  const found: Found[] = [
    ...datesOf(lesson, today),
    ...linksOf(
      lines,
      lesson.sources.flatMap(({ url }) => url ?? []),
      safety,
    ),
    ...phonesOf(lines, [], safety),
    ...wordsOf(lines),
  ]
  if (told > LIMITS.lessonChars) found.push([`bài dài ${told} ký tự`, `rút còn tối đa ${LIMITS.lessonChars}`])
  if (lesson.guide !== null && !guides.some(({ slug }) => slug === lesson.guide))
    found.push([`nêu hướng dẫn "${lesson.guide}" không có`, 'ghi tên một hướng dẫn có thật, hoặc bỏ dòng guide'])
  return found
}

/** What is said to somebody in danger is checked like a guide. */
function problemsOfWarnings({ guides, safety }: ServiceKnowledge): Problem[] {
  const lines = safety.scams.map(({ warning }) => warning)
  const found: Found[] = [...linksOf(lines, [], safety), ...phonesOf(lines, [], safety), ...wordsOf(lines)]
  if (safety.scamGuide !== null && !guides.some(({ slug }) => slug === safety.scamGuide))
    found.push([`scamGuide nêu hướng dẫn "${safety.scamGuide}" không có`, 'ghi tên một hướng dẫn có thật'])
  return within('services/safety.yaml', found)
}

function linesOf({ parts, questions }: Guide): string[] {
  return [...Object.values(parts).flat(), ...questions.flatMap(({ answer }) => answer)].map(({ text }) => text)
}

function lengthsOf(guide: Guide): Found[] {
  const lines = linesOf(guide)
  const summary = guide.parts.summary.map(({ text }) => text).join(' ')
  const found: Found[] = []
  const all = lines.join('').length
  if (all > LIMITS.guideChars) found.push([`dài ${all} ký tự`, `rút còn tối đa ${LIMITS.guideChars}`])
  if (summary.length > LIMITS.summaryChars) {
    found.push([`tóm tắt dài ${summary.length} ký tự`, `rút còn tối đa ${LIMITS.summaryChars}`])
  }
  if (guide.parts.steps.length > LIMITS.steps) {
    found.push([`có ${guide.parts.steps.length} bước`, `gộp hoặc tách hướng dẫn: tối đa ${LIMITS.steps} bước`])
  }
  for (const line of lines) {
    if (line.length > LIMITS.lineChars && line !== summary && !isEnglish(guide, line))
      found.push([`đoạn dài: "${line.slice(0, 40)}…"`, 'tách làm hai'])
  }
  return found
}

function isEnglish({ parts }: Guide, line: string): boolean {
  return parts.english.some(({ text }) => text === line)
}
