/** The tables of docs/benchmarks.md that are not figures of the bench: faults, attacks, and papers of strangers. */
import type { Drawer } from './page-drawings.ts'
import { cellOf, measuredOn, type Stamp } from './page-lines.ts'

export type Fault = Stamp & {
  run: string
  owed?: number
  done?: number
  duplicated?: number
  unknown?: number
  lost?: number
  /** Of those done: told of trouble instead of an answer. */
  apologised?: number
  /** Acknowledged after the copy that was put back, and gone with it. */
  afterCopy?: number
  afterCopyAnswered?: number
  holds?: boolean
  skipped?: string
  failed?: string
}

export type AttackLine = Stamp & {
  attack: string
  name: string
  tried: number
  failed: number
  holds: boolean
  note?: string
  /** In one way or in several. */
  undefended?: Undefended | readonly Undefended[]
}
type Undefended = { without: string; tried: number; failed: number }
export type NotMeasured = Stamp & { name: string; notMeasured: string }
type Scores = Record<string, number | null>
type UnseenRun = { reading: Scores | null; answers: Scores }
export type UnseenSet = Stamp & { set: string; first: UnseenRun & { day: string }; now: UnseenRun }
export type Evaluated = Stamp & { evaluated: string; scores: Scores }

export function faultsOf(lines: Fault[], drawer: Drawer): string {
  if (lines.length === 0) return ''
  const rows = lines.map((line) => {
    const { run, owed, done, duplicated, unknown, lost } = line
    return rowOf([run, owed, done, duplicated, unknown, lost, besideOf(line), endOf(line)])
  })
  return [
    '## Faults',
    measuredOn(lines.map((line) => ({ name: line.run.split('.')[0] ?? '', stamp: line }))),
    'What was owed in each run of `npm run test:faults` and what became of it ([holding.md](holding.md)).',
    drawFaults(lines, drawer),
    [
      '| run | owed | done | duplicated | unknown | lost | beside | |',
      '| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |',
      ...rows,
    ].join('\n'),
  ].join('\n\n')
}

/** What the counts do not tell. */
function besideOf({ apologised = 0, afterCopy = 0, afterCopyAnswered = 0 }: Fault): string {
  return [
    apologised > 0 ? `${apologised} told of trouble instead of an answer` : '',
    afterCopy > 0
      ? `${afterCopy} acknowledged after the copy and gone with it, ${afterCopyAnswered} of them answered all the same`
      : '',
  ]
    .filter(Boolean)
    .join('; ')
}

function endOf({ skipped, failed, holds }: Fault): string {
  if (skipped) return `skipped: ${skipped}`
  return holds ? 'holds' : ['FAILS', failed].filter(Boolean).join(': ')
}

function rowOf(cells: readonly unknown[]): string {
  return `| ${cells.map(cellOf).join(' | ')} |`
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

export function attacksOf(lines: AttackLine[], notMeasured: NotMeasured[], drawer: Drawer): string {
  if (lines.length === 0) return ''
  const rows = lines.map((line) => {
    const { attack, name, tried, failed, holds, note, undefended } = line
    const bound = `${failed === 0 ? '≤ ' : ''}${mostPercent(line)} %`
    const without = [undefended ?? []].flat().map((each) => `${each.failed} of ${each.tried}, without ${each.without}`)
    return rowOf([name, attack, tried, failed, bound, without.join('; '), note, holds ? 'holds' : 'FAILS'])
  })
  return [
    '## Attacks',
    measuredOn(lines.map((line) => ({ name: line.name, stamp: line }))),
    'What was tried by `npm run test:attacks`, what came through, the share that proves at 95 %, and what comes through once the defence is taken away ([holding.md](holding.md)). Tried is only what could have come through: on the path with a model, what reached it.',
    ...notMeasured.map(({ name, notMeasured: what }) => `Not measured: ${what} (${name}).`),
    drawAttacks(lines, drawer),
    [
      '| section | attack | tried | through | share | through without the defence | note | |',
      '| --- | --- | ---: | ---: | ---: | --- | --- | --- |',
      ...rows,
    ].join('\n'),
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
    const scoresOf = (label: string, scores: Scores): string =>
      `| ${label} | ${names
        .map((name) => scores[name] ?? '-')
        .map(shortOf)
        .join(' | ')} |`
    const rows = sets.flatMap(({ set, first, now }) => {
      const [then, today] = [first[what], now[what]]
      return then && today ? [scoresOf(`${set}, first run (${first.day})`, then), scoresOf(`${set}, now`, today)] : []
    })
    return [`| ${what} | ${names.join(' | ')} |`, `| --- |${names.map(() => ' ---: |').join('')}`, ...rows].join('\n')
  }
  return [
    '## Accuracy on papers and questions of strangers',
    `The rows of now: ${measuredOn(sets.map((set) => ({ name: set.set, stamp: set })))}`,
    'Sets written by somebody who saw neither the program nor its answers (`npm run evaluate:unseen`). The first run tells how the program does on what it never met; what stands below it was worked on since.',
    tableOf('reading'),
    drawAnswers(sets, drawer),
    tableOf('answers'),
  ].join('\n\n')
}

/** The questions that come with the program, on which it was made. */
export function evaluatedOf(files: Evaluated[]): string {
  if (files.length === 0) return ''
  const names = Object.keys(files[0]?.scores ?? {})
  const rows = files.map(({ evaluated, scores }) =>
    rowOf([evaluated, ...names.map((name) => shortOf(scores[name] ?? '-'))]),
  )
  return [
    '## Accuracy on the development set',
    measuredOn(files.map((file) => ({ name: file.evaluated, stamp: file }))),
    'Questions that the program was made on (`npm run evaluate`): they show that what was learnt was kept, and nothing about strangers.',
    [`| questions | ${names.join(' | ')} |`, `| --- |${names.map(() => ' ---: |').join('')}`, ...rows].join('\n'),
  ].join('\n\n')
}

function shortOf(value: number | string): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : String(value)
}
