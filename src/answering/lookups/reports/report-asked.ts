/** What is asked of a report beside its day: what it holds, how many times a year it is due, and which days before something. */
import { dueReports, type RegisteredRule } from '../../../duties/index.ts'
import { findUnits } from '../../../language/units.ts'
import { type AskedUnit, concerns, type Inquiry, ownUnit } from '../../question/inquiry.ts'
import type { Shelf } from '../../shelf/shelf.ts'
import { neat, sentence } from '../../wording.ts'

/** What follows a late report is asked alone, or beside when it is due. */
export const LATE_REPORT = / (?:nop muon|nop tre|cham nop|bi phat) /

const ASKS_CONTENT =
  / (?:gom|bao gom|co|ghi|neu|can|nhung|cac) (?:nhung |cac |may )?(?:so|so lieu|noi dung|chi tieu|muc)(?: \S+){0,2} (?:gi|nao) | noi dung (?:bao cao )?(?:gom|co|la|ra sao)(?: nhung)?(?: gi)? | (?:gom|bao gom) (?:nhung |cac )?(?:gi|cai gi) /
/** After the colon of a rule stands what the report holds, unless more rules do. */
const CONTENT = /:\s*([^:]{8,300})$/su
const ANOTHER_RULE = /báo cáo|(?:trước|chậm nhất|ngày)\s+(?:ngày\s+)?\d/iu

/** "Số hộ đấu nối mới, số hộ phân loại rác": what a rule says its report holds, where that is asked. */
export function sayContent(asked: string, rules: readonly RegisteredRule[]): string[] {
  if (!ASKS_CONTENT.test(asked)) return []
  const said = rules
    .flatMap(({ quote }) => CONTENT.exec(neat(quote))?.[1] ?? [])
    .filter((each) => !ANOTHER_RULE.test(each))
  return [...new Set(said)].map((each) => sentence(`Nội dung báo cáo: ${each}`))
}

const SENDS = / (?:nop|gui) /
const SENDS_AN_ERRAND = / (?:ho so|don|giay to|hoc phi|tien|thue|phi|le phi|bai|anh|nha|de an|to trinh) /

/** "Ban tôi bao lâu phải nộp một lần": what one's own unit hands in is its report, where a rule is made for that unit. */
export function asksOwnReport({ asked, turn }: Inquiry, shelf: Shelf): boolean {
  if (turn.asker === 'citizen' || !turn.unit || !SENDS.test(asked) || SENDS_AN_ERRAND.test(asked)) return false
  const own = ownUnit(turn.unit, shelf.register.units)
  return shelf.rules.some(({ who }) => concerns(own, who))
}

const ASKS_TIMES =
  / (?:may|bao nhieu) (?:ky|lan|dot)(?: bao cao)? (?:(?:trong|moi) )?(?:mot |1 )?nam | (?:moi|mot|1) nam(?: \S+){0,6} (?:may|bao nhieu) (?:ky|lan|dot) /

/** "Mấy lần một năm" names no report of the year. */
export function withoutTimes(asked: string): string {
  return asked.replace(ASKS_TIMES, (said) => said.replace(/ (?:mot|1|moi) nam /, ' '))
}

/** "Gửi thẳng UBND xã hay gửi phòng": where it goes is asked, with a day or without. */
export const EITHER_PLACE = / (?:gui|nop)(?: \S+){1,6} hay (?:gui|nop) /

/** How often a year one report falls due, where that is asked. */
export function sayTimesAYear(asked: string, rules: readonly RegisteredRule[], today: string): string[] {
  const [only, ...others] = rules
  if (!ASKS_TIMES.test(asked) || !only || others.length > 0) return []
  const to = Temporal.PlainDate.from(today).add({ years: 1 }).subtract({ days: 1 }).toString()
  const count = dueReports(only, { from: today, to }).length
  return count > 0 ? [`Mỗi năm ${count} kỳ.`] : []
}

const ADDRESSED = /(?:gửi|gui|nộp|nop|lên|len|về|ve|cho|đến|den|trình|trinh|báo cáo|bao cao)\s+$/iu

/** "Phòng mình gửi UBND xã": an office named only as where reports go is not the one whose reports are asked about. */
export function isOnlyAddressed({ keys }: AskedUnit, said: string): boolean {
  const mentions = findUnits(said).filter(({ key }) => keys.includes(key))
  return mentions.length > 0 && mentions.every(({ start }) => ADDRESSED.test(said.slice(0, start)))
}
