/** Why one report is due before another: the paper gives no reason, so all its dates are told as they stand there. */
import type { RegisteredRule } from '../../../duties/index.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { cite, type Shelf } from '../../shelf/shelf.ts'
import { documentName } from '../../wording.ts'
import { sayAll, toLines } from './report-words.ts'

const DOUBTS =
  / (?:sao lai|tai sao|vi sao|doc nham|ghi nham|ghi sai|in nham|danh may nham|mau thuan|nguoc (?:nhau|doi)|co nham|nham khong) /

export function doubtsDates(asked: string): boolean {
  return DOUBTS.test(asked)
}

/** Null unless one paper has two dated rules to hold beside each other. */
export function tellAsWritten(shelf: Shelf, dated: RegisteredRule[]): Outcome | null {
  const [first] = dated
  const ofOne = dated.filter(({ documentId }) => documentId === first?.documentId)
  const document = shelf.documents.find(({ id }) => id === first?.documentId)
  if (ofOne.length < 2 || !document) return null
  const lines = [
    `${documentName(shelf, document)} ghi báo cáo ${sayAll(ofOne)}; văn bản không nêu lý do.`,
    ...toLines(ofOne),
  ]
  const quoted = ofOne.filter((rule, at) => ofOne.findIndex(({ quote }) => quote === rule.quote) === at)
  return {
    kind: 'found',
    finding: { lines, citations: quoted.slice(0, 3).map((rule) => cite(shelf, rule)) },
    desk: findDesk(shelf),
  }
}
