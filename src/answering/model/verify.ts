/**
 * The gate between a model and a person. An answer passes only when everything in it that can be wrong stands in a passage
 * it names: figures with their qualifiers, offices, names, negations, and nearly all of its words. The model is taken to be
 * obedient to whoever attacks it; nothing here asks it anything.
 */
import { clean, fold } from '../../language/text.ts'
import { type Material, type Piece, showsContact, tokensForContacts, withoutContacts } from './material.ts'
import { type Clause, clausesOf, formOf, namesIn, neutral, type Token, unitsIn } from './read-claims.ts'
import { isLight, tellingOf } from './telling-words.ts'
import { findWrongFigures } from './verify-figures.ts'

export type Draft = { answer: string; used: string[]; complete: 'full' | 'partial' | 'none' }

export type FaultKind =
  | 'empty'
  | 'no_source'
  | 'unknown_source'
  | 'too_long'
  | 'leak'
  | 'characters'
  | 'contact'
  | 'figure'
  | 'unit'
  | 'name'
  | 'negation'
  | 'ungrounded'

/** `what`: the words of the answer at fault, for the model's one repair; never logged. */
export type Fault = { kind: FaultKind; what: string }

export type Given = {
  material: Material
  maxChars: number
  /** A word that only the prompt has. */
  canary: string
  /** The prompt's own words, which no answer repeats. */
  instructions: string
}

/** Every fault found; an empty list lets the answer pass. */
export function verify({ answer, used }: Draft, given: Given): Fault[] {
  const pieces = given.material.pieces.filter(({ id }) => used.includes(id))
  const bare = withoutContacts(clean(answer))
  const said = neutral(bare)
  const clauses = clausesOf(said, { atCommas: true })
  const sentences = clausesOf(said, { atCommas: false })
  return [
    ...findSourceFaults(used, pieces),
    ...(clauses.length === 0 ? [{ kind: 'empty', what: '' } as const] : []),
    ...(answer.length > given.maxChars ? [{ kind: 'too_long', what: `${answer.length}` } as const] : []),
    ...findLeaks(answer, pieces, given),
    ...findForeignCharacters(bare),
    ...findForeignContacts(answer, pieces),
    ...findWrongFigures(clauses, pieces).map((what): Fault => ({ kind: 'figure', what })),
    ...sentences.flatMap((sentence) => findWrongUnits(sentence, pieces)),
    ...findWrongNames(said, pieces),
    ...sentences.flatMap((sentence) => findTurnedNegations(sentence, pieces)),
    ...sentences.flatMap((sentence) => findUngrounded(sentence, pieces)),
  ]
}

function findSourceFaults(used: readonly string[], pieces: readonly Piece[]): Fault[] {
  if (used.length === 0) return [{ kind: 'no_source', what: '' }]
  return used
    .filter((id) => !pieces.some((piece) => piece.id === id))
    .map((id): Fault => ({ kind: 'unknown_source', what: id.slice(0, 20) }))
}

const LEAKED_WORDS = 6

/** The canary however it is spaced or written, or a run of the prompt's words that is not the passages' own. */
function findLeaks(answer: string, pieces: readonly Piece[], { canary, instructions }: Given): Fault[] {
  const letters = fold(answer).replace(/[^a-z0-9]/g, '')
  if (letters.includes(fold(canary)) || letters.includes([...fold(canary)].reverse().join('')))
    return [{ kind: 'leak', what: '' }]
  const known = ` ${wordsOf(pieces.map(({ text, context }) => `${context} ${text}`).join(' ')).join(' ')} `
  const own = ` ${wordsOf(instructions).join(' ')} `
  const words = wordsOf(answer)
  for (let at = 0; at + LEAKED_WORDS <= words.length; at++) {
    const run = ` ${words.slice(at, at + LEAKED_WORDS).join(' ')} `
    if (own.includes(run) && !known.includes(run)) return [{ kind: 'leak', what: '' }]
  }
  return []
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[a-z0-9]+/g) ?? []
}

/** Latin letters, plain digits and the punctuation of a sentence: no mark-up, no look-alikes, no hidden characters. */
const DECENT = /[^\p{Script=Latin}\p{M}0-9\s.,;:!?%&()/"'“”‘’+≥≤=–—-]/u

function findForeignCharacters(bare: string): Fault[] {
  const [foreign] = DECENT.exec(bare) ?? []
  return foreign === undefined ? [] : [{ kind: 'characters', what: foreign }]
}

function findForeignContacts(answer: string, pieces: readonly Piece[]): Fault[] {
  const given = new Set(pieces.flatMap(({ contacts }) => contacts))
  const foreign = tokensForContacts(answer).filter((token) => !given.has(token))
  if (showsContact(withoutContacts(answer))) foreign.push('liên kết hoặc số điện thoại viết thẳng')
  return foreign.map((what) => ({ kind: 'contact', what }))
}

/** Who does what: an office and its part in the work must stand together as well. */
const ROLES = [
  'chủ trì',
  'phối hợp',
  'thường trực',
  'đầu mối',
  'tham mưu',
  'tổng hợp',
  'phê duyệt',
  'quyết định',
  'kiểm tra',
  'giám sát',
  'ban hành',
  'thẩm định',
]

function findWrongUnits(clause: Clause, pieces: readonly Piece[]): Fault[] {
  if (clause.units.length === 0) return []
  const roles = ROLES.filter((role) => clause.text.toLowerCase().includes(role))
  const together = pieces.some((piece) => {
    const around = unitsIn(piece.context)
    return piece.clauses.some(
      ({ text, units }) =>
        clause.units.every((unit) => units.includes(unit) || around.includes(unit)) &&
        roles.every((role) => `${text} ${piece.context}`.toLowerCase().includes(role)),
    )
  })
  return together ? [] : [{ kind: 'unit', what: clause.text }]
}

function findWrongNames(said: string, pieces: readonly Piece[]): Fault[] {
  const known = pieces.map(({ text, context }) => ` ${context} ${text} `).join(' ')
  return namesIn(said)
    .filter(({ text, opens }) => {
      if (stands(known, text)) return false
      const [, ...rest] = text.split(/[ -]/)
      return !(opens && (rest.length === 0 || stands(known, rest.join(' '))))
    })
    .map(({ text }) => ({ kind: 'name', what: text }))
}

/** Whether a name stands in a text as whole words. */
function stands(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWhole = !/\p{L}/u.test(text.charAt(at - 1)) && !/[\p{L}\p{M}]/u.test(text.charAt(at + name.length))
    if (isWhole) return true
  }
  return false
}

const NEGATIONS = new Set('không chưa chẳng cấm miễn trừ ngừng hủy thôi'.split(' ').map(formOf))

/** A negation of the answer stands before the same word in a passage; none of the passages' is lost on the way. */
function findTurnedNegations({ tokens, text }: Clause, pieces: readonly Piece[]): Fault[] {
  const known = pieces.flatMap((piece) => [...piece.contextTokens, STOP, ...piece.tokens, STOP])
  const added = negationsOf(tokens).some(({ negated }) => !has(known, negated))
  const lost = negationsOf(known).some(
    ({ negated, closed, after }) =>
      (isNew(closed, tokens, known) || isNew(after, tokens, known)) && !has(tokens, negated),
  )
  return added || lost ? [{ kind: 'negation', what: text }] : []
}

const STOP: Token = { kind: 'stop', form: '.' }

type Negation = {
  /** The negation and the word after it. */
  negated: string[]
  /** The words on its two sides, as they meet when it is dropped. */
  closed: string[]
  /** The two words after it. */
  after: string[]
}

function negationsOf(tokens: readonly Token[]): Negation[] {
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1]
    if (!NEGATIONS.has(token.form) || !next || next.kind === 'stop') return []
    const wordsAt = (...places: number[]): string[] =>
      places.flatMap((place) => {
        const each = tokens[place]
        return each && each.kind !== 'stop' ? [each.form] : []
      })
    return [{ negated: wordsAt(at, at + 1), closed: wordsAt(at - 1, at + 1), after: wordsAt(at + 1, at + 2) }]
  })
}

/** Two words that meet in the answer and, at most behind a negation, in no passage. */
function isNew(pair: readonly string[], tokens: readonly Token[], known: readonly Token[]): boolean {
  return pair.length === 2 && has(tokens, pair) && !hasPlain(known, pair)
}

function has(tokens: readonly Token[], forms: readonly string[]): boolean {
  return placesOf(tokens, forms).length > 0
}

/** The words without a negation before them. */
function hasPlain(tokens: readonly Token[], forms: readonly string[]): boolean {
  return placesOf(tokens, forms).some((at) => !NEGATIONS.has(tokens[at - 1]?.form ?? ''))
}

function placesOf(tokens: readonly Token[], forms: readonly string[]): number[] {
  return tokens.flatMap((_, at) => (forms.every((form, step) => tokens[at + step]?.form === form) ? [at] : []))
}

/** Shares of a sentence's telling words, and of its pairs, that its passages must have. */
const KNOWN_WORDS = 0.8
const KNOWN_PAIRS = 0.6
/** In a long sentence shares would leave room for a whole order: so much may be new, and so much on end. */
const MAX_NEW_WORDS = 3
const MAX_NEW_PAIRS_ON_END = 3

function findUngrounded({ text, tokens }: Clause, pieces: readonly Piece[]): Fault[] {
  const sources = pieces.flatMap((piece) => [...piece.contextTokens, STOP, ...piece.tokens, STOP])
  const words = new Set(sources.map(({ form }) => form))
  const pairs = new Set(pairsOf(sources))
  const telling = tellingOf(tokens)
  const own = pairsOf(tokens)
  const newWords = telling.filter((form) => !words.has(form)).length
  const newPairs = own.filter((pair) => !pairs.has(pair)).length
  const isOfSource =
    newWords <= Math.min(MAX_NEW_WORDS, (1 - KNOWN_WORDS) * telling.length) &&
    newPairs <= (1 - KNOWN_PAIRS) * own.length &&
    longestRun(own, (pair) => !pairs.has(pair)) <= MAX_NEW_PAIRS_ON_END
  return isOfSource ? [] : [{ kind: 'ungrounded', what: text }]
}

function longestRun(all: readonly string[], isOne: (each: string) => boolean): number {
  let longest = 0
  let run = 0
  for (const each of all) {
    run = isOne(each) ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/** Neighbours of which one tells something. */
function pairsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, form }, at) => {
    const next = tokens[at + 1]
    if (kind === 'stop' || !next || next.kind === 'stop' || (isLight(form) && isLight(next.form))) return []
    return [`${form} ${next.form}`]
  })
}
