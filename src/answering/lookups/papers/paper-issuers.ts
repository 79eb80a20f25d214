/** The kind of paper and the issuer that a question names, and whether a cited paper is of that kind and by that issuer. */
import { fold } from '../../../language/text.ts'
import type { ShelfEntry } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import type { Indexed } from '../../weighing/terms.ts'

/** `above`: the line above the passage that names the paper, where the passage itself does not. */
export type CitedPaper = { text: string; entry: ShelfEntry; index: Indexed; above: string | null }

/** The same kind of paper, by the same issuer: both are named at its head. */
export function likeAsked(asked: string, text: string): number {
  const head = plain(text)
  const kind = PAPER_KINDS.find((each) => head.startsWith(` ${each} `))
  const sameKind = kind !== undefined && asked.includes(` ${kind} `)
  const by = / cua ((?:\S+ ){1,9})/.exec(head)?.[1] ?? ''
  const issuers = ISSUERS.filter((issuer) => asked.includes(` ${issuer} `))
  // The province's council is not the commune's.
  const body = OF_A_LEVEL.exec(asked)?.[0].trim()
  const sameIssuer = (body ? [body] : issuers).some((issuer) => ` ${by}`.includes(` ${issuer} `))
  return (sameKind ? 0.3 : 0) + (sameIssuer ? 0.6 : issuers.length > 0 ? -0.4 : 0)
}

const OF_A_LEVEL = / (?:ubnd|hdnd) (?:tinh|thanh pho|xa|phuong|huyen) /

export const PAPER_KINDS =
  'nghi quyet|ke hoach|quyet dinh|cong van|chi thi|de an|luat|thong tu|nghi dinh|to trinh|bao cao|ket luan|chuong trinh|thong bao'.split(
    '|',
  )
const ISSUERS =
  'tinh uy|thanh uy|dang uy|tinh|thanh pho|chinh phu|thu tuong|bo chinh tri|ban bi thu|trung uong|bo khoa hoc|bo cong an|bo noi vu|bo|quoc hoi|ubnd|hdnd'.split(
    '|',
  )

/** "Kế hoạch nào của UBND tỉnh", "nghị quyết số mấy của Tỉnh ủy": the kind asked for, and whose. */
const ASKED = '(?:nao|gi|so may|so bao nhieu|so nao)'
const BODY = `(?:cap |ubnd |hdnd |ban thuong vu |ban chap hanh )?(${[...ISSUERS, 'ttg', 'bct', 'du'].join('|')})`
const NAMED_ISSUER = new RegExp(
  ` (${PAPER_KINDS.join('|')}) ${ASKED}(?: \\S+){0,3}? (?:cua|do) ${BODY}(?: (?:va|voi|cung|lan) (?:cua )?${BODY})?(?= )`,
  'g',
)
/** "Kế hoạch của Đảng ủy xã … số mấy": the issuer before what is asked. */
const ISSUER_FIRST = new RegExp(
  ` (${PAPER_KINDS.join('|')}) (?:cua|do) ${BODY}(?: \\S+){0,14}? (?:so may|so bao nhieu|so nao|la so|so gi)(?= )`,
  'g',
)
export const ASKED_KIND = new RegExp(` (?:${PAPER_KINDS.join('|')}) (?:tham tra )?${ASKED} `, 'g')

/** The kind of paper the question asks the name of. */
export function askedKind(asked: string): string | null {
  return ASKED_KIND_NAME.exec(asked)?.[1] ?? null
}

const ASKED_KIND_NAME = new RegExp(` (${PAPER_KINDS.join('|')}) ${ASKED} `)

export function namedIssuers(asked: string): { kind: string; issuer: string }[] {
  return [...asked.matchAll(NAMED_ISSUER), ...asked.matchAll(ISSUER_FIRST)].flatMap(
    ([, kind = '', issuer = '', beside]) => [issuer, beside].flatMap((each) => (each ? [{ kind, issuer: each }] : [])),
  )
}

/** What a paper's number alone says of its kind and issuer: "Số 14-KH/ĐU". */
const BARE = /^số\s+\d{1,5}\s?[-/–]\s?(\p{L}+)\s?\/\s?(\p{L}+)/iu
const INITIALS: Record<string, string> = { kh: 'ke hoach', nq: 'nghi quyet', qd: 'quyet dinh', ct: 'chi thi' }
const SEALS: Record<string, string[]> = { du: ['dang uy'], tu: ['tinh uy', 'thanh uy'], hdnd: ['hdnd'], ubnd: ['ubnd'] }

export function isOfKind(text: string, kind: string): boolean {
  const initials = fold(BARE.exec(text)?.[1] ?? '')
  return plain(text).startsWith(` ${kind} `) || INITIALS[initials] === kind
}

export function isIssuedBy(text: string, issuer: string): boolean {
  const seal = fold(BARE.exec(text)?.[2] ?? '')
  if (seal === issuer || SEALS[seal]?.includes(issuer)) return true
  const by = / cua ((?:\S+ ){1,9})/.exec(plain(text))?.[1] ?? ''
  const names =
    issuer === 'ttg' ? 'thu tuong' : issuer === 'bct' ? 'bo chinh tri' : issuer === 'du' ? 'dang uy' : issuer
  // The province is no "Tỉnh ủy".
  return new RegExp(` ${names} (?!uy )`).test(` ${by}`)
}
