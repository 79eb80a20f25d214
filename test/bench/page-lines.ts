/** The lines that the suites print, as the page of figures is made from them: of each measurement the newest. */
import { readFileSync } from 'node:fs'
import type { Measured } from '../support/measured.ts'
import type { Section } from './page-sections.ts'
import type { AttackLine, Evaluated, Fault, NotMeasured, UnseenSet } from './page-tables.ts'

/** Lines of before they carried it have none. */
export type Stamp = Partial<Measured>

export type BenchLine = Stamp & {
  section: string
  part?: string
  servers?: Record<string, string>
  figures: Section
}

type Line = Stamp & (BenchLine | Fault | AttackLine | NotMeasured | UnseenSet | Evaluated)

export type Lines = {
  bench: BenchLine[]
  faults: Fault[]
  attacks: AttackLine[]
  notMeasured: NotMeasured[]
  unseen: UnseenSet[]
  evaluated: Evaluated[]
}

/** Of files with whatever else a shell put between the lines. */
export function readLines(files: readonly string[]): Lines {
  const all = files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line): Line => JSON.parse(line))
  const newest = new Map<string, Line>()
  for (const line of all) {
    const key = keyOf(line)
    const known = newest.get(key)
    if (!known || (known.at ?? '') <= (line.at ?? '')) newest.set(key, line)
  }
  const lines = [...newest.values()]
  return {
    bench: lines.filter((line): line is BenchLine => 'section' in line),
    faults: lines.filter((line): line is Fault => 'run' in line),
    attacks: lines.filter((line): line is AttackLine => 'attack' in line),
    notMeasured: lines.filter((line): line is NotMeasured => 'notMeasured' in line),
    unseen: lines.filter((line): line is UnseenSet => 'set' in line),
    evaluated: lines.filter((line): line is Evaluated => 'evaluated' in line),
  }
}

/** What it measures, whatever came of it. */
function keyOf(line: Line): string {
  const { section, part, run, name, attack, notMeasured, set, evaluated } = line as Partial<
    Record<'section' | 'part' | 'run' | 'name' | 'attack' | 'notMeasured' | 'set' | 'evaluated', string>
  >
  return JSON.stringify([section, part, run, name, attack, notMeasured, set, evaluated])
}

/** One sentence for each day, state of the program and machine, with the names of what was measured then where they differ. */
export function measuredOn(of: readonly { name: string; stamp: Stamp }[]): string {
  const alike = Map.groupBy(of, ({ stamp }) => momentOf(stamp))
  if (alike.size === 1) return `Measured ${[...alike.keys()][0]}.`
  return [...alike]
    .map(([moment, those]) => `Measured ${moment}: ${[...new Set(those.map(({ name }) => name))].join(', ')}.`)
    .join('\n')
}

function momentOf({ at, commit, machine }: Stamp): string {
  if (at === undefined) return 'at an unknown time (its line carries none)'
  const { cores, cpu = 'unknown CPU', memoryMib = 0, node } = machine ?? {}
  const place = `${cores} cores of ${cpu}, ${Math.round(memoryMib / 1_024)} GiB, Node ${node}`
  return `on ${at.slice(0, 10)} at ${commit ? `commit ${commit}` : 'an unknown commit'}, ${place}`
}

/** A cell of a table of Markdown. */
export function cellOf(text: unknown): string {
  return String(text ?? '')
    .replaceAll('|', '\\|')
    .replace(/\s+/g, ' ')
}
