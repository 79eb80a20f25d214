/** The register's look-ups in the order they are tried. */
import type { Inquiry } from '../inquiry.ts'
import type { Outcome } from '../outcome.ts'
import type { Shelf } from '../shelf.ts'
import { lookUpAppendix } from './appendix.ts'
import { lookUpCitedDocuments } from './cited-documents.ts'
import { lookUpComparison } from './compare.ts'
import { lookUpDue } from './due.ts'
import { lookUpDuties } from './duties.ts'
import { lookUpFunding } from './funding.ts'
import { lookUpFundingBasis } from './funding-basis.ts'
import { lookUpIdentity, lookUpMissingPaper, lookUpReplaced } from './identity.ts'
import { lookUpLeftToOthers } from './left-to-others.ts'
import type { Lookup, Ranking } from './lookup.ts'
import { lookUpNoDuty } from './no-duty.ts'
import { lookUpNotHeld } from './not-held.ts'
import { lookUpNumbers } from './numbers.ts'
import { lookUpOverview } from './overview.ts'
import { lookUpOwnRow } from './own-row.ts'
import { lookUpPeople } from './people.ts'
import { lookUpPremise } from './premise.ts'
import { lookUpProvince } from './province.ts'
import { lookUpRecipients } from './recipients.ts'
import { lookUpReports } from './reports.ts'
import { lookUpSenders } from './senders.ts'
import { lookUpSignedBy } from './signed-by.ts'
import { lookUpWhichPaper } from './which-paper.ts'
import { lookUpWholePaper } from './whole-paper.ts'
import { lookUpYearRows } from './year-rows.ts'

const LOOKUPS: Lookup[] = [
  lookUpNotHeld,
  lookUpWhichPaper,
  lookUpMissingPaper,
  lookUpSignedBy,
  lookUpPeople,
  lookUpComparison,
  lookUpRecipients,
  lookUpProvince,
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
