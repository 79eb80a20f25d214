/** A premise about money that the named commune's documents do not bear out but another's do. */

import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf } from '../../shelf/shelf.ts'
import { amountsIn } from './funding.ts'
import { sayAmount } from './funding-parts.ts'

const CONFIRMS = / (?:dung khong|phai khong|co dung|co phai|that khong|nghe noi|nghe dau|nghe bao|thay bao) /
const SPEAKS_OF_MONEY = / (\d+(?:[.,]\d+)*) ?(?:ty|trieu|dong) /

/** Whether a sum of money is put to the assistant to be confirmed. */
export function putsAPremise(asked: string): boolean {
  return SPEAKS_OF_MONEY.test(asked) && CONFIRMS.test(asked)
}

/** `others` are the shelves of communes not asked about: their amount is told only to correct the premise, and named. */
export function lookUpPremise({ asked, shelves }: Inquiry, others: readonly Shelf[]): Outcome | null {
  const [shelf] = shelves
  const number = SPEAKS_OF_MONEY.exec(asked)?.[1]
  if (!shelf || shelves.length !== 1 || !number || !CONFIRMS.test(asked) || amountsIn(shelf).length > 0) return null
  const name = shelf.register.commune.name
  const owner = others.find((other) =>
    amountsIn(other).some(({ passage }) => passage.quote.includes(number.split(/[.,]/)[0] ?? number)),
  )
  const [entry] = owner ? amountsIn(owner) : []
  const [source] = shelf.entries.filter(
    ({ passage }) => /kinh phí/iu.test(passage.quote) && /nguồn|ngân sách/iu.test(passage.quote),
  )
  const lines = [
    `Không. Văn bản của ${name} không nêu số tiền cụ thể.`,
    ...(entry && owner ? [`Con số đó là của ${owner.register.commune.name}: ${sayAmount(entry)}`] : []),
  ]
  const citations = [entry, source].flatMap((each) => (each ? [citePassage(each)] : []))
  return { kind: 'found', finding: { lines, citations }, desk: null }
}
