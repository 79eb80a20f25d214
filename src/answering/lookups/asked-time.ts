/** The cadence and the stretch of time a question about reports means. */

export type AskedTime = {
  cadence: string | null
  /** ISO days, both included; null when the next one is meant. */
  from: string | null
  to: string | null
  /** "quý IV/2026": how the stretch is told. */
  label: string
}

const CADENCES: [string, RegExp][] = [
  ['nine-monthly', / (?:9|09|chin) thang /],
  ['half-yearly', / (?:6|06|sau) thang | nua nam /],
  ['quarterly', / quy (?!dinh|che|hoach|trinh|dat|chuan|mo|bau) ?/],
  ['weekly', / (?:hang|moi|bao cao) tuan | tuan (?:nay|sau|toi) /],
  ['monthly', / (?:hang|moi|bao cao) thang | thang (?:nay|sau|toi) /],
  ['yearly', / (?:bao cao (?:tong ket )?nam|hang nam|moi nam|tong ket nam|1 nam|01 nam|ca nam|cuoi nam|bc nam) /],
]

const ROMAN = ['i', 'ii', 'iii', 'iv']

/** What the question says decides; the earlier question gives the cadence it leans on. */
export function readAskedTime(asked: string, full: string, today: string): AskedTime {
  const now = Temporal.PlainDate.from(today)
  const cadence = cadenceIn(asked) ?? (/ (?:sang nam|nam sau|nam toi) /.test(asked) ? null : cadenceIn(full))
  const span =
    yearSpan(asked, now) ?? (cadence === 'quarterly' ? quarterSpan(asked, now) : null) ?? monthSpan(asked, now)
  return { cadence, from: span?.from ?? null, to: span?.to ?? null, label: span?.label ?? '' }
}

function cadenceIn(asked: string): string | null {
  return CADENCES.find(([, pattern]) => pattern.test(asked))?.[0] ?? null
}

type Span = { from: string; to: string; label: string }

function yearSpan(asked: string, now: Temporal.PlainDate): Span | null {
  const named = / nam (20\d\d) /.exec(asked)?.[1]
  const year = named ? Number(named) : / (?:sang nam|nam sau|nam toi) /.test(asked) ? now.year + 1 : null
  if (year === null || / quy (?:i{1,3}|iv|[1-4]) /.test(asked)) return null
  return { from: `${year}-01-01`, to: `${year}-12-31`, label: `năm ${year}` }
}

function quarterSpan(asked: string, now: Temporal.PlainDate): Span | null {
  const current = Math.floor((now.month - 1) / 3)
  const named = / quy (i{1,3}|iv|[1-4]) /.exec(asked)?.[1]
  const year = Number(/ (?:nam )?(20\d\d) /.exec(asked)?.[1] ?? now.year)
  if (named) {
    const index = /\d/.test(named) ? Number(named) - 1 : ROMAN.indexOf(named)
    const past = year === now.year && index < current
    return quarter(past ? year + 1 : year, index)
  }
  if (/ quy (?:sau|toi|ke tiep|tiep theo) /.test(asked))
    return quarter(now.year + Math.floor((current + 1) / 4), (current + 1) % 4)
  return / quy (?:nay|hien tai) /.test(asked) ? quarter(now.year, current) : null
}

function quarter(year: number, index: number): Span {
  const start = Temporal.PlainDate.from({ year, month: index * 3 + 1, day: 1 })
  const to = start.add({ months: 3 }).subtract({ days: 1 }).toString()
  return { from: start.toString(), to, label: `quý ${(ROMAN[index] ?? '').toUpperCase()}/${year}` }
}

function monthSpan(asked: string, now: Temporal.PlainDate): Span | null {
  const next = / thang (?:sau|toi) /.test(asked)
  if (!next && !/ thang nay /.test(asked)) return null
  const start = now.with({ day: 1 }).add({ months: next ? 1 : 0 })
  const to = start.add({ months: 1 }).subtract({ days: 1 }).toString()
  return { from: start.toString(), to, label: `tháng ${start.month}/${start.year}` }
}
