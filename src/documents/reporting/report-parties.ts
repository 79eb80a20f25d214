/** Who reports, to whom and through whom, as the sentence and the headings above it say. */

import { fold } from '../../language/text.ts'
import { findUnits, type UnitMention } from '../../language/units.ts'
import type { ReportClause } from './report-sentences.ts'

export type Parties = { who: string[]; to: string | null; via: string | null }

export const NOBODY: Parties = { who: [], to: null, via: null }

/** What may stand before a subject: an order, an address, an aside that opens the sentence. */
const BEFORE_SUBJECT =
  /^(?:[\s\-+•*(,]|giao(?: cho)?|de nghi|yeu cau|doi voi|dong thoi|ngoai ra|rieng|thoi han|thoi gian|cac cap|hang nam|dinh ky|(?:nhiem vu|trach nhiem) cua|(?:trong|truong hop|neu|khi|ngay khi|ngay sau khi|sau|truoc|cham nhat|tren co so|can cu|theo|qua|tai|tu|vao|de(?! nghi)|nham|voi) [^,]*,)*$/
/** What may stand between the members of one subject. */
const WITHIN_SUBJECT =
  /^\s*(?:\([^)]*\)\s*)?(?:[,;&]|va|hoac|cung|,\s*va)\s*(?:(?:cac|toan the|thu truong|lanh dao|truong)\s+)?$/
const DIRECTED =
  /(?:\b(?:gui|ve|den|toi|len|cho|trinh|nop|bao cao|voi|gui ve|b\/c|(?:yeu cau|de nghi|chi dao) cua)|[:])\s*(?:cho\s|ve\s|lanh dao\s|thuong truc\s|dong chi\s)*\(?\s*$/
const THROUGH = /\b(?:thong qua|qua|dau moi la)\s*(?::\s*)?\*?$/

/** The offices that a subject at the head of `text` lists, up to `limit`; empty where a verb stands first. */
function subjectOf(text: string, units: readonly UnitMention[], limit: number): UnitMention[] {
  const folded = fold(text)
  const subject: UnitMention[] = []
  for (const unit of units) {
    if (unit.start >= limit) break
    const last = subject.at(-1)
    const between = folded.slice(last?.end ?? 0, unit.start)
    if (last ? !WITHIN_SUBJECT.test(between) : !BEFORE_SUBJECT.test(between)) {
      if (last) break
      continue
    }
    subject.push(unit)
  }
  return subject
}

/** Text with the times that open the clause blanked, so that "Định kỳ hằng quý (…), các đơn vị …" begins with its subject. */
function withoutTimes(clause: ReportClause): string {
  let text = clause.text
  for (const atom of clause.atoms) {
    if (atom.end > clause.verb) continue
    text = text.slice(0, atom.index) + ' '.repeat(atom.end - atom.index) + text.slice(atom.end)
  }
  return text
    .slice(0, clause.verb)
    .replace(/^(?:[\s(),;:.\-+•]|và(?=\s)|hoặc(?=\s))+/u, (lead) => ' '.repeat(lead.length))
}

/** Subjects may also begin after ";" or "giao" inside the sentence, nearest to the verb first. */
function subjectBefore(clause: ReportClause): UnitMention[] {
  const text = withoutTimes(clause)
  const starts = [...fold(text).matchAll(/[;:]\s+|\b(?:giao|yeu cau|de nghi)\s+/g)].map(
    (match) => match.index + match[0].length,
  )
  for (const start of [...starts.reverse(), 0]) {
    const inner = clause.units
      .filter((unit) => unit.start >= start)
      .map((unit) => ({ ...unit, start: unit.start - start, end: unit.end - start }))
    const subject = subjectOf(text.slice(start), inner, clause.verb - start)
    if (subject.length > 0) return subject
  }
  return subjectAfter(clause)
}

const SENDS = /^\s*(?:co trach nhiem\s|chu dong\s|tong hop,?\s|kip thoi\s|lap\s)*(?:gui|nop|bao cao|b\/c)\b/

/** "Báo cáo hằng tháng (trước ngày 25), các đơn vị gửi …": the subject comes after the noun, before its verb. */
function subjectAfter(clause: ReportClause): UnitMention[] {
  const folded = fold(clause.text)
  for (const unit of clause.units) {
    if (unit.start < clause.verb || !/[,:;]\s*$/.test(folded.slice(0, unit.start))) continue
    const rest = clause.units.filter((other) => other.start >= unit.start)
    const subject = rest.filter((other, i) => i === 0 || continues(folded, rest.slice(0, i), other))
    const last = subject.at(-1)
    if (last && SENDS.test(folded.slice(last.end))) return subject
  }
  return []
}

/** The subject of a whole sentence, for a following sentence that says none: "Giao Ủy ban nhân dân xã …". */
export function subjectOfSentence(sentence: string): string[] {
  return namesOf(subjectOf(sentence, findUnits(sentence), sentence.length))
}

/** Names without repetition. */
export function namesOf(units: readonly UnitMention[]): string[] {
  return [...new Map(units.map((unit) => [unit.key, unit.name])).values()]
}

/** "UBND" alone says nothing to a reader: its level is kept as written. */
function addressee(unit: UnitMention): string {
  return /^(?:UBND|HĐND)$/.test(unit.name) && unit.level ? `${unit.name} ${unit.level}` : unit.name
}

/** "Trình Chủ tịch ký báo cáo gửi Sở Nội vụ": who signs is not whom it goes to. */
const SIGNED =
  /\b(?:trinh|tham muu|de)\s[^;]{0,60}\b(?:ky|phe duyet|ban hanh|duyet)\b[^;]{0,40}?(?=\b(?:gui|nop|bao cao)\s)/

/** From the verb on, or from "gửi" before it ("gửi Phòng A báo cáo kết quả"). */
function addressed(
  clause: ReportClause,
  subject: readonly UnitMention[],
): { to: UnitMention[]; via: UnitMention | null } {
  const folded = fold(clause.text)
  const own = folded.slice(0, clause.verb).lastIndexOf(';') + 1
  const sent = folded.slice(own, clause.verb).search(/\b(?:gui|nop|trinh)\b/)
  const signed = SIGNED.exec(folded.slice(own))
  const passing = passedOn(folded, clause.units, own)
  const from =
    passing?.end ?? (signed ? own + signed.index + signed[0].length - 1 : sent >= 0 ? own + sent : clause.verb)
  const to: UnitMention[] = []
  let via: UnitMention | null = passing
  for (const unit of clause.units) {
    // "Chế độ báo cáo: Các phòng báo cáo về …": those after the colon report, whatever a colon may lead to elsewhere.
    if (unit.start < from || subject.some((own) => own.start === unit.start)) continue
    const before = folded.slice(Math.max(0, unit.start - 28), unit.start)
    if (THROUGH.test(before)) {
      via ??= unit
    } else if (to.length === 0 ? DIRECTED.test(before) : continues(folded, to, unit)) {
      to.push(unit)
    }
  }
  return { to, via }
}

/** "trình UBND xã báo cáo Sở Nội vụ": the body in between passes the report on. */
function passedOn(folded: string, units: readonly UnitMention[], from: number): UnitMention | null {
  const at = units.findIndex((unit, i) => {
    const next = units[i + 1]
    if (unit.start < from || !next || !/\btrinh\s*$/.test(folded.slice(from, unit.start))) return false
    return /^\s*(?:de\s+)?(?:gui|bao cao|nop)\s*(?:(?:cho|ve|den)\s*)?$/.test(folded.slice(unit.end, next.start))
  })
  return units[at] ?? null
}

function continues(folded: string, to: readonly UnitMention[], unit: UnitMention): boolean {
  const last = to.at(-1)
  return last !== undefined && /^\s*(?:,|va|;)\s*(?:cac\s)?$/.test(folded.slice(last.end, unit.start))
}

/** Who, to whom and through whom a clause says; what it leaves out is null or empty. */
export function partiesOf(clause: ReportClause): Parties {
  const subject = subjectBefore(clause)
  const { to, via } = addressed(clause, subject)
  return {
    who: namesOf(subject.filter((own) => !to.some((unit) => unit.key === own.key))),
    to: to.length > 0 ? [...new Set(to.map(addressee))].join(', ') : null,
    via: via && addressee(via),
  }
}
