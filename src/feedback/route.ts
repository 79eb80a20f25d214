/** Which desk a matter belongs to, by what the documents make each office's work. */
import type { CommuneRegister } from '../duties/index.ts'
import { likeness } from '../language/likeness.ts'
import { fold, squeeze } from '../language/text.ts'
import { matchUnit, unitKey } from '../language/units.ts'
import type { Post, PostRole } from '../people/index.ts'
import { chatsOf, deskFor } from '../tickets/index.ts'
import type { FeedbackKind } from './case.ts'

type Matter = { kind: FeedbackKind; text: string; field: string | null; village: string | null }

/**
 * 1. The office the sender named. 2. For the council: the Ban of the field, the Tổ of the village. 3. For the committee: who
 * leads the duty whose words are most like these, where they are alike at all. Null when none is: somebody decides.
 */
export function unitFor(posts: readonly Post[], register: CommuneRegister | null, matter: Matter): string | null {
  const isCouncil = matter.kind === 'voter'
  const held = posts.filter(({ role }) => COUNCIL.has(role) === isCouncil).flatMap(({ unit }) => unit ?? [])
  const known = isCouncil ? [] : (register?.units ?? []).filter(({ group }) => !group)
  const units = [...held.map((name) => ({ name, aliases: [] })), ...known]
  const named = matchUnit(matter.text, units)
  if (named) return named.name
  return isCouncil ? councilUnit(posts, matter) : leadOfLikest(register, matter.text)
}

const COUNCIL: ReadonlySet<PostRole> = new Set(['council_standing', 'council_board_head', 'council_group', 'delegate'])

/** A commune's council has two: Ban Pháp chế for order and how the office works, Ban Kinh tế - Xã hội for the rest. */
const LEGAL = /an ninh|trat tu|thu tuc|thai do|phap luat|tu phap/

function councilUnit(posts: readonly Post[], { field, village }: Matter): string | null {
  const group =
    village === null
      ? undefined
      : posts.find(({ role, inCharge }) => role === 'council_group' && inCharge.some((each) => alike(each, village)))
  if (group?.unit) return group.unit
  if (field === null) return null
  const wanted = LEGAL.test(squeeze(fold(field))) ? 'phap che' : 'kinh te'
  const board = posts.find(
    ({ role, unit }) => role === 'council_board_head' && squeeze(fold(unit ?? '')).includes(wanted),
  )
  return board?.unit ?? null
}

function alike(one: string, other: string): boolean {
  return squeeze(fold(one)) === squeeze(fold(other))
}

const LEAST_LIKENESS = 0.3

function leadOfLikest(register: CommuneRegister | null, text: string): string | null {
  const words = wordsOf(text)
  const scored = (register?.duties ?? [])
    .filter(({ lead }) => lead.length === 1)
    .map(({ name, lead }) => ({ unit: lead[0] ?? null, score: likeness(words, wordsOf(name)) }))
  const best = scored.toSorted((one, other) => other.score - one.score)[0]
  return best && best.score >= LEAST_LIKENESS ? best.unit : null
}

/** Without the words every matter has. */
const EMPTY = new Set([
  'va',
  'cua',
  'cac',
  'cho',
  'la',
  'o',
  'tai',
  'co',
  'khong',
  'duoc',
  've',
  'toi',
  'bi',
  'da',
  'ban',
  'xa',
  'to',
])

function wordsOf(text: string): string[] {
  return squeeze(fold(text).replace(/[^\p{L}\p{N}]+/gu, ' '))
    .split(' ')
    .filter((word) => word !== '' && !EMPTY.has(word))
}

export type Desk = { name: string; accounts: number[] }

/** Who hears of it: the unit's people; else, for the council, its standing body; else whoever coordinates. */
export function deskOf(posts: readonly Post[], { kind, unit }: { kind: FeedbackKind; unit: string | null }): Desk {
  if (kind === 'report') return deskFor(posts, unit)
  const own = unit === null ? [] : posts.filter((post) => post.unit !== null && unitKey(post.unit) === unitKey(unit))
  const standing = posts.filter(({ role }) => role === 'council_standing')
  const desk = [
    { name: unit ?? '', accounts: chatsOf(own) },
    { name: 'Thường trực HĐND', accounts: chatsOf(standing) },
  ].find(({ accounts }) => accounts.length > 0)
  return desk ?? deskFor(posts, unit)
}
