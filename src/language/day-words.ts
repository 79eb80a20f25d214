/** Days and moments in words, as people in Vietnam read them. Asia/Ho_Chi_Minh. */

const TIME_ZONE = 'Asia/Ho_Chi_Minh'
const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']

/** `2026-12-09` → `thứ Tư, ngày 09/12/2026`. */
export function dayWords(iso: string): string {
  return `${WEEKDAYS[Temporal.PlainDate.from(iso).dayOfWeek - 1] ?? ''}, ngày ${iso.split('-').reverse().join('/')}`
}

/** `08 giờ 30 thứ Tư, ngày 09/12/2026`. */
export function momentWords(at: Date): string {
  const [hours = '', minutes = ''] = local(at).toPlainTime().toString().split(':')
  return `${hours} giờ${minutes === '00' ? '' : ` ${minutes}`} ${dayWords(dayOf(at))}`
}

/** The ISO day of a moment. */
export function dayOf(at: Date): string {
  return local(at).toPlainDate().toString()
}

function local(at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE)
}
