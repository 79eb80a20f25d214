/**
 * Marked words as comparable keys. "bão" and "bảo" fold to one word; where the person typed marks, a passage that has only
 * the other one says less. Both placements of a tone ("hòa", "hoà") give one key.
 */
import { clean, fold } from '../../language/text.ts'

const MARKED = /[^ -~\s]/

/** Base letters, then the marks in a fixed order. */
function keyOf(word: string): string {
  const letters = [...word.normalize('NFD')]
  return `${letters.filter((letter) => !/\p{M}/u.test(letter)).join('')}${letters
    .filter((letter) => /\p{M}/u.test(letter))
    .sort()
    .join('')}`
}

/** By folded word, the keys under which it stands in a text. */
export type MarkKeys = ReadonlyMap<string, ReadonlySet<string>>

export function markKeysOf(text: string, onlyMarked: boolean): MarkKeys {
  const keys = new Map<string, Set<string>>()
  for (const word of clean(text)
    .toLowerCase()
    .match(/[\p{L}\p{M}]+/gu) ?? []) {
    const isMarked = MARKED.test(word)
    if (onlyMarked && !isMarked) continue
    const folded = isMarked ? fold(word) : word
    keys.set(folded, (keys.get(folded) ?? new Set()).add(isMarked ? keyOf(word) : word))
  }
  return keys
}

/** Whether somebody types with marks: one word that has them is enough; signs and pictures are no words. */
export function hasMarks(text: string): boolean {
  return markKeysOf(text, true).size > 0
}

/** Whether a word of the question, as marked, stands so in the text; true where either was written without marks. */
export function marksAgree(word: string, asked: MarkKeys, text: MarkKeys): boolean {
  const wanted = asked.get(word)
  const present = text.get(word)
  if (!wanted || !present) return true
  return [...wanted].some((key) => present.has(key))
}
