/**
 * Scores answers against a question file, as the contract's own scorer does. Everything is compared after NFC, lower case,
 * marks folded and white space collapsed; a quote counts only if it is one stretch of at most 600 characters that stands in
 * the document it names.
 */

export type Question = {
  id: string
  kind: string
  style: string
  expect: 'answer' | 'partial' | 'abstain' | 'refuse' | 'redirect' | 'chat' | 'clarify'
  question: string
  evidence?: { doc: string; quote: string }[]
  facts?: string[]
  must_not?: string[]
}

export type Answered = {
  id: string
  status: string
  text: string
  citations: { document: string; quote: string }[]
  passages: { document: string; quote: string }[]
  latencyMs: number
}

/** Measures of one question; null where the question does not bear on the measure. */
export type Row = {
  id: string
  kind: string
  style: string
  expect: Question['expect']
  status: string
  statusRight: boolean
  hitAt5: number | null
  recallAt10: number | null
  cited: number | null
  facts: number | null
  whole: number | null
  wrong: string[]
  missing: string[]
  chars: number
  latencyMs: number
}

const RIGHT: Record<Question['expect'], string[]> = {
  answer: ['answered', 'answered_partly'],
  partial: ['answered_partly', 'answered', 'unanswerable'],
  abstain: ['unanswerable'],
  refuse: ['refused'],
  redirect: ['redirected', 'refused', 'unanswerable'],
  chat: ['chat'],
  clarify: ['clarify'],
}

const MAX_QUOTE_CHARS = 600
const STOP_WORDS = new Set(
  'la va cua cho cac nhung thi ma o tai trong voi de den tu duoc bi co khong cung nay do mot theo ve tren khi nhu hoac hay gi phai neu noi ro huong lien he'.split(
    ' ',
  ),
)

function foldAll(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[*_`“”"'‘’]/g, ' ')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

function squeeze(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

function wordsOf(text: string): string[] {
  return foldAll(text).match(/[a-z0-9]+(?:[.,/][0-9]+)*/g) ?? []
}

function contentOf(text: string): string[] {
  return wordsOf(text).filter((word) => !STOP_WORDS.has(word))
}

function numbersIn(text: string): string[] {
  const all = foldAll(text).match(/\d+(?:[.,/]\d+)*/g) ?? []
  return [...new Set(all.map((number) => number.replace(/(^|\/)0+(?=\d)/g, '$1')))]
}

function withoutBrackets(text: string): string {
  return text.replace(/\([^)]*\)/g, ' ').trim()
}

/** A fact is told when every number in it stands in the text and at least 70 % of its content words do. */
export function tells(text: string, fact: string): boolean {
  const wanted = withoutBrackets(fact) || fact
  const words = new Set(wordsOf(text))
  const numbers = new Set(numbersIn(text))
  const flat = [...numbers].join(' ')
  const hasNumber = (number: string): boolean =>
    numbers.has(number) || numbers.has(number.replace(/\/20\d\d$/, '')) || flat.includes(number)
  if (!numbersIn(wanted).every(hasNumber)) return false
  const content = contentOf(wanted)
  return (
    content.length === 0 || content.filter((word) => words.has(word) || /^\d/.test(word)).length / content.length >= 0.7
  )
}

/** Two quotes agree when the shorter shares at least 60 % of its content words, as a bag, with the longer. */
export function agree(a: string, b: string): boolean {
  const first = contentOf(a)
  const second = contentOf(b)
  if (first.length === 0 || second.length === 0) return false
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first]
  const bag = new Map<string, number>()
  for (const word of longer) bag.set(word, (bag.get(word) ?? 0) + 1)
  const shared = shorter.filter((word) => {
    const left = bag.get(word) ?? 0
    bag.set(word, left - 1)
    return left > 0
  }).length
  return shared / shorter.length >= 0.6 && shorter.length >= Math.min(4, second.length)
}

/** A wrong statement is made when its words stand in the answer; one with a number must match whole numbers. */
function claims(text: string, statement: string): boolean {
  const words = withoutBrackets(statement)
  if (!/\d/.test(words)) return contentOf(words).length >= 2 && foldAll(text).includes(foldAll(words))
  const escaped = foldAll(words).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\d.,/])${escaped}(?![\\d]|[.,/]\\d)`).test(foldAll(text))
}

/** The answer without its citation block. */
function bodyOf(text: string): string {
  return text.normalize('NFC').split(/\n\s*(?:Căn cứ|Nguồn):/)[0] ?? ''
}

/** `texts`: the documents by file; one that is not there is taken on trust. */
export function scoreAnswer(question: Question, answer: Answered | undefined, texts: ReadonlyMap<string, string>): Row {
  const { status, text, citations, passages, latencyMs } = answer ?? MISSING
  const gold = question.evidence ?? []
  const facts = question.facts ?? []
  const stands = (quote: { document: string; quote: string }): boolean =>
    quote.quote.length <= MAX_QUOTE_CHARS && (texts.get(quote.document)?.includes(squeeze(quote.quote)) ?? true)
  const near = (quotes: { document: string; quote: string }[], most: number): number =>
    gold.filter((each) =>
      quotes
        .slice(0, most)
        .some((quote) => quote.document === each.doc && stands(quote) && agree(quote.quote, each.quote)),
    ).length
  const answerable = (question.expect === 'answer' || question.expect === 'partial') && gold.length > 0
  const missing = facts.filter((fact) => !tells(text, fact))
  const graded = question.expect === 'answer' && facts.length > 0
  const fair = foldAll([...gold.map(({ quote }) => quote), ...facts].join(' '))
  const wrong = (question.must_not ?? [])
    .map(withoutBrackets)
    .filter((each) => !fair.includes(foldAll(each)) && claims(bodyOf(text), each))
  return {
    id: question.id,
    kind: question.kind,
    style: question.style,
    expect: question.expect,
    status,
    statusRight: RIGHT[question.expect].includes(status),
    hitAt5: answerable ? Number(near(passages, 5) > 0) : null,
    recallAt10: answerable ? near(passages, 10) / gold.length : null,
    cited: answerable ? Number(near(citations, 3) > 0) : null,
    facts: graded ? 1 - missing.length / facts.length : null,
    whole: graded ? Number(missing.length === 0) : null,
    wrong,
    missing,
    chars: text.length,
    latencyMs,
  }
}

const MISSING: Answered = { id: '', status: 'missing', text: '', citations: [], passages: [], latencyMs: 0 }

export type Summary = {
  questions: number
  status: number
  hitAt5: number | null
  recallAt10: number | null
  cited: number | null
  facts: number | null
  whole: number | null
  wrongShare: number
  tooLong: number
  medianChars: number
  p90Chars: number
  p95LatencyMs: number
}

const MAX_TEXT_CHARS = 2_000

export function summarise(rows: readonly Row[]): Summary {
  const mean = (key: 'hitAt5' | 'recallAt10' | 'cited' | 'facts' | 'whole'): number | null => {
    const values = rows.flatMap((row) => row[key] ?? [])
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  }
  const at = (values: number[], share: number): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
  const chars = rows.map((row) => row.chars)
  return {
    questions: rows.length,
    status: rows.filter((row) => row.statusRight).length / Math.max(rows.length, 1),
    hitAt5: mean('hitAt5'),
    recallAt10: mean('recallAt10'),
    cited: mean('cited'),
    facts: mean('facts'),
    whole: mean('whole'),
    wrongShare: rows.filter((row) => row.wrong.length > 0).length / Math.max(rows.length, 1),
    tooLong: rows.filter((row) => row.chars > MAX_TEXT_CHARS).length,
    medianChars: at(chars, 0.5),
    p90Chars: at(chars, 0.9),
    p95LatencyMs: at(
      rows.map((row) => row.latencyMs),
      0.95,
    ),
  }
}
