/** Which of several passages about as good is told first: scores tell near ones apart less surely than what they say. */
import { findUnits } from '../../../language/units.ts'
import type { Inquiry } from '../../question/inquiry.ts'
import { holds } from '../../question/wants.ts'
import type { ShelfEntry } from '../../shelf/shelf.ts'
import { isOfSameGroup, isOfSamePlace } from '../../weighing/near-words.ts'
import type { Ranked } from '../../weighing/rank.ts'
import { speaksOfIt } from '../../weighing/support.ts'
import { askedYears, namesOneOf, yearBeyond } from '../../weighing/years.ts'
import { isBorneOut, isSupported, primaryWant, SUPPORT, type Visible } from './borne-out.ts'

/** Passages this near the best are about as likely. */
const NEARLY = 0.75
const NEAR_ONES = 4
const AS_MUCH = 0.9
const MUCH_MORE = 1.5
const HALF = 0.5

/** Among passages about as good, one that has enough of the question, or far more of it. */
export function supportedFirst(inquiry: Inquiry, ranked: Ranked[]): Ranked[] {
  const [best] = ranked
  if (!best) return ranked
  const least = primaryWant(inquiry) ? HALF : SUPPORT
  const near = aboutAsGood(best, ranked)
  const other = isSupported(best)
    ? near.find(({ covered }) => covered >= MUCH_MORE * best.covered && covered >= SUPPORT)
    : near.find((each) => isSupported(each) && each.covered >= least)
  return other ? [other, ...ranked.filter((each) => each !== other)] : ranked
}

function aboutAsGood(best: Ranked, ranked: readonly Ranked[]): Ranked[] {
  return ranked.slice(0, NEAR_ONES).filter(({ score }) => score >= NEARLY * best.score)
}

/** The passage an answer is told from: of the very group, place and year asked about, and bearing the answer out. */
export function bestOf(inquiry: Inquiry, ranked: Ranked[], primary: Visible | null): Ranked | undefined {
  if (!primary) return withOffice(inquiry, inAskedYear(inquiry, ranked))
  return bestBorneOut(inquiry, inAskedYear(inquiry, ofSameFirst(inquiry, ranked, primary)), primary)
}

/** Asked who, one that names an office comes before one that names none. */
function withOffice({ wants }: Inquiry, ranked: Ranked[]): Ranked | undefined {
  const [best] = ranked
  if (!best || !wants.includes('unit') || namesAnOffice(best.entry)) return best
  const other = aboutAsGood(best, ranked).find(
    ({ entry, covered }) => covered >= AS_MUCH * best.covered && namesAnOffice(entry),
  )
  return other ?? best
}

function namesAnOffice({ passage, duty }: ShelfEntry): boolean {
  if (duty) return duty.lead.length > 0
  return findUnits(`${passage.heading}. ${passage.quote}`).length > 0
}

/** The first, unless it does not bear the answer out and one about as good does. */
function bestBorneOut(inquiry: Inquiry, ranked: Ranked[], primary: Visible): Ranked | undefined {
  const [best] = ranked
  if (!best || isBorneOut(inquiry, best, primary)) return best
  const other = aboutAsGood(best, ranked)
    .filter(({ covered }) => covered >= Math.max(HALF, AS_MUCH * best.covered))
    .filter(({ entry, shelf }) => holds(primary, entry, inquiry.asked) && speaksOfIt(inquiry, entry, shelf))
    .find((each) => isBorneOut(inquiry, each, primary))
  return other ?? best
}

/** Among passages about as good, one of the very group and place asked about. */
function ofSameFirst(inquiry: Inquiry, ranked: Ranked[], primary: Visible): Ranked[] {
  const [best] = ranked
  if (!best) return ranked
  const isSame = ({ entry }: Ranked): boolean =>
    isOfSamePlace(inquiry.whole.said, entry) && isOfSameGroup(inquiry.full, entry)
  if (isSame(best)) return ranked
  const other = ranked.slice(0, 8).find((each) => isSame(each) && holds(primary, each.entry, inquiry.asked))
  return other && other.score >= 0.7 * best.score ? [other, ...ranked] : ranked
}

/** Those that speak for the year asked about come first, where they are nearly as good. */
function inAskedYear({ asked }: Inquiry, ranked: Ranked[]): Ranked[] {
  const [best] = ranked
  if (!best || yearBeyond(asked, best.entry) === null) return ranked
  const years = askedYears(asked)
  const least = ({ entry }: Ranked): number => (namesOneOf(years, entry) ? 0.7 : 0.85) * best.covered
  const other = ranked.find((each) => each.covered >= least(each) && yearBeyond(asked, each.entry) === null)
  return other && other.score >= 0.7 * best.score ? [other, ...ranked] : ranked
}
