/** Bars drawn on the server as SVG in the page's own colours, light or dark; no script reaches the browser. */

export type Bars = {
  labels: readonly string[]
  series: readonly { name: string; values: readonly number[] }[]
  /** Names of the labels stand at the left, bars lie. */
  isLying?: boolean
}

const WIDTH = 960
const STANDING_HEIGHT = 260
const LINE_HEIGHT = 34
const FRAME_HEIGHT = 70
const LABEL_CHARS = 34

/** Stand-ins that the drawing library can mix and we can find again; each becomes a token of the style sheet. */
const INK = '#010203'
const LINE = '#010204'
const SERIES = ['#010305', '#010306', '#010307', '#010308', '#010309']
const TOKENS: Readonly<Record<string, string>> = {
  [INK]: 'var(--ink-quiet)',
  [LINE]: 'var(--line)',
  ...Object.fromEntries(SERIES.map((colour, at) => [colour, `var(--chart-${at + 1})`])),
}

/**
 * An SVG element; decorative: whoever shows it writes the same figures beside it. The drawing library is loaded with the first one
 * (up to a second on an old machine): loaded ahead, it would hold up everybody who writes at that moment.
 */
export async function barChart(bars: Bars): Promise<string> {
  const [{ init, use }, { BarChart }, { GridComponent, LegendComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  use([BarChart, GridComponent, LegendComponent, SVGRenderer])
  const height = bars.isLying ? FRAME_HEIGHT + LINE_HEIGHT * bars.labels.length : STANDING_HEIGHT
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption(optionOf(bars))
    return withTokens(chart.renderToSVGString(), height)
  } finally {
    chart.dispose()
  }
}

function optionOf({ labels, series, isLying = false }: Bars) {
  const text = { color: INK, fontSize: 13, fontFamily: 'inherit' }
  const names = {
    type: 'category' as const,
    data: labels.map((label) => (label.length > LABEL_CHARS ? `${label.slice(0, LABEL_CHARS - 1)}…` : label)),
    axisLabel: text,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    ...(isLying ? { inverse: true } : {}),
  }
  const numbers = { type: 'value' as const, minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: LINE } } }
  return {
    animation: false,
    color: SERIES,
    ...(series.length > 1 ? { legend: { textStyle: text, top: 0, itemGap: 16 } } : {}),
    grid: { left: 8, right: 24, top: series.length > 1 ? 44 : 12, bottom: 8, outerBoundsMode: 'same' as const },
    xAxis: isLying ? numbers : names,
    yAxis: isLying ? names : numbers,
    series: series.map(({ name, values }) => ({
      type: 'bar' as const,
      name,
      stack: 'all',
      data: [...values],
      barMaxWidth: 26,
    })),
  }
}

/** Styles written into elements are not applied by the pages' policy: they become attributes, and colours tokens. */
function withTokens(svg: string, height: number): string {
  const styled = svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/ class="[^"]*"/g, '')
    .replace(
      /^<svg width="\d+" height="\d+"/,
      `<svg class="chart" aria-hidden="true" width="${WIDTH}" height="${height}"`,
    )
  return Object.entries(TOKENS).reduce((drawn, [colour, token]) => drawn.replaceAll(colour, token), styled)
}

function attributesOf(style: string): string {
  const size = /font-size:(\d+)px/.exec(style)?.[1]
  return size ? ` font-size="${size}"` : ''
}
