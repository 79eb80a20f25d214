/** How the units of a commune did in a span of days, for leaders: what needs a call first, nobody's report in full. */
import type { Score } from '../duties/index.ts'

const MOST_UNITS = 12

/** Null where nothing fell due. `period`: "tháng 11/2026". */
export function scoreText(
  scores: readonly Score[],
  { period, office }: { period: string; office: string },
): string | null {
  const sum = (of: (score: Score) => number): number => scores.reduce((total, score) => total + of(score), 0)
  const due = sum((score) => score.due)
  if (due === 0) return null
  const [inTime, late, missing, open] = [
    sum((score) => score.inTime),
    sum((score) => score.late),
    sum((score) => score.missing),
    sum((score) => score.open),
  ]
  const counts = [
    `${inTime} đúng hạn`,
    ...(late > 0 ? [`${late} muộn`] : []),
    ...(missing > 0 ? [`${missing} quá hạn chưa ghi nhận`] : []),
    ...(open > 0 ? [`${open} còn trong hạn`] : []),
  ]
  const punctual = scores.filter((score) => score.inTime === score.due).length
  return [
    `Tình hình ${period} của ${office}: ${due} báo cáo, nhiệm vụ đến hạn ở ${scores.length} đơn vị; ${counts.join(', ')}.`,
    ...unitsLine('Quá hạn chưa ghi nhận', scores, (score) => score.missing),
    ...unitsLine('Nộp muộn', scores, (score) => score.late),
    ...(punctual > 0 ? [`Đúng hạn tất cả: ${punctual}/${scores.length} đơn vị.`] : []),
    'Số liệu theo ghi nhận trên trợ lý; văn bản đã gửi mà chưa bấm [Đã nộp] thì chưa tính.',
  ].join('\n')
}

function unitsLine(title: string, scores: readonly Score[], of: (score: Score) => number): string[] {
  const units = scores.filter((score) => of(score) > 0).sort((a, b) => of(b) - of(a))
  if (units.length === 0) return []
  const shown = units.slice(0, MOST_UNITS).map((score) => `${score.bodyName} (${of(score)})`)
  const more = units.length > MOST_UNITS ? ` và ${units.length - MOST_UNITS} đơn vị khác` : ''
  return [`${title}: ${shown.join('; ')}${more}.`]
}
