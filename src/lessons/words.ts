/** What a learner reads and writes: the offer, a lesson, the verdict; and how short messages are understood. */
import type { Lesson } from '../documents/index.ts'
import { fold } from '../language/text.ts'

export type LessonReply = { text: string; choices: string[] }

const AGREES = /^(?:toi |em |minh |con |chau )?(?:xin |ok )?dong y(?: nhan)?(?: a| nhe| nha)?$/
const WANTS =
  /(?:dang ky|muon|xin|nhan|cho (?:toi|em|minh|con|chau))(?: \S+){0,3} (?:bai hoc|binh dan hoc vu so|bdhvs)|^(?:bai hoc|hoc binh dan hoc vu so|hoc moi ngay|dang ky hoc)$/
const STOPS =
  /^(?:dung|ngung|thoi|huy|tat|ngung nhan|dung nhan|huy dang ky|thoi khong nhan)(?: gui| hoc)?(?: cac| nhung)? (?:bai hoc|bai|hoc)$/

/** Letters of the choices as people say them. */
const LETTERS = 'abcdef'

/** A message without marks, punctuation and spare spaces. */
function bare(message: string): string {
  return (fold(message).match(/[a-z0-9]+/g) ?? []).join(' ')
}

/** Silence and "ừ" are no consent: the words themselves are. */
export function agrees(message: string): boolean {
  return AGREES.test(bare(message))
}

export function wantsLessons(message: string): boolean {
  return WANTS.test(bare(message))
}

export function stopsLessons(message: string): boolean {
  return STOPS.test(bare(message))
}

/** The choice a short message names by number, letter or its own words; null when it names none. */
export function readChoice(message: string, { choices }: Pick<Lesson, 'choices'>): number | null {
  const said = bare(message)
  const named = /^(?:cau |chon |dap an |so |la )*(\d|[a-f])$/.exec(said)?.[1]
  const place = named === undefined ? -1 : /\d/.test(named) ? Number(named) - 1 : LETTERS.indexOf(named)
  if (named !== undefined) return place >= 0 && place < choices.length ? place : null
  const words = choices.findIndex((choice) => bare(choice) === said)
  return words === -1 ? null : words
}

export function offer(lessons: number): LessonReply {
  return {
    text: [
      `Bình dân học vụ số: ${lessons} bài ngắn, mỗi ngày một bài, đọc một phút, có một câu hỏi kiểm tra.`,
      'Trợ lý chỉ lưu bài đã gửi và câu trả lời để biết bài tiếp theo. Dừng lúc nào cũng được: nhắn “dừng bài học”.',
      'Muốn nhận thì nhắn “Đồng ý”.',
    ].join('\n'),
    choices: ['Đồng ý', 'Không nhận'],
  }
}

export function lessonText(lesson: Lesson, { no, of, today }: { no: number; of: number; today: string }): LessonReply {
  const overdue = today > lesson.reviewBy ? ['Lưu ý: bài này đã quá ngày kiểm tra lại; chưa chắc thì hỏi UBND xã.'] : []
  return {
    text: [
      `Bài ${no}/${of}: ${lesson.title}`,
      ...overdue,
      lesson.text,
      `Câu hỏi: ${lesson.question}`,
      ...lesson.choices.map((choice, place) => `${place + 1}. ${choice}`),
      `Nguồn: ${lesson.sources.map(({ name }) => name).join('; ')} (kiểm tra ngày ${day(lesson.lastVerified)}).`,
    ].join('\n'),
    choices: lesson.choices,
  }
}

export function verdict(lesson: Lesson, choice: number, left: number): LessonReply {
  const right = lesson.choices[lesson.right] ?? ''
  const opening = choice === lesson.right ? 'Đúng rồi.' : `Chưa đúng. Đáp án: ${right}.`
  const next = left === 0 ? 'Anh/chị đã học xong tất cả các bài.' : `Còn ${left} bài, mai học tiếp.`
  return { text: [`${opening} ${lesson.because}`, next].join('\n'), choices: [] }
}

/** `2026-11-22` as `22/11/2026`. */
function day(iso: string): string {
  return iso.split('-').reverse().join('/')
}
