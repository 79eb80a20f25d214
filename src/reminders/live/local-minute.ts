import { localDay } from '../../duties/index.ts'

/** "2026-12-07T10:05" in Asia/Ho_Chi_Minh. */
export function localMinute(at: Date): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Asia/Ho_Chi_Minh')
  return `${localDay(at)}T${zoned.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
