/** The first day on which a paper can ask anybody for anything. */

import type { Placed } from './outline-state.ts'

const IN_FORCE =
  /(?<!\p{L})(?:nghị quyết|quyết định|quy chế|quy định|chỉ thị|kế hoạch|chương trình|đề án|thông báo) này(?!\p{L})[^.;]{0,200}?có hiệu lực(?: thi hành)?,?(?: kể)? từ ngày (\d{1,2})(?:\s*\/\s*|\s+tháng\s+)(\d{1,2})(?:\s*\/\s*|\s+năm\s+)(\d{4})/iu

/** The day of issue, "2026-11-01" where only "2026-11" is known of it; null where its month is blank too. */
export function firstOfIssue(issued: string | null): string | null {
  if (!issued || issued.length < 'yyyy-mm'.length) return null
  return issued.length === 'yyyy-mm'.length ? `${issued}-01` : issued
}

/** The day that the paper itself says it takes effect on; null where it names none. */
export function effectiveFrom(placed: readonly Placed[]): string | null {
  for (const { block, region } of placed) {
    const [, day, month, year] = (region === 'body' && IN_FORCE.exec(block.plain)) || []
    if (day && month && year) return isoDay(Number(year), Number(month), Number(day))
  }
  return null
}

function isoDay(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}
