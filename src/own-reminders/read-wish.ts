import { fold, squeeze } from '../language/text.ts'
import { readClock } from './clock.ts'
import { readDay } from './day.ts'

/** What somebody wants to be reminded of, and when. */
export type Wish =
  | { kind: 'wish'; about: string; at: Temporal.ZonedDateTime; hourGuessed: boolean; repeats: boolean }
  /** The wish without what is missing, or with a time that cannot be. */
  | { kind: 'no_time' | 'no_matter' | 'past' | 'too_far'; about: string }

const ZONE = 'Asia/Ho_Chi_Minh'
/** A day without a time of day is told at this hour. */
const USUAL_HOUR = 8
const MOST_DAYS_AHEAD = 400
const MOST_CHARS = 200

const OPENS =
  /^(?:\S+ (?:oi|ad|bot),? )?(?:(?:hay|vui long|lam on|nho|dat|hen|cho|xin|ad|bot|tro ly|em|co the) )*(?:lich |loi )?nhac(?: nho| lai| viec| lich)?(?: (?:cho|giup|gium|ho|dum))?(?: (toi|em|minh|tui|con|chau|bac|chu|co|ong|ba|anh|chi|tao|to|mk|mik|mih))?(?: (?:la|rang|voi|nhe|nha))?(?= |:|$)[:, ]*/
const IN_A_WHILE = /(?:trong |sau )?(?<![\d/])(\d{1,3}) (phut|gio|tieng|h)(?: (?:nua|sau|toi))(?![a-z])/
const REPEATS = /(?:hang|moi|hằng) (?:ngay|tuan|thang|nam|sang|toi)|dinh ky/
/** Little words left at either end once the time is cut out. */
const EDGES =
  /^(?:la|rang|de|thi|phai|vao|luc|,|\.|:|-|\s)+(?= |$)|(?: (?:vao|luc|nhe|nha|nhé|vào|lúc|ạ|a)|[,.:;\s-])+$/giu

/** False when the message can be no wish, whatever the time is. */
export function opensWish(message: string): boolean {
  return OPENS.test(fold(squeeze(message.normalize('NFC'))))
}

/** Null when the message is no wish to be reminded. `now` decides what "mai" is. */
export function readWish(message: string, now: Date): Wish | null {
  const written = squeeze(message.normalize('NFC'))
  const words = fold(written)
  const opened = OPENS.exec(words)
  if (!opened || words.length !== written.length) return null
  const said = { written: written.slice(opened[0].length), words: words.slice(opened[0].length) }
  const wish = wishOf(said, now.toTemporalInstant().toZonedDateTimeISO(ZONE))
  // "Nhắc" alone is also "to mention": without a person and a time it is no wish.
  return wish.kind === 'no_time' && opened[1] === undefined ? null : wish
}

type Said = { written: string; words: string }

function wishOf(said: Said, now: Temporal.ZonedDateTime): Wish {
  const timed = readWhile(said, now) ?? readMoment(said, now)
  const about = tidy(timed?.rest.written ?? said.written)
  if (!timed) return { kind: 'no_time', about }
  if (about === '') return { kind: 'no_matter', about }
  if (Temporal.ZonedDateTime.compare(timed.at, now) <= 0) return { kind: 'past', about }
  if (now.until(timed.at, { largestUnit: 'days' }).days > MOST_DAYS_AHEAD) return { kind: 'too_far', about }
  return { kind: 'wish', about, at: timed.at, hourGuessed: timed.hourGuessed, repeats: REPEATS.test(said.words) }
}

type Timed = { at: Temporal.ZonedDateTime; hourGuessed: boolean; rest: Said }

/** "30 phút nữa", "2 tiếng nữa". */
function readWhile(said: Said, now: Temporal.ZonedDateTime): Timed | null {
  const found = IN_A_WHILE.exec(said.words)
  if (!found) return null
  const count = Number(found[1])
  const at = now.add(found[2] === 'phut' ? { minutes: count } : { hours: count }).round('minute')
  return { at, hourGuessed: false, rest: without(said, { index: found.index, length: found[0].length }) }
}

function readMoment(said: Said, now: Temporal.ZonedDateTime): Timed | null {
  const today = now.toPlainDate()
  const clock = readClock(said.words)
  const afterClock = clock ? without(said, clock) : said
  const day = readDay(afterClock.words, today)
  if (!clock && !day) return null
  const time = Temporal.PlainTime.from({ hour: clock?.hour ?? USUAL_HOUR, minute: clock?.minute ?? 0 })
  const at = (date: Temporal.PlainDate): Temporal.ZonedDateTime =>
    date.toZonedDateTime({ timeZone: ZONE, plainTime: time })
  const soonest = at(day?.date ?? today)
  const isOver = day === null && Temporal.ZonedDateTime.compare(soonest, now) <= 0
  const rest = day ? without(afterClock, day) : afterClock
  return { at: isOver ? at(today.add({ days: 1 })) : soonest, hourGuessed: clock === null, rest }
}

/** Both spellings without a stretch; a space stays so that nothing grows together. */
function without({ written, words }: Said, { index, length }: { index: number; length: number }): Said {
  const cut = (text: string): string => `${text.slice(0, index)} ${text.slice(index + length)}`
  return { written: cut(written), words: cut(words) }
}

function tidy(about: string): string {
  let text = squeeze(about)
  for (let before = ''; before !== text; ) {
    before = text
    text = squeeze(text.replace(EDGES, ' '))
  }
  return text.slice(0, MOST_CHARS)
}
