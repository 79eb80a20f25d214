/** The table of docs/sizing.md, computed from figures that stand on docs/benchmarks.md: it cannot drift from them. */
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send.ts'

/** Guesses about people: no measurement, and to be replaced by an office's own counts. */
export const ASSUMED = {
  inhabitants: 20_000,
  askingInAMonth: 0.02,
  questionsEach: 4,
  ofAMonthOnItsBusiestDay: 0.1,
  ofADayInItsBusiestHour: 0.1,
  reserveForBursts: 4,
  documents: 30,
  passagesADocument: 200,
  keptDays: 90,
  officials: 25,
  remindersEachAMonth: 8,
}
/** Each with the processes that the last lines of the page advise. */
const SCALES = [
  { communes: 1, processes: 1 },
  { communes: 150, processes: 3 },
  { communes: 3_300, processes: 12 },
]
/** Rows of a question and its answer with their indexes, counted once after 9,000 questions; the bench does not measure it. */
const KB_KEPT_A_QUESTION = 4

/** What the table rests on, each by its section and name on the page of figures. */
export const RESTS_ON = {
  cpuMsAnAnswer: ['assistant', 'cpu_an_answer_on_the_page'],
  embeddedASecond: ['load', 'embedded'],
  twoWorkersASecond: ['load', 'server_2_workers'],
  deliveredByOneBotASecond: ['transport', 'fan_out_average'],
  residentMib: ['soak', 'resident_last_third'],
} as const

type Measured = Record<keyof typeof RESTS_ON, number>

const BEGIN = '<!-- made by `npm run bench:page` from benchmarks.md; not edited by hand -->'
const END = '<!-- end of what is made -->'

/** The page of sizes with its table made anew; what the table rests on and the page of figures lacks is named instead. */
export function withSizes(sizes: string, figures: string): { page: string } | { missing: string[] } {
  const found = Object.entries(RESTS_ON).map(([name, at]) => ({ name, at, value: valueOn(figures, at) }))
  const missing = found.filter(({ value }) => value === null).map(({ at }) => at.join(', '))
  if (missing.length > 0) return { missing }
  const [before = '', after] = sizes.split(BEGIN)
  const rest = after?.split(END)[1]
  if (rest === undefined) throw new Error('docs/sizing.md has lost the marks between which its table is made')
  const measured = Object.fromEntries(found.map(({ name, value }) => [name, value])) as Measured
  return { page: [before, BEGIN, '\n\n', tablesOf(measured), '\n\n', END, rest].join('') }
}

/** Of a row `| name | value | …` below the heading of its section. */
function valueOn(page: string, [section, name]: readonly [string, string]): number | null {
  const below = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? ''
  const row = below.split('\n').find((line) => line.startsWith(`| ${name} | `))
  const value = Number(row?.split(' | ')[1] ?? Number.NaN)
  return Number.isFinite(value) && value > 0 ? value : null
}

function tablesOf(measured: Measured): string {
  const named = Object.entries(RESTS_ON).map(
    ([name, [section, figure]]) => `| \`${figure}\` of ${section} | ${measured[name as keyof Measured]} |`,
  )
  const columns = SCALES.map((scale) => sizesOf(scale, measured))
  const rows = Object.keys(columns[0] ?? {}).map(
    (name) => `| ${[name, ...columns.map((column) => column[name])].join(' | ')} |`,
  )
  return [
    ['| figure of benchmarks.md | value |', '| --- | ---: |', ...named].join('\n'),
    ['| | 1 commune | 150 communes (a province) | 3,300 communes (the country) |', '| --- | ---: | ---: | ---: |']
      .concat(rows)
      .join('\n'),
  ].join('\n\n')
}

type Scale = (typeof SCALES)[number]

function sizesOf({ communes, processes }: Scale, measured: Measured): Record<string, string> {
  const { inhabitants, askingInAMonth, questionsEach, ofAMonthOnItsBusiestDay, ofADayInItsBusiestHour } = ASSUMED
  const { reserveForBursts, documents, passagesADocument, keptDays, officials, remindersEachAMonth } = ASSUMED
  const { cpuMsAnAnswer, embeddedASecond, twoWorkersASecond, deliveredByOneBotASecond, residentMib } = measured
  const questions = communes * inhabitants * askingInAMonth * questionsEach
  const inAnHour = questions * ofAMonthOnItsBusiestDay * ofADayInItsBusiestHour
  const aSecond = inAnHour / 3_600
  const cores = (aSecond * cpuMsAnAnswer) / 1_000
  const bears = communes === 1 ? embeddedASecond : twoWorkersASecond
  const morning = communes * officials
  const { perSecond: lane } = TELEGRAM_LIMITS
  return {
    [`questions a month: ${whole(inhabitants)} inhabitants × ${percent(askingInAMonth)} × ${questionsEach}`]:
      whole(questions),
    [`busiest hour: × ${ofAMonthOnItsBusiestDay} × ${ofADayInItsBusiestHour}`]: whole(inAnHour),
    'answers a second in that hour': brief(aSecond),
    [`share of what was held on two cores (${embeddedASecond} embedded, ${twoWorkersASecond} with two workers)`]:
      percent(aSecond / bears),
    [`CPU cores busy in that hour: a second × ${brief(cpuMsAnAnswer)} ms`]: brief(cores),
    [`the same with a reserve for bursts: × ${reserveForBursts}`]: brief(cores * reserveForBursts),
    [`memory of the processes advised below: × ${whole(residentMib)} MiB`]: `${whole(processes * residentMib)} MiB`,
    [`messages kept (${keptDays} days): questions a month × ${keptDays / 30} × ${KB_KEPT_A_QUESTION} kB`]: bytes(
      (keptDays / 30) * questions * KB_KEPT_A_QUESTION,
    ),
    [`passages: ${documents} documents × ${passagesADocument}`]: whole(communes * documents * passagesADocument),
    [`reminders a month: ${officials} officials × ${remindersEachAMonth}`]: whole(
      communes * officials * remindersEachAMonth,
    ),
    [`reminders of one morning on which each of the ${officials} has one`]: whole(morning),
    [`these through **one** bot for all communes: ÷ ${brief(deliveredByOneBotASecond)} a second`]: duration(
      morning / deliveredByOneBotASecond,
    ),
    [`share of one bot's lane (${lane} a second) that the answers of the busiest hour take; with the reserve`]: `${percent(aSecond / lane)}; ${percent((reserveForBursts * aSecond) / lane)}`,
    'these through a bot a commune': duration(officials / deliveredByOneBotASecond),
  }
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

function brief(value: number): string {
  return String(Number(value.toPrecision(2)))
}

function percent(share: number): string {
  return `${brief(100 * share)} %`
}

function duration(seconds: number): string {
  return seconds < 60 ? `${brief(seconds)} s` : `${brief(seconds / 60)} min`
}

const BYTES = [
  { unit: 'GB', kB: 1e6 },
  { unit: 'MB', kB: 1e3 },
]

function bytes(kB: number): string {
  const { unit, kB: a } = BYTES.find((each) => kB >= each.kB) ?? { unit: 'kB', kB: 1 }
  return `${brief(kB / a)} ${unit}`
}
