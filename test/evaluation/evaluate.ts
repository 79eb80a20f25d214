/**
 * `npm run evaluate [-- --questions FILE] [--knowledge DIR] [--report FILE] [--misses N] [--json]`: asks every question through the
 * `ask` command and prints the scores as Markdown, a row a kind and a style, beside the last run of the same file; with `--json` the
 * whole as one line.
 * Ends with code 1 where a threshold of `thresholds.json` is not reached.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { measured } from '../support/measured.ts'
import { ask, readLines, readTexts } from './run.ts'
import { type Question, type Row, type Summary, scoreAnswer, summarise } from './score.ts'

const HERE = import.meta.dirname
const ROOT = join(HERE, '../..')
const LAST_RUNS = join(ROOT, 'node_modules/.cache/evaluate')

const COLUMNS = [
  'questions',
  'status',
  'hitAt5',
  'recallAt10',
  'cited',
  'facts',
  'whole',
  'wrongShare',
  'tooLong',
  'medianChars',
  'p90Chars',
  'p95LatencyMs',
] as const satisfies (keyof Summary)[]

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: join(HERE, 'questions.jsonl') },
    knowledge: { type: 'string', default: join(ROOT, 'knowledge') },
    report: { type: 'string' },
    misses: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
})

const questions = readLines<Question>(readFileSync(values.questions, 'utf8'))
const answers = new Map(ask(values.questions, values.knowledge).map((answer) => [answer.id, answer]))
const texts = readTexts(values.knowledge)
const rows = questions.map((question) => scoreAnswer(question, answers.get(question.id), texts))
const all = summarise(rows)
const failed = missedThresholds(all)
const report = renderReport(rows, all, failed)
console.log(
  values.json ? JSON.stringify({ evaluated: basename(values.questions), scores: all, ...measured() }) : report,
)
if (values.report) writeFileSync(values.report, `${report}\n`)
for (const row of rows.filter(isMiss).slice(0, Number(values.misses))) console.error(JSON.stringify(row))
keepRun(all)
process.exitCode = failed.length > 0 ? 1 : 0

function isMiss(row: Row): boolean {
  return !row.statusRight || row.whole === 0 || row.cited === 0 || row.wrong.length > 0
}

type Threshold = { measure: keyof Summary; least?: number; most?: number }

/** Thresholds are set for the questions that come with the program; other files are only measured. */
function missedThresholds(summary: Summary): string[] {
  if (basename(values.questions) !== 'questions.jsonl') return []
  const thresholds: Threshold[] = JSON.parse(readFileSync(join(HERE, 'thresholds.json'), 'utf8'))
  return thresholds.flatMap(({ measure, least, most }) => {
    const value = summary[measure] ?? 0
    if (least !== undefined && value < least) return [`${measure} ${show(value)} < ${least}`]
    return most !== undefined && value > most ? [`${measure} ${show(value)} > ${most}`] : []
  })
}

function renderReport(rows: Row[], all: Summary, failed: string[]): string {
  const last = lastRun()
  const table = [
    `| | ${COLUMNS.join(' | ')} |`,
    `|---|${COLUMNS.map(() => '---:').join('|')}|`,
    line('all', all),
    ...(last ? [line('last run', last)] : []),
    ...(['expect', 'kind', 'style'] as const).flatMap((key) => groups(rows, key)),
  ]
  const verdict = failed.length === 0 ? 'Every threshold is reached.' : `Below a threshold: ${failed.join('; ')}.`
  return [`# Evaluation: ${basename(values.questions)}`, '', ...table, '', verdict].join('\n')
}

function groups(rows: Row[], key: 'expect' | 'kind' | 'style'): string[] {
  const names = [...new Set(rows.map((row) => row[key]))].sort()
  return names.map((name) => line(`${key}: ${name}`, summarise(rows.filter((row) => row[key] === name))))
}

function line(name: string, summary: Summary): string {
  return `| ${name} | ${COLUMNS.map((column) => show(summary[column])).join(' | ')} |`
}

function show(value: number | null): string {
  if (value === null) return '-'
  return Number.isInteger(value) ? String(value) : value.toFixed(3)
}

function lastFile(): string {
  return join(LAST_RUNS, `${basename(values.questions)}.json`)
}

function lastRun(): Summary | null {
  return existsSync(lastFile()) ? JSON.parse(readFileSync(lastFile(), 'utf8')) : null
}

function keepRun(summary: Summary): void {
  mkdirSync(LAST_RUNS, { recursive: true })
  writeFileSync(lastFile(), JSON.stringify(summary))
}
