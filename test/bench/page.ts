/**
 * `npm run bench:page -- FILE…`: docs/benchmarks.md and its drawings from what `npm run bench` wrote, and, where a file ends in
 * .jsonl, from the lines of `npm run test:faults`, `test:attacks -- --json` and `evaluate:unseen -- --json`. Nothing in the page is
 * typed by hand.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { BarChart } from 'echarts/charts'
import { GridComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Figure } from './figure.ts'
import { type AttackLine, attacksOf, type Fault, faultsOf, type UnseenSet, unseenOf } from './page-tables.ts'

use([BarChart, GridComponent, TitleComponent, SVGRenderer])

type Machine = { cores: number; memoryMib: number; node: string }
type Figures = Record<string, Figure>
type Rows = Record<string, string | number | null>[]
/** A section, or one whose parts are sections, tables of rows, or were left out (`skipped`). */
type Section = Figures | Rows | Record<string, Figures | Rows | { skipped: string }>
type Run = { measuredAt: string; machine: Machine; figures: Record<string, Section> }
const PICTURES = 'docs/benchmarks'
const WIDTH = 760

const files = process.argv.slice(2)
if (files.length === 0) {
  process.stderr.write('Usage: npm run bench:page -- FILE…\n')
  process.exit(2)
}
const runs = files.filter((file) => !file.endsWith('.jsonl')).map((file): Run => JSON.parse(readFileSync(file, 'utf8')))
const lines = files
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line): Fault | AttackLine | UnseenSet => JSON.parse(line))
const faults = lines.filter((line): line is Fault => 'run' in line)
const attacks = lines.filter((line): line is AttackLine => 'attack' in line)
const unseen = lines.filter((line): line is UnseenSet => 'set' in line)

mkdirSync(PICTURES, { recursive: true })
const sections = runs.flatMap((run) =>
  Object.entries(run.figures).flatMap(([name, section]) => sectionsOf(name, section, run)),
)
writeFileSync(
  'docs/benchmarks.md',
  [headOf(), unseenOf(unseen), ...sections, faultsOf(faults), attacksOf(attacks)]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n'),
)

function headOf(): string {
  return `# Figures

Made by \`npm run bench:page\` from the output of \`npm run bench\`, \`test:faults\`, \`test:attacks\` and \`evaluate:unseen\`; not edited
by hand. Each figure has the limit or the peer it is a ratio to. They were taken on shared machines: the date, the machine and, for load, how busy it was
stand beside them, and a quiet machine of the same kind does better.`
}

function sectionsOf(name: string, section: Section, run: Run): string[] {
  if (Array.isArray(section)) return [tableOf(name, section, run)]
  const figures = figuresOf(section)
  const tables = Object.entries(section).filter((entry): entry is [string, Rows] => Array.isArray(entry[1]))
  return [
    ...tables.map(([part, rows]) => tableOf(`${name}, ${part}`, rows, run)),
    ...(Object.keys(figures).length > 0 ? [sectionOf(name, figures, run)] : []),
  ]
}

/** A section's figures, those of a part under its name. */
function figuresOf(section: Exclude<Section, Rows>): Figures {
  return Object.fromEntries(
    Object.entries(section).flatMap(([name, each]): [string, Figure][] => {
      if (typeof each === 'string' || Array.isArray(each) || 'skipped' in each) return []
      if ('unit' in each) return [[name, each as Figure]]
      return Object.entries(figuresOf(each as Figures)).map(([figure, value]) => [`${name}, ${figure}`, value])
    }),
  )
}

function tableOf(name: string, rows: Rows, run: Run): string {
  const columns = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => `| ${columns.map((column) => row[column] ?? '').join(' | ')} |`)
  const head = [`| ${columns.join(' | ')} |`, `| ${columns.map(() => '---').join(' | ')} |`]
  return [`## ${name}`, dayOf(run), [...head, ...lines].join('\n')].join('\n\n')
}

function dayOf({ measuredAt, machine: { cores, memoryMib, node } }: Run): string {
  return `${measuredAt.slice(0, 10)}, ${cores} cores, ${Math.round(memoryMib / 1_024)} GiB, Node ${node}.`
}

function sectionOf(name: string, figures: Figures, run: Run): string {
  const rows = Object.entries(figures).map(
    ([figure, { value, unit, limit, peer, ratio }]) =>
      `| ${figure} | ${value} | ${unit} | ${limit ?? peer ?? ''} | ${ratio ?? ''} |`,
  )
  return [
    `## ${name}`,
    dayOf(run),
    ...drawingsOf(name, figures),
    ['| figure | value | unit | limit or peer | ratio |', '| --- | ---: | --- | --- | ---: |', ...rows].join('\n'),
  ].join('\n\n')
}

/** One drawing for the most common unit of a section, of its figures in their order. */
function drawingsOf(name: string, figures: Record<string, Figure>): string[] {
  const units = Map.groupBy(Object.entries(figures), ([, { unit }]) => unit)
  const [unit, drawn] = [...units].toSorted(([, one], [, other]) => other.length - one.length)[0] ?? ['', []]
  if (drawn.length < 2) return []
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: 70 + 26 * drawn.length })
  const shown = drawn.toReversed()
  chart.setOption({
    animation: false,
    title: { text: `${name} (${unit})`, left: 8, textStyle: { fontSize: 14 } },
    grid: { left: 8, right: 64, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: 'value', splitLine: { lineStyle: { color: '#e5e5e5' } } },
    yAxis: { type: 'category', data: shown.map(([figure]) => figure) },
    series: [
      {
        type: 'bar',
        data: shown.map(([, { value }]) => value),
        itemStyle: { color: '#1f5f8b' },
        label: { show: true, position: 'right' },
      },
    ],
  })
  const file = `${name.replace(/\W+/g, '-')}.svg`
  writeFileSync(`${PICTURES}/${file}`, chart.renderToSVGString())
  chart.dispose()
  return [`![${name}, ${unit}](benchmarks/${file})`]
}
