/** A row of an appendix as a person reads it, and the time of a duty with the day it ends on. */
import { lastSafeBefore, type RegisteredDuty, recursOn } from '../../../duties/index.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { extrasOf, type ShelfEntry } from '../../shelf/shelf.ts'
import { plain } from '../../typed/plain.ts'
import { daysBetween, firstClause, neat, sayDate, sayDay, sentence } from '../../wording.ts'

const MAX_NAME_CHARS = 230

export function tellRow(inquiry: Inquiry, { duty, row }: ShelfEntry): string {
  if (!duty) return ''
  const extras = extrasOf(row)
    .filter(({ heading }) => isAsked(inquiry, heading))
    .map(({ heading, value }) => `${heading.charAt(0).toLowerCase()}${heading.slice(1)}: ${neat(value)}`)
  return tellDutyRow(duty, inquiry, extras)
}

/** What a row costs is told where money is asked for; its remark and its size where something is counted. */
function isAsked({ wants }: Inquiry, heading: string): boolean {
  if (/kinh phí|vốn|dự toán|kế hoạch|tổng mức/iu.test(heading)) return wants.includes('money')
  return wants.some((want) => want === 'count' || want === 'figure' || want === 'place')
}

/** The time first where it is asked for, else who does it. */
export function tellDutyRow(
  duty: RegisteredDuty,
  { wants, turn }: Pick<Inquiry, 'wants' | 'turn'>,
  extras: readonly string[] = [],
): string {
  const number = duty.no ? `Nhiệm vụ ${duty.no}: ` : ''
  const name = neat(duty.name)
  const what = `${number}${name.length <= MAX_NAME_CHARS ? name.replace(/[.;:,]+$/u, '') : firstClause(name, MAX_NAME_CHARS)}`
  const lead = duty.lead.length > 0 ? `chủ trì: ${duty.lead.map(neat).join('; ')}` : ''
  const with_ = duty.coordinating.length > 0 ? `phối hợp: ${duty.coordinating.map(neat).join(', ')}` : ''
  const output = duty.output ? `sản phẩm: ${neat(duty.output)}` : ''
  const time = saidAlready(duty, what) ? '' : sayTime(duty, turn.today)
  const rest = wants.includes('date') ? [time, lead, with_, output] : [lead, with_, time, output]
  const order = [...extras, ...rest]
  return sentence([what, ...order].filter(Boolean).join('; '))
}

/** A prose duty holds its time in its own words: an answer of two sentences does not say it twice. */
function saidAlready({ timeText, end, from }: RegisteredDuty, told: string): boolean {
  return from !== 'appendix' && end === null && timeText !== null && plain(told).includes(plain(neat(timeText)))
}

/** "Trước 30/9" leaves time until the 29th at most. */
const BEFORE_A_DAY = /trước\s+(?:ngày\s+)?\d/iu

/** The document's own words of time, with the day they end on and how far it is. */
/** "Ngày 15 hằng tháng". */
const NAMES_A_DAY = /ngày\s+\d/iu

export function sayTime({ timeText, end, from, recurrence }: RegisteredDuty, today: string): string {
  if (!timeText) return ''
  const said = neat(timeText)
  if (!end) {
    const next = recursOn(recurrence, { from: today, to: Temporal.PlainDate.from(today).add({ years: 1 }).toString() })
    const coming = next && NAMES_A_DAY.test(said) ? ` (lần tới: ${sayDate(next)})` : ''
    return from === 'appendix' ? `thời gian: ${said.charAt(0).toLowerCase()}${said.slice(1)}${coming}` : ''
  }
  const safe = BEFORE_A_DAY.test(said) ? lastSafeBefore(end) : end
  const left = daysBetween(today, safe)
  const until = safe === end ? `hết ngày ${sayDate(end)}` : `chậm nhất ${sayDay(safe)}`
  const when = left >= 0 ? ` (${until}, còn ${left} ngày)` : ` (hạn ${sayDate(end)} đã qua)`
  return `thời gian: ${said.charAt(0).toLowerCase()}${said.slice(1)}${when}`
}
