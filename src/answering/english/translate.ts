/**
 * An English question in the words the papers use, for looking up: the matter and what is asked for, not a translation
 * anybody reads. A word the lexicon lacks stays as it is, so that it counts as missing rather than as understood.
 */
import { LEXICON } from './lexicon.ts'

const MAX_PHRASE_WORDS = 6
const BY_PHRASE = new Map(LEXICON.map(([english, vietnamese]) => [english, vietnamese]))

/** Words of grammar and politeness: nothing of the matter is lost with them. */
const GRAMMAR = new Set(
  (
    'a an the of in on at for to from by with about into and or is are was were be been being am do does did has have had will would shall should must need needs can could may might ' +
    'i you he she it we they me my your our their his her its this that these those there here what which please tell show give hello hi dear sir madam thank thanks kindly want like know ' +
    'need get got some any all each every also just now as so if then than out up per under during within according'
  ).split(' '),
)

/** Written so in English and in no Vietnamese sentence. */
export function isEnglishWord(word: string): boolean {
  return GRAMMAR.has(word) || WORDS.has(word) || WORDS.has(singular(word))
}

const WORDS = new Set(LEXICON.flatMap(([english]) => english.split(' ')))

const ASKS_WHAT_IT_IS =
  /^\s*(?:please\s+)?(?:tell me\s+)?what(?:'s| is| are| does)(?! the (?:deadline|due|date|number))/i
const ASKS_DUTIES = /\b(?:what|which) .*\b(?:task|dut|responsibilit|must|should|has to|have to|role)/i
const ASKS_YES_OR_NO = /^\s*(?:is|are|does|do|did|has|have|can|could|will|may|must|should)\b/i

export function translateQuestion(english: string): string {
  const words =
    english
      .toLowerCase()
      .match(/[\p{L}\d][\p{L}\d'’./%-]*/gu)
      ?.map(bare) ?? []
  const said: string[] = []
  for (let at = 0; at < words.length; ) {
    const { length, vietnamese } = longestAt(words, at)
    if (vietnamese) said.push(vietnamese)
    at += length
  }
  return [...said, ...closing(english)].join(' ')
}

function bare(word: string): string {
  return word.replace(/’/g, "'").replace(/[.'/-]+$/u, '')
}

function longestAt(words: readonly string[], at: number): { length: number; vietnamese: string } {
  for (let length = Math.min(MAX_PHRASE_WORDS, words.length - at); length > 0; length--) {
    const phrase = words.slice(at, at + length)
    const found = BY_PHRASE.get(phrase.join(' ')) ?? BY_PHRASE.get(singularLast(phrase))
    if (found) return { length, vietnamese: found }
  }
  const word = words[at] ?? ''
  return { length: 1, vietnamese: GRAMMAR.has(word) ? '' : word }
}

function singularLast(phrase: readonly string[]): string {
  return [...phrase.slice(0, -1), singular(phrase.at(-1) ?? '')].join(' ')
}

function singular(word: string): string {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** What Vietnamese says last: "… là gì", "… không". */
function closing(english: string): string[] {
  if (ASKS_DUTIES.test(english)) return ['là những nhiệm vụ gì']
  if (ASKS_WHAT_IT_IS.test(english)) return ['là gì']
  return ASKS_YES_OR_NO.test(english) ? ['không'] : []
}
