/** Who signed, and who holds an office: a document names its signer and nobody else. */
import type { RegisteredDocument } from '../../../duties/index.ts'
import { fold } from '../../../language/text.ts'
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { isFurniture } from '../../shelf/furniture.ts'
import { citePassage, type Shelf } from '../../shelf/shelf.ts'
import type { Citation } from '../../turn.ts'
import { covers, type Ranked } from '../../weighing/rank.ts'
import { documentName, neat, sentence } from '../../wording.ts'
import type { Ranking } from '../lookup.ts'

const ASKS_SIGNER =
  / (?:ai (?:la nguoi )?ky|nguoi ky|(?:ba|ong|dong chi|nguoi) nao ky|(?:ong|ba|nguoi|vi|anh|chi) ten \S+ (?:\S+ )?ky|do ai ky|ky ten|ai dung ten|ai ban hanh|(?:ai|nguoi nao|ong nao|ba nao|dong chi nao|lanh dao nao|vi nao)(?: (?:la|da|nguoi|dung ra|thay mat|dat but|cam but|ha but|truc tiep|dung ten))+ ky (?:\S+ ){0,3}(?:van ban|ke hoach|nghi quyet|quyet dinh|chuong trinh|de an|cai nay|vb)|(?:van ban|ke hoach|nghi quyet|quyet dinh|chuong trinh|de an|vb)(?: \S+){0,8} (?:nguoi ky|ky)(?: \S+){0,3} (?:chuc (?:gi|danh gi|vu gi)|la ai|tu cach gi)|ky (?:\S+ ){0,2}(?:voi )?(?:chuc (?:danh|vu)|tu cach) (?:gi|nao)) /
/** Somebody else's hand: a pledge, a contract, a decision still to come. */
const SIGNS_ELSE = / ky (?:so|ket|cam ket|hop dong|nhan|giay|xac nhan|quy che|bien ban|duyet) /
const OFFICE =
  / (pho chu tich|chu tich|pho bi thu|bi thu|truong phong|pho phong|chanh van phong|truong ban|pho ban|chu nhiem|truong doan|to truong|doi truong|bi thu chi bo|chi huy truong|tram truong|truong tram|truong cong an|hieu truong|truong thon|giam doc|lanh dao) /
/** Who is at the head of a body, by whatever title: "ai cầm trịch cái tổ dữ liệu". */
const ASKS_HEAD =
  / (?:ai|nguoi nao|dong chi nao|vi nao|lanh dao nao|ong nao)(?: \S+){0,2} (?:dung dau|chu tri|cam dau|lam sep|lam truong|chi huy)(?: \S+){0,2} (?:ban|to|doan|doi|hoi dong|tieu ban|nhom|cau lac bo) | (?:ban|to|doan|doi|hoi dong|tieu ban|nhom|cau lac bo) (?:\S+ ){1,8}(?:ai|do ai|nguoi nao|dong chi nao)(?: \S+){0,2} (?:dung dau|cam dau|lam sep|lam truong|chi huy) /
/** A post as papers write it, folded, and the least share of the question that the passage must have. */
type Post = { office: string; leastShare: number }
/** Without a title in the question the body must be the one asked about all the more. */
const AT_THE_HEAD: Post = {
  office: '(?:truong ban|to truong|truong doan|doi truong|truong tieu ban|nhom truong|chu nhiem|chu tich hoi dong)',
  leastShare: 0.5,
}
const ASKS_NAME =
  / (?:la ai|ai la|ten gi|ten la gi|ten (?:\S+ ){1,7}la gi|ten ai|ho ten|ho va ten|ong nao|ba nao|dong chi nao|ai lam|ai dang lam|ai (?:ngoi|giu|nam) (?:ghe|chuc|vi tri)|ten cua) /

export function lookUpPeople(inquiry: Inquiry, ranking: Ranking): Outcome | null {
  const { asked, shelves } = inquiry
  if (ASKS_SIGNER.test(asked) && !SIGNS_ELSE.test(asked)) {
    const called = givenName(asked)
    const findings = shelves.flatMap((shelf) =>
      shelf.documents
        .filter(({ signer }) => !called || fold(signer ?? '').endsWith(` ${called}`))
        .flatMap((document) => sign(shelf, document) ?? []),
    )
    return findings.length === 0 ? missingName(inquiry, null) : found(inquiry, joinFindings(findings))
  }
  const head = ASKS_HEAD.test(asked) ? tellHolder(inquiry, AT_THE_HEAD, ranking) : null
  if (head) return head
  const office = OFFICE.exec(asked)?.[1]
  if (!office || !ASKS_NAME.test(asked)) return null
  const holder = findHolder(shelves, office, asked)
  if (holder) return found(inquiry, holder)
  return tellHolder(inquiry, { office, leastShare: 0.4 }, ranking) ?? missingName(inquiry, office)
}

/** "Hai ông tên Lộc ký": whom the question calls by name, those alone are told. */
export function givenName(asked: string): string | null {
  return / (?:ong|ba|nguoi|vi|anh|chi) (?:nao )?ten (?:la )?(?!(?:gi|ai|nao|la) )(\S+) /.exec(asked)?.[1] ?? null
}

/** A passage may say which office or person holds the post: "Trưởng ban: Chủ tịch …", "do … làm trưởng ban". */
function tellsWho({ asked, terms }: Inquiry, { office, leastShare }: Post, { shelf, entry }: Ranked): boolean {
  if (/ (?:ten|ong|ba|dong chi) /.test(asked) || isFurniture(entry)) return false
  const said = fold(entry.passage.quote)
  if (new RegExp(`(?:ong|ba|dong chi) [^.;,]{4,40}, (?<!pho )${office}(?![a-z])`).test(said)) return true
  if (entry.passage.kind === 'head') return false
  const held = new RegExp(
    `(?<![a-z])(?<!pho )${office}[^.;:]{0,60}(?::| la | do )\\s*\\S|(?:chu tich|giam doc|truong|pho|ong|ba|dong chi)[^.;]{0,60} (?:lam|la|giu chuc|kiem) ${office}(?![a-z])`,
  )
  return held.test(said) && covers(terms, entry, shelf.weigh).words >= leastShare
}

function tellHolder(inquiry: Inquiry, post: Post, ranking: Ranking): Outcome | null {
  const [best] = [...ranking.values()]
    .flat()
    .filter((each) => tellsWho(inquiry, post, each))
    .sort((a, b) => Number(isOfVillages(inquiry, a)) - Number(isOfVillages(inquiry, b)) || b.score - a.score)
  return best
    ? found(inquiry, { lines: [sentence(neat(best.entry.passage.quote))], citations: [citePassage(best.entry)] })
    : null
}

/** The village's own group is no answer where the commune's is asked for. */
function isOfVillages({ asked }: Inquiry, { entry }: Ranked): boolean {
  const villages = / (?:thon|ap|xom|ban lang|khu pho|to dan pho|buon) /
  return !villages.test(asked) && villages.test(entry.plainText)
}

export function found({ shelves }: Inquiry, finding: Finding): Outcome {
  const [shelf] = shelves
  return { kind: 'found', finding, desk: shelf ? findDesk(shelf) : null }
}

/** The signers of other offices' papers are named only as what they are: nobody is made chairman by a guess. */
function missingName({ shelves, asked }: Inquiry, office: string | null): Outcome {
  const [shelf] = shelves
  const near = shelf?.documents.filter((document) => isOfBody(document, asked)) ?? []
  const signed = office && shelf ? near.flatMap((document) => sign(shelf, document) ?? []) : []
  const nearest = signed.length > 0 ? joinFindings(signed) : null
  return {
    kind: 'not_in_documents',
    desk: shelf ? `UBND ${shelf.register.commune.name}` : null,
    nearest,
    missing: 'name',
  }
}

function findHolder(shelves: Shelf[], office: string, asked: string): Finding | null {
  const holders = shelves.flatMap((shelf) =>
    shelf.documents
      .filter((document) => holdsOffice(document, office, asked))
      .flatMap((document) => sign(shelf, document) ?? []),
  )
  return holders.length === 0 ? null : joinFindings(holders)
}

function holdsOffice(document: RegisteredDocument, office: string, asked: string): boolean {
  const capacity = capacityOf(document)
  return fold(capacity).trim() === office && isOfBody(document, asked)
}

/** The council's chairman is no answer where the committee's is asked for. */
function isOfBody(document: RegisteredDocument, asked: string): boolean {
  const council = isCouncil(document)
  if (/ hdnd | hoi dong nhan dan | hoi dong /.test(asked)) return council
  if (/ ubnd | uy ban /.test(asked)) return !council
  return true
}

/** "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" signs as vice-chair: the last title is the signer's own. */
export function capacityOf({ signerTitle }: RegisteredDocument): string {
  const titles = (signerTitle ?? '').match(
    /phó chủ tịch|chủ tịch|phó bí thư|bí thư|chánh văn phòng|trưởng ban|phó trưởng ban/giu,
  )
  return titles?.at(-1)?.toLowerCase() ?? ''
}

/** "Phó Chủ tịch UBND", "Bí thư Đảng ủy": an office with the body it is held in. */
function sayOffice(capacity: string, document: RegisteredDocument): string {
  const title = capacity
    .replace(/^phó/u, 'Phó')
    .replace(/chủ tịch/u, 'Chủ tịch')
    .replace(/(?<!phó )bí thư/u, 'Bí thư')
  if (/bí thư/u.test(capacity)) return `${title} Đảng ủy`
  if (/chánh văn phòng|trưởng ban/u.test(capacity)) return title.charAt(0).toUpperCase() + title.slice(1)
  return `${title} ${isCouncil(document) ? 'HĐND' : 'UBND'}`
}

function isCouncil({ issuer, signerTitle }: RegisteredDocument): boolean {
  return / hdnd|hoi dong nhan dan|thuong truc hdnd/.test(` ${fold(`${issuer ?? ''} ${signerTitle ?? ''}`)}`)
}

export function sign(shelf: Shelf, document: RegisteredDocument): Finding | null {
  if (!document.signer) return null
  const capacity = capacityOf(document)
  const title = capacity ? ` với chức danh ${sayOffice(capacity, document)} ${shelf.register.commune.name}` : ''
  return {
    lines: [`${document.signer} là người ký ${documentName(shelf, document)}${title}.`],
    citations: citeSignature(shelf, document.id, fold(document.signer)),
  }
}

/** Capacity and name stand on lines of their own, one after another: together they are one stretch of the document. */
function citeSignature(shelf: Shelf, documentId: number, signer: string): Citation[] {
  const own = shelf.entries.filter(({ passage }) => passage.documentId === documentId)
  const at = own.findLastIndex(({ passage }) => fold(passage.quote).includes(signer))
  const named = own[at]
  if (!named) return []
  let from = at
  while (from > 0 && own[from - 1]?.passage.kind === 'sign' && named.passage.kind === 'sign') from -= 1
  const quote = own
    .slice(from, at + 1)
    .map(({ passage }) => passage.quote)
    .join('\n')
  return [{ ...citePassage(named, quote), section: 'phần ký' }]
}

export function joinFindings(findings: Finding[]): Finding {
  return { lines: findings.flatMap(({ lines }) => lines), citations: findings.flatMap(({ citations }) => citations) }
}
