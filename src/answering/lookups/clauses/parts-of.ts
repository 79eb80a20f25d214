/** What a named thing consists of: the passage in which its name is followed by its parts, not one that only uses it. */
import { fold, squeeze } from '../../../language/text.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import type { Ranked } from '../../weighing/rank.ts'

const ASKS_PARTS =
  / (?:(?:la|gom|bao gom|co|gom co) (?:nhung |cac |may )?(?:gi|cai gi|nhung gi|noi dung gi|nhung noi dung nao)|nghia la gi|la sao|la (?:nhu )?the nao|(?:la|gom|bao gom|gom co|co) (?:nhung|cac) \S+(?: \S+)? nao) /
const MOST_WORDS_OF_NAME = 6
const LEAST_LETTERS_OF_NAME = 4
/** Parts in brackets are several; "(sau đây gọi là …)" is another name. */
const PARTS_FOLLOW = /^["”’')\]]*\s*(?:\((?!sau day|goi|viet)[^)]*,|:|,?\s*(?:bao )?gom\s|,?\s*(?:do|tuc|nghia) la\s)/
/** With so much of the best score the name with its parts is what was asked for. */
const NEAR_ENOUGH = 0.5

/** The passages near the best that give the parts of what the question names, the longest name first. */
export function tellingParts({ asked }: Inquiry, ranked: readonly Ranked[]): Ranked | undefined {
  const [best] = ranked
  const at = asked.search(ASKS_PARTS)
  if (!best || at < 0) return undefined
  const words = asked.slice(0, at).trim().split(' ').slice(-MOST_WORDS_OF_NAME)
  const names = words
    .map((_, from) => words.slice(from).join(' '))
    .filter((name) => name.length >= LEAST_LETTERS_OF_NAME)
  const near = ranked.filter(({ score }) => score >= NEAR_ENOUGH * best.score)
  for (const name of names) {
    const telling = near.find(({ entry }) => spellings(name).some((each) => givesParts(each, entry.passage.quote)))
    if (telling) return telling
  }
  return undefined
}

const NUMBERS = ['hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi']

/** "4 tại chỗ" is written "bốn tại chỗ", and the other way round. */
function spellings(name: string): string[] {
  const [first = '', ...rest] = name.split(' ')
  const word = NUMBERS[Number(first) - 2]
  const at = NUMBERS.indexOf(first)
  const other = word ?? (at >= 0 ? String(at + 2) : null)
  return other === null ? [name] : [name, [other, ...rest].join(' ')]
}

function givesParts(name: string, quote: string): boolean {
  const said = ` ${squeeze(fold(quote).replace(/[*_“"‘]/g, ' '))}`
  for (let at = said.indexOf(` ${name}`); at >= 0; at = said.indexOf(` ${name}`, at + 1)) {
    if (PARTS_FOLLOW.test(said.slice(at + name.length + 1))) return true
  }
  return false
}
