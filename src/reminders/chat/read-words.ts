/** Typed words as acts: what a button says, typed with or without marks, with the number of a line and what goes with it. */
import { fold, squeeze } from '../../language/text.ts'
import { readTime } from '../../language/time.ts'

export type Act =
  | 'filed'
  | 'in_progress'
  | 'difficulty'
  | 'later'
  | 'more'
  | 'extension'
  | 'not_ours'
  | 'not_due'
  | 'accept'
  | 'give_back'
  | 'confirm'
  | 'wrong'
  | 'set_date'
  | 'review'
  | 'tell_leaders'
  | 'collect'
  | 'count'
  | 'undo'

const WORDS: readonly (readonly [RegExp, Act])[] = [
  [/^(?:da nop|da gui|nop roi|da xong|xong roi|da hoan thanh|hoan thanh roi)\b/, 'filed'],
  [/^dang lam\b|^dang thuc hien\b/, 'in_progress'],
  [/^(?:bao )?vuong mac\b|^gap (?:kho|vuong)\b/, 'difficulty'],
  [/^nhac (?:lai )?(?:sau|toi sau)\b|^nhac lai\b/, 'later'],
  [/^viec khac\b/, 'more'],
  [/^(?:xin |de nghi )?gia han\b/, 'extension'],
  [/^khong (?:thuoc|phai viec cua) (?:don vi|phong|co quan)(?: (?:toi|em|minh))?\b/, 'not_ours'],
  [/^khong phai nop\b/, 'not_due'],
  [/^(?:da nhan|da nhan duoc)\b/, 'accept'],
  [/^tra lai\b/, 'give_back'],
  [/^xac nhan\b/, 'confirm'],
  [/^khong dung\b/, 'wrong'],
  [/^dat han\b/, 'set_date'],
  [/^xem de xac nhan\b/, 'review'],
  [/^bao lanh dao\b/, 'tell_leaders'],
  [/^noi dung bao cao\b/, 'collect'],
  [/^(?:ghi |da lam |da to chuc |da mo )them\b/, 'count'],
  [/^hoan tac\b/, 'undo'],
]

export type ReadAct = {
  act: Act
  /** Which line of the list, counted from one; null where none was named. */
  line: number | null
  /** What was written after the words of the act, marks kept. */
  rest: string
}

/** Null for what is no act, a question about one among them: "đã nộp chưa?" asks. */
export function readAct(text: string): ReadAct | null {
  const said = squeeze(text).trim()
  if (isQuestion(said)) return null
  const numbered = /^(\d{1,2})\s*[.):-]?\s+(?=\p{L})/u.exec(said)
  const words = numbered ? said.slice(numbered[0].length) : said
  const folded = fold(words)
  const found = WORDS.find(([pattern]) => pattern.test(folded))
  const match = found?.[0].exec(folded)
  if (!found || !match) return null
  // Folding keeps every letter in its place, so that the words after the act can be cut from the marked text.
  const after = folded.length === words.length ? words.slice(match[0].length).trim() : ''
  // "ghi thêm 2" is how many, not which line.
  const trailing = found[1] === 'count' ? null : /^(?:việc |mục |số )?(\d{1,2})$/u.exec(after)
  const line = numbered?.[1] ?? trailing?.[1]
  return { act: found[1], line: line ? Number(line) : null, rest: trailing ? '' : after }
}

export function isQuestion(text: string): boolean {
  return /\?\s*$|(?:^| )(?:chua|khong|bao gio|khi nao|the nao|nao|gi|may|ai)$/.test(fold(text))
}

/** "60%", "60 phần trăm", "khoảng 60". */
export function readPercent(text: string): number | null {
  const found =
    /(\d{1,3})\s*(?:%|phan tram|pt)?\s*$/.exec(fold(text).trim()) ?? /(\d{1,3})\s*(?:%|phan tram)/.exec(fold(text))
  const percent = found ? Number(found[1]) : Number.NaN
  return percent >= 0 && percent <= 100 ? percent : null
}

export type Filing = { number?: string; filedOn?: string }

/** "số 15/BC-PKT ngày 18/12": a day later than today is not believed. */
export function readFiling(text: string, today: string): Filing {
  const number = /\d+\s*\/\s*[\p{L}][\p{L}\d-]*/u.exec(text)?.[0].replace(/\s/g, '')
  const day = readDay(number ? text.replace(/\d+\s*\/\s*[\p{L}][\p{L}\d-]*/u, ' ') : text, today)
  return { ...(number && { number }), ...(day && day <= today && { filedOn: day }) }
}

/** A day as people type it: "25/12", "ngày 25/12/2026", "25-12"; without a year the nearest one. */
export function readDay(text: string, today: string): string | null {
  const found = /(?:^|[^\d/])(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?![\d/])/.exec(text)
  if (!found) return readTime(text, { deadline: true, issued: today })?.end ?? null
  const [, day, month, year] = found
  const years = year ? [Number(year)] : [-1, 0, 1].map((step) => Number(today.slice(0, 4)) + step)
  const days = years.flatMap((each) => {
    try {
      const fields = { year: each, month: Number(month), day: Number(day) }
      return [Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString()]
    } catch {
      return []
    }
  })
  const distance = (iso: string): number => Math.abs(Temporal.PlainDate.from(today).until(iso).days)
  return days.sort((a, b) => distance(a) - distance(b))[0] ?? null
}
