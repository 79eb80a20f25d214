import { fold } from '../../language/text.ts'

/** Parts of a paper that are laid out differently. */
export type Region = 'head' | 'body' | 'recipients' | 'sign' | 'appendix'

/** Kinds of headings in use, from the widest to the narrowest: the rank decides what contains what. */
export type HeadingForm = {
  kind:
    | 'appendix'
    | 'part'
    | 'chapter'
    | 'recipients'
    | 'section'
    | 'letter'
    | 'roman'
    | 'article'
    | 'titled'
    | 'arabic'
    | 'point'
    | 'group'
  rank: number
  /** The number as cited: "III", "1", "2.1", "a". Empty when the heading has none. */
  label: string
  /** Words after the number. */
  title: string
}

const SEPARATOR = '\\s*(?:[.):–—-]\\s*|/\\s*(?=\\p{Lu}))'
const ROMAN = '(?=[IVXLC])(?:X{0,3})(?:IX|IV|V?I{0,3})'
const ORDINALS: Readonly<Record<string, string>> = {
  nhat: 'I',
  hai: 'II',
  ba: 'III',
  tu: 'IV',
  nam: 'V',
  sau: 'VI',
}

type Form = { kind: HeadingForm['kind']; rank: number; pattern: RegExp }

/**
 * The forms, tried in order; group 1 is the number, group 2 the title. A new layout's numbering is added here and nowhere
 * else. Deeper decimal numbers add their depth to the rank.
 */
const FORMS: readonly Form[] = [
  {
    kind: 'appendix',
    rank: 0,
    pattern:
      /^(?:PHỤ LỤC|Phụ lục|BIỂU(?=\s+(?:SỐ|\d))|Biểu(?=\s+(?:số|\d)))(?:\s+(?:SỐ|số))?\s*((?:[IVX]{1,5}|\d{1,2}[A-Z]?|[A-Z])(?![\p{L}\d]))?\s*(?:[.:–—-]\s*)?(|\S.*)$/u,
  },
  {
    kind: 'part',
    rank: 1,
    pattern:
      /^(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+)?([IVX]{1,5}|\d{1,2}|NHẤT|HAI|BA|TƯ|NĂM|SÁU|MỞ ĐẦU|nhất|hai|ba|tư|năm|sáu|mở đầu)(?![\p{L}\d])\s*(?:[.:–—-]\s*)?(|\S.*)$/u,
  },
  {
    kind: 'chapter',
    rank: 2,
    pattern: /^(?:CHƯƠNG|Chương)\s+([IVX]{1,5}|\d{1,2})(?![\p{L}\d])\s*(?:[.:–—-]\s*)?(|\S.*)$/u,
  },
  { kind: 'section', rank: 3, pattern: /^(?:MỤC|Mục)\s+([IVX]{1,5}|\d{1,2})(?![\p{L}\d])\s*(?:[.:–—-]\s*)?(|\S.*)$/u },
  { kind: 'article', rank: 6, pattern: /^(?:ĐIỀU|Điều)\s+(\d{1,3}[a-zđ]?)(?![\p{L}\d])\s*(?:[.:–—-]\s*)?(|\S.*)$/u },
  { kind: 'roman', rank: 5, pattern: new RegExp(`^(${ROMAN})${SEPARATOR}(\\S.*)$`, 'u') },
  { kind: 'roman', rank: 5, pattern: new RegExp(`^(${ROMAN})\\s+(\\p{Lu}[^\\p{Ll}]{5,})$`, 'u') },
  { kind: 'letter', rank: 4, pattern: /^([A-HK-UYĐ])\s*[.)/–—-]\s*(\p{Lu}.*)$/u },
  { kind: 'arabic', rank: 7, pattern: /^(\d{1,2}(?:\.\d{1,2}){0,4})\s*[.)/:–—-]\s*(\p{L}.*|["“(*].*|\d+\s?%.*)$/u },
  { kind: 'arabic', rank: 7, pattern: /^(\d{1,2}(?:\.\d{1,2}){1,4})\s+(\p{Lu}.*)$/u },
  { kind: 'point', rank: 12, pattern: /^\(?([a-zđ]\d?)(?:\s*[.)/]\s*|\s?[-–]\s+)(\p{L}.*|["“].*|\d.*)$/u },
  { kind: 'point', rank: 12.5, pattern: /^(\(\d{1,2}\))\s+(\p{L}.*|["“].*|\d.*)$/u },
]

const STARTS = /^(?:[-+*•●○▪■◦‣⁃–—·]|\uf0b7)\s*\S/u
const CLOSING_HEADS =
  /^(nơi nhận|kính gửi|tm\.|t\/m|kt\.|tl\.|tuq\.|q\.|căn cứ|trên đây|xét|quyết nghị|quyết định|số\s*:)/iu

/** Heading form of a line without emphasis marks; null when it has no number or known head word. */
export function headingForm(plain: string): HeadingForm | null {
  const line = withRomans(plain)
  for (const form of FORMS) {
    const match = form.pattern.exec(line)
    if (!match) continue
    const label = labelOf(match[1] ?? '')
    const depth = form.kind === 'arabic' ? label.split('.').length - 1 : 0
    return { kind: form.kind, rank: form.rank + depth, label, title: (match[2] ?? '').trim() }
  }
  return null
}

/** Recognition reads "II." as "Il." or "l1." before a title in capitals. */
const MISREAD_ROMAN = /^([Il1|]{1,3})(?=\s*[.)]\s*\p{Lu}[^\p{Ll}]{4,}$)/u

function withRomans(plain: string): string {
  return plain.replace(MISREAD_ROMAN, (number) => (/^1+$/.test(number) ? number : 'I'.repeat(number.length)))
}

const ANNEXED_PAPERS = /^(QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)(?!\p{L})/u

/** "Quy chế" for the title of rules issued with a decision: a paper of its own, whose articles begin anew. */
export function annexedPaper(title: string): string | null {
  const kind = ANNEXED_PAPERS.exec(title)?.[1]
  return kind ? kind.charAt(0) + kind.slice(1).toLowerCase() : null
}

/** Words of a heading after its number. */
export function titleOf(heading: string): string {
  return headingForm(heading)?.title || heading
}

function labelOf(number: string): string {
  return ORDINALS[fold(number)] ?? number.replace(/\.$/, '')
}

/** Whether a line opens a new item, so that it cannot be the rest of the line before. */
export function startsItem(line: string): boolean {
  const plain = line.replace(/^[#>\s]*[*_]{0,3}/u, '')
  if (STARTS.test(line) || CLOSING_HEADS.test(plain)) return true
  const form = headingForm(plain)
  return form !== null && (form.kind !== 'point' || /^\(?[a-zđ]\d?(?:\)|\s?[-–]\s)/u.test(plain))
}
