/**
 * Two capitals alone ("DL", "PL", "QĐ") fit many pairs of words; beside a word of the message they fit what the papers write
 * beside that word: "PL rác" is "phân loại rác" where they sort waste.
 */
import { fold } from '../../language/text.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { termsOf } from '../weighing/terms.ts'

type Beside = { before: string; after: string }

/** The two words meant, in the papers' own spelling; null where no pair, or more than one as often, stands beside the same word. */
export function phraseBeside(short: string, { before, after }: Beside, { entries }: Shelf): string | null {
  const next = tellingWord(/^\s+([\p{L}\d]+)/u.exec(after)?.[1])
  const last = tellingWord(/(?<![\p{L}\d])([\p{L}\d]+)\s+$/u.exec(before)?.[1])
  if (next === null && last === null) return null
  const own = new RegExp(`(?<!\\p{L})${short}(?!\\p{L})`, 'u')
  if (entries.some(({ passage }) => own.test(passage.quote))) return null
  const counts = new Map<string, number>()
  for (const phrase of entries.flatMap(({ passage }) => pairsBeside(passage.quote, short, [last, next])))
    counts.set(phrase, (counts.get(phrase) ?? 0) + 1)
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  return first && (!second || first[1] > second[1]) ? first[0] : null
}

/** Every pair of words with those letters that has the word before or the word after beside it. */
function pairsBeside(quote: string, short: string, [last, next]: [string | null, string | null]): string[] {
  return quote.split(/[^\p{L}\p{M}\d\s]+/u).flatMap((run) => {
    const words = run.trim().split(/\s+/)
    const stands = (at: number, word: string | null): boolean => word !== null && fold(words[at] ?? '') === word
    return words.flatMap((word, at) => {
      const other = words[at + 1] ?? ''
      const isSpelt = begins(word, short.charAt(0)) && begins(other, short.charAt(1))
      return isSpelt && (stands(at - 1, last) || stands(at + 2, next)) ? [`${word} ${other}`.toLowerCase()] : []
    })
  })
}

/** Đ stands for itself; D is typed for both. */
function begins(word: string, letter: string): boolean {
  const own = word.charAt(0).toUpperCase().normalize('NFD').charAt(0)
  return letter === 'Đ' ? own === 'Đ' : (own === 'Đ' ? 'D' : own) === letter.normalize('NFD').charAt(0)
}

function tellingWord(word: string | undefined): string | null {
  return word && termsOf(` ${fold(word)} `).words.length > 0 ? fold(word) : null
}
