/** Due dates as a file that phones and Outlook read: RFC 5545, a day each, nothing that claims anybody's time. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import { isSettled, type OccurrenceRow } from '../../duties/index.ts'
import { sayPlace } from '../../language/citing.ts'
import { stateOfRow } from '../chat/lists.ts'
import { lastDayOf, nameOf } from '../chat/titles.ts'
import type { Policy } from '../policy.ts'
import { documentName, type NamedDocument, sayDate, shorten } from '../vietnamese.ts'

export type CalendarOffice = {
  documents: readonly NamedDocument[]
  policy: Pick<Policy, 'calendar'>
  /** ISO day on which it is asked for. */
  day: string
}

export const CALENDAR_TYPE = 'text/calendar'
const ASK_AGAIN_SECONDS = 6 * 3_600
const TITLE_CHARS = 120

/** One all-day entry on the last safe day of each; the same entry moves when the day does. */
export function calendarFile(name: string, rows: readonly OccurrenceRow[], office: CalendarOffice): string {
  const calendar = ical({
    name,
    prodId: { company: 'tro-ly-xa', product: 'nhac-han', language: 'VI' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: ASK_AGAIN_SECONDS,
  })
  for (const row of rows) {
    const day = Temporal.PlainDate.from(lastDayOf(row, office.policy))
    calendar.createEvent({
      id: `viec-${row.id}@tro-ly-xa`,
      start: day,
      end: day.add({ days: 1 }),
      allDay: true,
      summary: `${openingOf(row)}: ${shorten(nameOf(row), TITLE_CHARS)}`,
      description: describe(row, office),
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return calendar.toString()
}

function openingOf({ kind, status }: OccurrenceRow): string {
  const isReport = kind === 'report'
  if (status === 'not_applicable') return 'Không phải nộp'
  if (isSettled(status)) return isReport ? 'Đã nộp' : 'Đã xong'
  return isReport ? 'Hạn nộp' : 'Hạn'
}

function describe(row: OccurrenceRow, { documents, day }: CalendarOffice): string {
  const { dueText, isOfficeDate, extendedTo, recipient, via, section } = row
  const document = documents.find(({ id }) => id === row.documentId)
  const clause = `${document ? documentName(document, documents) : 'Văn bản'}${section ? `, ${sayPlace(section)}` : ''}`
  const whose = isOfficeDate ? 'Hạn do xã đặt' : 'Văn bản ghi'
  return [
    'Ngày làm việc cuối cùng còn đúng hạn.',
    ...(extendedTo ? [`Đã gia hạn đến ${sayDate(extendedTo)}.`] : []),
    ...(dueText ? [`${whose}: "${shorten(dueText, 160)}".`] : []),
    ...(recipient || via ? [`Nơi nhận: ${recipient ?? via}${recipient && via ? ` (qua ${via})` : ''}.`] : []),
    `Căn cứ: ${clause}.`,
    `Tình trạng: ${stateOfRow(row, day)}.`,
  ].join('\n')
}
