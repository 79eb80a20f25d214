/** The time of day a wish names: "8 giờ sáng", "14h30", "7 rưỡi tối", "chiều". Written against folded words. */

export type Clock = { hour: number; minute: number; index: number; length: number }

const PART_OF_DAY = '(sang som|sang|trua|chieu|toi|dem|khuya)'
/** "3 giờ nữa" and "2 tiếng" count from now, and "24/11" is a day: neither is a time of day. */
const NAMED = new RegExp(
  String.raw`(?:(?:vao )?(?:luc|khoang) )?(?<![\d/.:-])(\d{1,2}) ?(?:gio|h|g|:)(?! nua) ?(?:(\d{2})(?: ?phut)?(?!\d)|(ruoi))?(?: ${PART_OF_DAY})?(?![a-z\d])`,
)
const HALF = new RegExp(String.raw`(?:luc )?(?<![\d/])(\d{1,2}) ruoi(?: ${PART_OF_DAY})?(?![a-z])`)
const PART_ALONE = new RegExp(
  `(?:(?:vao )?(?:buoi|luc) )?(?<![a-z])${PART_OF_DAY}(?= (?:nay|mai|mot|kia|thu|chu|ngay)(?![a-z])|$)`,
)

/** What a part of the day alone stands for. */
const USUAL_HOUR: Record<string, number> = {
  'sang som': 6,
  sang: 8,
  trua: 11,
  chieu: 14,
  toi: 19,
  dem: 20,
  khuya: 21,
}
const AFTER_NOON = new Set(['chieu', 'toi', 'dem', 'khuya'])
/** Before this hour "trưa" is after noon: one or two o'clock. */
const FIRST_HOUR_NEAR_NOON = 9
const NOON = 12
const LAST_HOUR = 23
const LAST_MINUTE = 59

/** Null when the words name no time of day, or none there is. */
export function readClock(words: string): Clock | null {
  const named = NAMED.exec(words)
  if (named) return clockAt(named, { hour: named[1], minute: named[3] ? '30' : named[2], part: named[4] })
  const half = HALF.exec(words)
  if (half) return clockAt(half, { hour: half[1], minute: '30', part: half[2] })
  const alone = PART_ALONE.exec(words)
  const usual = USUAL_HOUR[alone?.[1] ?? '']
  return alone && usual !== undefined ? { hour: usual, minute: 0, index: alone.index, length: alone[0].length } : null
}

type Said = { hour: string | undefined; minute: string | undefined; part: string | undefined }

function clockAt(match: RegExpExecArray, { hour, minute, part }: Said): Clock | null {
  const said = Number(hour)
  const isLater =
    part !== undefined && said < NOON && (AFTER_NOON.has(part) || (part === 'trua' && said < FIRST_HOUR_NEAR_NOON))
  const clock = { hour: isLater ? said + NOON : said, minute: Number(minute ?? 0) }
  if (clock.hour > LAST_HOUR || clock.minute > LAST_MINUTE) return null
  return { ...clock, index: match.index, length: match[0].length }
}
