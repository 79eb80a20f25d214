/** Words misspelled in the ways people here misspell: what they may have been. */
import { isSyllable } from './syllables.ts'

/** Spelling games and hurried endings, on lower-case words with or without marks. */
const PATTERNS: readonly [RegExp, string][] = [
  [/^f/u, 'ph'],
  [/^j/u, 'gi'],
  [/^z/u, 'd'],
  [/^z/u, 'gi'],
  [/^dz/u, 'd'],
  [/^w/u, 'qu'],
  [/^k(?=[aouăâôơư])/u, 'c'],
  [/^c(?=[eêiy])/u, 'k'],
  [/^ng(?=[eêi])/u, 'ngh'],
  [/(?<![n])g$/u, 'ng'],
  [/n$/u, 'nh'],
  [/h$/u, 'nh'],
  [/t$/u, 'ch'],
  [/k$/u, 'ch'],
  [/uj$/u, 'ui'],
]

/** Rewritings that make a syllable, the likeliest first. The word itself is not among them. */
export function rewritings(word: string, bare: string): { word: string; bare: string }[] {
  return PATTERNS.flatMap(([pattern, to]) => {
    const rewritten = { word: word.replace(pattern, to), bare: bare.replace(pattern, to) }
    return rewritten.bare !== bare && isSyllable(rewritten.bare) ? [rewritten] : []
  })
}

/** Whether one letter left out, put in, changed or swapped with its neighbour turns `a` into `b`. */
export function isOneSlipAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1]
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)]
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left[0] === right[1] && left[1] === right[0])
}
