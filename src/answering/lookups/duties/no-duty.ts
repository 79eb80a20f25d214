/** A unit the documents give nothing to do, or nothing to lead: that is said, and no one else's work is told as its own. */
import { findUnits } from '../../../language/units.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { type AskedUnit, bareHeadings, concerns, type Inquiry, isUnder } from '../../question/inquiry.ts'
import { capital } from '../../replies.ts'
import { isFurniture } from '../../shelf/furniture.ts'
import type { ShelfEntry } from '../../shelf/shelf.ts'
import { indexText, termsOf } from '../../weighing/terms.ts'
import { documentName } from '../../wording.ts'
import { ASKS_WHO } from './asks-duties.ts'
import { isDoneTo } from './done-to.ts'
import { dutiesOf } from './duties.ts'
import { DUTY_WORDS } from './duty-topic.ts'
import { listDuties } from './list-duties.ts'

const ASKS_ITS_DUTIES =
  / (?:nhiem vu (?:gi|nao|cua)|trach nhiem|vai tro|phai lam|(?:can|duoc|se) lam (?:nhung )?gi|lam (?:nhung )?(?:viec |cai )?gi|viec gi|(?:nhung )?viec nao|cong viec|chu tri|phoi hop|duoc giao|phan cong) /

export function lookUpNoDuty(inquiry: Inquiry): Outcome | null {
  const { asked, shelves } = inquiry
  const [shelf] = shelves
  const unit = askedBody(inquiry)
  if (!unit || !shelf || shelves.length !== 1 || !asksItsDuties(asked) || isDoneTo(inquiry)) return null
  if (unit.how === 'self' && !asksOnlyDuties(asked, unit)) return null
  const duties = dutiesOf(shelf, unit)
  const name = capital(unit.name)
  const none = { kind: 'not_in_documents', desk: findDesk(shelf), missing: null } as const
  if (duties.length === 0 && !shelf.entries.some((entry) => isOf(unit, entry)))
    return { ...none, nearest: null, reason: `${nameOf(inquiry)} không giao việc riêng cho ${unit.name}.` }
  const leads = / chu tri /.test(asked) && !/ phoi hop /.test(asked)
  if (!leads || duties.length === 0 || duties.some(({ lead }) => concerns(unit, lead))) return null
  const nearest = listDuties({ ...inquiry, unit }, shelf, duties)
  return { ...none, nearest, reason: `${nameOf(inquiry)} không giao ${name} chủ trì việc nào.` }
}

function nameOf({ paper, shelves }: Inquiry): string {
  const [shelf] = shelves
  return paper?.kind === 'one' && shelf ? documentName(shelf, paper.document) : 'Văn bản'
}

/** One's own work as such: a topic beside it, a section or all units together are matters of the text. */
function asksOnlyDuties(asked: string, { name }: AskedUnit): boolean {
  const own = new Set([...DUTY_WORDS, ...indexText(name).words])
  return termsOf(asked, own).words.length === 0 && !/ (?:cac|noi chung|muc|phu luc) /.test(asked)
}

/** The question is what one unit has to do, not whose work something is. */
export function asksItsDuties(asked: string): boolean {
  return ASKS_ITS_DUTIES.test(asked) && !ASKS_WHO.test(asked) && !/ (?:ai|nao) (?:chu tri|phoi hop) /.test(asked)
}

/** The unit asked about, one that stands in no register included. */
export function askedBody({ unit, whole }: Inquiry): AskedUnit | null {
  if (unit?.how === 'named') return unit
  const [mention] = findUnits(whole.said).filter(({ group }) => !group)
  return mention ? { name: mention.name, keys: [mention.key], how: 'named' } : unit
}

/** Whether a passage is of the unit: its row, under its name, or naming it. */
export function isOf(unit: AskedUnit, entry: ShelfEntry): boolean {
  const { passage, duty } = entry
  if (isFurniture(entry) || passage.kind === 'head') return false
  if (duty && (concerns(unit, duty.lead) || concerns(unit, duty.coordinating))) return true
  if (isUnder(unit, passage)) return true
  const said = `${bareHeadings(passage).join('. ')}. ${passage.lead ?? ''} ${passage.quote}`
  return findUnits(said).some(({ key }) =>
    unit.keys.some((own) => own === key || own.startsWith(`${key} `) || key.startsWith(`${own} `)),
  )
}
