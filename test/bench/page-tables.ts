/** The tables of docs/benchmarks.md that are not figures of the bench: faults, attacks, and papers of strangers. */
import type { Drawer } from './page-drawings.ts'

export type Fault = {
  run: string
  owed?: number
  done?: number
  duplicated?: number
  unknown?: number
  lost?: number
  holds?: boolean
  skipped?: string
}

export type AttackLine = { attack: string; name: string; tried: number; failed: number; holds: boolean }
type Scores = Record<string, number | null>
type UnseenRun = { reading: Scores | null; answers: Scores }
export type UnseenSet = { set: string; first: UnseenRun & { day: string }; now: UnseenRun }

export function faultsOf(lines: Fault[], drawer: Drawer): string {
  if (lines.length === 0) return ''
  const rows = lines.map(
    ({ run, owed = '', done = '', duplicated = '', unknown = '', lost = '', holds, skipped }) =>
      `| ${run} | ${owed} | ${done} | ${duplicated} | ${unknown} | ${lost} | ${skipped ? `skipped: ${skipped}` : holds ? 'holds' : 'FAILS'} |`,
  )
  return [
    '## Faults',
    'What was owed in each run of `npm run test:faults` and what became of it ([holding.md](holding.md)).',
    drawFaults(lines, drawer),
    [
      '| run | owed | done | duplicated | unknown | lost | |',
      '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
      ...rows,
    ].join('\n'),
  ].join('\n\n')
}

const ENDS = ['done', 'duplicated', 'unknown', 'lost'] as const

/** Of the runs that count what was owed: how it ended, in parts of a hundred. */
function drawFaults(lines: Fault[], drawer: Drawer): string {
  const counted = lines.filter(({ owed = 0 }) => owed > 0)
  const share = (part: number, { owed = 0 }: Fault): number => Number(((100 * part) / owed).toFixed(1))
  return drawer.bars('faults', {
    title: 'Faults: how what was owed ended (%; copies and doubts beside what was done)',
    rows: counted.map(({ run }) => run),
    series: ENDS.map((name) => ({ name, values: counted.map((line) => share(line[name] ?? 0, line)) })),
    isStacked: true,
  })
}

/** None of n proves a share of at most 3/n at 95 %. */
const BOUND = 3

export function attacksOf(lines: AttackLine[], drawer: Drawer): string {
  if (lines.length === 0) return ''
  const rows = lines.map((line) => {
    const { attack, name, tried, failed, holds } = line
    const bound = `${failed === 0 ? '≤ ' : ''}${mostPercent(line)} %`
    return `| ${name} | ${attack} | ${tried} | ${failed} | ${bound} | ${holds ? 'holds' : 'FAILS'} |`
  })
  return [
    '## Attacks',
    'What was tried by `npm run test:attacks`, what came through, and the share that proves at 95 % ([holding.md](holding.md)).',
    drawAttacks(lines, drawer),
    ['| section | attack | tried | through | share | |', '| --- | --- | ---: | ---: | ---: | --- |', ...rows].join(
      '\n',
    ),
  ].join('\n\n')
}

function mostPercent({ tried, failed }: AttackLine): string {
  return ((100 * (failed === 0 ? BOUND : failed)) / tried).toPrecision(2)
}

function drawAttacks(lines: AttackLine[], drawer: Drawer): string {
  return drawer.bars('attacks', {
    title: 'Attacks: the share that may still come through, as far as was tried (%, logarithmic)',
    rows: lines.map(({ attack }) => attack),
    series: [{ name: 'at most', values: lines.map((line) => Number(mostPercent(line))) }],
    isLog: true,
  })
}

function drawAnswers(sets: UnseenSet[], drawer: Drawer): string {
  const series = (when: 'first' | 'now', of: string) => ({
    name: when === 'first' ? 'first run' : 'now',
    values: sets.map((set) => set[when].answers[of] ?? null).map((value) => value && Number(value.toFixed(3))),
  })
  return drawer.bars('accuracy', {
    title: 'Answers to strangers: share of the facts asked for that were told',
    rows: sets.map(({ set }) => set),
    series: [series('first', 'facts'), series('now', 'facts')],
  })
}

export function unseenOf(sets: UnseenSet[], drawer: Drawer): string {
  if (sets.length === 0) return ''
  const tableOf = (what: 'reading' | 'answers'): string => {
    const names = Object.keys(sets.find(({ first }) => first[what])?.first[what] ?? {})
    const rowOf = (label: string, scores: Scores): string =>
      `| ${label} | ${names
        .map((name) => scores[name] ?? '-')
        .map(shortOf)
        .join(' | ')} |`
    const rows = sets.flatMap(({ set, first, now }) => {
      const [then, today] = [first[what], now[what]]
      return then && today ? [rowOf(`${set}, first run`, then), rowOf(`${set}, now`, today)] : []
    })
    return [`| ${what} | ${names.join(' | ')} |`, `| --- |${names.map(() => ' ---: |').join('')}`, ...rows].join('\n')
  }
  return [
    '## Accuracy on papers and questions of strangers',
    'Sets written by somebody who saw neither the program nor its answers (`npm run evaluate:unseen`). The first run tells how the program does on what it never met; what stands below it was worked on since.',
    tableOf('reading'),
    drawAnswers(sets, drawer),
    tableOf('answers'),
  ].join('\n\n')
}

function shortOf(value: number | string): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : String(value)
}
