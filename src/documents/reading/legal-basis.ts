import type { Block } from './blocks.ts'

const KIND =
  '(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Kế hoạch hành động|Kế hoạch|Chỉ thị|Thông tư|Kết luận|Chương trình hành động|Chương trình|Công văn|Hướng dẫn|Quy định|Thông báo|Đề án|Tờ trình|Báo cáo thẩm tra|Báo cáo)'
const DAY = '(?:,?\\s*ngày\\s+\\d{1,2}(?:[/.-]\\d{1,2}[/.-]\\d{4}|\\s+tháng\\s+\\d{1,2}\\s+năm\\s+\\d{4}))'
const CITED = new RegExp(
  `${KIND}\\s+(?:số\\s*)?\\d+[\\p{L}\\d]*\\s*[-/][\\p{L}\\d/&\\s-]*?(?=${DAY}|[,;.)\\s]+(?!\\s*[-/]))${DAY}?|(?:[Ss]ố)\\s+\\d+\\s*-[\\p{L}]+\\/[\\p{L}]+${DAY}?|Luật\\s+[\\p{L}\\s,-]{4,90}?(?:${DAY}|(?=;|\\.|$))`,
  'gu',
)

/** Papers that the preamble rests on, each as written with its number and day, in order, once. */
export function readLegalBasis(preamble: readonly Block[]): string[] {
  const found = preamble.flatMap((block) =>
    [...block.plain.matchAll(CITED)].map((match) =>
      match[0]
        .replace(/\s+/g, ' ')
        .replace(/[\s,]+$/, '')
        .trim(),
    ),
  )
  return [...new Set(found)]
}
