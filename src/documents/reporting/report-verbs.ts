/** Where a sentence says to report, or to send what amounts to a report. */

import { fold } from '../../language/text.ts'

const REPORT = /\bbao cao\b|\bb\/c\b/g
/** Sending figures or results without calling it a report. */
const SENDING =
  /\b(?:gui|nop|cung cap)\s+(?:ve\s+)?(?:ket qua|so lieu|thong tin|tong hop|danh sach|bieu)\b|\bthong tin (?:ket qua|tinh hinh)\b/g
/** "Lập danh sách hộ … gửi Phòng A trước ngày 31/3/2027": what is made is sent by a named day. */
const SENT_BY_A_DAY =
  /(?<=\b(?:danh sach|so lieu|ket qua|bieu mau|ho so|du toan|ke hoach)\b[^.;]{0,90})\b(?:gui|nop)\b(?=[^.;]{0,80}\b(?:truoc|cham nhat)\b[^.;]{0,10}\d{1,2}\s?\/)/g
/**
 * "Thống kê số hồ sơ gửi Văn phòng … chậm nhất ngày 25 hằng tháng", "chậm nhất 11 giờ thứ Sáu hằng tuần": figures sent
 * month by month, quarter by quarter or week by week.
 */
const SENT_EACH_PERIOD =
  /(?<=\b(?:thong ke|tong hop so|danh sach|so lieu|ket qua|bieu mau)\b[^.;]{0,90})\b(?:gui|nop)\b(?=[^.;]{0,80}\b(?:truoc|cham nhat|vao)\b[^.;]{0,24}\b(?:\d{1,2}\s+(?:(?:hang|moi)\s+thang|(?:cua\s+)?thang (?:cuoi|dau|sau|ke tiep|tiep theo))|(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\s+(?:hang|moi)\s+tuan)\b)/g
/** "Ngày 25 hằng tháng Phòng Kinh tế tổng hợp số liệu": gathered by a named day, and sent on nowhere that is said. */
const GATHERED_EACH_MONTH =
  /(?<=\bngay\s+\d{1,2}\s+(?:hang|moi)\s+thang\b[^.;]{0,60})\btong hop (?:so lieu|ket qua|tinh hinh)\b(?![^.;]*\b(?:bao cao|gui|nop|trinh)\b)/g
/** "hệ thống thông tin báo cáo", "mẫu báo cáo", "thời gian đọc báo cáo": a thing, nobody's obligation. */
const AS_THING =
  /(?:he thong(?: thong tin)?|bieu mau|mau|cong tac(?: tong hop,?)?|phan mem|(?<!\bky )so|cac bao cao|ty le|noi dung|(?<!tong )hop|doc|xem xet|thao luan|tham tra|tiep thu|cho y kien(?: ve)?)\s*$/
/** "Thường trực nghe Văn phòng báo cáo tiến độ": heard at a meeting; who hears it owes nothing. */
const HEARD = /(?<!\p{L})nghe(?!\p{L})[^,;.:]{1,60}$/iu
/** "Báo cáo số 15/BC-…", "báo cáo thẩm tra", "báo cáo viên": the name of a paper or a person. */
const NAMED_PAPER = /^bao cao\s+(?:so\s*\d|tham tra|giai trinh|vien\b|chinh tri|tai chinh)/

/** Folded text of the same length as the NFC source, so that offsets agree. */
export function foldSame(text: string): string {
  const folded = fold(text)
  return folded.length === text.length ? folded : [...text].map((c) => fold(c).charAt(0) || ' ').join('')
}

/** How far before the word, in characters, those stand that make a thing of it. */
const NEAR_CHARS = 72

/** "Nghe tình hình và báo cáo Đảng ủy" hears, then reports. */
function isHeard(before: string): boolean {
  return HEARD.test(before) && !/(?<!\p{L})(?:và|để|rồi)\s*$/iu.test(before)
}

/** Offsets at which the text says to report. */
export function verbsIn(text: string): number[] {
  const folded = foldSame(text)
  const reports = [...folded.matchAll(REPORT)].filter(({ index }) => {
    const from = Math.max(0, index - NEAR_CHARS)
    const isThing = AS_THING.test(folded.slice(from, index)) || isHeard(text.slice(from, index))
    return !isThing && !NAMED_PAPER.test(folded.slice(index, index + 40))
  })
  return [
    ...reports,
    ...folded.matchAll(SENDING),
    ...folded.matchAll(SENT_BY_A_DAY),
    ...folded.matchAll(SENT_EACH_PERIOD),
    ...folded.matchAll(GATHERED_EACH_MONTH),
  ]
    .map(({ index }) => index)
    .sort((a, b) => a - b)
}
