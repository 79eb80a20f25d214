import type { Block } from './blocks.ts'

const KINDS = [
  'Bộ luật',
  'Luật',
  'Pháp lệnh',
  'Nghị quyết',
  'Nghị định',
  'Quyết định',
  'Kế hoạch hành động',
  'Kế hoạch',
  'Chỉ thị',
  'Thông tư',
  'Kết luận',
  'Chương trình hành động',
  'Chương trình',
  'Công văn',
  'Hướng dẫn',
  'Quy định',
  'Thông báo',
  'Đề án',
  'Tờ trình',
  'Báo cáo thẩm tra',
  'Báo cáo',
]
/** A number as offices write it, spaces around its hyphen tolerated: "57-NQ/TW", "57 - NQ/TW", "15/2020/NĐ-CP". */
const NUMBERED = new RegExp(
  `(?:(?:${KINDS.join('|')})\\s+)?(?:[Ss]ố\\s+)?\\d{1,5}\\w?\\s?[-–/]\\s?(?:\\d{4}/)?\\p{Lu}[\\p{L}\\d]{0,12}(?:[-/&]\\s?[\\p{L}\\d]{1,12}){0,3}`,
  'gu',
)
const DAY = /^\s*(?:,\s*)?ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})/u
const LAW = /(?<!\p{L})(?:Bộ luật|Luật)\s+\p{Lu}[^;.()]{3,120}/gu

/** Papers that the preamble rests on, each as written with its number and day, in order, once. */
export function readLegalBasis(preamble: readonly Block[]): string[] {
  const found = preamble.flatMap((block) => [...lawsIn(block.plain), ...numberedIn(block.plain)])
  const seen = new Set<string>()
  return found.filter((paper) => {
    const number = numberOf(paper)
    const repeated = seen.has(number)
    seen.add(number)
    return !repeated
  })
}

function numberedIn(text: string): string[] {
  return [...text.matchAll(NUMBERED)].map((match) => {
    const after = text.slice(match.index + match[0].length)
    return `${match[0]}${DAY.exec(after)?.[0] ?? ''}`.replace(/\s+/g, ' ').trim()
  })
}

/** Laws have names, not numbers: up to their day, or to the next paper named. */
function lawsIn(text: string): string[] {
  return [...text.matchAll(LAW)].map((match) => {
    const words = match[0].replace(/\s+/g, ' ')
    const day = /ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})/u.exec(words)
    return (day ? words.slice(0, day.index + day[0].length) : words).replace(/(?<![\s,])[\s,]+$/, '')
  })
}

function numberOf(paper: string): string {
  return /\d{1,5}\w?\s?[-–/].*?(?=,?\s*ngày|$)/u.exec(paper)?.[0]?.replace(/\s/g, '') ?? paper
}
