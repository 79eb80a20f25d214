/** The look-ups in the order they are tried: the register's certain answers first, the documents' own words last. */
import type { Inquiry } from '../inquiry.ts'
import type { Outcome } from '../outcome.ts'
import type { Shelf } from '../shelf.ts'
import { lookUpAppendix } from './appendix.ts'
import { lookUpCitedDocuments } from './cited-documents.ts'
import { lookUpComparison } from './compare.ts'
import { lookUpDuties } from './duties.ts'
import { lookUpFunding } from './funding.ts'
import { lookUpIdentity, lookUpReplaced } from './identity.ts'
import type { Lookup, Ranking } from './lookup.ts'
import { lookUpNumbers } from './numbers.ts'
import { lookUpPassages } from './passages.ts'
import { lookUpPeople } from './people.ts'
import { lookUpPremise } from './premise.ts'
import { lookUpReports } from './reports.ts'

const LOOKUPS: Lookup[] = [
  lookUpComparison,
  lookUpPeople,
  lookUpReports,
  lookUpReplaced,
  lookUpIdentity,
  lookUpCitedDocuments,
  lookUpAppendix,
  lookUpNumbers,
  lookUpFunding,
  lookUpDuties,
]

/** The first look-up that has an answer gives it. */
export function lookUp(inquiry: Inquiry, ranking: Ranking, others: readonly Shelf[]): Outcome {
  const corrected = lookUpPremise(inquiry, others)
  if (corrected) return corrected
  for (const lookup of LOOKUPS) {
    const outcome = lookup(inquiry, ranking)
    if (outcome) return outcome
  }
  return lookUpPassages(inquiry, ranking)
}
