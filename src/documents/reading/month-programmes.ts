/** "Tháng 3: Họp chuyên đề; khảo sát trạm bơm (Ban Pháp chế)": what a programme of work plans, month by month. */

import { findUnits, type UnitMention } from '../../language/units.ts'
import { coverage } from './actors.ts'
import type { Span } from './sentences.ts'

const MONTH = /^(?:trong\s+)?(tháng\s+\d{1,2}|quý\s+(?:IV|I{1,3}))(?:\s*(?:\/|năm)\s*(20\d{2}))?\s*:\s*(?=\S)/iu
/** A year by itself in the paper's period: "năm 2027". */
const ONE_YEAR = /^năm\s+(20\d{2})$/iu

export type Activity = {
  /** The words of the activity, without those who lead it. */
  span: Span
  lead: UnitMention[]
}

export type MonthLine = {
  /** The month as written, with the plan's year where only the plan says it. */
  time: string
  activities: Activity[]
}

/** The activities of a line that begins with its month; null for other lines. */
export function monthLine(plain: string, from: number, period: string | null): MonthLine | null {
  const month = MONTH.exec(plain.slice(from))
  if (!month) return null
  const year = month[2] ?? ONE_YEAR.exec(period ?? '')?.[1]
  const activities = clausesOf(plain, from + month[0].length).map((span) => activityOf(plain, span))
  return { time: year ? `${month[1]}/${year}` : (month[1] ?? ''), activities }
}

function clausesOf(plain: string, from: number): Span[] {
  const ends = [...plain.matchAll(/;\s+|[.;]?(?<!\s)\s*$/gu)].filter(({ index }) => index >= from)
  let start = from
  return ends.flatMap((match) => {
    const span = { from: start, to: match.index }
    start = match.index + match[0].length
    return span.to > span.from ? [span] : []
  })
}

/** Whoever stands in brackets at an activity's end leads that one, not those before it. */
function activityOf(plain: string, span: Span): Activity {
  const words = plain.slice(span.from, span.to)
  const bracket = /(?:(?<!\s)\s+)?\(([^()]{3,120})\)\s*$/u.exec(words)
  const units = bracket ? findUnits(bracket[1] ?? '') : []
  if (!bracket || coverage(bracket[1] ?? '', units) < NAMES_ONLY) return { span, lead: [] }
  return { span: { from: span.from, to: span.from + bracket.index }, lead: units }
}

/** Share of a bracket's letters that must name offices. */
const NAMES_ONLY = 0.8
