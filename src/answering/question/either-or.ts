/** A question that puts two ways against each other: "còn phát tiền mặt không hay chuyển khoản hết". */
import type { Ranked } from '../weighing/rank.ts'
import { coverageUnder, type Terms, termsOf, type Weigh } from '../weighing/terms.ts'

/** Words round the "hay" that name the two ways. */
const WORDS_OF_A_WAY = 4
const EITHER_OR = new RegExp(` ((?:\\S+ ){1,${WORDS_OF_A_WAY}})hay (?:la |phai )?((?:\\S+ ){1,${WORDS_OF_A_WAY}})`)
/** "Em hay quên", "nghe nói hay": no choice. */
const NO_CHOICE = / hay (?:bi|quen|di|noi|lam|gap|dung|sao|qua|vay|a|nhi|the) /

/** Least share of each way's words, and of the whole question, in a passage that has the question's point. */
const OF_A_WAY = 0.4
const OF_THE_QUESTION = 0.42

/** The two ways in plain words; null where the question puts none against each other. */
export function readEitherOr(asked: string): [string, string] | null {
  const found = NO_CHOICE.test(asked) ? null : EITHER_OR.exec(asked)
  return found?.[1] && found[2] ? [` ${found[1]}`, ` ${found[2]}`] : null
}

/** Whether a passage speaks of both ways and of what they are asked of. */
export function speaksOfBoth(
  ways: readonly [string, string],
  { entry, shelf, covered }: Ranked,
  terms: Terms,
): boolean {
  return covered >= OF_THE_QUESTION && ways.every((way) => shareOf(way, entry, terms, shelf.weigh) >= OF_A_WAY)
}

function shareOf(way: string, entry: Ranked['entry'], terms: Terms, weigh: Weigh): number {
  const own = { ...termsOf(way), marks: terms.marks, senses: terms.senses }
  return own.words.length === 0 ? 0 : coverageUnder(own, entry, weigh).words
}
