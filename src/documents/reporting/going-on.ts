/** Whose report a sentence speaks of that goes on from what stands before it, without naming them again. */

import type { Passage, ReportingRule } from '../administrative-document.ts'
import { NOBODY, type Parties, partiesOf, subjectOfSentence } from './report-parties.ts'
import { reportClauses } from './report-sentences.ts'

/** "Riêng báo cáo năm gửi trước ngày 04/12": an exception to the rule just laid down is of the same parties. */
export function besidesOf(passage: Passage, last: ReportingRule | undefined): Parties {
  const goesOn = last && /^[\s\-+•*\d.)]*riêng\s/iu.test(passage.quote) && headOf(last.section) === headOf(passage.cite)
  return goesOn ? { who: last.who, to: last.to, via: last.via } : NOBODY
}

/** "Báo cáo quý gửi trước …": a sentence that begins with its report and says neither whose it is nor to whom. */
const GOES_ON =
  /^[\s\-+•*\d.)]*báo cáo\s+(?:công tác\s+|kết quả\s+)?(?:tuần|tháng|quý|năm|định kỳ|\d{1,2}\s+tháng)(?!\p{L})/iu

/** Whose rule such a sentence goes on from: the one right before it, where that sentence has the same bodies throughout. */
export function goesOnFrom(sentence: string, previous: readonly ReportingRule[]): Parties {
  const [last, ...others] = previous
  if (!last || !GOES_ON.test(sentence)) return NOBODY
  const same = others.every((rule) => rule.to === last.to && rule.who.join() === last.who.join())
  const said = reportClauses(sentence, false).map(partiesOf)
  const silent = said.every(({ who, to, via }) => who.length === 0 && to === null && via === null)
  return same && silent ? { who: last.who, to: last.to, via: last.via } : NOBODY
}

/** The place above an item: "III" of "III.2", "Điều 10" of "khoản 2 Điều 10". */
function headOf(cite: string): string {
  return /Điều .+/u.exec(cite)?.[0] ?? cite.replace(/\.[^.]*$/, '')
}

/** "a)", "2.1.", "(3)" before an item's words. */
export const ITEM_LABEL = /^[\s*]*\(?(?:\p{Ll}|\d{1,2}(?:\.\d{1,2})*)[.)]\s+/u

/** The bodies that a numbered clause of a resolution charges in its opening words; nobody where it only speaks of them. */
export function chargedBy({ cite, quote }: Passage): string[] {
  return /^(?:khoản|điểm)\s/iu.test(cite) && /^[\s\d.)a-zđ]{0,6}Giao\s/u.test(quote)
    ? subjectOfSentence(quote.replace(ITEM_LABEL, ''))
    : []
}
