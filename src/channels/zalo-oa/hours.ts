/** No provider document says in which zone its night lies; every user is in this one. */
const ZONE = 'Asia/Ho_Chi_Minh'
const MORNING_HOUR = 6

/** Seconds from `now` to the next six o'clock, when the ban on night messages ends. */
export function secondsUntilMorning(now: Date): number {
  const local = inVietnam(now)
  const today = local.with({ hour: MORNING_HOUR, minute: 0, second: 0, millisecond: 0 })
  const morning = Temporal.ZonedDateTime.compare(local, today) < 0 ? today : today.add({ days: 1 })
  return secondsBetween(local, morning)
}

/** Seconds from `now` to six o'clock of the next day: a day's allowance is new and nobody is woken. */
export function secondsUntilTomorrow(now: Date): number {
  const local = inVietnam(now)
  return secondsBetween(local, local.startOfDay().add({ days: 1 }).with({ hour: MORNING_HOUR }))
}

function inVietnam(moment: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(ZONE)
}

function secondsBetween(from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): number {
  return Math.ceil((to.epochMilliseconds - from.epochMilliseconds) / 1_000)
}
