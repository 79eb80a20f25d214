/** An honest nothing, with the desk to ask. */
import { findDesk, withCommune } from '../../desk.ts'
import type { Missing, Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import type { Ranked } from '../../weighing/rank.ts'

export function nothing({ terms }: Inquiry, best: Ranked, missing: Missing | null): Outcome {
  const desk = terms.words.length >= 3 ? deskFor(best) : findDesk(best.shelf)
  return { kind: 'not_in_documents', desk, nearest: null, missing }
}

/** Whoever leads the nearest task; else the documents' own contact. */
export function deskFor({ entry, shelf, covered }: Ranked): string {
  const lead = entry.duty?.lead[0]
  return lead && covered > 0.6 && !/công an/iu.test(lead) ? withCommune(lead, shelf) : findDesk(shelf)
}
