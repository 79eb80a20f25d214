/** Who has to report to an office: the rules that name it as where reports go, with those they bind. */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { concerns, type Inquiry, ownUnit } from '../../question/inquiry.ts'
import { cite, type Shelf } from '../../shelf/shelf.ts'
import { neat, sentence } from '../../wording.ts'

const SENDERS = '(?:ai|(?:don vi|phong|co quan|ben|noi|cho|to chuc) nao)'
const ASKS_SENDERS = new RegExp(
  ` ${SENDERS}(?: (?:la|thi|se|phai|can|co|bat buoc|trach nhiem|duoc))* (?:gui|nop|bao cao)(?: (?:bao cao|ket qua|so lieu|dinh ky|ve|cho|len|den))* (?:phong|van phong|ban|trung tam|ubnd|uy ban|don vi) (?!nao )`,
)

export function asksSenders(asked: string): boolean {
  return ASKS_SENDERS.test(asked)
}

export function lookUpSenders(inquiry: Inquiry): Outcome | null {
  const { asked, shelves } = inquiry
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1 || !asksSenders(asked) || !/ bao cao /.test(asked)) return null
  const unit = inquiry.unit ?? ownOffice(inquiry, shelf)
  if (!unit) return null
  const rules = shelf.rules.filter(
    ({ to, via, who }) => who.length > 0 && [to, via].some((name) => name !== null && concerns(unit, [name])),
  )
  const quotes = [...new Set(rules.map(({ quote }) => neat(quote)))].slice(0, 2)
  if (quotes.length === 0) return null
  const who = [...new Set(rules.flatMap((rule) => rule.who.map(neat)))]
  const lines = [sentence(`Đơn vị báo cáo: ${who.join('; ')}`), ...quotes.map((quote) => `Văn bản ghi: "${quote}".`)]
  const citations = quotes.flatMap((quote) => rules.find((rule) => neat(rule.quote) === quote) ?? [])
  return {
    kind: 'found',
    finding: { lines, citations: citations.map((rule) => cite(shelf, rule)) },
    desk: findDesk(shelf),
  }
}

/** "Phòng mình" of somebody whose office is known. */
function ownOffice({ asked, turn }: Inquiry, shelf: Shelf): Inquiry['unit'] {
  const isOwn = / (?:phong|van phong|ban|trung tam|don vi) (?:minh|em|toi|ta|chung toi|chung em) /.test(asked)
  return isOwn && turn.unit ? ownUnit(turn.unit, shelf.register.units) : null
}
