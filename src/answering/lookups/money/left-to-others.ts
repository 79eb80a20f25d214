/** A price or a rate that the paper leaves to others: "Giá nước … theo quyết định của UBND tỉnh, Đề án không quy định riêng". */
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { holds } from '../../question/wants.ts'
import { citePassage, type ShelfEntry } from '../../shelf/shelf.ts'
import { coverage, indexText } from '../../weighing/terms.ts'
import { neat, sentence, sentencesOf } from '../../wording.ts'
import type { Ranking } from '../lookup.ts'
import { AMOUNT } from './funding-parts.ts'

const OF_A_RATE = /(?<!\p{L})(?:giá|phí|lệ phí|học phí|mức|tiền|lương|phụ cấp|thù lao|chế độ|định mức)(?!\p{L})/iu
const LEAVES =
  /không (?:quy định|ấn định|nêu)(?: riêng| cụ thể| mức)|(?:thực hiện|áp dụng|tính|thu|chi|hưởng)(?: \p{Ll}+){0,3} theo (?:các )?(?:quy định|quyết định|nghị quyết|hướng dẫn)/iu
/** Words that only say that money is asked for. */
const OF_MONEY = new Set('tien gia phi muc kinh dong so'.split(' '))
const LEAST_SHARE = 0.6
const NEAR_ONES = 5

export function lookUpLeftToOthers(inquiry: Inquiry, ranking: Ranking): Outcome | null {
  const [shelf] = inquiry.shelves
  const { wants, asked } = inquiry
  if (!shelf || inquiry.shelves.length !== 1 || !wants.includes('money')) return null
  const terms = { ...inquiry.terms, words: inquiry.terms.words.filter((word) => !OF_MONEY.has(word)) }
  if (terms.words.length === 0) return null
  const ranked = ranking.get(shelf) ?? []
  const [best] = shelf.entries
    .flatMap(leavingSentences)
    .map(({ entry, said }) => ({ entry, said, share: coverage(terms, indexText(said), shelf.weigh).words }))
    .sort((a, b) => b.share - a.share)
  if (!best || best.share < LEAST_SHARE) return null
  // A sum that is stated for it is no matter of others.
  const isStated = ranked
    .slice(0, NEAR_ONES)
    .some(({ entry, covered }) => entry !== best.entry && holds('money', entry, asked) && covered >= best.share)
  if (isStated) return null
  const finding = { lines: [sentence(best.said)], citations: [citePassage(best.entry)], missing: 'amount' as const }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function leavingSentences(entry: ShelfEntry): { entry: ShelfEntry; said: string }[] {
  if (entry.row || entry.passage.kind === 'head') return []
  return sentencesOf(neat(entry.passage.quote))
    .filter((said) => OF_A_RATE.test(said) && LEAVES.test(said) && !AMOUNT.test(said))
    .map((said) => ({ entry, said }))
}
