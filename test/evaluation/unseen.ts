/**
 * `npm run evaluate:unseen [-- SET…] [--json]`: papers of invented offices with questions and structure written by somebody who saw neither
 * the program nor its answers; a set without papers asks of the shipped ones. Each set's first run, before anything was changed for it, is kept beside what it scores now: the
 * first run is how the program does on papers it has never met, the second only shows that what was learnt was kept.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readText } from '../../src/documents/reading/index.ts'
import { measured } from '../support/measured.ts'
import { type GoldDocument, scoreDocument, summarise as summariseReading } from './read-score.ts'
import { ask, readLines, readTexts } from './run.ts'
import { type Question, scoreAnswer, summarise } from './score.ts'

const SETS = join(import.meta.dirname, 'unseen')
const TODAY = '2026-11-22'

type Figures = Record<string, number | null>
type FirstRun = { day: string; reading: Figures | null; answers: Figures }

const SHIPPED = join(import.meta.dirname, '../../knowledge')
const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const sets = readdirSync(SETS, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && (wanted.length === 0 || wanted.includes(entry.name)),
)
for (const { name } of sets) {
  process.stderr.write(`${name}…\n`)
  const folder = join(SETS, name)
  const first: FirstRun = JSON.parse(readFileSync(join(folder, 'first-run.json'), 'utf8'))
  const now = { reading: first.reading && reading(folder), answers: answers(folder) }
  if (values.json) {
    console.log(JSON.stringify({ set: name, first, now, ...measured() }))
    continue
  }
  console.log(`\n## ${name}, first run ${first.day}\n`)
  if (first.reading && now.reading) print('reading', first.reading, now.reading)
  print('answers', first.answers, now.answers)
}

function reading(folder: string): Figures {
  const gold: GoldDocument[] = JSON.parse(readFileSync(join(folder, 'structure.json'), 'utf8'))
  const scores = gold.map((document) => {
    const text = readFileSync(join(folder, 'documents', document.doc), 'utf8')
    return scoreDocument(document, readText({ file: document.doc, text, today: TODAY }))
  })
  return { ...summariseReading(scores) }
}

function answers(folder: string): Figures {
  const file = join(folder, 'questions.jsonl')
  const papers = join(folder, 'documents')
  const documents = existsSync(papers) ? papers : SHIPPED
  const answered = new Map(ask(file, documents).map((answer) => [answer.id, answer]))
  const texts = readTexts(documents)
  const rows = readLines<Question>(readFileSync(file, 'utf8')).map((question) =>
    scoreAnswer(question, answered.get(question.id), texts),
  )
  const { status, cited, facts, whole } = summarise(rows)
  return { status, cited, facts, whole, wrong: rows.filter((row) => row.wrong.length > 0).length }
}

function print(what: string, first: Figures, now: Figures): void {
  const names = Object.keys(first)
  console.log(`| ${what} | ${names.join(' | ')} |\n|---|${names.map(() => '---:').join('|')}|`)
  console.log(`| first run | ${names.map((name) => show(first[name])).join(' | ')} |`)
  console.log(`| now | ${names.map((name) => show(now[name])).join(' | ')} |\n`)
}

function show(value: number | null | undefined): string {
  if (value === null || value === undefined) return '-'
  return Number.isInteger(value) ? String(value) : value.toFixed(3)
}
