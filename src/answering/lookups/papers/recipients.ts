/** To whom a paper was sent, as its "Nơi nhận" lists them. */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import { documentName, neat, sentence } from '../../wording.ts'

const PAPER = '(?:van ban|ke hoach|nghi quyet|quyet dinh|chuong trinh|de an|thong bao|chi thi|kh|nq)'
const WHOM =
  '(?:ai|dau|nhung ai|(?:nhung |cac |may )?(?:noi|cho|co quan|don vi|dong chi|phong|ban|ben|nganh) nao|nhung (?:noi|dau|co quan|don vi|dong chi|d c))'
const SENT = '(?:gui|phat hanh|chuyen|ban hanh gui)'
const ASKS_RECIPIENTS = new RegExp(
  ` noi nhan | ${PAPER}(?: \\S+){0,5} ${SENT} (?:\\S+ ){0,6}?${WHOM} | ${SENT} ${PAPER}(?: \\S+){0,3} (?:cho|den|toi) ${WHOM} | (?:ai|noi nao|co quan nao|don vi nao|nhung ai)(?: \\S+){0,3} (?:duoc nhan|nhan duoc|duoc gui) (?:ban )?${PAPER} `,
)
/** What is sent by rules of the paper is no copy of the paper itself. */
const SENDS_ELSE =
  / (?:(?<!de )bao cao|nop|ho so|phan anh|kien nghi|gop y|don|ket qua|so lieu|danh sach|dang ky|tien|y kien|phu luc|vuong mac) /
const TO_REPORT = / de bao cao | bao cao cho | de b c /
const MARKED_TO_REPORT = /b\/?\s?cáo|b\/c|báo cáo/iu

export function lookUpRecipients({ asked, shelves }: Inquiry): Outcome | null {
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1 || !ASKS_RECIPIENTS.test(asked) || SENDS_ELSE.test(asked)) return null
  const told = shelf.documents.flatMap((document) => {
    const all = recipientsOf(shelf, document.id)
    const marked = TO_REPORT.test(asked) ? all.filter(({ passage }) => MARKED_TO_REPORT.test(passage.quote)) : []
    const entries = marked.length > 0 ? marked : all
    return entries.length === 0 ? [] : [{ name: documentName(shelf, document), entries, isPart: marked.length > 0 }]
  })
  if (told.length === 0) return none(shelf)
  const lines = told.map(({ name, entries, isPart }) =>
    sentence(`${name} gửi${isPart ? ' để báo cáo' : ''}: ${entries.map(sayRecipient).join('; ')}`),
  )
  const citations = told.flatMap(({ entries }) => entries.map((entry) => citePassage(entry)))
  return { kind: 'found', finding: { lines, citations }, desk: findDesk(shelf) }
}

function recipientsOf({ entries }: Shelf, documentId: number): ShelfEntry[] {
  return entries.filter(
    ({ passage }) =>
      passage.documentId === documentId && passage.kind === 'recipients' && !/^ noi nhan $/.test(plain(passage.quote)),
  )
}

function sayRecipient({ passage }: ShelfEntry): string {
  return neat(passage.quote)
    .replace(/^nơi nhận\s*:?\s*/iu, '')
    .replace(/[;.,/]+$/u, '')
}

function none(shelf: Shelf): Outcome {
  const reason = 'Văn bản không ghi nơi nhận.'
  return { kind: 'not_in_documents', desk: findDesk(shelf), nearest: null, missing: null, reason }
}
