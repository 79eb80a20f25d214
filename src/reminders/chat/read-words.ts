/** Typed words as acts: what a button says, said as people say it, with the number of a line and what goes with it. */
import { fold, squeeze } from '../../language/text.ts'
import { readTime } from '../../language/time.ts'
import { CHOICES } from '../choices.ts'
import { type Act, FILED, isClosing, leftAfter, OPENING, PATTERNS, type Pattern, PLACE } from './act-words.ts'
import { isQuestion, type Spoken, spokenOf } from './spoken.ts'
import { typedDays } from './typed-days.ts'

export type ReadAct = {
  act: Act
  /** Which line of the list, counted from one; null where none was named. */
  line: number | null
  /** What was written after the words of the act, marks kept; empty where it only closes the sentence. */
  rest: string
}

const NUMBERED = /^(?:(?:việc|mục|số|dòng|viec|muc|so|dong)\s+)?(\d{1,2})\s*[.):-]?\s+(?=\p{L})/iu

/** Null for what is no act, a question about one among them: "đã nộp chưa?" asks. */
export function readAct(text: string): ReadAct | null {
  const said = squeeze(text).trim()
  if (isQuestion(said)) return null
  const numbered = NUMBERED.exec(said)
  const spoken = spokenOf(numbered ? said.slice(numbered[0].length) : said)
  for (const pattern of PATTERNS) {
    const read = readAs(pattern, spoken)
    if (read) return numbered ? { ...read, line: Number(numbered[1]) } : read
  }
  return null
}

function readAs({ act, words, after, unless }: Pattern, { plain, from }: Spoken): ReadAct | null {
  const head = words.exec(plain)?.[0]
  if (head === undefined || unless?.test(plain)) return null
  const rest = plain.slice(head.length).trim()
  if (after && leftAfter(rest, after) !== '') return null
  // "ghi thêm 2" is how many, not which line.
  const line = act === 'count' ? null : /^(?:(?:viec|muc|so) )?(\d{1,2})$/.exec(rest)?.[1]
  const isNothing = Boolean(line) || isClosing(rest)
  return { act, line: line ? Number(line) : null, rest: isNothing ? '' : from(head.split(' ').length) }
}

const BUTTONS: ReadonlySet<string> = new Set(Object.values(CHOICES).map((choice) => spokenOf(choice).plain))

/** The whole message is the words of a button and nothing more. */
export function isButton(text: string): boolean {
  return BUTTONS.has(spokenOf(text).plain)
}

const NODS =
  /^(?:ok|vang|u|roi|duoc|chua|da (?:xem|doc|ro|biet|hieu|(?:tiep )?nhan)(?: duoc)?(?: (?:thong tin|tin nhan|tin|thong bao|loi nhac|nhac|nhiem vu|viec))?|(?:em |toi |minh )?(?:tiep nhan|nhan|biet|nho|hieu|ro)(?: duoc)?(?: (?:thong tin|tin))?(?: roi)?|noted|nhat tri|tiep thu|cam on|va)(?: |$)/
const HAIL = /^(?:a|nhe|anh|chi|em|dong chi|ad|day|luon|thoi|xin)(?: |$)/
const STILL_TO_DO = new RegExp(
  `^${OPENING}*(?:chua|se|sap|gan|khong|mai|ngay mai|(?:sang|trua|chieu|toi) (?:nay|mai)|de|tuan sau|dau gio)(?: \\S+){0,4}? (?:nop|gui|xong|lam|hoan thanh|thuc hien)(?: |$)`,
)
const SPEAKS_OF_FILING = new RegExp(
  `^${OPENING}*(?:${FILED}|da (?:chuyen|trinh|up|day|ban hanh|phat hanh|lam|bao cao)|dang (?:cho|doi|trinh)|bao cao roi|nop|xong|${PLACE}(?: \\S+){1,6}? (?:da (?:nop|gui)|(?:nop|gui) (?:roi|xong)))(?= |$)`,
)
/** After a nod, a matter of its own: "ok cho hỏi hạn báo cáo quý". */
const ASKS_ON = /(?:^| )(?:hoi|cho|danh sach|liet ke|han|muon|can|giup|mau)(?: |$)/
const MOST_WORDS_AFTER_NOD = 6
const ASKS_WITHIN = / (?:bao gio|khi nao|the nao|bao nhieu|o dau|lam sao|nao|gi|ai) /

/** Under a reminder these sound like an answer, and tell nothing that could be kept: "vâng", "đã xem", "mai em nộp". */
export function isHalfAnswer(text: string): boolean {
  const { plain } = spokenOf(text)
  if (plain === '' || isQuestion(text) || ASKS_WITHIN.test(` ${plain} `)) return false
  if (SPEAKS_OF_FILING.test(plain) || STILL_TO_DO.test(plain)) return true
  const left = leftAfter(plain, [NODS, HAIL])
  if (left === plain) return false
  return !ASKS_ON.test(left) && left.split(' ').length <= MOST_WORDS_AFTER_NOD
}

/** "60%", "60 phần trăm", "khoảng 60". */
export function readPercent(text: string): number | null {
  const found =
    /(\d{1,3})\s*(?:%|phan tram|pt)?\s*$/.exec(fold(text).trim()) ?? /(\d{1,3})\s*(?:%|phan tram)/.exec(fold(text))
  const percent = found ? Number(found[1]) : Number.NaN
  return percent >= 0 && percent <= 100 ? percent : null
}

/** A day as people type it: "25/12", "ngày 25/12/2026", "25-12"; without a year the nearest one. */
export function readDay(text: string, today: string): string | null {
  const found = /(?:^|[^\d/])(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?![\d/])/.exec(text)
  if (!found) return readTime(text, { deadline: true, issued: today })?.end ?? null
  const [, day, month, year] = found
  return typedDays({ day, month, year }, today)[0] ?? null
}
