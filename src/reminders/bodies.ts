/** What kind of body a unit's name speaks of: it decides the tone, the ladder and whether one desk can be reminded at all. */
import { fold } from '../language/text.ts'
import { findUnits, unitKey } from '../language/units.ts'

/**
 * `department`: offices of the People's Committee. `council`: bodies of the People's Council. `station`: stations, centres,
 * schools, villages. `partner`: Front, organisations, Party bodies, enterprises, asked courteously and never escalated.
 * `commune`: the commune itself. `above`: bodies of a higher level, which the commune does not remind.
 */
export type BodyKind = 'department' | 'council' | 'station' | 'partner' | 'commune' | 'above'

export type Body = {
  /** In the document's own words. */
  name: string
  /** Two spellings of one office share it. */
  key: string
  kind: BodyKind
  /** Several desks under one name, never resolved by guessing: its messages go to the coordinator. */
  isGroup: boolean
}

const ABOVE = /^(?:cap tren|so |trung uong|thanh uy|tinh uy|chinh phu|quan |huyen )|(?:^| )(?:tinh|thanh pho|cap tren)$/
const COUNCIL = /hdnd|hoi dong nhan dan/
const COMMITTEE_OFFICE = /^(?:chanh )?van phong/
const PARTNER =
  /mat tran|mttq|^hoi |cac hoi|^doan |doan the|cong doan|lien doan|to chuc|dang uy|dang bo|^ban xay dung dang|^chi (?:hoi|doan) |bi thu|chi bo|doanh nghiep|ngan hang|buu dien|vien thong|dien luc|hop tac xa|kho bac|bao hiem/
const STATION =
  /tram |trung tam|truong hoc|cac truong|^truong |co so giao duc|hieu truong|^(?:(?:cac|nhung|moi|tat ca|pho|truong|ban|quan ly|phat trien|nhan dan|can bo|lanh dao) )*thon(?: |$)|to dan pho|khu pho|^ap |cac ap|cac ban lang|su nghiep|nha van hoa|dai truyen thanh|^to /
const COMMUNE =
  /^(?:(?:thuong truc )?(?:ubnd|uy ban nhan dan)|(?:pho )?chu tich (?:ubnd|uy ban nhan dan)|lanh dao (?:ubnd|uy ban nhan dan)|ban chi dao)/
/** One word for many desks or people, though written in the singular. */
const MANY =
  /^(?:cac|nhung|moi|tat ca|thu truong cac|nguoi dung dau cac|hieu truong$|truong thon$|truong hoc$|to truong|to dai bieu|dai bieu|bi thu chi bo$|to (?:cong nghe|chuyen doi) so|phong, ban|co quan|don vi)/

/** Names remembered: a plan of a year asks about the same few thousand times. */
const MAX_REMEMBERED = 5_000
const remembered = new Map<string, Body>()

/** The body behind a name; `isKnownGroup` says what the register of units knows of it. */
export function bodyOf(name: string, isKnownGroup = false): Body {
  const key = `${name}|${isKnownGroup}`
  const body = remembered.get(key) ?? readBody(name, isKnownGroup)
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  remembered.set(key, body)
  return body
}

function readBody(name: string, isKnownGroup: boolean): Body {
  const folded = fold(name).replace(/\s+/g, ' ').trim()
  const mention = findUnits(name)[0]
  const isGroup = isKnownGroup || mention?.group === true || MANY.test(folded)
  return { name, key: unitKey(name) || folded, kind: kindOf(folded), isGroup }
}

function kindOf(folded: string): BodyKind {
  if (ABOVE.test(folded)) return 'above'
  if (COMMITTEE_OFFICE.test(folded)) return /dang uy/.test(folded) ? 'partner' : 'department'
  if (COUNCIL.test(folded)) return 'council'
  if (COMMUNE.test(folded)) return 'commune'
  if (PARTNER.test(folded)) return 'partner'
  return STATION.test(folded) ? 'station' : 'department'
}

/** A unit of the commune with a desk of its own: neither a group, nor the commune itself, nor a body above it. */
export function isDesk(name: string): boolean {
  const { kind, isGroup } = bodyOf(name)
  return !isGroup && kind !== 'above' && kind !== 'commune'
}

const HEADS: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^phong /, (name) => `Trưởng ${lowerFirst(name)}`],
  [/^van phong /, (name) => `Chánh ${name}`],
  [/^tram /, (name) => `Trưởng ${name}`],
  [/^trung tam /, (name) => `Giám đốc ${name}`],
  [/^cong an/, (name) => `Trưởng ${name}`],
  [/^ban chi huy/, () => 'Chỉ huy trưởng Ban Chỉ huy Quân sự'],
  [/^(?:thon|ap|khu pho|ban|to) /, (name) => `Trưởng ${lowerFirst(name)}`],
  [/^truong /, (name) => `Hiệu trưởng ${name}`],
  [/^(?:uy ban (?:mttq|mat tran)|hoi |mat tran)/, (name) => `Chủ tịch ${name}`],
  [/^(?:doan |dang uy)/, (name) => `Bí thư ${name}`],
]

/** What the person at the head of a body is called. */
export function headTitle({ name }: Body): string {
  const folded = fold(name)
  return HEADS.find(([words]) => words.test(folded))?.[1](name) ?? `Người đứng đầu ${name}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
