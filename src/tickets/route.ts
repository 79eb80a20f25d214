/** Which desk a matter belongs to, and who of it hears of it. */
import type { CommuneRegister } from '../duties/index.ts'
import { matchUnit, unitKey } from '../language/units.ts'
import type { Account, Holder, Post, Reachable } from '../people/index.ts'

type Named = { name: string; aliases: readonly string[] }

/**
 * 1. The office the citizen named. 2. The office the assistant told them to ask. 3. Who leads the duty that the last answer
 * rests on. Null when none is known: the coordinator's.
 */
export function chooseUnit(
  posts: readonly Post[],
  register: CommuneRegister | null,
  turns: readonly { from: string; text: string; citations?: unknown }[],
): string | null {
  const units = unitsOf(posts, register)
  const said = turns.filter(({ from }) => from === 'person').toReversed()
  const told = turns.filter(({ from }) => from === 'assistant').toReversed()
  const named = said.map(({ text }) => matchUnit(text, units)).find((unit) => unit !== null)
  if (named) return named.name
  const sentence = told.map(({ text }) => ASK_THERE.exec(text)?.[0]).find((words) => words !== undefined)
  const advised = sentence ? matchUnit(sentence, units) : null
  return advised?.name ?? leadOfCited(register, told[0]?.citations)
}

const ASK_THERE = /(?:hỏi|liên hệ|đến|tại|mời)[^.\n]{3,160}/i

/** Desks only: a group of offices is nobody's desk. */
function unitsOf(posts: readonly Post[], register: CommuneRegister | null): Named[] {
  const held = posts.flatMap(({ unit }) => (unit ? [{ name: unit, aliases: [] }] : []))
  const known = (register?.units ?? []).filter(({ group }) => !group)
  const names = new Map([...held, ...known].map((unit) => [unit.name, unit as Named]))
  return [...names.values()]
}

function leadOfCited(register: CommuneRegister | null, citations: unknown): string | null {
  if (!register || !Array.isArray(citations)) return null
  const cited = citations as { documentId?: number; quote?: string }[]
  const duty = register.duties.find(({ documentId, name, quote, lead }) =>
    cited.some(
      (each) =>
        lead.length === 1 &&
        each.documentId === documentId &&
        each.quote !== undefined &&
        (each.quote.includes(name) || quote.includes(each.quote)),
    ),
  )
  return duty?.lead[0] ?? null
}

export type Desk = {
  /** As the citizen reads it. */
  name: string
  unit: string | null
  /** One chat of each person who hears of it; empty when nobody is linked. */
  accounts: number[]
}

const ONE_STOP = 'trung tam phuc vu hanh chinh cong'

/** Whose desk it comes to: the unit's people, else the coordinator, else the one-stop desk, else the administrator. */
export function deskFor(posts: readonly Post[], unit: string | null): Desk {
  const of = (those: readonly Post[], name: string, inUnit: string | null): Desk => ({
    name,
    unit: inUnit,
    accounts: chatsOf(those),
  })
  const inUnit = (key: string): Post[] => posts.filter((post) => post.unit !== null && unitKey(post.unit) === key)
  const withRole = (role: Post['role']): Post[] => posts.filter((post) => post.role === role)
  const oneStop = inUnit(ONE_STOP)
  const desks = [
    ...(unit ? [of(inUnit(unitKey(unit)), unit, unit)] : []),
    of(withRole('coordinator'), 'bộ phận điều phối của xã', unit),
    ...(oneStop[0]?.unit ? [of(oneStop, oneStop[0].unit, oneStop[0].unit)] : []),
    of(withRole('administrator'), 'cơ quan', unit),
  ]
  return desks.find(({ accounts }) => accounts.length > 0) ?? { name: unit ?? 'cơ quan', unit, accounts: [] }
}

/** Each person once, however many posts they hold. */
export function chatsOf(posts: readonly Post[]): number[] {
  const people = new Map<number, Holder>(posts.flatMap(({ holders }) => holders.map((each) => [each.personId, each])))
  return [...people.values()].flatMap(({ accounts }) => chatOf(accounts)?.accountId ?? [])
}

/** A chat rather than mail: what is asked can be answered there. */
function chatOf(accounts: readonly Reachable[]): Reachable | undefined {
  const reached = accounts.filter(({ isUnreachable }) => !isUnreachable)
  return reached.find(({ channel }) => channel !== 'email') ?? reached[0]
}

type Whose = { communeId: number; unit: string | null }

/** The post under which an official may act in a ticket now; null when none of theirs allows it. */
export function postFor(
  { posts }: Pick<Account, 'posts'>,
  { communeId, unit }: Whose,
): Account['posts'][number] | null {
  const here = posts.filter((post) => post.communeId === communeId)
  const own = here.find((post) => unit !== null && post.unit !== null && unitKey(post.unit) === unitKey(unit))
  return own ?? here.find(({ role }) => role === 'coordinator' || role === 'administrator') ?? null
}
