/** Moments and days as the office's pages write them: Asia/Ho_Chi_Minh, day before month. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh'

/** "14:05, 29/11/2026". */
export function momentWords(at: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(new Date(at).getTime()).toZonedDateTimeISO(TIME_ZONE)
  return `${local.toPlainTime().toString().slice(0, 5)}, ${dayWords(local.toPlainDate().toString())}`
}

/** `2026-11-29` → "29/11/2026". */
export function dayWords(iso: string): string {
  const [year, month, day] = iso.split('-')
  return `${day}/${month}/${year}`
}

/** The ISO day of a moment. */
export function dayOf(at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainDate().toString()
}
