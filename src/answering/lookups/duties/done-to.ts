/** A unit that something is done to, where it is asked who does it: "ai phân công nhiệm vụ cho các Ban". */
import { findUnits } from '../../../language/units.ts'
import { type AskedUnit, concerns, type Inquiry, isUnder } from '../../question/inquiry.ts'
import { plain } from '../../typed/plain.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { coverage, termsOf } from '../../weighing/terms.ts'

/** The one asked for is the subject: not "nộp cho ai", "phối hợp với ai". */
const ASKS_DOER =
  /(?<! (?:voi|cho|gui|nop|bao|(?<! (?:muon|xin) )hoi|gap|toi|den|cua|ve|nho|tim)) (?:ai|(?:don vi|phong|ban|co quan|ben|bo phan|to chuc) nao) ((?:\S+ )+)$/
/** What stands before a unit that holds the one asked for, or is itself the answer supposed. */
const NO_OBJECT = / (?:o|trong|cua|thuoc|ben|tai|phia|la|va|hay|hoac|phai|nhu|thay|ngoai) $/
const HALF = 0.5

/** The words between the one asked for and the unit; null where the unit is not what something is done to. */
function deedTo({ unit, whole }: Inquiry): string | null {
  if (unit?.how !== 'named') return null
  const mention = findUnits(whole.said).find(({ key }) =>
    unit.keys.some((own) => own === key || own.startsWith(`${key} `)),
  )
  if (!mention) return null
  const clause =
    whole.said
      .slice(0, mention.start)
      .split(/[,;.?!\n]/u)
      .at(-1) ?? ''
  const before = plain(clause)
  return NO_OBJECT.test(before) ? null : (ASKS_DOER.exec(before)?.[1] ?? null)
}

/** Whether the question asks who does something to the unit it names, and not what that unit has to do. */
export function isDoneTo(inquiry: Inquiry): boolean {
  return deedTo(inquiry) !== null
}

/** Without what the unit itself does; clauses with the very deed alone where there are any. */
export function ofDoers(inquiry: Inquiry, ranked: Ranked[]): Ranked[] {
  const { unit, terms } = inquiry
  const said = deedTo(inquiry)
  if (said === null || !unit) return ranked
  const others = ranked.filter((each) => !isOwn(unit, each))
  const deed = { ...termsOf(` ${said}`), marks: terms.marks, senses: terms.senses }
  const doers = others.filter(({ entry, shelf }) => coverage(deed, entry.body, shelf.weigh).words >= HALF)
  return doers.length > 0 ? doers : others
}

/** Under the unit's own heading, or in a row it has a part in. */
function isOwn(unit: AskedUnit, { entry: { passage, duty } }: Ranked): boolean {
  if (duty) return concerns(unit, [...duty.lead, ...duty.coordinating])
  return isUnder(unit, passage)
}
