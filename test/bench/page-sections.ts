/** The sections of docs/benchmarks.md that `npm run bench` measured: its figures, its tables of rows, and what stayed out. */
import { basename } from 'node:path'
import type { Figure } from './figure.ts'
import type { Drawer } from './page-drawings.ts'
import { type BenchLine, cellOf, measuredOn } from './page-lines.ts'
import { loadOf } from './page-load.ts'
import { NOTES, WITHOUT_COLLECTION } from './page-notes.ts'

type Figures = Record<string, Figure>
export type Row = Record<string, string | number | null>
/** Left out, or broken off. */
type Missing = { skipped: string } | { failed: string }
/** How well a collection's questions are answered by each engine. */
type Quality = { passages: number; table: Row[]; against?: { engine: string; setting: string; ahead?: Interval } }
type Interval = { low: number; high: number }
type Part = Figure | Figures | Row[] | Missing | Quality | Record<string, Quality>
export type Section = Row[] | Missing | Record<string, Part>

/** As a reader would ask: what it bears, how it answers, what it reads. */
const ORDER = [
  ...['load', 'soak', 'assistant', 'search', 'reading', 'files', 'transport', 'pages', 'reminders', 'retrieval'],
]

export function sectionsOf(lines: readonly BenchLine[], drawer: Drawer): string[] {
  const placeOf = (section: string): number => (ORDER.includes(section) ? ORDER.indexOf(section) : ORDER.length)
  return [...Map.groupBy(lines, ({ section }) => section)]
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
    .flatMap(([name, of]) => {
      const about = aboutOf(of)
      return name === 'load' ? loadSections(of, { about, drawer }) : sectionOf(name, wholeOf(of), { about, drawer })
    })
}

type Ground = { about: string; drawer: Drawer }

function loadSections(lines: readonly BenchLine[], { about, drawer }: Ground): string[] {
  const { figures, steps, remarks } = loadOf(lines)
  const whole = joined(about, ...remarks)
  const own = Object.keys(figures).length > 0 ? figuresSection('load', figures, { about: whole, drawer }) : undefined
  return [
    own ?? joined('## load', whole),
    ...(steps.length > 0 ? [tableOf('load, steps', steps, { about, drawer })] : []),
  ]
}

/** When and where it was measured, and on which servers. */
function aboutOf(lines: readonly BenchLine[]): string {
  const when = measuredOn(lines.map((line) => ({ name: line.part ?? line.section, stamp: line })))
  const servers = new Set(
    lines.flatMap(({ servers }) =>
      servers
        ? Object.entries(servers)
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')
        : [],
    ),
  )
  return [when, ...[...servers].map((settings) => `Servers of the bench's own: ${settings}.`)].join('\n')
}

/** A section's parts as one; those of `growth` are parts themselves. */
function wholeOf(lines: readonly BenchLine[]): Section {
  const [only] = lines
  if (only && lines.length === 1 && only.part === undefined) return only.figures
  return Object.assign(
    {},
    ...lines.map(({ part = '', figures }) =>
      part === 'growth' && !isMissing(figures) ? figures : { [part]: figures },
    ),
  )
}

function sectionOf(name: string, section: Part | Section, ground: Ground): string[] {
  if (Array.isArray(section)) return [tableOf(name, section, ground)]
  if (isMissing(section)) return [missingOf(name, section, ground)]
  if (isQuality(section)) return [qualityOf(name, section, ground)]
  const figures = figuresOf(section as Record<string, Part>)
  const others = Object.entries(section as Record<string, Part>).filter(([, part]) => !isOfFigures(part))
  return [
    ...(Object.keys(figures).length > 0 ? [figuresSection(name, figures, ground)] : []),
    ...others.flatMap(([part, value]) => sectionOf(`${name}, ${basename(part)}`, value, ground)),
  ]
}

function isMissing(part: Part | Section): part is Missing {
  return 'skipped' in part || 'failed' in part
}

function isQuality(part: Part | Section): part is Quality {
  return 'table' in part && Array.isArray(part.table)
}

function isFigure(part: object): part is Figure {
  return 'unit' in part && 'value' in part
}

/** A figure, or a part that holds nothing but figures: they stand in their section's own table. */
function isOfFigures(part: Part): boolean {
  if (typeof part !== 'object' || Array.isArray(part) || isMissing(part)) return false
  return isFigure(part) || Object.values(part).every((each) => typeof each === 'object' && isFigure(each))
}

/** A section's figures, those of a part under its name. */
function figuresOf(section: Record<string, Part>): Figures {
  return Object.fromEntries(
    Object.entries(section)
      .filter(([, part]) => isOfFigures(part))
      .flatMap(([name, part]): [string, Figure][] =>
        isFigure(part)
          ? [[name, part]]
          : Object.entries(part as Figures).map(([figure, value]) => [`${name}, ${figure}`, value]),
      ),
  )
}

function figuresSection(name: string, figures: Figures, { about, drawer }: Ground): string {
  const rows = Object.entries(figures).map(
    ([figure, { value, unit, limit, peer, ratio }]) =>
      `| ${cellOf(figure)} | ${Number.isFinite(value) ? value : '-'} | ${unit} | ${limit ?? peer ?? ''} | ${ratio ?? ''} |`,
  )
  return joined(
    `## ${name}`,
    about,
    NOTES[name],
    ...drawingsOf(name, figures, drawer),
    ['| figure | value | unit | limit or peer | ratio |', '| --- | ---: | --- | --- | ---: |', ...rows].join('\n'),
  )
}

const LEAST_DRAWN = 3

/** A drawing for each unit that several figures share; where none is, for the most common one. */
function drawingsOf(name: string, figures: Figures, drawer: Drawer): string[] {
  const units = [...Map.groupBy(Object.entries(figures), ([, { unit }]) => unit)]
  const shared = units.filter(([, of]) => of.length >= LEAST_DRAWN)
  const [common] = units.toSorted(([, one], [, other]) => other.length - one.length)
  const drawn = shared.length > 0 ? shared : common && common[1].length > 1 ? [common] : []
  return drawn.map(([unit, of], at) =>
    drawer.bars(at === 0 ? name : `${name}-${unit.replace('%', 'percent')}`, {
      title: `${name} (${unit})`,
      rows: of.map(([figure]) => figure),
      series: [{ name: unit, values: of.map(([, { value }]) => value) }],
    }),
  )
}

function tableOf(name: string, rows: Row[], { about, drawer }: Ground): string {
  return joined(`## ${name}`, about, NOTES[name], ...drawingsOfRows(name, rows, drawer), rowsOf(rows))
}

function rowsOf(rows: Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  return [
    `| ${columns.join(' | ')} |`,
    `| ${columns.map((column) => (typeof rows[0]?.[column] === 'number' ? '---:' : '---')).join(' | ')} |`,
    ...rows.map((row) => `| ${columns.map((column) => cellOf(row[column])).join(' | ')} |`),
  ].join('\n')
}

function drawingsOfRows(name: string, rows: Row[], drawer: Drawer): string[] {
  if (rows.some(({ engine, p50Ms }) => engine !== undefined && p50Ms !== undefined))
    return latencies(name, rows, drawer)
  if (rows.some(({ on, answerP95Ms }) => on !== undefined && answerP95Ms !== undefined))
    return [steps(name, rows, drawer)]
  return []
}

/** Engines beside each other, at each size that more than one of them was asked at. */
function latencies(name: string, rows: Row[], drawer: Drawer): string[] {
  const sizes = [...Map.groupBy(rows, ({ passages }) => passages)].filter(([, of]) => of.length > 1)
  return sizes.map(([passages, of]) =>
    drawer.bars(`${name}-${passages}`, {
      title: `${name}, ${passages} passages (ms, logarithmic)`,
      rows: of.map(({ engine, setting }) => (setting === 'ours' ? String(engine) : `${engine}, ${setting}`)),
      series: [
        { name: 'half within', values: of.map(({ p50Ms }) => Number(p50Ms)) },
        { name: '95 % within', values: of.map(({ p95Ms }) => Number(p95Ms)) },
      ],
      isLog: true,
    }),
  )
}

function steps(name: string, rows: Row[], drawer: Drawer): string {
  const climbed = Map.groupBy(
    rows.filter(({ what }) => what === 'step'),
    ({ on }) => String(on),
  )
  return drawer.lines(name, {
    title: `${name}: 95 % answered within (ms, logarithmic)`,
    across: 'messages a second',
    lines: [...climbed].map(([on, of]) => ({
      name: on,
      points: of.map(({ aSecond, answerP95Ms }): [number, number] => [Number(aSecond), Number(answerP95Ms)]),
    })),
  })
}

function qualityOf(name: string, { passages, table, against }: Quality, ground: Ground): string {
  const ahead = against?.ahead
  const beside =
    against && ahead
      ? `Ours is ahead of ${against.engine}, ${against.setting}, by ${ahead.low.toFixed(1)} to ${ahead.high.toFixed(1)} points (95 %, paired bootstrap).`
      : ''
  return joined(`## ${name}`, ground.about, `${passages} passages. ${beside}`.trim(), rowsOf(table))
}

function missingOf(name: string, missing: Missing, { about }: Ground): string {
  const why = 'failed' in missing ? `Broke off: ${missing.failed}` : `Not measured in this run: ${missing.skipped}.`
  const remark = 'skipped' in missing && /quality$/.test(name) ? WITHOUT_COLLECTION : undefined
  return joined(`## ${name}`, about, why, remark)
}

function joined(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n')
}
