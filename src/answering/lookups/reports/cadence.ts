/** How often a report is made: as asked, and as told. */
import type { RegisteredRule } from '../../../duties/index.ts'
import { CADENCE_WORDS } from '../../../language/cadence-words.ts'

const CADENCES: [string, RegExp][] = [
  ['nine-monthly', / (?:9|09|chin) thang /],
  ['half-yearly', / (?:6|06|sau) (?:thang|th) | (?:nua|giua) nam (?!20\d\d )/],
  [
    'quarterly',
    / quy (?!dinh|che|hoach|trinh|dat|chuan|mo|bau) ?| (?:cu |moi )?(?:3|03|ba) thang (?:(?:nop|gui|bao cao) )?(?:mot|1) lan /,
  ],
  ['weekly', / (?:hang|moi|bao cao) tuan /],
  ['monthly', / (?:hang|moi|bao cao) thang (?!\d)/],
  [
    'yearly',
    / (?:bao cao (?:\S+ ){0,4}nam|hang nam|moi nam|tong ket(?: \S+){0,4} nam|nam(?: \S+){0,3} tong ket|1 nam|01 nam|ca nam(?! (?:hoc|20))|cuoi nam|bc nam|va nam(?! (?:20|nay|sau|toi|truoc|hoc))) /,
  ],
]

/** Null when the question names none. */
export function readCadence(asked: string): string | null {
  return CADENCES.find(([, pattern]) => pattern.test(asked))?.[0] ?? null
}

/** "Quý IV và cả năm": every cadence that one of the joined parts names. */
export function readCadences(asked: string): string[] {
  const parts = asked.split(/ (?=(?:va|voi|lan|cung|con|bao cao|0?[69] thang) )/).map((part) => `${part} `)
  return [...new Set(parts.flatMap((part) => readCadence(part.replace(/^(?=\S)/, ' ')) ?? []))]
}

const YEARLY_BY_ITS_WORDS = /(?:báo cáo|tổng kết)[^.;]{0,40}(?<!\p{L})năm(?!\p{L})/iu

/** A rule whose cadence the document leaves to its words ("báo cáo tổng kết năm") is read by them. */
export function isOfCadence({ cadence, quote }: RegisteredRule, asked: string): boolean {
  return cadence === asked || (asked === 'yearly' && cadence === 'unspecified' && YEARLY_BY_ITS_WORDS.test(quote))
}

const WORDS: Record<string, string> = CADENCE_WORDS

/** "quý", "6 tháng"; "định kỳ" where the document does not say. */
export function sayCadence(cadence: string): string {
  return WORDS[cadence] ?? 'định kỳ'
}

/** "Báo cáo quý". */
export function nameReport(cadence: string): string {
  if (cadence === 'on-request') return 'Báo cáo đột xuất'
  return `Báo cáo ${WORDS[cadence] ?? ''}`.trim()
}

/** Whether a text tells a day for reports of that cadence, whatever the register made of it. */
export function tellsDayOf(cadence: string | null, text: string): boolean {
  const word = cadence === null ? '' : `[^.;]{0,40}(?<!\\p{L})${wordIn(cadence)}(?!\\p{L})`
  return new RegExp(`báo cáo${word}`, 'iu').test(text) && hasDay(text)
}

/** "Tháng" alone also stands in "6 tháng". */
function wordIn(cadence: string): string {
  return cadence === 'monthly' ? '(?:hằng|hàng|mỗi) tháng' : (WORDS[cadence] ?? '')
}

export function hasDay(text: string): boolean {
  return /(?:trước|chậm nhất|vào)[^.;]{0,16}ngày\s+\d|\d{1,2}\s*\/\s*\d{1,2}(?!\d)/iu.test(text)
}
