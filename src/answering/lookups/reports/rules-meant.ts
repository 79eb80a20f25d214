/** Which report rules a question means: by the unit that owes them, by where they go, by their matter. */
import { dueReports, type RegisteredRule } from '../../../duties/index.ts'
import { findUnits, unitKey } from '../../../language/units.ts'
import { type AskedUnit, binds, concerns, type Inquiry, ownUnit } from '../../question/inquiry.ts'
import type { Shelf } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import { coverage, indexText, termsOf } from '../../weighing/terms.ts'
import { EITHER_PLACE, isOnlyAddressed } from './report-asked.ts'

/** Words of a question about a report that name no matter of their own. */
const REPORT_WORDS = new Set(
  (
    'bao cao nop gui ket qua han ngay truoc may thang quy nam tuan tong hop so lieu thuc hien tinh hinh cong tac luc nao khi don vi phong co quan ban em toi minh dinh ky sau chin dau cuoi dau ai cho ve qua ' +
    'dung tinh bi chac moi tre muon som hon lai nham doc theo nhu vao buoc bat that ghi nam sau truoc ' +
    'ke hoach chuong trinh nghi quyet tong so ket so cham nhat an toan thoi gian le duoc lich tien do nay gio hom hom_nay hang moi phai nhung gi nao len cap tren tinh thanh pho deadline ca nhiem vu lan con cuoi'
  ).split(' '),
)

/** "… hay bên nào làm": another's rule is told where that is asked. */
export const ASKS_WHO_ELSE =
  / (?:hay|hoac|thi) (?:la )?(?:ai|(?:ben|don vi|phong|co quan) nao)(?: \S+)? (?:lam|nop|gui|bao cao|lo) /

/** The rules that bind the unit asked about; rules to another recipient than the one named are left out. */
export function rulesFor(inquiry: Inquiry, shelf: Shelf): RegisteredRule[] {
  const { asked } = inquiry
  const above =
    / (?:ubnd|uy ban nhan dan|hdnd) (?:thanh pho|tinh) | (?:cap tren|thanh pho|tinh(?! (?:la |vao )?(?:tre|muon|cham|tu|toi|den|ra|theo|sao|the))) /
      .exec(asked)?.[0]
      .trim()
      .split(' ')
      .at(-1)
  if (above) return shelf.rules.filter(({ to, quote }) => plain(`${to ?? ''} ${quote}`).includes(` ${above} `))
  const toUs = shelf.rules.filter(
    ({ to, quote }) => !/ (?:thanh pho|tinh|cap tren) /.test(plain(to ?? '')) && quote !== '',
  )
  const meant = EITHER_PLACE.test(asked) ? toUs : toRecipient(inquiry.whole.said, toUs)
  return ofUnit(reportingUnit(inquiry, shelf), meant, ASKS_WHO_ELSE.test(asked))
}

/** What a unit must report by its own rules and those for all; a unit named that has an undated rule is told that one. */
function ofUnit(unit: AskedUnit | null, toUs: RegisteredRule[], asksWhoElse: boolean): RegisteredRule[] {
  if (!unit) return toUs
  const own = toUs.filter(({ who }) => concerns(unit, who))
  const shared = toUs.filter(({ who }) => binds(unit, who))
  if (own.some(isDated) || shared.some(isDated)) return [...new Set([...own, ...shared])]
  if (unit.how === 'named' && own.length > 0) return own
  // Every rule is another's: none of them is told as this unit's.
  if (shared.length === 0 && toUs.length > 0 && !toUs.some(isDated)) return asksWhoElse ? toUs : own
  if (toUs.some(isDated)) return toUs
  return own.length > 0 ? own : toUs
}

/** "Báo cáo gửi Ban Pháp chế": where some rules name that recipient, those alone. */
function toRecipient(said: string, rules: RegisteredRule[]): RegisteredRule[] {
  const after = /(?:gửi|nộp|gui|nop)\s+(?:(?:báo cáo|bao cao|cho|về|ve|lên|len|đến|den)\s+){0,3}(.+)/iu.exec(said)?.[1]
  const named = new Set(findUnits(after ?? '').map(({ key }) => key))
  const matching = rules.filter(({ to, via }) => [to, via].some((name) => name !== null && named.has(unitKey(name))))
  return matching.length > 0 ? matching : rules
}

/** Asked without naming an office, an official means the reports of their own. */
function reportingUnit({ turn, unit, whole }: Inquiry, shelf: Shelf): AskedUnit | null {
  if (turn.asker === 'citizen' || !turn.unit) return unit
  const own = ownUnit(turn.unit, shelf.register.units)
  // "Hiệu trưởng" asked by a school is of the school.
  const isOwnPost = unit?.keys.every((key) => own.keys.includes(key))
  return unit && !isOwnPost && !isOnlyAddressed(unit, whole.said) ? unit : own
}

type Topical = { rules: RegisteredRule[]; isKnown: boolean }

/** A report named by its matter ("hồ sơ quá hạn") is that one alone; a matter that no rule has is not theirs. */
export function onTopic({ asked, unit }: Inquiry, shelf: Shelf, rules: RegisteredRule[]): Topical {
  const unitWords = unit ? indexText([unit.name, ...unit.keys].join(' ')).words : []
  const empty = new Set([...REPORT_WORDS, ...unitWords, ...shelf.communeWords, ...shelf.titleWords])
  const said = termsOf(asked, empty)
  // The day asked about is no matter of the report.
  const terms = { ...said, words: said.words.filter((word) => !/^\d+(?:\/\d+)*$/.test(word)) }
  if (terms.words.length === 0) return { rules, isKnown: true }
  const scored = rules.map((rule) => ({ rule, score: coverage(terms, indexText(rule.quote), shelf.weigh).words }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  if (best < 0.6) return { rules, isKnown: best > 0 || terms.words.length < 2 }
  return { rules: scored.filter(({ score }) => score >= 0.8 * best).map(({ rule }) => rule), isKnown: true }
}

export function isDated(rule: RegisteredRule): boolean {
  return rule.dueText !== null && (rule.recurrence !== null || dueReports(rule, EVER).length > 0)
}

const EVER = { from: '2000-01-01', to: '2100-12-31' }
