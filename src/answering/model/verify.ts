/**
 * The gate between a model and a person. An answer passes only when everything in it that can be wrong stands in a passage
 * it names: figures with their qualifiers, offices, names, negations, and nearly all of its words. The model is taken to be
 * obedient to whoever attacks it; nothing here asks it anything.
 */
import { clean, fold } from '../../language/text.ts'
import { type Material, type Piece, showsContact, tokensForContacts, withoutContacts } from './material.ts'
import { type Clause, clausesOf, type Figure, formOf, namesIn, neutral, type Token, unitsIn } from './read-claims.ts'

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
  return [
    ...findSourceFaults(used, pieces),
    ...(clauses.length === 0 ? [{ kind: 'empty', what: '' } as const] : []),
    ...(answer.length > given.maxChars ? [{ kind: 'too_long', what: `${answer.length}` } as const] : []),
    ...findLeaks(answer, pieces, given),
    ...findForeignCharacters(bare),
    ...findForeignContacts(answer, pieces),
    ...clauses.flatMap((clause) => [...findWrongFigures(clause, pieces), ...findWrongUnits(clause, pieces)]),
    ...findWrongNames(said, pieces),
    ...clauses.flatMap((clause) => findTurnedNegations(clause, pieces)),
    ...clausesOf(said, { atCommas: false }).flatMap((sentence) => findUngrounded(sentence, pieces)),
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
const DECENT = /[^\p{Script=Latin}\p{M}0-9\s.,;:!?%()/"'“”‘’+≥≤=–—-]/u

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

/** All figures of a clause must stand together in one clause of one passage, and speak there of the same thing. */
function findWrongFigures(clause: Clause, pieces: readonly Piece[]): Fault[] {
  if (clause.figures.length === 0) return []
  const together = pieces.some((piece) =>
    [...piece.clauses, contextOf(piece)].some(
      (source) => clause.figures.every((figure) => holdsFigure(source, figure)) && speaksOf(clause, source, piece),
    ),
  )
  return together ? [] : [{ kind: 'figure', what: clause.text }]
}

function contextOf({ context, contextTokens }: Piece): Clause {
  const [only] = clausesOf(context.replace(/[\n;.]/g, ' , '), { atCommas: false })
  return only ?? { text: context, tokens: contextTokens, figures: [], units: [] }
}

function holdsFigure(source: Clause, { value, qualifier, counted }: Figure): boolean {
  return source.figures.some(
    (known) =>
      known.value === value &&
      known.qualifier === qualifier &&
      (counted === '' || known.counted === '' || counted === known.counted || isLight(counted, known.counted)),
  )
}

/** A joining word says nothing of what is counted. */
function isLight(...forms: string[]): boolean {
  return forms.some((form) => LIGHT.has(form))
}

const SHARE_BESIDE_FIGURES = 0.6

/** Most of what the clause speaks of stands beside the figures, in their clause or the headings above it. */
function speaksOf(clause: Clause, source: Clause, piece: Piece): boolean {
  const telling = tellingOf(clause.tokens)
  if (telling.length === 0) return true
  const known = new Set([...source.tokens, ...piece.contextTokens].map(({ form }) => form))
  return telling.filter((form) => known.has(form)).length >= SHARE_BESIDE_FIGURES * telling.length
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
  const added = pairsAfterNegation(tokens).filter(({ pair }) => !has(known, pair))
  const lost = pairsAfterNegation(known).filter(
    ({ pair, after }) => after.length === 2 && !has(tokens, pair) && has(tokens, after) && !hasPlain(known, after),
  )
  return added.length + lost.length === 0 ? [] : [{ kind: 'negation', what: text }]
}

const STOP: Token = { kind: 'stop', form: '.' }

/** Each negation with the word after it, and the two words after it alone. */
function pairsAfterNegation(tokens: readonly Token[]): { pair: string[]; after: string[] }[] {
  return tokens.flatMap(({ form }, at) => {
    if (!NEGATIONS.has(form)) return []
    const after = tokens.slice(at + 1, at + 3).filter(({ kind }) => kind !== 'stop')
    return [{ pair: [form, ...after.slice(0, 1).map((token) => token.form)], after: after.map((token) => token.form) }]
  })
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

/** Shares of an answer's telling words, and of their pairs, that its passages must have. */
const KNOWN_WORDS = 0.8
const KNOWN_PAIRS = 0.6

function findUngrounded({ text, tokens }: Clause, pieces: readonly Piece[]): Fault[] {
  const sources = pieces.flatMap((piece) => [...piece.contextTokens, STOP, ...piece.tokens, STOP])
  const words = new Set(sources.map(({ form }) => form))
  const telling = tellingOf(tokens)
  const known = telling.filter((form) => words.has(form)).length
  const pairs = new Set(pairsOf(sources))
  const own = pairsOf(tokens)
  const isOfSource =
    known >= KNOWN_WORDS * telling.length && own.filter((pair) => pairs.has(pair)).length >= KNOWN_PAIRS * own.length
  return isOfSource ? [] : [{ kind: 'ungrounded', what: text }]
}

function tellingOf(tokens: readonly Token[]): string[] {
  return tokens.filter(({ kind, form }) => kind === 'word' && !LIGHT.has(form)).map(({ form }) => form)
}

/** Neighbours of which one tells something. */
function pairsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, form }, at) => {
    const next = tokens[at + 1]
    if (kind === 'stop' || !next || next.kind === 'stop' || (LIGHT.has(form) && LIGHT.has(next.form))) return []
    return [`${form} ${next.form}`]
  })
}

/** Words that join others and claim nothing. */
const LIGHT = new Set(
  'là và của các những được để cho với theo trong tại về khi thì này đó gồm như sau cần có ở do bởi vào ra cũng đã sẽ đang nên mà hoặc hay cùng mọi mỗi việc thông qua nhằm bằng nếu thêm nội dung cụ thể số đồng thời đây bao'
    .split(' ')
    .map(formOf),
)
