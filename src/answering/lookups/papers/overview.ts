/** Questions about the papers as wholes: which there are, what one is about, all its aims. */
import type { RegisteredDocument } from '../../../duties/index.ts'
import { findDesk } from '../../desk.ts'
import type { Outcome } from '../../outcome.ts'
import { tellPage } from '../../paging.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { cite, citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { coverage, indexText, termsOf } from '../../weighing/terms.ts'
import { yearBeyond } from '../../weighing/years.ts'
import { documentName, firstClause, neat, sentence } from '../../wording.ts'
import { sayTarget } from '../aims/numbers.ts'

const ASKS_PAPERS =
  / (?:(?:nhung|cac|may|bao nhieu) (?:van ban|ke hoach|nghi quyet|tai lieu) nao|co (?:nhung |cac )?(?:van ban|ke hoach|nghi quyet|tai lieu) (?:gi|nao)|gui (?:\S+ ){0,3}(?:ban |file |toan van )(?:ke hoach|nghi quyet|van ban)?|toan van|file ke hoach|xin ban ke hoach) /
const ASKS_WHICH_PAPER =
  / (?:van ban|ke hoach|nghi quyet|quyet dinh|tai lieu) (?:nao|gi)(?: \S+){0,4} (?:noi|quy dinh|ve|lien quan|de cap) /
const ASKS_SUMMARY =
  / (?:noi dung chinh|tom tat|noi ve (?:cai )?gi|ve van de gi|noi dung (?:cua )?(?:ke hoach|nghi quyet|van ban)(?: nay)? (?:la )?gi) /
const ASKS_AIMS =
  / (?:liet ke|nhung|cac|tat ca|toan bo|gom|bao gom|ke)(?: \S+){0,3} (?:chi tieu|muc tieu) | (?:chi tieu|muc tieu)(?: \S+){0,8} (?:gom|nhung gi|la gi|nhung muc nao|cu the) /
const AIM_WORDS = new Set(
  'chi tieu muc liet ke danh sach tat ca toan bo den nam 2030 gom gi gom nhung cu the ke hoach nghi quyet xa de ra dat phan dau'.split(
    ' ',
  ),
)
const MAX_LIST_CHARS = 1_100
const AIM_CHARS = 150

export function lookUpOverview(inquiry: Inquiry): Outcome | null {
  const { asked, shelves } = inquiry
  const [shelf] = shelves
  if (!shelf || shelves.length !== 1) return null
  if (ASKS_PAPERS.test(asked)) return listPapers(shelf)
  if (ASKS_WHICH_PAPER.test(asked)) return listPapers(shelf, papersAbout(inquiry, shelf))
  if (ASKS_SUMMARY.test(asked) && !inquiry.unit) return summarise(shelf)
  return ASKS_AIMS.test(asked) && !inquiry.wants.includes('percent') ? listAims(inquiry, shelf) : null
}

/** The papers whose titles have what the question names; null when none has. */
function papersAbout({ asked }: Inquiry, shelf: Shelf): RegisteredDocument[] {
  const terms = termsOf(asked, new Set(['van', 'ban', 'ke', 'hoach', 'noi', 'lien', 'quan', ...shelf.communeWords]))
  const scored = shelf.documents.map((document) => ({
    document,
    share: coverage(terms, indexText(document.title ?? ''), () => 1).words,
  }))
  const best = Math.max(0, ...scored.map(({ share }) => share))
  return scored.filter(({ share }) => share >= 0.3 && share >= 0.7 * best).map(({ document }) => document)
}

function listPapers(shelf: Shelf, papers: readonly RegisteredDocument[] = shelf.documents): Outcome | null {
  if (papers.length === 0) return null
  const lines = papers.map((document) =>
    sentence(`- ${documentName(shelf, document)}: ${firstClause(neat(document.title ?? ''), 220)}`),
  )
  const heads = papers.flatMap(
    (document) =>
      shelf.entries.find(
        ({ passage }) =>
          passage.documentId === document.id &&
          document.title !== null &&
          neat(passage.quote).includes(neat(document.title).slice(0, 40)),
      ) ?? [],
  )
  const finding = {
    lines: [
      `Trợ lý có ${lines.length} văn bản${papers === shelf.documents ? '' : ' về việc này'}:`,
      ...lines,
      'Toàn văn xem ở mục Văn bản trên trang của trợ lý.',
    ],
    citations: heads.map((entry) => citePassage(entry)),
  }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

function summarise(shelf: Shelf): Outcome | null {
  const aims = shelf.entries.filter(
    ({ passage }) =>
      /mục tiêu (?:chung|tổng quát)|mục đích/iu.test(passage.heading) ||
      /^\W*(?:\d\.\s*)?mục tiêu chung/iu.test(passage.quote),
  )
  const [aim] = aims
  const [document] = shelf.documents
  if (!document || !aim) return null
  const lines = [
    sentence(`${documentName(shelf, document)}: ${firstClause(neat(document.title ?? ''), 220)}`),
    sentence(firstClause(neat(aim.passage.quote), 420)),
  ]
  return { kind: 'found', finding: { lines, citations: [citePassage(aim)] }, desk: findDesk(shelf) }
}

/** All aims, or those of the topic and the year named. */
function listAims({ asked, whole }: Inquiry, shelf: Shelf): Outcome | null {
  const all = shelf.entries.filter(({ target }) => target !== null)
  const ofYear = all.filter((entry) => yearBeyond(asked, entry) === null)
  const chosen = aimsOn(asked, shelf, ofYear.length > 0 ? ofYear : all).flatMap(({ target }) => target ?? [])
  if (chosen.length < 2) return null
  const items = chosen.map((target, index) => ({
    text: `${index + 1}. ${firstClause(sayTarget(target), AIM_CHARS)}`,
    citation: cite(shelf, target),
  }))
  const head = [`Có ${chosen.length} mục tiêu, chỉ tiêu:`]
  const finding = tellPage({ head, items, things: 'chỉ tiêu' }, { page: whole.page, maxChars: MAX_LIST_CHARS })
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

/** Under a heading that has the topic, else those that speak of it; a topic of the title's words alone is the whole paper. */
function aimsOn(asked: string, shelf: Shelf, aims: ShelfEntry[]): ShelfEntry[] {
  const empty = [...AIM_WORDS, ...shelf.communeWords]
  const named = termsOf(asked, new Set(empty))
  const under = aims.filter(
    ({ heading }) => named.pairs.length > 0 && named.pairs.every((pair) => heading.pairs.has(pair)),
  )
  if (under.length > 1) return under
  const topic = termsOf(asked, new Set([...empty, ...shelf.titleWords]))
  if (topic.words.length === 0) return aims
  return aims.filter(({ target, heading }) => {
    const said = indexText(target?.quote ?? '')
    return [said, heading].some((text) => coverage(topic, text, shelf.weigh).words >= TOPIC_SHARE)
  })
}

const TOPIC_SHARE = 0.6
