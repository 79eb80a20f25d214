/** Regular expressions that a text could hold up: every literal of `src`, and what it builds at run time, judged by a checker, the doubtful ones timed. */
import { MAX_LINE_CHARS } from '../../src/documents/reading/long-lines.ts'
import type { Check, Found } from './check.ts'
import { type Expression, type Expressions, expressionsOfSource } from './regexes-expressions.ts'
import { type Bounds, slowOf } from './regexes-timing.ts'
import { UNREACHED, type Unreached } from './regexes-unreached.ts'

/** As long as a question may be (`MAX_QUESTION_CHARS`), which is answered in less than a second, all expressions together. */
const OF_QUESTIONS: Bounds = { chars: 4_000, mostMs: 200 }
/** A paper is far longer. What grows with the square of the length takes ten seconds at this one, what grows with the length a few milliseconds. */
const OF_PAPERS: Bounds = { chars: 100_000, mostMs: 500 }
/** As long as a line of a paper may be (`MAX_LINE_CHARS`): what looks at lines, passages and names of duties sees no longer ones. */
const OF_LINES: Bounds = { chars: MAX_LINE_CHARS, mostMs: 500 }
const SEES_LINES = /^src\/(?:answering|retrieval|duties|reminders|calendar)\//
const SEES_PAPERS = /^src\/(?:documents|language)\//

export async function regexChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  const all = expressionsOfSource()
  const ofLines = all.expressions.filter(({ file }) => SEES_LINES.test(file))
  const ofPapers = all.expressions.filter(({ file }) => SEES_PAPERS.test(file))
  return {
    close: async () => {},
    checks: [
      {
        name: `regular expressions that a text of ${OF_QUESTIONS.chars} characters holds up for more than ${OF_QUESTIONS.mostMs} ms`,
        run: () => slowest(all.expressions, OF_QUESTIONS, all.note),
        mutant: {
          without: 'care (known bad expressions)',
          run: () => slowest(made(['(a+)+$', '(\\w+\\s?)*$', '^(([a-z])+.)+[A-Z]([a-z])+$'], ''), OF_QUESTIONS),
        },
      },
      {
        name: `regular expressions of answers, duties and reminders that a line of ${OF_LINES.chars} characters holds up for more than ${OF_LINES.mostMs} ms`,
        run: () => slowest(ofLines, OF_LINES),
        mutant: {
          without: 'care (expressions whose time grows with the cube of the length)',
          run: () => slowest(made([' (?:\\S+ )*a (?:\\S+ )*b (?:\\S+ )*c '], ''), OF_LINES),
        },
      },
      {
        name: `regular expressions of reading that a text of ${OF_PAPERS.chars} characters holds up for more than ${OF_PAPERS.mostMs} ms`,
        run: () => slowest(ofPapers, OF_PAPERS),
        mutant: {
          without: 'care (expressions whose time grows with the square of the length)',
          run: () =>
            slowest([...made(['[ \\u3000]+$'], 'u'), ...made(['\\s*\\([^)]*\\)', 'a[^b]*b|a'], 'g')], OF_PAPERS),
        },
      },
      {
        name: 'places that build expressions, unseen and not listed with a sample',
        run: async () => unlisted(all, UNREACHED),
        mutant: { without: 'the list', run: async () => unlisted(all, []) },
      },
    ],
  }
}

function made(sources: string[], flags: string): Expression[] {
  return sources.map((source) => ({ file: 'made', line: 0, source, flags }))
}

async function slowest(expressions: readonly Expression[], bounds: Bounds, note?: string): Promise<Found> {
  const { failed, timed } = await slowOf(expressions, bounds)
  const notes = [note, `${timed} timed, the others proven`]
  return { tried: expressions.length, failed, note: notes.filter(Boolean).join('; ') }
}

/** Places that no run reached and nobody wrote down, and what is written down of places that are gone or reached by now. */
function unlisted({ unreached, places }: Expressions, listed: readonly Unreached[]): Found {
  const keyOf = ({ file, code }: { file: string; code: string }): string => `${file} ${code}`
  const known = new Set(listed.map(keyOf))
  const still = new Set(unreached.map(keyOf))
  const failed = [
    ...unreached.filter((place) => !known.has(keyOf(place))).map(({ file, line, code }) => `${file}:${line} ${code}`),
    ...listed.filter((place) => !still.has(keyOf(place))).map((place) => `no longer so: ${keyOf(place)}`),
  ]
  return { tried: places, failed }
}
