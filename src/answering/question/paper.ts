/** Which of a commune's papers a question names: "kế hoạch giảm nghèo", "quyết định 86". Nobody else's paper speaks then. */
import type { RegisteredDocument } from '../../duties/index.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { plain } from '../typed/plain.ts'
import { indexText, termsOf } from '../weighing/terms.ts'

/** `none`: a paper is named that the shelf does not have. */
export type NamedPaper = { kind: 'one'; document: RegisteredDocument } | { kind: 'none'; name: string }

const KINDS =
  'ke hoach|nghi quyet|quyet dinh|chuong trinh hanh dong|chuong trinh|thong bao|de an|quy che|chi thi|ket luan|phu luc'
const NAMED = new RegExp(
  ` (?:${KINDS})(?: so)? ((?:(?!(?:${KINDS}|cua|do|la|co|thi|nao|nay|minh|may|bao (?:nhieu|gio)|ai|ban hanh|cho|bi|duoc|phai|giao|trong (?:nam|giai|thang|quy|phu|bang|do)|gui|va|het|xa|phuong|thang|han|nop|truoc|ky|hieu luc|thong qua|ap dung) )\\S+ ){1,8})`,
  'g',
)
/** Words that name no paper: every plan is carried out and has parts. */
const NOT_A_NAME = new Set(
  'thuc hien trien khai nam giai doan nhiem vu noi dung muc chi tieu muc tieu thoi gian kinh phi phan cong bang chung tong the cong tac ve hanh dong nay khac gi khong tra loi cu the hoa sau doi voi don vi em toi'.split(
    ' ',
  ),
)
const LEAST_SHARE = 0.6
const LEAST_LEAD = 0.3

/** Null when the question names none, or none that is told from the others. */
export function findPaper(asked: string, shelf: Shelf): NamedPaper | null {
  const named = papersNamed(asked, shelf)
  const [first] = named
  if (!first) return byTitlePair(asked, shelf)
  const isSame = (each: NamedPaper): boolean =>
    each.kind === 'one' && first.kind === 'one' ? each.document === first.document : each.kind === first.kind
  return named.every(isSame) ? first : null
}

function papersNamed(asked: string, shelf: Shelf): NamedPaper[] {
  const named: NamedPaper[] = []
  for (const [, tail = ''] of asked.matchAll(NAMED)) {
    const words = termsOf(` ${tail}`, new Set([...NOT_A_NAME, ...shelf.communeWords])).words
    if (words.length === 0) continue
    const scored = shelf.documents
      .map((document) => ({ document, share: shareIn(document, words) }))
      .sort((a, b) => b.share - a.share)
    const [best, second] = scored
    if (best && best.share >= LEAST_SHARE && best.share - (second?.share ?? 0) >= LEAST_LEAD)
      named.push({ kind: 'one', document: best.document })
    else if (isOfNoPaper(tail, shelf)) named.push({ kind: 'none', name: tail.trim() })
  }
  return named
}

/** Share of the words that stand in the title, begin its words, or are its number. */
function shareIn({ title, number, type }: RegisteredDocument, words: readonly string[]): number {
  const said = plain(`${type ?? ''} ${title ?? ''}`)
  const own = indexText(said)
  const initials = said
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
  const digits = /\d+/.exec(number ?? '')?.[0].replace(/^0+/, '')
  const had = words.filter(
    (word) =>
      own.words.has(word) ||
      (digits !== undefined && word.replace(/\D.*$/, '').replace(/^0+/, '') === digits) ||
      (/^[a-z]{3,}$/.test(word) && initials.includes(word)),
  )
  return had.length / words.length
}

/** Four words or more, of which no two neighbours stand in a title and few in a passage. */
function isOfNoPaper(tail: string, shelf: Shelf): boolean {
  const pairs = [...indexText(tail).pairs]
  const inTitle = (pair: string): boolean => shelf.documents.some(({ title }) => indexText(title ?? '').pairs.has(pair))
  const inText = (pair: string): boolean => shelf.entries.some(({ body }) => body.pairs.has(pair))
  return pairs.length >= 3 && !pairs.some(inTitle) && pairs.filter(inText).length <= pairs.length / 2
}

/** Two neighbours of the question that stand in one title alone: "… về giảm nghèo". */
function byTitlePair(asked: string, shelf: Shelf): NamedPaper | null {
  if (shelf.documents.length < 2) return null
  const terms = termsOf(asked, new Set([...NOT_A_NAME, ...shelf.communeWords]))
  const pairs = terms.pairs.filter((pair) => pair.split(' ').every((word) => terms.words.includes(word)))
  const owners = pairs.flatMap((pair) => {
    const having = shelf.documents.filter(({ title }) => indexText(title ?? '').pairs.has(pair))
    const [only, ...others] = having
    return only && others.length === 0 && !elsewhere(pair, only, shelf) ? [only] : []
  })
  const [first] = owners
  return first && owners.every((owner) => owner === first) ? { kind: 'one', document: first } : null
}

/** A pair that other papers speak of as well names no paper. */
function elsewhere(pair: string, { id }: RegisteredDocument, shelf: Shelf): boolean {
  return shelf.entries.some(({ passage, body }) => passage.documentId !== id && body.pairs.has(pair))
}

const narrowed = new WeakMap<Shelf, Map<number, Shelf>>()

/** The shelf with that paper alone. */
export function shelfOf(shelf: Shelf, { id }: RegisteredDocument): Shelf {
  const known = narrowed.get(shelf) ?? new Map<number, Shelf>()
  narrowed.set(shelf, known)
  const own = <Row extends { documentId: number }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ documentId }) => documentId === id)
  const found = known.get(id) ?? {
    ...shelf,
    documents: shelf.documents.filter((document) => document.id === id),
    entries: shelf.entries.filter(({ passage }) => passage.documentId === id),
    duties: own(shelf.duties),
    targets: own(shelf.targets),
    rules: own(shelf.rules),
  }
  known.set(id, found)
  return found
}
