/** Reports owed only while something lasts or after something happens: no calendar says when. */

import { fold } from '../../language/text.ts'
import { readAtoms } from '../../language/time-atoms.ts'
import type { Timing } from './timing.ts'

/** `season` lasts ("trong mùa mưa lũ"), `event` happens ("khi xảy ra thiên tai"). `text` as written. */
export type Condition = { kind: 'season' | 'event'; text: string }

const SEASON =
  /^(?:trong|vao|suot)\s+(?:(?:thoi gian|suot|thoi ky|cac|nhung|moi|ca)\s+)*(?:mua|dot|dip|cao diem|dien ra|xay ra|ngay tet|tinh huong|tinh trang)\b/
/** "Khi kết thúc quý" and "trong quá trình thực hiện" set no condition; a mishap or a case does. */
const EVENT =
  /^(?:ngay\s+)?(?:sau\s+)?(?:khi|neu|truong hop|trong truong hop|moi khi)\s+(?:(?:co|xay ra|xuat hien|phat sinh|phat hien|xac dinh|de xay ra|bi|gap|dien ra)\b|[^,]*\b(?:xay ra|xuat hien|phat sinh)\b)/
const ON_REQUEST = /\b(?:yeu cau|dot xuat|chi dao)\b/

/** The condition that opens a sentence, up to its comma; null where none does. A stretch with its own dates is none. */
export function conditionOf(sentence: string): Condition | null {
  const opening = /^[\s\-+•*\d.)]*(?=\p{L})/u.exec(sentence)?.[0].length ?? 0
  const words = /^[^,;]{4,120}/.exec(sentence.slice(opening))?.[0] ?? ''
  const folded = fold(words)
  const kind = SEASON.test(folded) ? 'season' : EVENT.test(folded) && !ON_REQUEST.test(folded) ? 'event' : null
  if (kind === null) return null
  const dated = readAtoms(words).atoms.some((atom) => atom.kind !== 'event')
  return dated ? null : { kind, text: lead(words) }
}

/** Only the condition's own words where no comma ends it: "Khi có dịch các thôn báo cáo …" keeps its first eight. */
function lead(words: string): string {
  return words.trim().split(/\s+/).slice(0, 8).join(' ')
}

/** The timings under a condition: words and rhythm stay, no rule and no dates, for nobody knows when it begins. */
export function underCondition(timings: readonly Timing[], condition: Condition | null): Timing[] {
  if (!condition) return [...timings]
  return timings.map((timing) => ({
    ...timing,
    cadence: condition.kind === 'event' ? 'on-request' : timing.cadence,
    recurrence: null,
    dates: [],
    yearless: [],
  }))
}
