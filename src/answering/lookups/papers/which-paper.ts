/** Which paper speaks of a matter, in one commune or in all: its name, its title, and the clause that does. */
import type { RegisteredDocument } from '../../../duties/index.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { isFurniture } from '../../shelf/furniture.ts'
import { citePassage } from '../../shelf/shelf.ts'
import { covers, type Ranked } from '../../weighing/rank.ts'
import { termsOf } from '../../weighing/terms.ts'
import { documentName, firstClause, neat, sentence } from '../../wording.ts'
import type { Ranking } from '../lookup.ts'

const ASKS_WHICH =
  / (?:giay to|van ban|ke hoach|nghi quyet|quyet dinh|chuong trinh|de an|tai lieu) (?:nao|gi)(?: \S+){0,4} (?:noi|quy dinh|ve|lien quan|de cap|co|neu|giao) | (?:xin|cho) (?:\S+ ){0,2}ten (?:cai )?(?:van ban|ke hoach|nghi quyet|quyet dinh|tai lieu) | tim (?:giup |cho )?(?:\S+ )?(?:van ban|ke hoach|nghi quyet|tai lieu) (?:ve|noi|co|lien quan) /
/** On which paper this one rests: told from its opening (`cited-documents.ts`), not by this paper itself. */
const RESTS_ON =
  / (?:can cu (?:vao |theo )?|(?<!huong )dan |cu the hoa )(?:van ban|ke hoach|nghi quyet|quyet dinh|chuong trinh|de an) (?:nao|gi) /
const PAPER_WORDS = new Set(
  'giay to xin cho ten cai van ban ke hoach nghi quyet quyet dinh chuong trinh de an tai lieu noi ve quy dinh lien quan de cap neu tim giup co nao cua xa phuong'.split(
    ' ',
  ),
)
/** Share of the question's words that a clause must have for its paper to speak of the matter. */
const SPEAKS = 0.6
const MAX_PAPERS = 4

/** Asked of papers as such, so that no commune has to be named first. */
export function asksWhichPaper(asked: string): boolean {
  return ASKS_WHICH.test(asked)
}

export function lookUpWhichPaper(inquiry: Inquiry, ranking: Ranking): Outcome | null {
  const { asked, shelves } = inquiry
  const terms = termsOf(asked, PAPER_WORDS)
  if (!asksWhichPaper(asked) || RESTS_ON.test(asked) || terms.words.length === 0) return null
  const best = new Map<RegisteredDocument, { ranked: Ranked; share: number }>()
  for (const ranked of [...ranking.values()].flat()) {
    if (isFurniture(ranked.entry)) continue
    const { words, pairs } = covers(terms, ranked.entry, ranked.shelf.weigh)
    const share = words + 0.5 * pairs
    if (words >= SPEAKS && share > (best.get(ranked.entry.document)?.share ?? 0))
      best.set(ranked.entry.document, { ranked, share })
  }
  const most = Math.max(0, ...[...best.values()].map(({ share }) => share))
  const told = [...best.values()].filter(({ share }) => share >= 0.8 * most).slice(0, MAX_PAPERS)
  const [shelf] = shelves
  if (told.length === 0 || !shelf) return null
  const lines = told.map(({ ranked: { entry, shelf: own } }) => {
    const title = firstClause(neat(entry.document.title ?? ''), 160)
    return sentence(`${told.length > 1 ? '- ' : ''}${documentName(own, entry.document)}${title ? `: ${title}` : ''}`)
  })
  const [only] = told
  const clause =
    told.length === 1 && only
      ? [sentence(`Văn bản ghi: "${firstClause(neat(only.ranked.entry.passage.quote), 220)}"`)]
      : []
  return {
    kind: 'found',
    finding: { lines: [...lines, ...clause], citations: told.map(({ ranked }) => citePassage(ranked.entry)) },
    desk: findDesk(shelf),
  }
}
