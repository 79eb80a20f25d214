import type { OpenPoint, Task, TaskCount } from '../administrative-document.ts'
import { readMeasure } from './measures.ts'

/** A duty with its count, and with what its words leave open of who, when and with what result. */
export function withOpenPoints(task: Task): Task {
  const count = readCount(task.name)
  const open = openPoints(task, count !== null)
  return { ...task, ...(count ? { count } : {}), ...(open.length ? { open } : {}) }
}

function openPoints(task: Task, counted: boolean): OpenPoint[] {
  const led = task.lead.length > 0 || task.coordinating.length > 0
  const timed = task.timeText !== null || task.ongoing
  const result = task.output !== null || counted || /\d\s?%/.test(task.name)
  return [
    ...(led ? [] : (['người'] as const)),
    ...(timed ? [] : (['thời gian'] as const)),
    ...(result ? [] : (['kết quả'] as const)),
  ]
}

const PERIODS: readonly (readonly [NonNullable<TaskCount['per']>, RegExp])[] = [
  ['year', /(?:mỗi|một|hằng|hàng|\/)\s*năm/iu],
  ['quarter', /(?:mỗi|một|hằng|hàng|\/)\s*quý/iu],
  ['month', /(?:mỗi|một|hằng|hàng|\/)\s*tháng/iu],
]

/** Things that are done so many times; shares and amounts are targets, not counts. */
const DONE = /^(lớp|cuộc|buổi|đợt|lần|lượt|hội nghị|kỳ|khóa|chuyên đề|phiên|tin|bài|mô hình)/iu

function readCount(name: string): TaskCount | null {
  for (const clause of name.split(/[;.]\s/)) {
    const { value, unit } = readMeasure(clause)
    if (value === null || unit === null || !DONE.test(unit)) continue
    const per = PERIODS.find(([, words]) => words.test(clause))?.[0] ?? null
    return { value, unit: unit.replace(/\/năm$/, ''), per }
  }
  return null
}
