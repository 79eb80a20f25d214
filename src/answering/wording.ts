/** How answers are worded: dates as people write them, quotes without layout marks, sources as a clerk names them. */
import type { RegisteredDocument } from '../duties/index.ts'
import { sayPlace } from '../language/citing.ts'
import { squeeze } from '../language/text.ts'
import type { Shelf } from './shelf/shelf.ts'
import type { Citation } from './turn.ts'

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']

/** `2026-12-09` → `09/12/2026`. */
export function sayDate(iso: string): string {
  const [year, month, day] = iso.split('-')
  return `${day}/${month}/${year}`
}

/** `2026-12-09` → `thứ Tư, ngày 09/12/2026`. */
export function sayDay(iso: string): string {
  return `${WEEKDAYS[Temporal.PlainDate.from(iso).dayOfWeek - 1] ?? ''}, ngày ${sayDate(iso)}`
}

/** Whole days from one ISO day to another; negative when it is past. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** A quote as one reads it aloud: no emphasis marks, bullets or breaks; the words untouched. */
export function neat(quote: string): string {
  return squeeze(quote.replace(/\*+|_{2,}|`/g, ' '))
    .replace(/^#+\s*/, '')
    .replace(/^(?:[-+•–*]\s*)+/u, '')
    .replace(/^(?:\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=\p{L})|[a-zđ]\)\s+(?=[\p{L}\d]))/u, '')
    .replace(/\s+([.,;:!?)])/g, '$1')
    .replace(/\(\s+/g, '(')
    .trim()
}

/** Ends with a full stop, whatever it ended with. */
export function sentence(text: string): string {
  const trimmed = text
    .trim()
    .replace(/[;:,./]+$/u, '')
    .replace(/[;:,.…/\s]+…$/u, '…')
    .trim()
  if (trimmed === '' || trimmed === '…') return ''
  const said = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[!?…]$/.test(said) ? said : `${said}.`
}

/** The first clause within the limit, cut at ";" or, failing that, at a comma or a word. */
export function firstClause(text: string, maxChars: number): string {
  const clause = text.split(/;\s|\.\s(?=\p{Lu})/u)[0]?.trim() ?? ''
  if (clause.length <= maxChars) return clause.replace(/[.;:,]+$/u, '')
  const cut = clause.slice(0, maxChars)
  const comma = cut.lastIndexOf(', ')
  const end = comma > maxChars * 0.6 ? comma : cut.lastIndexOf(' ')
  return `${cut.slice(0, Math.max(end, 1)).trim()}…`
}

const SENTENCE_END = /(?<=[.;!?])\s+(?=[\p{Lu}\p{Pi}"'(])|(?<=;)\s+/u

/** The sentences of a passage, long enumerations cut at their semicolons. */
export function sentencesOf(text: string): string[] {
  return text
    .split(SENTENCE_END)
    .map((part) => part.trim())
    .filter(Boolean)
}

/** The commune's name inside a sentence: "xã Bình Phú". */
export function communeOf(shelf: Shelf): string {
  return shelf.register.commune.name
}

/** Shortest name that tells the document from the commune's others: "Kế hoạch của UBND xã Bình Phú". */
export function documentName(shelf: Shelf, document: RegisteredDocument): string {
  const type = document.type ?? 'Văn bản'
  const number = document.number ? ` số ${document.number}` : ''
  const issuer = shorten(document.issuer) ?? communeOf(shelf)
  const alike = shelf.documents.filter(
    (other) => other.type === document.type && shorten(other.issuer) === shorten(document.issuer),
  )
  const about = alike.length > 1 && !number && document.title ? ` (${firstClause(neat(document.title), 60)})` : ''
  return `${type}${number} của ${issuer}${about}`
}

function shorten(issuer: string | null): string | null {
  if (!issuer) return null
  return squeeze(issuer)
    .replace(/Ủy ban nhân dân|Uỷ ban nhân dân/giu, 'UBND')
    .replace(/Hội đồng nhân dân/giu, 'HĐND')
    .replace(/\bXÃ\b|(?<!\p{L})Xã(?!\p{L})/gu, 'xã')
    .replace(/\bPHƯỜNG\b|(?<!\p{L})Phường(?!\p{L})/gu, 'phường')
}

/** Most places a source line names; the rest is on the clause page. */
const MAX_PLACES = 6

/** "Căn cứ: …" with each document once and its places after it. */
export function sourceLines(citations: readonly Citation[], shelves: readonly Shelf[]): string {
  const lines: string[] = []
  for (const shelf of shelves) {
    for (const document of shelf.documents) {
      const places = citations.filter(({ documentId }) => documentId === document.id).map(({ section }) => section)
      if (places.length === 0) continue
      lines.push(`${documentName(shelf, document)}${sayPlaces([...new Set(places)])}`)
    }
  }
  return lines.length === 0 ? '' : `Căn cứ: ${lines.join('; ')}.`
}

function sayPlaces(places: string[]): string {
  const told = places.filter((place) => place.trim() !== '')
  if (told.length === 0) return ''
  const shown = told.slice(0, MAX_PLACES).map(sayPlace)
  const more = told.length > MAX_PLACES ? ' và các mục khác' : ''
  return `, ${mergeRows(shown).join('; ')}${more}`
}

/** "Phụ lục, STT 3; Phụ lục, STT 7" → "Phụ lục, STT 3, 7". */
function mergeRows(places: string[]): string[] {
  const rows = places.filter((place) => /, STT \S+$/.test(place))
  const others = places.filter((place) => !rows.includes(place))
  const byTable = Map.groupBy(rows, (row) => row.replace(/, STT \S+$/, ''))
  const merged = [...byTable].map(
    ([table, each]) => `${table}, STT ${each.map((row) => row.replace(/^.*, STT /, '')).join(', ')}`,
  )
  return [...others, ...merged]
}

/** How to address the person: as they call themselves, "anh/chị" otherwise. */
export function you(said: string): string {
  if (/(?<!\p{L})(?:bác|mệ|mế|cụ) (?:hỏi|muốn|cần|cho|đây|là|có|già)/iu.test(said)) return 'bác'
  if (/(?<!\p{L})cô (?:hỏi|muốn|cần|đây|là)/iu.test(said)) return 'cô'
  if (/(?<!\p{L})chú (?:hỏi|muốn|cần|đây|là)/iu.test(said)) return 'chú'
  if (/(?<!\p{L})ông (?:hỏi|muốn|cần|đây)/iu.test(said)) return 'ông'
  if (/(?<!\p{L})bà (?:hỏi|muốn|cần|đây)/iu.test(said)) return 'bà'
  return /(?<!\p{L})cháu (?:hỏi|muốn|cần|đây|là|xin)/iu.test(said) ? 'cháu' : 'anh/chị'
}
