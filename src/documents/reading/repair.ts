import { convertLegacy } from '../../language/legacy-encodings.ts'
import { clean } from '../../language/text.ts'
import { cutLongLines, longLineWarning, MAX_JOINED_CHARS } from './long-lines.ts'
import { startsItem } from './outline-forms.ts'

/** One logical line of the file: hard breaks and page breaks inside a sentence are joined. */
export type Line = {
  /** Words and emphasis marks as in the file, white space squeezed at the ends. */
  raw: string
  /** True when an empty line, or a page's end, stood before it. */
  gap: boolean
  /** Offsets in `raw` where a page number or running head was taken out: no quote runs over one. */
  seams: number[]
}

const BULLET = /^(?:(?:[-+•●○▪■◦‣⁃–—·\uf0b7]|\*(?=\s))\s*(?=\S))+/u
const TERMINAL = /[.;:!?…]["”')\]*_]*$/u
const LOWER_START = /^[\p{Ll}]/u
/** Words that no line of its own ends with. */
const FUNCTION_WORD =
  /(?:^|\s)(?:và|của|các|với|cho|trong|về|theo|tại|bằng|hoặc|là|để|từ|đến|do|những|một|như|khi|nhằm|thuộc|mọi|mỗi|cùng|giữa)$/u
/** "trước ngày" at a page's end, its day on the next page. */
const BEFORE_A_NUMBER = /\S\s(?:ngày|tháng|quý|số)$/u
/** "tại thôn A và thôn" at a page's end: a place's own name has yet to come. */
const BEFORE_A_PLACE = /\s(?:và|tại|ở|từ|đến|giữa)\s(?:thôn|bản|ấp|khóm|buôn|xóm|làng|khu phố|chợ|cầu|suối|sông)$/u
/** "trình UBND xã báo cáo" at a page's end, and the body on the next page: who is told has yet to come. */
const BEFORE_A_BODY =
  /\S,? (?:trình|gửi|tham mưu|phối hợp)(?:\s\S+){0,8}\s(?:báo cáo|gửi|trình)$|\s(?:gửi|trình|phối hợp)$/u
const BODY_START =
  /^(?:Sở|UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng nhân dân|Thường trực|Phòng|Văn phòng|Đảng ủy|Tỉnh ủy|Chủ tịch|Trung tâm|Công an|Trạm)\s/u
/** Words that a sentence seldom ends with, but a title may. */
const DANGLING = /(?:^|\s)(?:có|được|không|trên|dưới|bảo đảm|đảm bảo|thực hiện|số|cấp|hệ thống|Bộ|Sở|Ban|Phòng)$/u
const PAGE_NUMBER = /^(?:[-–—]\s*)?(?:(?:trang|page)\s*)?\d{1,3}(?:\s*\/\s*\d{1,3})?(?:\s*[-–—])?$/iu
const RULE = /^(?:[-_=*~.]{3,}|[─━]{2,})$/u
const NUMBERED_CAPS = /^(?:[IVXLC]{1,5}|[A-Z]|\d{1,2}|(?:PHẦN|CHƯƠNG|MỤC|PHỤ LỤC)\s)\S*\s/u

/** `warnings`: what had to be cut, in Vietnamese. */
export type Repaired = { lines: Line[]; warnings: string[] }

/**
 * Text of a file as logical lines: one normal form, no page numbers or running heads, sentences cut by a line or page
 * end joined again. A form feed counts as a page's end. No line is longer than `MAX_LINE_CHARS`.
 */
export function repairLines(text: string): Repaired {
  const cut = cutLongLines(clean(convertLegacy(text).text.replace(/\f/g, '\n\n')))
  const lines = cut.map((line) => line.text.replace(/(?<![ \u3000])[ \u3000]+$/u, ''))
  const dropped = pageFurniture(lines)
  const out: Line[] = []
  const tooLong = new Set(cut.flatMap(({ goesOn, number }) => (goesOn ? [number] : [])))
  const widthChars = wrapWidth(lines)
  let gap = true
  let tail = ''
  let columnCount = 0
  let parted = false
  lines.forEach((line, at) => {
    const raw = line.trim()
    if (!raw || dropped.has(at) || RULE.test(raw)) {
      gap = true
      parted ||= raw !== ''
      return
    }
    const kept = line.includes('\t') ? line.replace(/^ +/, '') : splitColumns(raw)
    const last = out.at(-1)
    if (gap) columnCount = 0
    const goesOn =
      last &&
      (goesOnWithRow(last.raw, kept, columnCount) || continues({ before: last.raw, tail, next: kept, gap, widthChars }))
    if (goesOn && last.raw.length + kept.length < MAX_JOINED_CHARS) {
      if (parted) last.seams.push(last.raw.length)
      last.raw = `${last.raw} ${kept}`
    } else {
      if (goesOn) tooLong.add(cut[at]?.number ?? 0)
      out.push({ raw: kept, gap, seams: [] })
    }
    columnCount = Math.max(columnCount, columnsOf(kept))
    parted = false
    gap = false
    tail = kept
  })
  const warning = longLineWarning(tooLong)
  return { lines: out, warnings: warning ? [warning] : [] }
}

/** Cells of a tabbed line; 0 for any other. */
function columnsOf(line: string): number {
  return line.includes('\t') ? line.split('\t').length : 0
}

/** How much of a line's end, in characters, tells whether it goes on. */
const END_CHARS = 300

/** Whether a line is the rest of a numbered row whose cell was broken over two lines: its cells fill the row up. */
function goesOnWithRow(row: string, next: string, columnCount: number): boolean {
  if (columnCount < 3 || !row.includes('\t') || /^(?:\t|\d{1,3}[.)]?\t|[IVX]{1,5}[.)]?\t)/.test(next)) return false
  const cells = row.split('\t').length
  const joined = cells + next.split('\t').length - 1
  // A row without a number is known to be broken only where the pieces fill it up.
  const mayBreak = /^\d{1,3}[.)]?\t/.test(row) ? joined <= columnCount : joined === columnCount
  if (cells >= columnCount || !mayBreak) return false
  const end = row.slice(-END_CHARS)
  const open = /[,;–-]$/.test(end) || FUNCTION_WORD.test(end) || DANGLING.test(end)
  return open || LOWER_START.test(next) || next.startsWith('(')
}

/** Columns set apart by spaces become cells; the blank left for a day or a number ("ngày     tháng 6") does not part them. */
function splitColumns(raw: string): string {
  return raw.replace(/ {4,}/g, (gap: string, at: number) => {
    const next = raw.slice(at + gap.length, at + gap.length + 2)
    const blank = /(?:^|\s)(?:ngày|tháng|năm|số:?)$/iu.test(raw.slice(Math.max(0, at - 8), at))
    return blank || !/^[\p{Lu}\d]/u.test(next) ? gap : '\t'
  })
}

/** Indexes of lines that belong to the page, not to the text: numbers alone between gaps, and heads repeated beside them. */
function pageFurniture(lines: readonly string[]): Set<number> {
  const dropped = new Set<number>()
  lines.forEach((line, at) => {
    if (PAGE_NUMBER.test(line.trim()) && (isBlank(lines[at - 1]) || isBlank(lines[at + 1]))) dropped.add(at)
  })
  const seen = new Map<string, number[]>()
  lines.forEach((line, at) => {
    const key = line.trim()
    if (!key || key.length > 120 || key.includes('\t') || BULLET.test(key)) return
    const places = seen.get(key)
    if (places) places.push(at)
    else seen.set(key, [at])
  })
  for (const places of seen.values()) {
    if (places.length >= 3 && places.every((at) => besidePageNumber(dropped, lines, at)))
      for (const at of places) dropped.add(at)
  }
  return dropped
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === ''
}

function besidePageNumber(numbers: ReadonlySet<number>, lines: readonly string[], at: number): boolean {
  for (const step of [-1, 1]) {
    let near = at + step
    while (isBlank(lines[near]) && lines[near] !== undefined) near += step
    if (numbers.has(near)) return true
  }
  return false
}

/** Longest line of a text that is broken by width, in characters: beyond it a line is a whole paragraph. */
const MAX_WRAP_CHARS = 140

/** Width at which a text's lines were broken; null when its paragraphs are whole lines. */
function wrapWidth(lines: readonly string[]): number | null {
  const longest = lines.reduce((most, line) => (line.includes('\t') ? most : Math.max(most, line.trim().length)), 0)
  return longest <= MAX_WRAP_CHARS ? longest : null
}

type Pair = {
  before: string
  /** The last line of `before` as it stands in the file. */
  tail: string
  next: string
  gap: boolean
  widthChars: number | null
}

/** Whether `next` is the rest of the sentence that `before` begins. */
function continues({ before, tail, next, gap, widthChars }: Pair): boolean {
  if (isRow(before) || isRow(next)) return false
  if (/^#{1,6}\s/.test(next) || /^#{1,6}\s/.test(before) || startsItem(next)) return false
  const bare = before.slice(-END_CHARS).replace(/(?<![*_])[*_]+$/u, '')
  if (TERMINAL.test(bare) || isClosedEmphasis(before)) return false
  if (LOWER_START.test(next.replace(/^[*_("“']+/u, ''))) return true
  if (BEFORE_A_NUMBER.test(bare) && /^\d/.test(next)) return true
  if (isCaps(next)) return !gap && isCaps(before) && NUMBERED_CAPS.test(before) && !NUMBERED_CAPS.test(next)
  if (isCaps(before)) return false
  if (FUNCTION_WORD.test(bare) || BEFORE_A_PLACE.test(bare) || /,$/.test(bare)) return true
  if (isNumberedTitle(before)) return false
  if (namesWhomNext(bare, next)) return true
  const titled = gap && before.length <= MAX_TITLE_CHARS
  return (DANGLING.test(bare) && !titled) || (!gap && widthChars !== null && isFull(tail, next, widthChars))
}

function namesWhomNext(before: string, next: string): boolean {
  return BEFORE_A_BODY.test(before) && BODY_START.test(next)
}

/** How much shorter than the widest line a full one may be, in characters, besides the word that did not fit. */
const RAGGED_CHARS = 8

/** Whether a line was broken because the next word did not fit. */
function isFull(tail: string, next: string, widthChars: number): boolean {
  const word = /^[\p{L}\d(“"]\S*/u.exec(next)?.[0]
  return word !== undefined && tail.length + 1 + word.length >= widthChars - RAGGED_CHARS
}

/** Longest numbered line, in characters, that is a title rather than the beginning of a sentence. */
const MAX_TITLE_CHARS = 70

function isNumberedTitle(line: string): boolean {
  return line.length <= MAX_TITLE_CHARS && startsItem(line) && !/^[-+*•]/u.test(line)
}

/** A whole line in bold is a heading or a name, not half a sentence. */
function isClosedEmphasis(line: string): boolean {
  return /^(\*\*|__).+\1$/u.test(line)
}

/** True for a table's row, tabbed or piped. */
export function isRow(line: string): boolean {
  return line.includes('\t') || /^\|.*\|\s*$/.test(line) || /^\|(?:[^|]*\|){2,}/.test(line)
}

/** True when the line has letters and all of them are capitals. */
export function isCaps(line: string): boolean {
  return /\p{Lu}/u.test(line) && !/\p{Ll}/u.test(line)
}

/** Marker of a bullet with the white space after it, or null. */
export function bulletMarker(line: string): string | null {
  return BULLET.exec(line)?.[0] ?? null
}
