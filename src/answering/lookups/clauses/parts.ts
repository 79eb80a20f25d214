/** Of a passage that says several things, the part that was asked for; citations keep the whole stretch. */
import { findUnits } from '../../../language/units.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { holds } from '../../question/wants.ts'
import type { Shelf, ShelfEntry } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import { coverageOf } from '../../weighing/rank.ts'
import { indexText } from '../../weighing/terms.ts'
import { sentencesOf } from '../../wording.ts'
import { primaryWant } from './borne-out.ts'

/** How far the part must be before the next to be the one that is meant. */
const CLEARLY = 1.3
/** Least share of the question that it must have. */
const LEAST = 0.5

/** "Hội A phụ trách …; Hội B phụ trách …": asked who, the part of the one body; else the whole. */
export function partOfOneBody({ wants, terms, contextTerms }: Inquiry, shelf: Shelf, text: string): string {
  if (!wants.includes('unit')) return text
  const owned = sentencesOf(text).filter(namesItsBody)
  if (owned.length < 2) return text
  const [best, second] = owned
    .map((part) => ({ part, score: coverageOf(terms, contextTerms, part, shelf.weigh) }))
    .sort((a, b) => b.score - a.score)
  return best && second && best.score >= LEAST && best.score >= CLEARLY * second.score ? best.part : text
}

/** Begins with a body that does something: "Hội Nông dân xã hướng dẫn …"; a bare name in a list does nothing. */
function namesItsBody(part: string): boolean {
  const [first] = findUnits(part)
  return first !== undefined && first.start === 0 && /^\s+\p{Ll}+\s+\p{L}/u.test(part.slice(first.end))
}

const ASIDE = /\s*\([^()]*\)/gu
/** "(17,94%)" is the thing's own; "(chỉ tiêu của tỉnh là 80%; đến năm 2030: 95%)" is another's. */
const OF_OTHERS = /20\d\d|(?<!\p{L})(?:tỉnh|thành phố|trung ương|cả nước|toàn quốc|vùng)(?!\p{L})/iu

/** Without remarks in brackets that hold another share than the one asked for: the province's, that of a later year. */
export function withoutAsides(inquiry: Inquiry, { passage, document }: ShelfEntry, text: string): string {
  if (primaryWant(inquiry) !== 'percent') return text
  const isShare = (said: string): boolean => holds('percent', { text: said, plainText: plain(said) }, inquiry.asked)
  const isOther = (aside: string): boolean => OF_OTHERS.test(aside) && isShare(aside)
  const rest = text.replace(ASIDE, (aside) => (isOther(aside) ? '' : aside))
  if (rest === text || !isShare(rest)) return text
  const outside = indexText(`${rest} ${passage.lead ?? ''} ${passage.heading} ${document.title ?? ''}`)
  const asides = indexText((text.match(ASIDE) ?? []).filter(isOther).join(' '))
  const years = inquiry.asked.match(/20\d\d/g) ?? []
  const asked = [...inquiry.terms.words, ...years]
  if (years.length > 0 && !years.some((year) => outside.words.has(year))) return text
  return asked.some((word) => asides.words.has(word) && !outside.words.has(word)) ? text : rest
}
