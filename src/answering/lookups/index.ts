/**
 * The register's look-ups in the order they are tried: `papers` (which there are, whose, on what they rest), `duties` (what a
 * unit has to do and by when), `reports` (who reports what by which day), `money`, `aims` (figures, by year, side by side); and
 * `clauses`, the documents' own sentences, for whatever no register row answers. Promises an outcome only where a row or
 * clause bears it out; a look-up that is not sure says null and the next one tries.
 */

import type { Outcome } from '../outcome.ts'
import type { Inquiry } from '../question/inquiry.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { lookUpComparison } from './aims/compare.ts'
import { lookUpNumbers } from './aims/numbers.ts'
import { lookUpYearRows } from './aims/year-rows.ts'
import { lookUpAppendix } from './duties/appendix.ts'
import { lookUpDue } from './duties/due.ts'
import { lookUpDuties } from './duties/duties.ts'
import { lookUpNoDuty } from './duties/no-duty.ts'
import { lookUpOwnRow } from './duties/own-row.ts'
import type { Lookup, Ranking } from './lookup.ts'
import { lookUpFunding } from './money/funding.ts'
import { lookUpFundingBasis } from './money/funding-basis.ts'
import { lookUpLeftToOthers } from './money/left-to-others.ts'
import { lookUpPremise } from './money/premise.ts'
import { lookUpNotHeld } from './not-held.ts'
import { lookUpCitedDocuments } from './papers/cited-documents.ts'
import { lookUpIdentity, lookUpMissingPaper, lookUpReplaced } from './papers/identity.ts'
import { lookUpOverview } from './papers/overview.ts'
import { lookUpPeople } from './papers/people.ts'
import { lookUpProvince } from './papers/province.ts'
import { lookUpRecipients } from './papers/recipients.ts'
import { lookUpShortForms } from './papers/short-forms.ts'
import { lookUpSignedBy } from './papers/signed-by.ts'
import { lookUpWhichPaper } from './papers/which-paper.ts'
import { lookUpWholePaper } from './papers/whole-paper.ts'
import { lookUpReports } from './reports/reports.ts'
import { lookUpSenders } from './reports/senders.ts'

const LOOKUPS: Lookup[] = [
  lookUpNotHeld,
  lookUpWhichPaper,
  lookUpMissingPaper,
  lookUpShortForms,
  lookUpSignedBy,
  lookUpPeople,
  lookUpProvince,
  lookUpComparison,
  lookUpRecipients,
  lookUpWholePaper,
  lookUpSenders,
  lookUpDue,
  lookUpReports,
  lookUpOwnRow,
  lookUpReplaced,
  lookUpIdentity,
  lookUpFundingBasis,
  lookUpCitedDocuments,
  lookUpAppendix,
  lookUpNumbers,
  lookUpYearRows,
  lookUpLeftToOthers,
  lookUpFunding,
  lookUpDuties,
  lookUpOverview,
  lookUpNoDuty,
]

/** What the register is certain of, or null; a premise that another commune's papers hold is corrected first. */
export function lookUpRegister(inquiry: Inquiry, ranking: Ranking, others: readonly Shelf[]): Outcome | null {
  const corrected = lookUpPremise(inquiry, others)
  if (corrected) return corrected
  for (const lookup of LOOKUPS) {
    const outcome = lookup(inquiry, ranking)
    if (outcome) return outcome
  }
  return null
}
