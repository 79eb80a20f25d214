/** What of a paper is never an answer by itself: its headings, heads of tables, date lines, recipients, signatures and closing lines. */
import { plain } from '../typed/plain.ts'
import type { ShelfEntry } from './shelf.ts'

const CLOSING = /^\W*(?:trên đây là|kèm theo|ban hành kèm|\(kèm|căn cứ (?:luật|nghị|quyết|thông|kế)|như sau|nơi nhận)/iu

/** Headings, titles, recipients, signatures and closing lines say nothing by themselves. */
export function isFurniture({ passage }: ShelfEntry): boolean {
  if (passage.kind === 'recipients' || passage.kind === 'sign') return true
  const said = passage.quote.trim()
  if (isHeading(said, passage.heading) || isDateLine(said) || isHeadOfTable(said)) return true
  const words = said.split(/\s+/).length
  return !/\d/.test(said) && (words <= 4 || (CLOSING.test(said) && words <= 25) || said === said.toUpperCase())
}

/** The title of a part says nothing without the part. */
function isHeading(said: string, heading: string): boolean {
  const own = plain(heading.split(' › ').at(-1) ?? '').trim()
  return own !== '' && plain(said).trim() === own
}

/** "TT Thôn Bão cấp 10-11 … Điểm sơ tán": what stands above the columns of a table that was not read as one. */
function isHeadOfTable(said: string): boolean {
  return /^(?:STT|Số TT|TT\s+(?:Nội dung|Nhiệm vụ|Tên|Thôn|Bản|Đơn vị|Chỉ tiêu|Hạng mục|Danh mục|Công việc))(?!\p{L})/u.test(
    said,
  )
}

/** "Bình Phú, ngày … tháng … năm 2026". */
function isDateLine(said: string): boolean {
  return said.length <= 90 && /^[^.;:]{0,40},?\s*ngày\s.{0,12}tháng\s.{0,8}năm/iu.test(said.replace(/[*_]/g, ''))
}
