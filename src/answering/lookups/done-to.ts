/** A unit that something is done to, where it is asked who does it: "ai phân công nhiệm vụ cho các Ban". */
import { findUnits } from '../../language/units.ts'
import type { Inquiry } from '../inquiry.ts'
import { plain } from '../plain.ts'

/** The one asked for is the subject: not "nộp cho ai", "phối hợp với ai". */
const ASKS_DOER =
  /(?<! (?:voi|cho|gui|nop|bao|(?<! (?:muon|xin) )hoi|gap|toi|den|cua|ve|nho|tim)) (?:ai|(?:don vi|phong|ban|co quan|ben|bo phan|to chuc) nao) (?:\S+ )+$/
/** What stands before a unit that holds the one asked for, or is itself the answer supposed. */
const NO_OBJECT = / (?:o|trong|cua|thuoc|ben|tai|phia|la|va|hay|hoac|phai|nhu|thay|ngoai) $/

/** Whether the question asks who does something to the unit it names, and not what that unit has to do. */
export function isDoneTo({ unit, whole }: Inquiry): boolean {
  if (unit?.how !== 'named') return false
  const mention = findUnits(whole.said).find(({ key }) =>
    unit.keys.some((own) => own === key || own.startsWith(`${key} `)),
  )
  if (!mention) return false
  const clause =
    whole.said
      .slice(0, mention.start)
      .split(/[,;.?!\n]/u)
      .at(-1) ?? ''
  const before = plain(clause)
  return ASKS_DOER.test(before) && !NO_OBJECT.test(before)
}
