/** What a text is searched by. Documents and questions go through the same door. */
import { encodePair, encodeToken, type Token, tokenise } from './tokens.ts'

/** Raise when the tokens of an unchanged text change: stored passages are then read again. */
export const ANALYSER_VERSION = 1

/** The words of one passage's search column: unmarked syllables, their neighbouring pairs, whole identifiers. */
export function searchWords({ heading, lead, quote }: { heading: string; lead: string | null; quote: string }): string {
  const headed = lead === null ? heading : `${heading} ${lead}`
  return [...wordsOf(tokenise(headed)), ...wordsOf(tokenise(quote))].join(' ')
}

function wordsOf(tokens: readonly Token[]): string[] {
  const words = tokens.map((token) => encodeToken(token.bare))
  const pieces = tokens.filter((token) => !token.whole)
  for (let index = 1; index < pieces.length; index++) {
    const [before, token] = [pieces[index - 1], pieces[index]]
    if (before && token) words.push(encodePair(before.bare, token.bare))
  }
  return words
}
