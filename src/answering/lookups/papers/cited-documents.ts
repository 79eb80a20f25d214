/** Papers the document rests on or names: their number, day and issuer, as written. */
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import { covers } from '../../weighing/rank.ts'
import { type Indexed, indexText } from '../../weighing/terms.ts'
import { neat, sentence } from '../../wording.ts'
import { asksFundingBasis } from '../money/funding-basis.ts'
import { IS_DUTY } from './identity.ts'
import {
  ASKED_KIND,
  type CitedPaper,
  isIssuedBy,
  isOfKind,
  likeAsked,
  namedIssuers,
  PAPER_KINDS,
} from './paper-issuers.ts'
import { paperOfSentence } from './paper-of-sentence.ts'

const KIND =
  'Nghị quyết|Kế hoạch hành động|Kế hoạch|Quyết định|Công văn|Chỉ thị|Đề án|Luật|Bộ luật|Thông tư|Nghị định|Tờ trình|Báo cáo thẩm tra|Báo cáo|Kết luận|Chương trình hành động|Chương trình|Thông báo|Hướng dẫn|Pháp lệnh'
const PAPER = new RegExp(
  `(?:${KIND})\\s+(?:số\\s+)?\\d{1,5}\\s?[-/–]|(?<![\\p{L}])[Ss]ố\\s+\\d{1,5}\\s?[-/–]\\s?\\p{Lu}|Luật\\s+\\p{Lu}[^;.]{3,80}?ngày`,
  'gu',
)
const LONGEST_PAPER_CHARS = 330

const ASKS_PAPER =
  / (?:can cu|co so phap ly|dua (?:tren|vao)|vien dan|theo (?:cong van|nghi quyet|quyet dinh|ke hoach|luat|nghi dinh|thong tu|van ban|chi thi) nao|(?:cong van|nghi quyet|quyet dinh|ke hoach|chi thi|de an|nghi dinh|thong tu|luat|to trinh|ket luan|chuong trinh|bao cao tham tra)(?: \S+){0,14} (?:so may|so bao nhieu|la so|so nao|ngay may|ngay nao|cua ai|do ai)|thuc hien (?:ke hoach|nghi quyet|quyet dinh|chuong trinh|van ban) nao|(?:so|ngay)(?: (?:va|voi|ngay|thang|so|may))* (?:cua )?(?:to trinh|bao cao tham tra|ket luan|cong van|luat|nghi dinh|thong tu)) /
const ASKS_ALL =
  / (?:can cu (?:nao|gi|nhung|vao dau|phap ly)|nhung can cu|cac can cu|dua tren|dua vao|co so phap ly|thuc hien (?:ke hoach|nghi quyet|quyet dinh|chuong trinh|van ban) nao|nhung van ban nao|cac van ban nao) /
/** "Quyết định nào của Thủ tướng …? Cho biết số, ngày." */
const ASKS_ITS_NUMBER = / (?:cho biet|xin|ghi(?: ro)?|neu) so | so (?:va |voi )?ngay /
const PAPER_NUMBER = /\b\d{1,5}[-/][a-z]{2,}/

const cited = new WeakMap<Shelf, CitedPaper[]>()

/** "Đưa vào sử dụng" rests on no paper; without marks it is read by what stands after it. */
const BRINGS_IN = / dua (?:tren|vao)(?!(?: \S+){0,4} (?:dau|gi|nao|so may) )(?= )/g

export function withoutBringing(asked: string, said: string): string {
  const isBrought = /(?<!\p{L})đưa\s+vào(?!\p{L})/iu.test(said.normalize('NFC'))
  return asked.replace(isBrought ? / dua vao(?= )/g : BRINGS_IN, ' ')
}

export function asksPaper(asked: string, said: string): boolean {
  return ASKS_PAPER.test(withoutBringing(asked, said)) && !asksFundingBasis(asked)
}

export function lookUpCitedDocuments(inquiry: Inquiry): Outcome | null {
  const { asked, whole, shelves } = inquiry
  const [shelf] = shelves
  const namesNumber = PAPER_NUMBER.test(
    whole.said.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd'),
  )
  const wantsPaper =
    asksPaper(asked, whole.said) ||
    (namedIssuers(asked).length > 0 && ASKS_ITS_NUMBER.test(asked)) ||
    (namesNumber && (inquiry.wants.includes('date') || inquiry.wants.includes('definition')))
  if (!shelf || shelves.length !== 1 || !wantsPaper || IS_DUTY.test(asked)) return null
  const papers = askedPapers(inquiry, shelf)
  if (papers.length === 0) return null
  const lines = papers.map(({ text }) => sentence(text))
  return {
    kind: 'found',
    finding: { lines: lines.length > 1 ? lines.map((line) => `- ${line}`) : lines, citations: cites(papers) },
    desk: findDesk(shelf),
  }
}

function askedPapers(inquiry: Inquiry, shelf: Shelf): CitedPaper[] {
  const asked = withoutBringing(inquiry.asked, inquiry.whole.said)
  const inSentence = paperOfSentence(inquiry, shelf, papersIn(shelf))
  if (inSentence) return [inSentence]
  const issued = ofNamedIssuers(asked, shelf)
  if (issued.length > 0) return issued
  return ASKS_ALL.test(asked) ? basisOf(shelf) : bestPapers(inquiry, shelf)
}

/** The same of one commune among several: only what is of the very kind and issuer asked for, or all that it rests on. */
export function comparePapers({ asked }: Inquiry, shelf: Shelf): Pick<Finding, 'lines' | 'citations'> | null {
  const issued = ofNamedIssuers(asked, shelf)
  const isOfIssuer = namedIssuers(asked).length > 0
  const papers = isOfIssuer ? issued : ASKS_ALL.test(asked) ? basisOf(shelf) : []
  return isOfIssuer || papers.length > 0
    ? { lines: papers.map(({ text }) => sentence(text)), citations: cites(papers) }
    : null
}

function cites(papers: CitedPaper[]): ReturnType<typeof citePassage>[] {
  return papers.map(({ entry, text, above }) => {
    const said = above ?? entry.passage.quote
    return citePassage(entry, said.includes(text) ? text : said)
  })
}

/** "KH nào của UBND tỉnh", "QĐ nào của TTg": which paper of that kind and issuer the opening rests on, one for each asked. */
function ofNamedIssuers(asked: string, shelf: Shelf): CitedPaper[] {
  const basis = basisOf(shelf)
  const wanted = namedIssuers(asked)
  // One of them without its issuer is found by the other words of the question.
  if ((asked.match(ASKED_KIND) ?? []).length > new Set(wanted.map(({ kind }) => kind)).size) return []
  const found = wanted.flatMap(({ kind, issuer }) =>
    basis.filter(({ text }) => isOfKind(text, kind) && isIssuedBy(text, issuer)),
  )
  return [...new Set(found)]
}

/** All papers of the opening, each once. */
function basisOf(shelf: Shelf): CitedPaper[] {
  const inHead = papersIn(shelf).filter(({ entry }) => entry.passage.kind === 'head')
  const seen = new Set<string>()
  return inHead
    .filter(({ text }) => {
      const number = /\d{1,5}\s?[-/–]\s?[\p{L}-]+/u.exec(text)?.[0] ?? text
      return seen.has(number) ? false : seen.add(number)
    })
    .map((paper) => ({
      ...paper,
      text: paper.text.length > 160 ? `${paper.text.slice(0, paper.text.lastIndexOf(' ', 160))}` : paper.text,
    }))
    .slice(0, 8)
}

/** The papers that the question's words fit best, and those whose number it names. */
function bestPapers({ asked, terms, whole }: Inquiry, shelf: Shelf): CitedPaper[] {
  const numbers = (whole.said.match(/\d{1,5}\s?[-/]\s?\p{L}[\p{L}-]*/gu) ?? []).map((number) => indexText(number))
  const bare = [...asked.matchAll(BARE_NUMBER)].map(([, kind, number]) => `${kind} so ${Number(number)}`)
  const empty = indexText('')
  const scored = papersIn(shelf)
    .map((paper) => {
      const { words, pairs } = covers(terms, { body: paper.index, heading: empty }, shelf.weigh)
      const named =
        bare.includes(shortName(paper)) ||
        numbers.some(
          ({ pairs: wanted }) => wanted.size > 0 && [...wanted].every((pair) => opening(paper).pairs.has(pair)),
        )
      return { paper, score: words + 0.7 * pairs + (named ? 1 : 0) + likeAsked(asked, paper.text), named }
    })
    .sort((a, b) => b.score - a.score)
  const [best] = scored
  if (!best || (best.score < 0.45 && !best.named)) return []
  const named = numbers.length > 1 ? firstOfEach(scored.filter((each) => each.named).map(({ paper }) => paper)) : []
  if (named.length > 1) return named
  const kinds = PAPER_KINDS.filter((kind) => new RegExp(` ${kind}(?: \\S+){0,8} (?:so|ngay) `).test(asked))
  const each = kinds.flatMap(
    (kind) => scored.find(({ paper, score }) => score >= 0.3 && plain(paper.text).startsWith(` ${kind} `))?.paper ?? [],
  )
  return kinds.length > 1 && each.length > 1 ? each : [best.paper]
}

/** "Quyết định 204": a paper called by its kind and number alone. */
const BARE_NUMBER =
  / (nghi quyet|ke hoach|quyet dinh|cong van|chi thi|ket luan|thong tu|nghi dinh|to trinh|thong bao)(?: so)? (\d{1,5})(?= )/g

function shortName({ text }: CitedPaper): string {
  const [, kind, number] = /^ (\S+ \S+)(?: hanh dong)?(?: so)? (\d{1,5})/.exec(plain(text)) ?? []
  return `${kind} so ${Number(number)}`
}

function opening({ text }: CitedPaper): Indexed {
  return indexText(text.slice(0, 60))
}

function firstOfEach(papers: CitedPaper[]): CitedPaper[] {
  const byNumber = new Map<string, CitedPaper>()
  for (const paper of papers) {
    const number = /\d{1,5}\s?[-/–]\s?[\p{L}-]+/u.exec(paper.text)?.[0] ?? paper.text
    if (!byNumber.has(number)) byNumber.set(number, paper)
  }
  return [...byNumber.values()].slice(0, 4)
}

/** Those the passage names; those of the line above it once, with the first passage below. */
function papersIn(shelf: Shelf): CitedPaper[] {
  const known = cited.get(shelf)
  if (known) return known
  const above = new Set<string>()
  const papers = shelf.entries.flatMap((entry) => {
    const line = entry.passage.heading.split(' › ').at(-1) ?? ''
    const isNew = line !== '' && !above.has(line)
    above.add(line)
    return [...papersOf(entry, entry.passage.quote, null), ...(isNew ? papersOf(entry, line, line) : [])]
  })
  cited.set(shelf, papers)
  return papers
}

function papersOf(entry: ShelfEntry, said: string, above: string | null): CitedPaper[] {
  return [...said.matchAll(PAPER)].map((match) => {
    const from = said.slice(match.index, match.index + LONGEST_PAPER_CHARS)
    const isWhole = from.length < LONGEST_PAPER_CHARS
    const end =
      /;|\.\s|\(sau đây|\s+và\s+(?=Các |Kế hoạch|Nghị quyết|Quyết định)|, (?=Ủy ban|UBND|Thường trực|khi )/u.exec(from)
        ?.index ?? (isWhole ? from.length : from.lastIndexOf(' '))
    const text = neat(from.slice(0, Math.max(end, 20)))
    return { text, entry, index: indexText(text), above }
  })
}
