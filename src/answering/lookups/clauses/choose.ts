/** Which passages make the answer: the best one, or the few that answer about as well when several things are asked. */
import type { Inquiry } from '../../question/inquiry.ts'
import type { ShelfEntry } from '../../shelf/shelf.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { indexText } from '../../weighing/terms.ts'
import { askedYears, speaksForOneOf } from '../../weighing/years.ts'
import { namedThing, sayingOf } from './named-thing.ts'

/**
 * One passage, or the few that answer about as well when the question asks for several things; `least`: a share of the best
 * score that is enough whatever is asked.
 */
export function choose(inquiry: Inquiry, ranked: Ranked[], least = 1): Ranked[] {
  const [best] = ranked
  if (!best) return []
  const name = namedThing(inquiry, best.shelf)
  const named = name ? sayingOf(name, ranked) : []
  if (named.length > 0) return named
  const { share: usual, most, within } = sizeOf(inquiry, best)
  const share = Math.min(usual, least)
  const chosen: Ranked[] = []
  for (const candidate of ranked.slice(0, 8)) {
    if (chosen.length >= most || candidate.score < share * best.score) break
    if (within !== null && candidate.entry.passage.heading !== within) continue
    if (!chosen.some(({ entry }) => isRepeat(entry, candidate.entry))) chosen.push(candidate)
  }
  const years = askedYears(inquiry.asked)
  const phases =
    years.length > 1
      ? otherPhases(best, ranked).filter(({ entry }) => speaksForOneOf(years, entry))
      : namesATime(inquiry.asked) && !COMPARES_TIMES.test(inquiry.asked)
        ? []
        : otherPhases(best, ranked)
  return phases.length > 1 ? phases : chosen
}

/** Two times held against each other, one of them perhaps in no figures: "giai đoạn đầu với giai đoạn sau". */
const COMPARES_TIMES =
  / (?:khac (?:nhau|gi|the nao|ra sao)|chenh (?:nhau|lech)|giai doan (?:dau|truoc|1|i)(?: \S+){0,6} giai doan (?:sau|cuoi|2|ii)|(?:tang|giam) tu(?: \S+){0,4} (?:len|den|toi|xuong)|so voi) /

/** `share`: of the best score that others must have; `within`: the heading under which all must stand. */
function sizeOf(
  { asked, wants, terms }: Inquiry,
  best: Ranked,
): { share: number; most: number; within: string | null } {
  if (/ (?:moi loai|ca hai|tung loai|lan luot) /.test(asked))
    return { share: 0.6, most: 3, within: best.entry.passage.heading }
  const several =
    wants.includes('list') || wants.includes('unit') || wants.includes('manner') || terms.words.length >= 7
  // A second figure beside the one asked for is read as an answer as well: it must be as good as the first.
  const asksFigure = wants.includes('percent') || wants.includes('figure') || wants.includes('money')
  return { share: asksFigure ? 0.97 : several ? 0.82 : 0.9, most: several ? 3 : 2, within: null }
}

/** The same aim set for several phases is several answers: all are told, in the document's order. */
function otherPhases(best: Ranked, ranked: Ranked[]): Ranked[] {
  const { target } = best.entry
  if (!target || best.entry.row) return []
  const aim = aimOf(best.entry)
  const alike = ranked
    .slice(0, 40)
    .filter(({ entry }) => entry.target && entry.document === best.entry.document && isSameAim(aim, aimOf(entry)))
  return alike.sort((a, b) => a.entry.passage.position - b.entry.passage.position).slice(0, 4)
}

/** The words of an aim without its numbers. */
function aimOf({ passage }: ShelfEntry): Set<string> {
  return new Set([...indexText(passage.quote).words].filter((word) => !/\d/.test(word)))
}

function isSameAim(a: Set<string>, b: Set<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length
  return shared >= 4 && shared >= 0.85 * Math.max(a.size, b.size)
}

function namesATime(asked: string): boolean {
  return (
    / (?:20\d\d|giai doan (?:\d|i|dau|cuoi|sau)\S*|2[67]|den nam|nam nay|sang nam) /.test(asked) &&
    !/ giai doan nao | nam nao /.test(asked)
  )
}

function isRepeat(a: ShelfEntry, b: ShelfEntry): boolean {
  const shared = [...b.body.words].filter((word) => a.body.words.has(word)).length
  return shared >= 0.85 * Math.min(a.body.words.size, b.body.words.size)
}
