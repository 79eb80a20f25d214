import type { Target } from '../administrative-document.ts'

export type Measure = Pick<Target, 'op' | 'value' | 'unit'>

const NONE: Measure = { op: null, value: null, unit: null }
const NUMBER = '(\\d{1,3}(?:\\.\\d{3}){1,6}(?:,\\d+)?|\\d+(?:[.,]\\d+)?)'
const PERCENT = new RegExp(`(?<!\\d)${NUMBER}\\s?(?:%|phần trăm)`, 'giu')
/** Nouns that a plan counts. */
const COUNTED =
  '(?:triệu đồng|tỷ đồng|nghìn đồng|giờ làm việc|ngày làm việc|lượt khách|lượt người|khu phố|khóm|ấp|làng|buôn|xóm|m2|m²|m3|mét|tuyến|tour|chuyến|học viên|lớp|cuộc|buổi|đợt|lần|lượt|mô hình|sản phẩm|điểm|cán bộ|công chức|người|hộ|thôn|bản|tổ|đơn vị|cơ quan|doanh nghiệp|hợp tác xã|hội nghị|kế hoạch|chuyên đề|hệ thống|ứng dụng|nền tảng|dự án|công trình|trường|camera|máy|biển báo|biển|km|ha|tấn|tỷ đồng|triệu đồng|nghìn đồng|đồng|chỉ tiêu|tiêu chí|tin|bài|văn bản|chữ ký số|tài khoản|kỳ|khóa|lao động|học sinh|giáo viên|đảng viên|hội viên|đoàn viên|phụ nữ|thanh niên|trẻ em|gia đình|chi bộ|phiên|hồ sơ|cơ sở|trạm|trang|cây|con|căn|nhà|suất|thẻ|ngày làm việc|ngày|giờ|phút)'
const AT_LEAST_WORD = new RegExp(
  `(?:ít nhất|tối thiểu|không dưới)\\s+(?:là\\s+|đạt\\s+|có\\s+)?(?:${NUMBER}|(một|hai|ba|bốn|năm)(?!\\s+phần))\\s+(\\p{Ll}[\\p{L}, ]{1,40}?)(?=\\s+(?:về|cho|để|trên|tại|trong|mỗi|được|có|phục|kỹ|đạt|tham|với|hằng|hàng)|[.;,(/]|$)`,
  'iu',
)
/** "6 lớp/năm", "70 triệu đồng/người/năm", "19/19 tiêu chí" (so many of so many). */
const COUNT = new RegExp(
  `(?<![\\p{L}\\d/.,-])${NUMBER}(?:/\\d{1,5})?\\s+(${COUNTED}(?:/[\\p{L}\\d]+(?: học)?){0,2})(?![\\p{L}\\d])`,
  'iu',
)
const LEVEL = /(?:cấp độ|mức độ|mức)\s+(\d+)(?!\s*[-–]\s*\d)/iu
const WORDS: Readonly<Record<string, number>> = { một: 1, hai: 2, ba: 3, bốn: 4, năm: 5 }

/** The figure an aim sets: a percentage first, then a counted number or a level. */
export function readMeasure(text: string): Measure {
  const percent = [...text.matchAll(PERCENT)][0]
  const counted = COUNT.exec(text)
  if (percent && !(counted && isAside(text.slice(counted.index, percent.index))))
    return {
      op: operator(text, percent.index, percent.index + percent[0].length),
      value: toNumber(rangeStart(text, percent.index) ?? percent[1] ?? ''),
      unit: '%',
    }
  const least = AT_LEAST_WORD.exec(text)
  if (least && !(counted && counted.index < least.index + 4))
    return {
      op: '>=',
      value: least[1] ? toNumber(least[1]) : (WORDS[(least[2] ?? '').toLowerCase()] ?? null),
      unit: countUnit(text, least[3] ?? ''),
    }
  const count = counted
  if (count)
    return {
      op: operator(text, count.index, count.index + count[0].length),
      value: toNumber(rangeStart(text, count.index) ?? count[1] ?? ''),
      unit: countUnit(text, count[2] ?? ''),
    }
  const level = LEVEL.exec(text)
  if (level)
    return { op: operator(text, level.index, level.index + level[0].length), value: Number(level[1]), unit: 'cấp độ' }
  return NONE
}

/** Nouns that plans count now and then: they end no clause's figure, but name one where nothing else does. */
const RARELY_COUNTED = new RegExp(
  `(?<![\\p{L}\\d/.,-])${NUMBER}\\s+(di tích|di sản|câu lạc bộ|phòng học|phòng máy|sân|hồ bơi|bể bơi|hướng dẫn viên|tuyên truyền viên|cộng tác viên|hạt nhân|vườn ươm|nhãn hiệu|sáng kiến|thiết bị|đại biểu|nhóm|cửa hàng|sạp|thủ tục|dịch vụ|đề tài|cống|cầu|đập|giếng|bồn|xe|thư viện|tủ sách|đội)(?!\\p{L})`,
  'iu',
)
/** "22 hướng dẫn viên, mỗi bản ít nhất 02 người": from here on the figure before is only shared out. */
const SHARED_OUT = /,\s(?:(?:bình quân|trung bình)\s)?mỗi\s/iu

/** The figure that an aim sets as a whole. */
export function measureOfAim(text: string): Measure {
  const shared = SHARED_OUT.exec(text)
  const whole = shared ? anyFigure(text.slice(0, shared.index)) : NONE
  return whole.value === null ? anyFigure(text) : whole
}

function anyFigure(text: string): Measure {
  const measure = readMeasure(text)
  const rare = measure.value === null ? RARELY_COUNTED.exec(text) : null
  if (!rare) return measure
  return {
    op: operator(text, rare.index, rare.index + rare[0].length),
    value: toNumber(rare[1] ?? ''),
    unit: countUnit(text, rare[2] ?? ''),
  }
}

/** How long something has to last, or how early it is told: a condition, nothing that is reached. */
const DURATION = /^(?:giây|phút|giờ|ngày|tuần|tháng|năm)(?!\p{L})/iu
/** "hỗ trợ 50% giá giống": a part that is paid, not a share that is reached. */
const PAID_RATE =
  /hỗ trợ\s[^.;\d]{0,60}?(?<!\d)\d{1,2}(?:,\d+)?\s?%\s(?:giá|chi phí|kinh phí|tiền|lãi suất|học phí|mức)(?!\p{L})/iu
/** "đủ 80% số tiết … được cấp chứng nhận", "khi có từ 80% số hộ trở lên", "không quá 10% thì …": on what something hangs. */
const CONDITION =
  /(?<!\p{L})(?:khi|nếu|trường hợp|người)\s[^,;.\d]{0,40}(?<!\p{L})(?:đủ|có|đạt|quá|từ)\s(?:từ\s|trên\s|dưới\s)?\d{1,3}(?:,\d+)?\s?%|\d\s?%[^,;.]{0,60}\sthì\s/iu

/** Whether a clause sets a figure that can be checked: a percentage, or "ít nhất" so many. */
export function setsFigure(clause: string): boolean {
  if (/\d\s?%/.test(clause)) return !PAID_RATE.test(clause) && !CONDITION.test(clause)
  const least = AT_LEAST_WORD.exec(clause)
  return least !== null && !DURATION.test(least[3] ?? '')
}

/** "145 hộ, tương đương 3%", "180 lao động, trong đó 40% nữ": the percentage only explains the count before it. */
function isAside(between: string): boolean {
  return /[,;(]\s*(?:trong đó|tương đương|tương ứng|chiếm|bằng|đạt tỷ lệ)(?!\p{L})/iu.test(between)
}

const RANGE_START = /(?<!\d)(\d+(?:[.,]\d+)?)\s?%?\s?[-–—]\s?$/u

/** "4 - 5%": the lower end, as written; null when no range ends here. */
function rangeStart(text: string, at: number): string | null {
  return RANGE_START.exec(text.slice(Math.max(0, at - 12), at))?.[1] ?? null
}

function countUnit(text: string, noun: string): string {
  const unit = noun.trim().replace(/(?:(?<!\s)\s+)?,\s*$/, '')
  if (unit.includes('/')) return unit
  return /mỗi năm|hằng năm|hàng năm|\/năm/iu.test(text) ? `${unit}/năm` : unit
}

/** "Không còn thôn có tỷ lệ hộ nghèo trên 15%": nothing stays above. */
const NONE_LEFT = /^\s*(?:không (?:còn|để|có)|hết)(?!\p{L})[^;,]*$/iu

function operator(text: string, from: number, to: number): Measure['op'] {
  const before = text.slice(Math.max(0, from - 30), from).toLowerCase()
  const after = text.slice(to, to + 20).toLowerCase()
  if (RANGE_START.test(before)) return '>='
  const sign = /([≥≤<>])\s*$/u.exec(before)?.[1]
  if (sign) return sign === '≥' ? '>=' : sign === '>' ? '>' : '<='
  if (/tiệm cận\s*$/u.test(before)) return null
  if (/(?:tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|từ)\s*(?:đạt\s*)?$/u.test(before)) return '>='
  if (/không (?:vượt|quá|hơn|cao hơn|lớn hơn|vượt quá)\s*$/u.test(before)) return '<='
  if (/(?:trên|hơn|vượt|cao hơn|lớn hơn)\s*$/u.test(before)) return NONE_LEFT.test(text.slice(0, from)) ? '<=' : '>'
  if (/(?:dưới|không quá|tối đa|không vượt quá|ít hơn|còn)\s*$/u.test(before)) return '<='
  return /^\s*trở lên/u.test(after) ? '>=' : /^\s*trở xuống/u.test(after) ? '<=' : '='
}

function toNumber(written: string): number {
  const thousands = /^\d{1,3}(\.\d{3})+/.test(written)
  return Number((thousands ? written.replace(/\./g, '') : written).replace(',', '.'))
}
