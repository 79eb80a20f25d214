/** Puts back the marks a hurried question left out, by what the collection itself usually writes. */
import type { Spelling } from './syllables.ts'

/** What a collection knows of its own spelling. Counts are passages or occurrences: only their ratios matter. */
export type SpellingStatistics = {
  /** The forms met for these unmarked letters, the commonest first. */
  spellings(bare: string): readonly string[]
  count(form: string): number
  pairCount(first: string, second: string): number
}

type Path = { form: string; score: number; before: Path | null }

const MOST_SPELLINGS = 8
/** How much likelier than its rivals a word is as typed, by how much of the question carries marks. */
const TRUST_IN_UNMARKED = { none: 1, some: 4, most: 100_000 } as const
const TRUST_IN_MARKED = 1000
const PAIR_SHARE = 0.9

/** One form a token: the likeliest sequence under a bigram model of the collection (Viterbi). */
export function restoreMarks(tokens: readonly Spelling[], statistics: SpellingStatistics): string[] {
  const trust = TRUST_IN_UNMARKED[markedness(tokens, statistics)]
  let paths: Path[] = []
  for (const token of tokens) {
    const options = optionsFor(token, statistics, trust)
    paths = options.map((option) => bestPath(option, paths, statistics))
  }
  return unwind(paths)
}

type Markedness = keyof typeof TRUST_IN_UNMARKED

/** Of the words that could carry marks here, how many do. */
function markedness(tokens: readonly Spelling[], statistics: SpellingStatistics): Markedness {
  const marked = tokens.filter((token) => token.form !== token.bare).length
  if (marked === 0) return 'none'
  const bare = tokens.filter(
    (token) => token.form === token.bare && (statistics.spellings(token.bare)[0] ?? token.bare) !== token.bare,
  )
  return marked > bare.length * 1.5 ? 'most' : 'some'
}

type Option = { form: string; prior: number }

function optionsFor(token: Spelling, statistics: SpellingStatistics, trustInUnmarked: number): Option[] {
  const known = statistics.spellings(token.bare).slice(0, MOST_SPELLINGS)
  if (token.form !== token.bare && (known.length === 0 || statistics.count(token.form) > 0))
    return [{ form: token.form, prior: 1 }]
  const trust = token.form === token.bare ? trustInUnmarked : TRUST_IN_MARKED
  const options = known.map((form) => ({ form, prior: form === token.form ? trust : 1 }))
  if (!known.includes(token.form) && (known.length === 0 || trust > 1)) options.push({ form: token.form, prior: trust })
  return options
}

function bestPath(option: Option, paths: readonly Path[], statistics: SpellingStatistics): Path {
  const own = statistics.count(option.form) + 0.1
  let best: Path = { form: option.form, score: Math.log(own * option.prior), before: null }
  if (paths.length === 0) return best
  best = { ...best, score: Number.NEGATIVE_INFINITY }
  for (const before of paths) {
    const follows = statistics.pairCount(before.form, option.form) / (statistics.count(before.form) + 1)
    const likelihood = PAIR_SHARE * follows + (1 - PAIR_SHARE) * own * 1e-4
    const score = before.score + Math.log(likelihood * option.prior)
    if (score > best.score) best = { form: option.form, score, before }
  }
  return best
}

function unwind(paths: readonly Path[]): string[] {
  let path: Path | null = paths.reduce<Path | null>(
    (best, next) => (best && best.score >= next.score ? best : next),
    null,
  )
  const forms: string[] = []
  while (path) {
    forms.push(path.form)
    path = path.before
  }
  return forms.reverse()
}
