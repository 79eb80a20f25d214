/** One stated time of a report, and the contract's words for how often. */

import type { Every } from '../../language/time-cadence.ts'
import type { Piece } from '../../language/time-pieces.ts'
import { recurrenceOf } from '../../language/time-rules.ts'
import type { Qualifier } from '../../language/time-spans.ts'
import type { Cadence } from '../administrative-document.ts'

/** One stated time: a cadence with its day, a dated report, or a cadence without a day. */
export type Timing = {
  cadence: Cadence
  dueText: string | null
  recurrence: string | null
  /** ISO days of a report due only then, its years written. */
  dates: string[]
  /** A day without a year and without a cadence: the year must come from the plan. */
  yearless: Piece[]
  /** 'before' for "trước ngày"; null without a due day. */
  qualifier: Qualifier | null
  /** "hằng năm" is said: recurs beyond a plan of one year. */
  everyYear: boolean
  /** Due in the period after the one it reports on. */
  following: boolean
  /** The last working day of its period is named: the due day is never one of rest. */
  workingDay: boolean
  /** The words do not tell which of several reports the day belongs to. */
  unsure: boolean
}

const CADENCES: Readonly<Record<number, Cadence>> = {
  1: 'monthly',
  3: 'quarterly',
  6: 'half-yearly',
  9: 'nine-monthly',
  12: 'yearly',
}

/** The contract's word for a period; unusual ones ("02 năm một lần") are unspecified and keep their rule. */
function cadenceOf(every: Every | null): Cadence {
  if (every?.unit === 'week' && every.count === 1) return 'weekly'
  if (every?.unit !== 'month') return 'unspecified'
  return CADENCES[every.count] ?? 'unspecified'
}

/** A cadence without a day. */
export function undated(every: Every | null): Timing {
  return {
    cadence: cadenceOf(every),
    dueText: null,
    recurrence: every && recurrenceOf({ every }),
    dates: [],
    yearless: [],
    qualifier: null,
    everyYear: false,
    following: false,
    workingDay: false,
    unsure: false,
  }
}
