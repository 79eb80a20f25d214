/** How many tasks the appendix has, and their list. */
import { findDesk } from '../../desk.ts'
import type { Finding, Outcome } from '../../outcome.ts'
import { tellPage } from '../../paging.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { cite, citePassage, type Shelf, type ShelfEntry } from '../../shelf/shelf.ts'
import { coverage, indexText, termsOf } from '../../weighing/terms.ts'
import { firstClause, neat } from '../../wording.ts'
import { tellRow } from './duty-row.ts'

const ABOUT_APPENDIX = / (?:phu luc|bieu (?:so )?\d+|danh muc nhiem vu|danh sach nhiem vu|bang nhiem vu) /
const ASKS_COUNT_OR_LIST =
  / (?:(?:co |bao gom |gom )?(?:bao nhieu|may) (?:nhiem vu|viec|muc|dong|dau viec|noi dung)|liet ke|ke ten|ke ra|gom nhung|nhung nhiem vu nao|cac nhiem vu nao|co nhung|danh sach) /
const MAX_LIST_CHARS = 1_000

const ASKS_GROUPS = / (?:bao nhieu|may|cac|nhung|tung|ten) (?:\S+ )?nhom /
const LISTS = / (?:danh muc|danh sach|bieu|bang) /
const ASKS_ALL_OF_IT = / (?:gom|nhung|cac|liet ke|ke ra|ke ten|co)(?: \S+){0,4} (?:nao|gi) | (?:liet ke|ke ra|ke ten) /
const LIST_WORDS = new Set(
  'danh muc sach bieu bang phu luc gom nhung cac nao gi liet ke ra ten cong trinh nhiem vu viec du an noi dung nam co xa phuong'.split(
    ' ',
  ),
)

/** One office's part of the appendix: "phòng mình lo mấy mục". */
export const ASKS_OWN_PART =
  / (?:chu tri|phoi hop|duoc giao) | cua (?:phong|em|toi|don vi) | (?:phong|ban|ben|don vi|tram|trung tam|van phong|hoi|doan|thon) (?:minh|em|toi|tui|ta|chung (?:toi|em|minh)) (?:\S+ )?(?:lo|lam|phu trach|nhan|ganh) /

export function asksAppendix(asked: string): boolean {
  return ABOUT_APPENDIX.test(asked) && ASKS_COUNT_OR_LIST.test(asked)
}

const SAYS_TABLE = / (?:phu luc|(?:trong|o|tren) (?:cai )?bang(?: (?:ay|do|nay|kem theo))?) /
const ASKS_CELL =
  / (?:bao gio|khi nao|luc nao|nam nao|thoi gian nao|thoi gian|han|den nam nao|san pham|dau ra|ket qua|ai|(?:phong|don vi|co quan|ben|bo phan) nao|chu tri) /

/** Whether a task stands there at all is told by no row that is only near it. */
const ASKS_WHETHER = / co (?:\S+ ){1,8}(?:khong|chua) /

/** Who does one task of the appendix, when, with what product: asked of a row, not of how many there are. */
export function asksRow(asked: string): boolean {
  return SAYS_TABLE.test(asked) && ASKS_CELL.test(asked) && !ASKS_COUNT_OR_LIST.test(asked) && !ASKS_WHETHER.test(asked)
}

/** Words that ask for a cell or name the table: none is part of the task. */
const CELL_WORDS = new Set(
  'trong o tren phu luc bang nhiem vu viec muc dong chu tri phoi hop thoi gian han san pham dau ra ket qua nop trinh vao xong lam trien khai thuc hien keo dai nam phong don vi co quan ben bo phan'.split(
    ' ',
  ),
)
/** Least share of the task asked about that a row's own words must have, and how far it must be before the next. */
const ROW_SUPPORT = 0.45
const CLEARLY = 1.15

/** The row that is meant, by its name and product alone; of two about as good neither is. */
export function bestRow({ terms }: Inquiry, shelf: Shelf, least = ROW_SUPPORT): ShelfEntry | null {
  const isOfTask = (term: string): boolean => term.split(' ').every((word) => !CELL_WORDS.has(word))
  const task = { ...terms, words: terms.words.filter(isOfTask), pairs: terms.pairs.filter(isOfTask) }
  if (task.words.length < 2) return null
  const [best, second] = shelf.entries
    .flatMap((entry) => (entry.duty?.from === 'appendix' ? [{ entry, duty: entry.duty }] : []))
    .map(({ entry, duty }) => {
      const has = coverage(task, indexText(`${duty.name} ${duty.output ?? ''}`), shelf.weigh)
      return { entry, words: has.words, score: has.words + 0.5 * has.pairs }
    })
    .sort((one, other) => other.score - one.score)
  if (!best || best.words < least) return null
  return !second || best.score >= CLEARLY * second.score ? best.entry : null
}

function tellAskedRow(inquiry: Inquiry, shelf: Shelf): Outcome | null {
  if (!asksRow(inquiry.asked) || inquiry.unit?.how === 'named') return null
  const row = bestRow(inquiry, shelf)
  if (!row) return null
  const finding = { lines: [tellRow(inquiry, row)], citations: [citePassage(row)] }
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

export function lookUpAppendix(inquiry: Inquiry): Outcome | null {
  const { asked, shelves, unit } = inquiry
  const [shelf] = shelves
  const row =
    shelf && shelves.length === 1
      ? (tellNumbered(inquiry, shelf) ??
        tellGroups(inquiry, shelf) ??
        tellList(inquiry, shelf) ??
        tellAskedRow(inquiry, shelf))
      : null
  if (row) return row
  if (
    !shelf ||
    shelves.length !== 1 ||
    !asksAppendix(asked) ||
    unit?.how === 'named' ||
    (unit && ASKS_OWN_PART.test(asked))
  )
    return null
  const finding = countAppendix(shelf, / (?:liet ke|ke ten|ke ra|nhung|nao|danh sach|gom) /.test(asked))
  return finding ? { kind: 'found', finding, desk: findDesk(shelf) } : null
}

/** "Nhiệm vụ số 9": that row and no other. */
function tellNumbered(inquiry: Inquiry, shelf: Shelf): Outcome | null {
  const number = / (?:nhiem vu|viec|dong|stt|muc) (?:so |thu )?(\d{1,3}) (?!thang|nam|lop|lan|nguoi|phan)/.exec(
    inquiry.asked,
  )?.[1]
  if (!number || !/ (?:nhiem vu|phu luc|stt) /.test(inquiry.asked)) return null
  const entries = shelf.entries.filter(({ duty }) => duty?.no?.replace(/^0+/, '') === String(Number(number)))
  const [entry] = entries
  if (!entry || entries.length > 1) return null
  return {
    kind: 'found',
    finding: { lines: [tellRow(inquiry, entry)], citations: [citePassage(entry)] },
    desk: findDesk(shelf),
  }
}

/** The headings that group an appendix's rows. */
function tellGroups({ asked }: Inquiry, shelf: Shelf): Outcome | null {
  if (!ABOUT_APPENDIX.test(asked) || !ASKS_GROUPS.test(asked)) return null
  const rows = shelf.entries.filter(({ duty }) => duty?.from === 'appendix')
  const groups = new Map(rows.map((entry) => [entry.passage.heading.split(' › ').at(-1) ?? '', entry]))
  const parents = new Set(rows.map(({ passage }) => passage.heading.split(' › ').slice(0, -1).join(' › ')))
  if (groups.size < 2 || parents.size > 1) return null
  const lines = [`Phụ lục có ${groups.size} nhóm:`, ...[...groups.keys()].map((heading) => `- ${neat(heading)}`)]
  return {
    kind: 'found',
    finding: { lines, citations: [...groups.values()].map((entry) => citePassage(entry)) },
    desk: findDesk(shelf),
  }
}

/** "Danh mục đầu tư công gồm những công trình nào": every row of the table whose heading the question names. */
function tellList({ asked, whole, unit }: Inquiry, shelf: Shelf): Outcome | null {
  if (!LISTS.test(asked) || !ASKS_ALL_OF_IT.test(asked) || unit?.how === 'named') return null
  const terms = termsOf(asked, new Set([...LIST_WORDS, ...shelf.communeWords]))
  if (terms.words.length === 0) return null
  const tables = Map.groupBy(
    shelf.entries.filter(({ row }) => row !== null),
    ({ passage }) => `${passage.documentId}/${passage.cite.replace(/,? ?STT.*$/u, '')}`,
  )
  const scored = [...tables.values()]
    .map((rows) => ({ rows, share: coverage(terms, indexText(rows[0]?.passage.heading ?? ''), shelf.weigh).words }))
    .sort((a, b) => b.share - a.share)
  const [best] = scored
  if (!best || best.share < 0.6 || best.rows.length < 2) return null
  const items = best.rows.map((entry, index) => ({
    text: `${index + 1}. ${firstClause(neat(entry.duty?.name ?? entry.row?.name ?? ''), 140)}`,
    citation: citePassage(entry),
  }))
  const finding = tellPage(
    { head: [`Danh mục có ${items.length} mục:`], items, things: 'mục' },
    { page: whole.page, maxChars: MAX_LIST_CHARS },
  )
  return { kind: 'found', finding, desk: findDesk(shelf) }
}

/** Null where the commune's documents have no appendix of tasks. */
export function countAppendix(shelf: Shelf, listed: boolean): Finding | null {
  const rows = shelf.duties.filter(({ from }) => from === 'appendix')
  if (rows.length === 0) return null
  const lines = [`Phụ lục có ${rows.length} nhiệm vụ${listed ? ':' : '.'}`]
  const maxChars = Math.max(45, Math.min(140, Math.floor(MAX_LIST_CHARS / rows.length)))
  if (listed)
    lines.push(...rows.map((row, index) => `${row.no ?? index + 1}. ${firstClause(neat(row.name), maxChars)}`))
  return { lines, citations: (listed ? rows : [...rows.slice(-1), ...rows.slice(0, 2)]).map((row) => cite(shelf, row)) }
}
