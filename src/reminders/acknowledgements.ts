/** What people answered to a reminder, and what it does to the steps that follow. */

export type Acknowledgement = {
  /** Key of the occurrence and of the body that answered for itself. */
  occurrence: string
  body: string
  /** "2026-12-07T10:00", local. */
  at: string
  kind: 'filed' | 'not_applicable' | 'in_progress' | 'snoozed' | 'handed_back'
  /** ISO day to be reminded again, for `snoozed` and `handed_back`. */
  until?: string
}

/** "Đang làm" keeps escalation away for so many working days; it does not stop the due day's step. */
const ESCALATION_REST_WORKING_DAYS = 3

type Acknowledged = {
  occurrence: { key: string; lastSafe: string }
  body: { key: string }
  moment: string
  post?: { role: string }
  day: string
  time: string
}

type DayCounter = (day: string, count: number) => string

/** The steps still to be sent once what people answered is taken into account. */
export function applyAcknowledgements<S extends Acknowledged>(
  steps: readonly S[],
  acknowledgements: readonly Acknowledgement[],
  addDays: DayCounter,
): S[] {
  if (acknowledgements.length === 0) return [...steps]
  const byDuty = Map.groupBy(acknowledgements, ({ occurrence, body }) => `${occurrence}|${body}`)
  return steps.flatMap((step) => {
    const answers = byDuty.get(`${step.occurrence.key}|${step.body.key}`) ?? []
    return afterAnswers(step, answers, addDays)
  })
}

/** Escalation, and what only the unit that collects is told of a body that is never escalated. */
function goesBeyondTheUnit({ moment, post }: Acknowledged): boolean {
  return moment === 'escalation' || (moment === 'late' && post?.role === 'other')
}

function afterAnswers<S extends Acknowledged>(step: S, answers: readonly Acknowledgement[], addDays: DayCounter): S[] {
  let moved = step
  for (const { kind, at, until } of answers) {
    if (at > `${moved.day}T${moved.time}`) continue
    if (kind === 'filed' || kind === 'not_applicable') return []
    if (kind === 'handed_back' && until && moved.day < until) return []
    if (kind === 'in_progress' && goesBeyondTheUnit(moved)) {
      const rested = addDays(at.slice(0, 10), ESCALATION_REST_WORKING_DAYS + 1)
      if (moved.day < rested) moved = { ...moved, day: rested }
    }
    if (kind === 'snoozed' && until && moved.moment === 'ahead' && moved.day < until) {
      moved = { ...moved, day: [until, step.occurrence.lastSafe].sort()[0] ?? until }
    }
  }
  return [moved]
}
