/** The tables of docs/benchmarks.md that are not figures of the bench: faults, attacks, and papers of strangers. */

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

export function faultsOf(lines: Fault[]): string {
  if (lines.length === 0) return ''
  const rows = lines.map(
    ({ run, owed = '', done = '', duplicated = '', unknown = '', lost = '', holds, skipped }) =>
      `| ${run} | ${owed} | ${done} | ${duplicated} | ${unknown} | ${lost} | ${skipped ? `skipped: ${skipped}` : holds ? 'holds' : 'FAILS'} |`,
  )
  return [
    '## Faults',
    'What was owed in each run of `npm run test:faults` and what became of it ([holding.md](holding.md)).',
    [
      '| run | owed | done | duplicated | unknown | lost | |',
      '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
      ...rows,
    ].join('\n'),
  ].join('\n\n')
}

/** None of n proves a share of at most 3/n at 95 %. */
const BOUND = 3

export function attacksOf(lines: AttackLine[]): string {
  if (lines.length === 0) return ''
  const rows = lines.map(({ attack, name, tried, failed, holds }) => {
    const bound =
      failed === 0 ? `≤ ${((100 * BOUND) / tried).toPrecision(2)} %` : `${((100 * failed) / tried).toPrecision(2)} %`
    return `| ${name} | ${attack} | ${tried} | ${failed} | ${bound} | ${holds ? 'holds' : 'FAILS'} |`
  })
  return [
    '## Attacks',
    'What was tried by `npm run test:attacks`, what came through, and the share that proves at 95 % ([holding.md](holding.md)).',
    ['| section | attack | tried | through | share | |', '| --- | --- | ---: | ---: | ---: | --- |', ...rows].join(
      '\n',
    ),
  ].join('\n\n')
}

export function unseenOf(sets: UnseenSet[]): string {
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
    tableOf('answers'),
  ].join('\n\n')
}

function shortOf(value: number | string): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : String(value)
}
