/** One task that is asked about by its name: its row, not the list of all that its unit has to do. */
import { findDesk } from '../desk.ts'
import { concerns, type Inquiry } from '../inquiry.ts'
import type { Outcome } from '../outcome.ts'
import { citePassage } from '../shelf.ts'
import { bestRow } from './appendix.ts'
import { tellRow } from './duty-row.ts'

/** When it ends, with whom, with what product: asked of one task. */
const ASKS_CELL =
  / (?:bao gio|khi nao|luc nao|nam nao|quy nao|thang nao|han (?:chot|cuoi|den|nao)|(?:phoi hop|lam) (?:cung )?voi (?:ai|(?:don vi|phong|ben|co quan) nao)|ai (?:chu tri|phoi hop)|san pham (?:la )?gi|dau ra (?:la )?gi) /
/** Such a name stands in the row nearly whole. */
const BY_NAME = 0.85

export function lookUpOwnRow(inquiry: Inquiry): Outcome | null {
  const { asked, shelves, unit } = inquiry
  const [shelf] = shelves
  if (!unit || !shelf || shelves.length !== 1 || !ASKS_CELL.test(asked)) return null
  const row = bestRow(inquiry, shelf, BY_NAME)
  if (!row?.duty || !concerns(unit, [...row.duty.lead, ...row.duty.coordinating])) return null
  const finding = { lines: [tellRow(inquiry, row)], citations: [citePassage(row)] }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}
