/** Hồ Ngọc Đức's published algorithm for the Vietnamese lunar calendar (UTC+7), after Meeus, as an oracle for the table. */

const RADIANS = Math.PI / 180

function julianDay(day: number, month: number, year: number): number {
  const a = Math.floor((14 - month) / 12)
  const y = year + 4800 - a
  const m = month + 12 * a - 3
  return (
    day +
    Math.floor((153 * m + 2) / 5) +
    365 * y +
    Math.floor(y / 4) -
    Math.floor(y / 100) +
    Math.floor(y / 400) -
    32045
  )
}

/** Julian day, in UTC, of the k-th new moon after 1/1/1900. */
function newMoon(k: number): number {
  const t = k / 1236.85
  const mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t * t - 0.000000155 * t ** 3
  const corrected = mean + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t * t) * RADIANS)
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t ** 3
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t ** 3
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t ** 3
  const sin = (degrees: number): number => Math.sin(degrees * RADIANS)
  const shift =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * node) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * node + sun) -
    0.0004 * sin(2 * node - sun) -
    0.0006 * sin(2 * node + moon) +
    0.001 * sin(2 * node - moon) +
    0.0005 * sin(2 * moon + sun)
  const deltaT =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t * t - 0.00000845 * t ** 3 - 0.000000081 * t ** 4
      : -0.000278 + 0.000265 * t + 0.000262 * t * t
  return corrected + shift - deltaT
}

/** The sun's longitude in twelfths of the circle, 0 at the spring equinox, at midnight in Hà Nội. */
function sunSector(day: number): number {
  const t = (day - 2451545.5 - 7 / 24) / 36525
  const mean = 357.5291 + 35999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3
  const longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(mean * RADIANS) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * mean * RADIANS) +
    0.00029 * Math.sin(3 * mean * RADIANS)
  const turns = (longitude + centre) / 360
  return Math.floor((turns - Math.floor(turns)) * 12)
}

const newMoonDay = (k: number): number => Math.floor(newMoon(k) + 0.5 + 7 / 24)

/** First day of the eleventh lunar month of a year: the one with the winter solstice. */
function month11(year: number): number {
  const k = Math.floor((julianDay(31, 12, year) - 2415021) / 29.530588853)
  const start = newMoonDay(k)
  return sunSector(start) >= 9 ? newMoonDay(k - 1) : start
}

function leapOffset(a11: number): number {
  const k = Math.floor((a11 - 2415021.076998695) / 29.530588853 + 0.5)
  let last = 0
  let i = 1
  let arc = sunSector(newMoonDay(k + i))
  do {
    last = arc
    i += 1
    arc = sunSector(newMoonDay(k + i))
  } while (arc !== last && i < 14)
  return i - 1
}

/** ISO day of a day of an ordinary lunar month (1-10) of a lunar year. */
export function solarOf(lunarDay: number, lunarMonth: number, lunarYear: number): string {
  const a11 = month11(lunarYear - 1)
  const b11 = month11(lunarYear)
  const k = Math.floor(0.5 + (a11 - 2415021.076998695) / 29.530588853)
  let offset = lunarMonth + 1
  if (b11 - a11 > 365) {
    const leap = leapOffset(a11)
    if (offset >= leap) offset += 1
  }
  const day = newMoonDay(k + offset) + lunarDay - 1
  return Temporal.PlainDate.from('2000-01-01')
    .add({ days: day - julianDay(1, 1, 2000) })
    .toString()
}
