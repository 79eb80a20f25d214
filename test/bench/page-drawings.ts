/** The drawings of docs/benchmarks.md, as SVG beside it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

const WIDTH = 760
const COLOURS = ['#1f5f8b', '#d98324', '#7a9e4d', '#a23b3b', '#6b5b95', '#4d9e96', '#8c6d4f', '#999999']
const HEAD_PX = 88
const BAR_PX = 20
const ROW_GAP_PX = 8
/** A longer name is cut: it stands whole in the table below. */
const NAME_PX = 300

type Series = { name: string; values: (number | null)[] }
export type Bars = {
  title: string
  /** One row each, from the top. */
  rows: readonly string[]
  series: readonly Series[]
  /** Where the greatest is a hundred times the least and more. */
  isLog?: boolean
  isStacked?: boolean
}
export type Lines = { title: string; across: string; lines: { name: string; points: [number, number][] }[] }

/** Each gives the line of Markdown that shows it. */
export type Drawer = { bars(name: string, bars: Bars): string; lines(name: string, lines: Lines): string }

/** Draws into `benchmarks` beside the page in `folder`. */
export function createDrawer(folder: string): Drawer {
  mkdirSync(join(folder, 'benchmarks'), { recursive: true })
  const draw = (name: string, { title, height, ...option }: { title: string; height: number }): string => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
    chart.setOption({
      animation: false,
      color: COLOURS,
      title: { text: title, left: 8, textStyle: { fontSize: 14 } },
      ...option,
    })
    const file = `${name.replace(/\W+/g, '-')}.svg`
    writeFileSync(join(folder, 'benchmarks', file), chart.renderToSVGString())
    chart.dispose()
    return `![${title}](benchmarks/${file})`
  }
  return {
    bars: (name, bars) => draw(name, { title: bars.title, height: heightOf(bars), ...optionOfBars(bars) }),
    lines: (name, lines) => draw(name, { title: lines.title, height: 340, ...optionOfLines(lines) }),
  }
}

function heightOf({ rows, series, isStacked = false }: Bars): number {
  const barsInRow = isStacked ? 1 : series.length
  return HEAD_PX + rows.length * (barsInRow * BAR_PX + ROW_GAP_PX)
}

function optionOfBars({ rows, series, isLog = false, isStacked = false }: Bars): object {
  return {
    legend: { show: series.length > 1, top: 34, left: 8 },
    grid: { left: 8, right: 64, top: series.length > 1 ? 64 : 40, bottom: 8 },
    xAxis: { ...axisOf(series, isLog), splitLine: { lineStyle: { color: '#e5e5e5' } } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows,
      axisLabel: { width: NAME_PX, overflow: 'truncate' },
    },
    series: series.map(({ name, values }) => ({
      ...{ name, type: 'bar', data: values, stack: isStacked ? 'all' : undefined },
      label: isStacked ? { show: false } : { show: true, position: 'right', color: '#333' },
    })),
  }
}

/** Bars of a logarithmic axis begin a power of ten below the least of them, not at one. */
function axisOf(series: readonly Series[], isLog: boolean): object {
  if (!isLog) return { type: 'value' }
  const least = Math.min(
    ...series.flatMap(({ values }) => values.filter((value): value is number => Number(value) > 0)),
  )
  const from = 10 ** Math.floor(Math.log10(least))
  return { type: 'log', min: from, startValue: from }
}

function optionOfLines({ across, lines }: Lines): object {
  return {
    legend: { top: 34, left: 8 },
    grid: { left: 8, right: 24, top: 70, bottom: 28 },
    xAxis: { type: 'value', name: across, nameLocation: 'middle', nameGap: 24 },
    yAxis: { type: 'log' },
    series: lines.map(({ name, points }) => ({ name, type: 'line', data: points })),
  }
}
