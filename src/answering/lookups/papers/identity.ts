/** The document's own number, day and effect: blank is told as blank, never filled with a number it cites. */
import type { RegisteredDocument } from '../../../duties/index.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import type { Citation } from '../../turn.ts'
import { plain } from '../../typed/plain.ts'
import { documentName, neat, sentence, sentencesOf } from '../../wording.ts'

const ASKS_NUMBER =
  / (?:(?<!nhiem vu |viec |muc |dong |tt |ky |chuyen doi |dau )so (?:may|bao nhieu|hieu|van ban)(?! (?:phan tram|%|nguoi|lan|lop|ho|thon))|can so|(?:xin|cho|lay|biet) (?:\S+ ){0,3}so (?:(?:va|voi|cung|lan) )?(?:ngay|thang)|so (?:va|voi|cung|lan|kem) ngay|so (?:ky hieu)|so(?: va)?(?: ngay)? (?:cua )?(?:van ban|ke hoach|nghi quyet|quyet dinh)(?: nay| do)? (?:de |$)|so (?:van ban|nghi quyet|ke hoach|quyet dinh)(?: \S+){0,6} (?:bao nhieu|may|gi|nao|la)) /
const ASKS_DAY =
  / (?:ban hanh(?: \S+){0,4} (?:ngay|khi nao|bao gio|nam nao|luc nao)|ngay ban hanh|ngay thang (?:nao|ban hanh)|ky (?:ngay|hom|khi) nao|ngay ky|ra ngay nao|ngay nao(?: \S+){0,3} (?:ban hanh|ky)|so (?:may|bao nhieu|nao) (?:\S+ )?ngay (?:nao|may|bao nhieu)|so (?:va|voi|cung|lan|kem) ngay|co hieu luc|co gia tri (?:thi hanh|ap dung)|bat dau (?:thi hanh|co hieu luc)|thi hanh (?:tu|ke tu|khi)|ap dung (?:tu|ke tu|khi|bat dau)|hieu luc (?:tu|khi|ngay)|thong qua (?:ngay|khi|luc|hom) \S+|ngay(?: \S+){0,2} thong qua) /
const OWN_PAPER = / (?:van ban|ke hoach|nghi quyet|quyet dinh|de an|nq|kh|thong bao|chi thi|chuong trinh|quy che) /
const OTHERS_PAPER =
  / (?:dang uy|thanh uy|tinh uy|tinh|thanh pho|chinh phu|thu tuong|trung uong|bo chinh tri|ban bi thu|ttg|bct|bo khoa hoc|bo \S+|quoc hoi|cap tren|vien dan|can cu|to trinh|tham tra|cong van|phu luc|nhiem vu|theo (?:cong van|nghi quyet|quyet dinh|ke hoach) nao|\d+ (?:nq|qd|kh|ct|kl|da)|\d+-\S+) /
/** A paper issued by the Party committee is its own, where the shelf has one. */
function ownIssuers(asked: string, shelf: Shelf): string {
  const isOfParty = shelf.documents.some(({ issuer }) => /đảng ủy|đảng uỷ/iu.test(issuer ?? ''))
  return isOfParty ? asked.replace(/ (?:cua )?dang uy /g, ' ') : asked
}

/** When a paper is still to be issued is a duty of the plan, not the day on its head. */
export const IS_DUTY =
  / (?:phai|can|se|truoc ngay|han)(?: \S+){0,4} ban hanh | ban hanh (?:truoc|cham nhat|xong|trong) /
const EFFECT = /thông qua ngày|có hiệu lực|hiệu lực (?:thi hành|kể từ)/iu

const IN_FORCE_FROM = /hiệu lực[^.;]{0,40}ngày\s+(?:\d|ký|ban hành|được thông qua|thông qua)/iu

const ASKS_REPLACED =
  / (?:thay(?: the)? (?:cho )?(?:nhung |cac )?(?:ke hoach|nghi quyet|van ban|quyet dinh|ban|cai)|(?:co|bi) thay(?: the)?|thay ke hoach|ke hoach cu|(?:ke hoach|nghi quyet)(?: \S+){0,4} bi (?:bo|bai bo|huy bo)(?= (?:la|gom|nhung|cac|bang|boi))|bai bo (?:nhung |cac )?(?:ke hoach|nghi quyet|quyet dinh|van ban)|van ban cu|nghi quyet cu|chay song song|het hieu luc|con hieu luc) /

/** Which paper this one replaces: its other sentences on papers tell nothing of that. */
const ASKS_WHICH_REPLACED =
  / thay(?: the)? (?:cho )?(?:nhung |cac )?(?:ke hoach|nghi quyet|van ban|quyet dinh)(?: \S+){0,8} nao /

const REPLACES = /(?:thay thế|bãi bỏ) (?:các |cho )?(?:kế hoạch|nghị quyết|quyết định|văn bản)/iu

/** What the document replaces, in its own words. */
export function lookUpReplaced(inquiry: Inquiry): Outcome | null {
  const { asked, shelves } = inquiry
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1 || !ASKS_REPLACED.test(asked)) return null
  const entries = shelf.entries.filter(({ passage }) => REPLACES.test(passage.quote)).slice(0, 2)
  if (entries.length === 0) return ASKS_WHICH_REPLACED.test(asked) ? nothingOf(shelf) : null
  const lines = entries.map(({ passage }) => {
    const said = sentencesOf(neat(passage.quote))
    return sentence(said.find((each) => REPLACES.test(each)) ?? neat(passage.quote))
  })
  const citations = entries.map((entry) => citePassage(entry))
  const asksMore = ASKS_DAY.test(asked) ? lookUpIdentity(inquiry) : null
  const dated = asksMore?.kind === 'found' ? asksMore.finding : { lines: [], citations: [] }
  const finding = { lines: [...new Set([...dated.lines, ...lines])], citations: [...citations, ...dated.citations] }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function nothingOf(shelf: Shelf): Outcome {
  return { kind: 'not_in_documents', desk: findDesk(shelf), nearest: null, missing: null }
}

const ASKS_OF_THE_WHOLE = / (?:noi dung (?:gi|chinh)|noi (?:ve )?(?:cai )?gi|tom tat|ve van de gi|do ai ky|ai ky) /

/** A paper named that nobody published here: nothing of another is told in its place. */
export function lookUpMissingPaper({ asked, paper, shelves }: Inquiry): Outcome | null {
  const asks = [ASKS_OF_THE_WHOLE, ASKS_NUMBER, ASKS_DAY].some((pattern) => pattern.test(asked))
  const [shelf] = shelves
  if (paper?.kind !== 'none' || !asks || !shelf) return null
  const reason = 'Trong các văn bản trợ lý được xem không có văn bản này.'
  return { kind: 'not_in_documents', desk: findDesk(shelf), nearest: null, missing: null, reason }
}

/** "… để ghi vào tờ trình": what the number is wanted for. */
const FOR_USE =
  / (?:de |can |e |em |can so )*(?:ghi|dien|viet|dan|trich) (?:vao |vo |trong )?(?:to trinh|bao cao|cong van|van ban|ho so)(?: \S+){0,3}(?= )/g

/** The question without what its answer is wanted for. */
export function withoutUse(asked: string): string {
  return asked.replace(FOR_USE, ' ')
}

/** "Đề án này được thông qua bằng nghị quyết số mấy": the number is that of a paper of another kind. */
const BY_WHICH =
  / (?:bang|theo|tai|trong|boi|qua) (nghi quyet|quyet dinh|cong van|thong bao|to trinh|ket luan) (?:so may|so bao nhieu|so nao|nao|so gi) /

function asksOfApproval(asked: string, { documents }: Shelf): boolean {
  const kind = BY_WHICH.exec(asked)?.[1]
  return kind !== undefined && documents.every(({ type }) => plain(type ?? '').trim() !== kind)
}

/** "Quyết định 204": a paper named by a number that is none of the shelf's own. */
function namesAnother(asked: string, shelf: Shelf): boolean {
  const own = shelf.documents.map(({ number }) => Number(/\d+/.exec(number ?? '')?.[0]))
  const named = [...asked.matchAll(/ (?:van ban|ke hoach|nghi quyet|quyet dinh|chi thi|ket luan)(?: so)? (\d{1,4}) /g)]
  return named.some(([, number]) => !own.includes(Number(number)))
}

/** "Nghị quyết về chương trình giám sát số mấy" asked of an office that has only a plan: a paper that plan rests on. */
function namesAnotherKind(asked: string, { documents }: Shelf): boolean {
  const kinds = ['nghi quyet', 'quyet dinh', 'chi thi'].filter((kind) => asked.includes(` ${kind} `))
  const own = documents.map(({ type }) => plain(type ?? '').trim())
  return (
    kinds.length > 0 &&
    / (?:ve|de ra|quy dinh) /.test(asked) &&
    !/ ke hoach (?:nay|do) /.test(asked) &&
    kinds.every((kind) => !own.includes(kind))
  )
}

export function lookUpIdentity(inquiry: Inquiry): Outcome | null {
  const { shelves } = inquiry
  const asked = withoutUse(inquiry.asked)
  const [shelf] = shelves
  const number = ASKS_NUMBER.test(asked)
  const day = ASKS_DAY.test(asked)
  if (
    !shelf ||
    shelves.length !== 1 ||
    (!number && !day) ||
    !OWN_PAPER.test(asked) ||
    OTHERS_PAPER.test(ownIssuers(asked, shelf)) ||
    namesAnother(asked, shelf) ||
    namesAnotherKind(asked, shelf) ||
    asksOfApproval(asked, shelf)
  )
    return null
  if (IS_DUTY.test(asked)) return null
  const lines: string[] = []
  const citations: Citation[] = []
  let missing = false
  for (const document of shelf.documents) {
    const told = tell(shelf, document, {
      number,
      day,
      effect: / (?:hieu luc|ap dung|thi hanh) /.test(asked) && !/ ban hanh /.test(asked),
    })
    lines.push(...told.lines)
    citations.push(...told.citations)
    missing ||= told.missing
  }
  const isBlank = number && shelf.documents.every((each) => !each.number && !each.dateText)
  if (isBlank) return allBlank(shelf, { lines, citations })
  const finding = { lines, citations, missing: missing ? ('number' as const) : undefined }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

/** Neither number nor day stands in the paper: nothing is told, not even a part. */
function allBlank(shelf: Shelf, { lines, citations }: Omit<Told, 'missing'>): Outcome {
  const [reason, ...rest] = lines
  return { kind: 'not_in_documents', desk: findDesk(shelf), nearest: { lines: rest, citations }, missing: null, reason }
}

type Ask = { number: boolean; day: boolean; effect: boolean }
type Told = { lines: string[]; citations: Citation[]; missing: boolean }

function tell(shelf: Shelf, document: RegisteredDocument, ask: Ask): Told {
  const name = documentName(shelf, document)
  const lines: string[] = []
  const effectOnly = ask.effect && !ask.number && EFFECT.test(textOf(shelf, document))
  if (effectOnly) {
    const effect = effectOf(shelf, document)
    return effect
      ? { lines: [sayEffect(effect)], citations: [citePassage(effect)], missing: false }
      : { lines, citations: [], missing: false }
  }
  if (ask.number || !document.number) {
    lines.push(document.number ? `Số văn bản: ${document.number}.` : `Số văn bản của ${name} để trống.`)
  }
  const blankDay = !document.dateText || /ngày\s+tháng|ngày\s*\.{2,}|tháng\s+năm/iu.test(document.dateText)
  if (document.dateText)
    lines.push(`Ngày ban hành ghi là "${neat(document.dateText)}"${blankDay ? ', ngày để trống' : ''}.`)
  else lines.push('Văn bản không ghi ngày ban hành.')
  const effect = effectOf(shelf, document)
  if (effect) lines.push(sayEffect(effect))
  const citations = [...headLines(shelf, document, ask), effect].flatMap((entry) => (entry ? [citePassage(entry)] : []))
  return { lines, citations, missing: (ask.number && !document.number) || (ask.day && blankDay) }
}

/** The clause that says from when it is in force: one with a day before one that only speaks of it. */
function effectOf({ entries }: Shelf, { id }: RegisteredDocument): ShelfEntry | undefined {
  const all = entries.filter(({ passage }) => passage.documentId === id && EFFECT.test(passage.quote))
  return all.find(({ passage }) => IN_FORCE_FROM.test(passage.quote)) ?? all[0]
}

function sayEffect({ passage }: ShelfEntry): string {
  const said = neat(passage.quote)
  return sentence(sentencesOf(said).find((each) => EFFECT.test(each)) ?? said)
}

function textOf(shelf: Shelf, { id }: RegisteredDocument): string {
  return shelf.entries.flatMap(({ passage }) => (passage.documentId === id ? [passage.quote] : [])).join('\n')
}

/** The line of the number and the line of the day, those asked for. */
function headLines(shelf: Shelf, document: RegisteredDocument, ask: Ask): ShelfEntry[] {
  const heads = shelf.entries.filter(({ passage }) => passage.documentId === document.id && passage.kind === 'head')
  const number = heads.find(({ passage }) => /^\W*Số/iu.test(passage.quote))
  const day = heads.find(({ passage }) => /ngày.{0,6}tháng/iu.test(passage.quote) && passage.quote.length < 90)
  return [...(ask.day || !number ? [day] : []), ...(ask.number ? [number, ask.day ? undefined : day] : [])].flatMap(
    (entry) => entry ?? [],
  )
}
