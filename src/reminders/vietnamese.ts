/** Small pieces of Vietnamese that reminders are made of: days, lists, shortened names, places in a document. */
import { squeeze } from '../language/text.ts'

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']

/** `2026-12-09` → `09/12/2026`. */
export function sayDate(iso: string): string {
  return iso.split('-').reverse().join('/')
}

/** `2026-12-09` → `thứ Tư, ngày 09/12/2026`. */
export function sayDay(iso: string): string {
  return `${WEEKDAYS[Temporal.PlainDate.from(iso).dayOfWeek - 1] ?? ''}, ngày ${sayDate(iso)}`
}

/** Names in a row; beyond `max` only how many more. */
export function listNames(names: readonly string[], max = 6): string {
  const shown = names.slice(0, max).join('; ')
  return names.length > max ? `${shown} và ${names.length - max} đơn vị khác` : shown
}

/** Cut at a word, with an ellipsis; the words themselves untouched. */
export function shorten(text: string, maxChars: number): string {
  const plain = squeeze(text.replace(/[*_`]+/g, '')).replace(/[.;:,\s]+$/u, '')
  if (plain.length <= maxChars) return plain
  const cut = plain.slice(0, maxChars)
  const comma = cut.lastIndexOf(', ')
  const end = comma > maxChars * 0.85 ? comma : cut.lastIndexOf(' ')
  return `${cut.slice(0, end > 0 ? end : maxChars).trim()}…`
}

/** First letter small, for a name inside a sentence: "Báo cáo năm 2026" → "báo cáo năm 2026". */
export function inSentence(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

export type NamedDocument = {
  id: number
  type: string | null
  number: string | null
  issuer: string | null
  title: string | null
}

/** The shortest name that tells a document from its commune's others: "Kế hoạch của UBND xã …". */
export function documentName(document: NamedDocument, all: readonly NamedDocument[]): string {
  const issuer = shortIssuer(document.issuer)
  const number = document.number ? ` số ${document.number}` : ''
  const alike = all.filter(({ type, issuer: other }) => type === document.type && shortIssuer(other) === issuer)
  const about = alike.length > 1 && !number && document.title ? ` (${shorten(document.title, 60)})` : ''
  return `${document.type ?? 'Văn bản'}${number}${issuer ? ` của ${issuer}` : ''}${about}`
}

function shortIssuer(issuer: string | null): string {
  return squeeze(issuer ?? '')
    .replace(/Ủy ban nhân dân|Uỷ ban nhân dân/giu, 'UBND')
    .replace(/Hội đồng nhân dân/giu, 'HĐND')
}
