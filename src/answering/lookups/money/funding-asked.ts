/** A message that asks for a sum and for something beside it: "hết bao nhiêu tiền, dân có phải góp không". */

import type { Finding } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { coverage, indexText, type Terms, termsOf } from '../../weighing/terms.ts'
import { neat, sentence, sentencesOf } from '../../wording.ts'
import { AMOUNT } from './funding-parts.ts'

/** What is asked beside must be a question of its own. */
const ASKS_WHETHER = / (?:co|bi|duoc|phai) (?:\S+ ){1,12}(?:khong|chua) /
const ASKS_SUM = / (?:het|ton|mat|tong(?: \S+){1,6}|kinh phi(?: \S+){0,8}|ngan sach(?: \S+){0,8}) bao nhieu /
const LEAST_SHARE = 0.5

/** `sum`: the plain form of what asks for money; `beside`: the plain form of what else is asked, null for nothing. */
export type AskedSum = { sum: string; beside: string | null }

/** Parted only where each part asks by itself: in "xây nhà văn hóa, hết bao nhiêu tiền" the first says of what. */
export function partSum(asked: string, said: string): AskedSum {
  const parts = said
    .split(/[;?!\n]+|[,.](?!\d)/u)
    .map(plain)
    .filter((part) => part.trim() !== '')
  const [sum, ...more] = parts.filter((part) => ASKS_SUM.test(part))
  const [beside, ...others] = parts.filter((part) => part !== sum && ASKS_WHETHER.test(part))
  const isParted = sum && beside && more.length === 0 && others.length === 0 && parts.length === 2
  return isParted && termsOf(sum).words.length > 1 ? { sum, beside } : { sum: asked, beside: null }
}

/** The sentence that tells what is asked beside a sum, behind what is told of the sum; nothing where none surely does. */
export function withBeside(
  { terms }: Inquiry,
  finding: Finding,
  { beside, ranked, shelf }: { beside: string; ranked: readonly Ranked[]; shelf: Shelf },
): Finding {
  const own: Terms = { ...termsOf(beside, shelf.titleWords), marks: terms.marks, senses: terms.senses }
  const [best] = ranked
    .flatMap(({ entry }) => sentencesFor(entry, own, shelf))
    .filter(({ said }) => !AMOUNT.test(said))
    .sort((a, b) => b.share - a.share)
  if (own.words.length < 2 || !best || best.share < LEAST_SHARE) return finding
  return {
    ...finding,
    lines: [...finding.lines, sentence(best.said)],
    citations: [...finding.citations, citePassage(best.entry)],
  }
}

function sentencesFor(
  entry: ShelfEntry,
  terms: Terms,
  shelf: Shelf,
): { entry: ShelfEntry; said: string; share: number }[] {
  if (entry.row || entry.passage.kind === 'head') return []
  return sentencesOf(neat(entry.passage.quote)).map((said) => ({
    entry,
    said,
    share: coverage(terms, indexText(said), shelf.weigh).words,
  }))
}
