/**
 * The office's own rules for reports and proposals: in how many working days, and the fields they are sorted into. Read from
 * `knowledge/feedback.yaml`; what is left out there is as here. The days are the office's promise, not a term of law.
 */
import { parse } from 'yaml'
import { z } from 'zod'
import { fold, squeeze } from '../language/text.ts'

const days = z.int().min(1).max(90)

const FIELDS: Record<string, string[]> = {
  'Đường sá, giao thông': ['đường', 'ổ gà', 'cầu', 'giao thông', 'vỉa hè', 'biển báo'],
  'Điện, chiếu sáng': ['điện', 'đèn đường', 'chiếu sáng', 'cột điện'],
  'Nước, thoát nước': ['nước sạch', 'ngập', 'cống', 'thoát nước', 'mương', 'kênh'],
  'Môi trường, rác thải': ['rác', 'ô nhiễm', 'mùi hôi', 'hôi thối', 'khói', 'tiếng ồn', 'chăn nuôi', 'xả thải'],
  'Đất đai, xây dựng': ['đất', 'xây dựng', 'xây trái phép', 'lấn chiếm', 'quy hoạch'],
  'An ninh, trật tự': ['trật tự', 'đánh nhau', 'trộm', 'cờ bạc', 'karaoke', 'gây rối'],
  'Thủ tục, thái độ phục vụ': ['thủ tục', 'hồ sơ', 'thái độ', 'một cửa', 'cán bộ', 'phiền hà', 'hạch sách'],
  'Y tế, giáo dục, xã hội': ['trường', 'học', 'trạm y tế', 'trợ cấp', 'hộ nghèo', 'chính sách', 'bảo hiểm'],
}

const schema = z.strictObject({
  /** Working days counted from the day after it came in. */
  answerWithin: z.strictObject({ report: days.default(10), voter: days.default(15) }).prefault({}),
  /** The desk hears of what is open this many working days before the day, on it, and on each working day after. */
  remindWithin: z.int().min(0).max(30).default(2),
  /** The first field one of whose words is said; matched without marks. */
  fields: z.record(z.string(), z.array(z.string())).default(FIELDS),
})

export type FeedbackRules = z.infer<typeof schema>

/** Rules from the text of the file, the usual ones where there is none. Throws `z.ZodError` naming the line's key. */
export function readFeedbackRules(text: string | null): FeedbackRules {
  return schema.parse((text === null ? null : parse(text)) ?? {})
}

/** The field most of whose words are said; null when none is. */
export function fieldOf({ fields }: FeedbackRules, text: string): string | null {
  const said = ` ${squeeze(fold(text)).replace(/[^\p{L}\p{N} ]+/gu, ' ')} `
  const scored = Object.entries(fields).map(([field, words]) => ({
    field,
    points: words
      .filter((word) => said.includes(` ${fold(word)} `))
      .reduce((sum, word) => sum + word.split(' ').length, 0),
  }))
  const best = scored.reduce<{ field: string | null; points: number }>(
    (one, other) => (other.points > one.points ? other : one),
    { field: null, points: 0 },
  )
  return best.field
}

const VILLAGE =
  /(?<!\p{L})(thôn|tổ dân phố|xóm|bản|ấp|buôn|khu phố|khu|tổ)\s+(?:số\s+)?(\d{1,2}[a-zA-Z]?|(?:\p{Lu}\p{L}*)(?:\s+(?:\p{Lu}\p{L}*|\d{1,2}))*)/u
const VILLAGE_WITHOUT_CAPITALS =
  /(?<!\p{L})(thon|to dan pho|xom|ban|ap|khu pho|to)\s+(?:so\s+)?(\d{1,2}[a-z]?)(?!\p{L})/u
const MARKED: Record<string, string> = {
  thon: 'thôn',
  'to dan pho': 'tổ dân phố',
  xom: 'xóm',
  ban: 'bản',
  ap: 'ấp',
  'khu pho': 'khu phố',
  to: 'tổ',
}

/** The village a text names: "thôn 3", "xóm Đoài". By name only where it is written with its capital. */
export function villageOf(text: string): string | null {
  const named = VILLAGE.exec(text.normalize('NFC'))
  if (named) return `${named[1]?.toLowerCase()} ${named[2]}`
  const numbered = VILLAGE_WITHOUT_CAPITALS.exec(squeeze(fold(text)))
  return numbered ? `${MARKED[numbered[1] ?? ''] ?? numbered[1]} ${numbered[2]}` : null
}
