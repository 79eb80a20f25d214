/** Of a paper as a whole: who made it, and the years it is for. */
import type { RegisteredDocument } from '../../../duties/index.ts'
import { fold } from '../../../language/text.ts'
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { neat, sentence } from '../../wording.ts'

const PAPER = '(?:ke hoach|nghi quyet|chuong trinh|de an|quyet dinh|van ban|kh|nq)'
const THIS = '(?:nay|do|ni|tren|(?:cua )?(?:xa|phuong)(?: minh| ta| nay)?)'
const WHO = '(?:ai|(?:co quan|don vi|phong|ban|ben|noi|cap) nao)'
const MAKES = '(?:(?:la|da|dung ra|duoc|nguoi) )*(?:lap|soan|soan thao|xay dung|ban hanh|viet|lam|dua)(?: ra| nen)?'
const END = '(?: (?:vay|the|a|ha|nhi|ad|do|z))* $'
const ASKS_MAKER = new RegExp(
  ` ${WHO} ${MAKES} (?:ban |cai )?${PAPER} ${THIS}${END}| ${PAPER} ${THIS} (?:la )?(?:do |duoc )?${WHO} ${MAKES}${END}`,
)
const YEARS_ASKED =
  '(?:(?:(?:tu|den|toi|trong|nhung) )?nam nao|(?:trong )?giai doan nao|(?:trong )?may nam|bao nhieu nam|(?:den |toi )(?:bao gio|khi nao))'
const LASTS = '(?:lam|thuc hien|ap dung|keo dai|trien khai|chay|la|cho|trong|cua|co|duoc|tinh|hieu luc)'
/** "Đề án … này kéo dài tới năm nào": between the paper and its years stands nothing but that it lasts. */
const ASKS_PERIOD = new RegExp(
  ` ${PAPER}(?: \\S+){0,8} (?:nay|do|ni) (?:${LASTS} )*${YEARS_ASKED} | ${PAPER}(?: \\S+){0,8} keo dai ${YEARS_ASKED} | thoi gian thuc hien (?:cua )?${PAPER} (?:(?:nay|do|la) )*${YEARS_ASKED} `,
)
/** The same of several communes, whose names stand between. */
const ASKS_PERIOD_OF = new RegExp(
  ` ${PAPER}(?: \\S+){0,12} (?:keo dai|thuc hien|cho|trong|lam) (?:den |toi |tu )?${YEARS_ASKED} `,
)

export function asksPeriodOf(asked: string): boolean {
  return ASKS_PERIOD_OF.test(asked)
}

/** The years of a commune's one paper. */
export function periodOf(shelf: Shelf): Finding | null {
  const [document, ...others] = shelf.documents
  return document && others.length === 0 ? period(shelf, document) : null
}

export function asksMaker(asked: string): boolean {
  return ASKS_MAKER.test(asked)
}

export function asksPeriod(asked: string): boolean {
  return ASKS_PERIOD.test(asked)
}

/** Told of the one paper a shelf has: of several it is not known which is meant. */
export function lookUpWholePaper({ asked, shelves }: Inquiry): Outcome | null {
  const [shelf] = shelves
  const [document, ...others] = shelf?.documents ?? []
  if (!shelf || !document || shelves.length > 1 || others.length > 0) return null
  const finding = asksMaker(asked) ? maker(shelf, document) : asksPeriod(asked) ? period(shelf, document) : null
  return finding && { kind: 'found', finding, desk: findDesk(shelf) }
}

/** "… Thường trực HĐND xã xây dựng Kế hoạch …": who makes the paper, in its own words. */
const MADE_BY =
  /((?:Thường trực |Ủy ban |Uỷ ban |UBND |Hội đồng |HĐND |Đảng ủy |Ban )[^,;:]{3,80} (?:xây dựng|ban hành|lập) (?:Kế hoạch|Nghị quyết|Chương trình|Đề án|Quyết định)[^;:]{0,200})/u

function maker(shelf: Shelf, document: RegisteredDocument): Finding | null {
  const heads = shelf.entries.filter(({ passage }) => passage.kind === 'head')
  for (const entry of heads) {
    const said = MADE_BY.exec(neat(entry.passage.quote))?.[1]
    if (said) return { lines: [sentence(said)], citations: [citePassage(entry)] }
  }
  const issuer = document.issuer && fold(document.issuer)
  const entry = issuer
    ? (heads.find(({ passage }) => fold(passage.quote).includes(issuer)) ??
      shelf.entries.find(({ passage }) => passage.kind === 'sign') ??
      heads[0])
    : undefined
  if (!entry) return null
  const cited = citePassage(entry)
  const citation = entry.passage.kind === 'sign' ? { ...cited, section: 'phần ký' } : cited
  return { lines: [`Cơ quan ban hành: ${neat(document.issuer ?? '')}.`], citations: [citation] }
}

const YEARS = /(?:giai đoạn|thời kỳ) 20\d\d\s*[-–]\s*20\d\d(?: và (?:những|các) năm tiếp theo)?|năm 20\d\d/iu

/** A title that names another paper has that one's years. */
const NAMES_ANOTHER = /\d\s?[-/–]\s?\p{Lu}|phê duyệt/u

/** The years in the paper's title, as they stand there. */
function period(shelf: Shelf, { id, title }: RegisteredDocument): Finding | null {
  const years = NAMES_ANOTHER.test(title ?? '') ? undefined : YEARS.exec(neat(title ?? ''))?.[0]
  const own = shelf.entries.filter(({ passage }) => passage.documentId === id)
  const entry = years
    ? own.find((each) => isTitle(each, title ?? '') || neat(each.passage.quote).includes(years))
    : null
  return entry ? { lines: [sentence(`Tên văn bản ghi: ${neat(title ?? '')}`)], citations: [citePassage(entry)] } : null
}

function isTitle({ passage }: ShelfEntry, title: string): boolean {
  return fold(neat(passage.quote)).includes(fold(neat(title)))
}
