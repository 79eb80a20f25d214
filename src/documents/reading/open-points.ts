import { findUnits } from '../../language/units.ts'
import type { OpenPoint, Task, TaskCount } from '../administrative-document.ts'
import { readMeasure } from './measures.ts'

/** A duty with its count, and with what its words leave open of the "sáu rõ". */
export function withOpenPoints(task: Task): Task {
  const count = readCount(task.name)
  const timed = task.timeText !== null || task.ongoing
  const open = openPointsOf({ ...task, timed, counted: count !== null })
  return { ...task, ...(count ? { count } : {}), ...(open.length ? { open } : {}) }
}

export type DutyWords = Pick<Task, 'name' | 'quote' | 'lead' | 'coordinating' | 'output'> & {
  /** A time is said in words or known as a day. */
  timed: boolean
  /** So many times are asked for: the count is the result. */
  counted: boolean
}

/** What is left open of người, việc, thời gian, trách nhiệm, thẩm quyền, kết quả. */
export function openPointsOf(duty: DutyWords): OpenPoint[] {
  const units = [...duty.lead, ...duty.coordinating]
  const isOpen: Readonly<Record<OpenPoint, boolean>> = {
    người: units.every(isGroup),
    việc: duty.name.trim().split(/\s+/).length < 3,
    'thời gian': !duty.timed,
    'trách nhiệm': duty.lead.length === 0,
    'thẩm quyền': !duty.lead.some((unit) => DECIDING_BODY.test(unit)) && !saysWhoDecides(`${duty.name} ${duty.quote}`),
    'kết quả': duty.output === null && !duty.counted && !/\d\s?%/.test(duty.name),
  }
  return (Object.keys(isOpen) as OpenPoint[]).filter((point) => isOpen[point])
}

/** "Các cơ quan, đơn vị" is nobody in particular. */
function isGroup(unit: string): boolean {
  return findUnits(unit).some(({ group, start }) => group && start === 0)
}

const BODY =
  '(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|(?:đồng chí )?(?:Phó )?Chủ tịch|Thường trực|Đảng ủy|Ban Thường vụ|cấp ủy|lãnh đạo|Ban Chỉ đạo|cấp (?:trên|có thẩm quyền)|cơ quan có thẩm quyền)'
const DECIDING_BODY = new RegExp(`^${BODY}`, 'iu')
/** "trình UBND xã phê duyệt", "tham mưu Chủ tịch UBND xã", "HĐND xã thông qua". */
const WHO_DECIDES = new RegExp(
  `(?:trình|tham mưu(?: cho| giúp)?|báo cáo|xin ý kiến|đề nghị|kiến nghị|theo quyết định của|theo phân công của)\\s+(?:\\p{L}+\\s+){0,2}?${BODY}|${BODY}[^.;]{0,40}?\\s(?:phê duyệt|ban hành|quyết định|thông qua|xem xét|cho ý kiến|giao|ủy quyền)(?!\\p{L})`,
  'iu',
)

function saysWhoDecides(words: string): boolean {
  return WHO_DECIDES.test(words)
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
