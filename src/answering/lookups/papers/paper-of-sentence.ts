/** "Khoản hỗ trợ … căn cứ nghị quyết nào": the paper cited in the very sentence that speaks of the matter, not in the opening. */
import type { Inquiry } from '../../question/inquiry.ts'
import type { Shelf } from '../../shelf/shelf.ts'
import { covers } from '../../weighing/rank.ts'
import { indexText, type Terms } from '../../weighing/terms.ts'
import { askedKind, type CitedPaper, isIssuedBy, isOfKind, namedIssuers } from './paper-issuers.ts'

/** Words of the paper asked for, which say nothing of the matter. */
const OF_PAPERS = new Set(
  'can cu co so phap ly dua theo nghi quyet quyet dinh ke hoach cong van chi thi de an luat thong tu dinh trinh bao cao ket luan chuong thong van ban ubnd hdnd ttg bct tinh uy thanh pho trung uong chinh phu thu tuong dang ban hanh cua khoan muc'.split(
    ' ',
  ),
)
const LEAST_WORDS = 2
const LEAST_SHARE = 0.5
/** So much better the sentence must speak of the matter than the opening's papers do. */
const CLEARLY = 0.15

/** Null where the question has no matter of its own, or no sentence of the body speaks of it with such a paper. */
export function paperOfSentence(
  { asked, terms }: Inquiry,
  shelf: Shelf,
  papers: readonly CitedPaper[],
): CitedPaper | null {
  const matter = matterOf(terms, shelf)
  const kind = askedKind(asked)
  if (matter.words.length < LEAST_WORDS || !kind) return null
  const issuers = namedIssuers(asked).map(({ issuer }) => issuer)
  const scored = papers
    .filter(
      ({ text }) => isOfKind(text, kind) && (issuers.length === 0 || issuers.some((each) => isIssuedBy(text, each))),
    )
    .map((paper) => ({ paper, share: covers(matter, sentenceOf(paper), shelf.weigh).words }))
  const isOpening = ({ entry }: CitedPaper): boolean => entry.passage.kind === 'head'
  const [best] = scored.filter(({ paper }) => !isOpening(paper)).sort((a, b) => b.share - a.share)
  const opening = Math.max(
    0,
    ...scored.filter(({ paper }) => isOpening(paper)).map(({ paper }) => ofPaper(matter, paper, shelf)),
  )
  return best && best.share >= LEAST_SHARE && best.share >= opening + CLEARLY ? best.paper : null
}

/** What the paper is named for: the passage under its headings, or the line above it under the others. */
function sentenceOf({ entry, above }: CitedPaper): Pick<CitedPaper['entry'], 'body' | 'heading'> {
  return above === null ? entry : { body: indexText(above), heading: entry.heading }
}

function ofPaper(matter: Terms, { index }: CitedPaper, shelf: Shelf): number {
  const empty = { words: new Set<string>(), pairs: new Set<string>(), marks: new Map() }
  return covers(matter, { body: index, heading: empty }, shelf.weigh).words
}

function matterOf(terms: Terms, { titleWords, communeWords }: Shelf): Terms {
  const isMatter = (word: string): boolean =>
    !OF_PAPERS.has(word) && !titleWords.has(word) && !communeWords.has(word) && !/^\d+$/.test(word)
  return { ...terms, words: terms.words.filter(isMatter), pairs: [] }
}
