/** The days that a document's words for a time limit name, by the grammar of `src/language`. */
import type { DatedDocument, ReadDueWords } from '../duties/index.ts'
import { findTimes, readTime } from '../language/time.ts'

type Read = ReturnType<ReadDueWords>

/** A day without a year takes the year of a plan made for one year; in any other plan it stays open. */
export const readDueWords: ReadDueWords = (words, document) => {
  const issued = planYear(document)
  const options = { deadline: true, issued }
  const whole = readTime(words, options)
  const found = findTimes(words, options).filter(({ cited, end }) => !cited && end)
  const listed = words.split(/\s+và\s+|,\s+/u).flatMap((part) => readTime(part, options)?.end ?? [])
  const days = [...new Set([...found.flatMap(({ end }) => end ?? []), ...listed])].sort()
  return { days, qualifier: qualifierOf(words, whole?.qualifier ?? found[0]?.qualifier ?? null) }
}

/** A recurring limit carries no qualifier of its own: "trước ngày 15/6 và 15/12 hằng năm" is still "trước ngày". */
function qualifierOf(words: string, read: Read['qualifier']): Read['qualifier'] {
  return read ?? (/trước\s+(?:ngày\s+)?\d/iu.test(words) ? 'before' : null)
}

function planYear({ period, title }: DatedDocument): string | null {
  const said = period ?? title ?? ''
  const years = [...new Set(said.match(/\b20\d\d\b/g) ?? [])]
  const isOneYear = years.length === 1 && /năm 20\d\d/iu.test(said) && !/(?:đến|giai đoạn|từ) /iu.test(said)
  return isOneYear ? (years[0] ?? null) : null
}
