/** On what money is given: what the paper says the sum is worked out from, never the papers it rests on. */

import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type ShelfEntry } from '../../shelf/shelf.ts'
import { tellEntry } from '../clauses/telling.ts'
import type { Ranking } from '../lookup.ts'

const ASKS_ON_WHAT =
  / (?:can cu|dua (?:tren|vao|theo)|tren co so|theo co so|co so)(?: (?:vao|tren|theo|nhung|cac|can cu|co so|ma))* (?:dau|gi|nao) /
const OF_MONEY = / (?:kinh phi|ngan sach|du toan|tien) /
const GIVES = / (?:bo tri|can doi|cap|phan bo|lap|tham muu|xin|de xuat|chi|tinh|duyet|de nghi|giao) /
const NAMES_PAPERS =
  / (?:phap ly|(?:nghi quyet|quyet dinh|thong tu|nghi dinh|luat|van ban|cong van|ke hoach) (?:nao|gi|so)) /

export function asksFundingBasis(asked: string): boolean {
  return ASKS_ON_WHAT.test(asked) && OF_MONEY.test(asked) && GIVES.test(asked) && !NAMES_PAPERS.test(asked)
}

const MONEY = /kinh phí|ngân sách|dự toán/iu
const FROM = /(?<!\p{L})(?:căn cứ|trên cơ sở|dựa trên|theo khả năng|khả năng cân đối)(?!\p{L})/iu
const GIVEN = /bố trí|cân đối|tham mưu|phân bổ|dự toán|đề xuất/iu

export function lookUpFundingBasis(inquiry: Inquiry, ranking: Ranking): Outcome | null {
  const [shelf] = inquiry.shelves
  if (!shelf || inquiry.shelves.length !== 1 || !asksFundingBasis(inquiry.asked)) return null
  const [best] = (ranking.get(shelf) ?? []).filter(({ entry }) => tellsOnWhat(entry))
  if (!best) return null
  return {
    kind: 'found',
    finding: { lines: [tellEntry(inquiry, best)], citations: [citePassage(best.entry)] },
    desk: findDesk(shelf),
  }
}

function tellsOnWhat({ passage: { kind, quote } }: ShelfEntry): boolean {
  return kind !== 'head' && MONEY.test(quote) && FROM.test(quote) && GIVEN.test(quote)
}
