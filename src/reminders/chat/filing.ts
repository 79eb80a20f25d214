/** Number and day of a paper that was filed, as people write them. A period is never taken for the day. */
import { fold, squeeze } from '../../language/text.ts'
import { dayOf, nearestFirst, typedDays } from './typed-days.ts'

export type Filing = { number?: string; filedOn?: string }

const NUMBER = /\d+\s*\/\s*(?:\d{4}\s*\/\s*)?\p{L}[\p{L}\d-]*/u

/** "số 15/BC-PKT ngày 18/12". `today`: ISO. */
export function readFiling(text: string, today: string): Filing {
  const number = NUMBER.exec(text)?.[0].replace(/\s/g, '')
  const filedOn = readFiledDay(number ? text.replace(NUMBER, ' ; ') : text, today)
  return { ...(number && { number }), ...(filedOn && { filedOn }) }
}

/** Words after which a day is a limit, an end of a period or no day at all. */
const NO_FILING_DAY =
  /(?:^| )(?:den|toi|truoc|sau|han|ky|cham nhat|thang|quy|tuan|nam|so|bieu|muc|phu luc|dieu|khoan|mau)(?: ngay)?$/
const BEGINS_SPAN = /^ ?(?:den|-|–)(?: |$)/
/** "3/5 báo cáo" counts. */
const COUNTED = /^ ?(?:bao cao|bc|don vi|thon|bieu|phong|nhiem vu|viec|ho so|nguoi|chi tieu)(?: |$)/

/** The written day, "hôm qua", "sáng nay" or a weekday gone by on which it was filed: never a day to come. */
export function readFiledDay(text: string, today: string): string | null {
  const said = fold(squeeze(text)).replace(/[,()]/g, ' ').replace(/ +/g, ' ').trim()
  const day = writtenDay(said, today) ?? daySpokenOf(said, today)
  return day && day <= today ? day : null
}

const DATE =
  /(?<![\d/.-])(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{4}))?(?![\d/-])|(?<![\d/.-])(\d{1,2}) thang (\d{1,2})(?:(?: nam |\/)(\d{4}))?(?![\d/-])|(?<=(?:^| )ngay )(\d{1,2})(?![\d/.-]|[ ]?[/.-]|[ ]thang)/g

function writtenDay(said: string, today: string): string | null {
  for (const found of said.matchAll(DATE)) {
    const before = said.slice(0, found.index).trimEnd()
    const next = said.slice(found.index + found[0].length)
    if (NO_FILING_DAY.test(before) || COUNTED.test(next) || BEGINS_SPAN.test(next)) continue
    const [, dayA, monthA, yearA, dayB, monthB, yearB, dayAlone] = found
    const nearest = dayAlone
      ? nearestFirst(
          [0, 1].map((back) => dayOf(monthBefore(today, back), Number(dayAlone))),
          today,
        )
      : typedDays({ day: dayA ?? dayB, month: monthA ?? monthB, year: yearA ?? yearB }, today)
    const known = dayAlone ? nearest.find((day) => day <= today) : nearest[0]
    if (known) return known
  }
  return null
}

function monthBefore(today: string, back: number): { year: number; month: number } {
  return Temporal.PlainDate.from(today).toPlainYearMonth().subtract({ months: back })
}

const SPOKEN: readonly (readonly [RegExp, number])[] = [
  [/(?:^| )hom kia(?: |$)/, 2],
  [/(?:^| )(?:hom|sang|trua|chieu|toi|dem) (?:hom )?qua(?: |$)/, 1],
  [/(?:^| )(?:hom|sang|trua|chieu|toi) nay(?: |$)/, 0],
]
const WEEKDAYS: Readonly<Record<string, number>> = {
  ...{ hai: 1, '2': 1, ba: 2, '3': 2, tu: 3, '4': 3, nam: 4, '5': 4, sau: 5, '6': 5, bay: 6, '7': 6 },
}
const WEEKDAY = /(?:^| )(?:thu ?(hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: (tuan truoc))?(?: |$)/

function daySpokenOf(said: string, today: string): string | null {
  const now = Temporal.PlainDate.from(today)
  const spoken = SPOKEN.find(([words]) => words.test(said))
  if (spoken) return now.subtract({ days: spoken[1] }).toString()
  const found = WEEKDAY.exec(said)
  if (!found || NO_FILING_DAY.test(said.slice(0, found.index))) return null
  const wanted = found[1] ? (WEEKDAYS[found[1]] ?? 7) : 7
  if (found[2]) return now.subtract({ days: now.dayOfWeek + 7 - wanted }).toString()
  return now.subtract({ days: (now.dayOfWeek - wanted + 7) % 7 }).toString()
}
