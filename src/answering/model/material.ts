/** What the model is given to read: passages under ids, contacts as tokens, and the same texts as claims are held against. */
import { maskPersonalData } from '../../language/personal-data.ts'
import { clean, squeeze } from '../../language/text.ts'
import { findDanger } from '../guard.ts'
import { plain } from '../typed/plain.ts'
import type { Ranked } from '../weighing/rank.ts'
import { type Clause, clausesOf, neutral, type Token, tokensOf } from './read-claims.ts'

export type Piece = {
  id: string
  ranked: Ranked
  /** As the model reads it. */
  shown: string
  /** Its own words, its headings and lead, in the form claims are compared in. */
  text: string
  tokens: Token[]
  clauses: Clause[]
  /** Headings and lead: they hold for every clause of it. */
  context: string
  contextTokens: Token[]
  contacts: string[]
}

export type Material = { pieces: Piece[]; contacts: ReadonlyMap<string, string> }

const MAX_SHOWN_CHARS = 1_600
/** Links, e-mail addresses and telephone numbers, the longest form first. */
const CONTACT =
  /https?:\/\/[^\s<>"”)]+|www\.[^\s<>"”)]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\w.-])(?:[a-z\d-]{1,63}\.){1,4}(?:vn|com|net|org)(?:\/[^\s<>"”)]*)?(?!\w)|(?<![\d.,/-])(?:\(?0\d{1,3}\)?|\+84|1[89]00)(?:[ .-]?\d){4,9}(?![\d/])/giu
const CONTACT_TOKEN = /\[LK\d{1,3}\]/g

/** `ranked` in the order the model should meet them. Texts that try to steer a machine are left out. */
export function makeMaterial(ranked: readonly Ranked[]): Material {
  const contacts = new Map<string, string>()
  const pieces = ranked
    .filter(({ entry }) => !steers(`${entry.passage.lead ?? ''} ${entry.passage.quote}`))
    .map((each, index) => makePiece(each, `D${index + 1}`, contacts))
  return { pieces, contacts }
}

function steers(text: string): boolean {
  const danger = findDanger(text, plain(text))
  return danger?.kind === 'refused' && danger.because === 'injection'
}

function makePiece(ranked: Ranked, id: string, contacts: Map<string, string>): Piece {
  const { heading, lead, quote } = ranked.entry.passage
  const own = hide(quote.slice(0, MAX_SHOWN_CHARS), contacts)
  const around = hide([heading, lead ?? ''].filter(Boolean).join('\n'), contacts)
  const text = neutral(withoutContacts(own))
  const context = neutral(withoutContacts(around))
  return {
    id,
    ranked,
    shown: `[${id}] ${squeeze(around)}\n${squeeze(own)}`,
    text,
    tokens: tokensOf(text),
    clauses: clausesOf(text, { atCommas: false }),
    context,
    contextTokens: tokensOf(context),
    contacts: `${own} ${around}`.match(CONTACT_TOKEN) ?? [],
  }
}

/** Contacts become tokens, one for each; what is left of personal identifiers is masked. */
function hide(text: string, contacts: Map<string, string>): string {
  const hidden = clean(text)
    .replace(CONTACT_TOKEN, ' ')
    .replace(CONTACT, (contact) => {
      const bare = contact.replace(/[.,;:]+$/, '')
      const known = [...contacts].find(([, value]) => value === bare)?.[0]
      const token = known ?? `[LK${contacts.size + 1}]`
      contacts.set(token, bare)
      return `${token}${contact.slice(bare.length)}`
    })
  return maskPersonalData(hidden).text
}

/** What a person typed, as it may reach a model: no identifiers, no contacts, no tokens of ours. */
export function hideTyped(text: string): string {
  return squeeze(maskPersonalData(clean(text).replace(CONTACT_TOKEN, ' ')).text.replace(CONTACT, '[liên kết đã che]'))
}

export function tokensForContacts(text: string): string[] {
  return text.match(CONTACT_TOKEN) ?? []
}

export function withoutContacts(text: string): string {
  return text.replace(CONTACT_TOKEN, ' ')
}

export function showsContact(text: string): boolean {
  return text.search(CONTACT) >= 0
}

/** Puts the links and numbers back that the tokens stand for. */
export function restoreContacts(text: string, contacts: Material['contacts']): string {
  return text.replace(CONTACT_TOKEN, (token) => contacts.get(token) ?? '')
}
