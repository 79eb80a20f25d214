/**
 * How well citizens' questions about services are answered from the guides, without a model: `npm run evaluate:services`.
 * Prints the rates of every batch and every miss; ends with 1 below the thresholds. `--whole` asks through the `ask` command
 * as a citizen of `--commune`, so that guard, plans and guides speak in their order.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createGuideAnswers } from '../../src/answering/guides/index.ts'
import { loadServiceKnowledge } from '../../src/documents/guides/index.ts'
import { squeeze } from '../../src/language/text.ts'

/** Rates asked of the guides: the right one told, every must-tell fact told, silence where no guide is asked for. */
const THRESHOLDS = { rightGuide: 0.95, mustTell: 0.95, silence: 0.9 }

const questionSchema = z.object({
  id: z.string(),
  /** Questions written together; only the first run of a fresh batch is an honest figure, noted in docs/guides.md. */
  batch: z.string().default('first'),
  question: z.string(),
  style: z.string(),
  /** Slugs of the guides that answer it, any of them, between bars; `event:` and a name; `scam`, `refusal`, `emergency` for the guard's words; null where none may. */
  guide: z.string().nullable(),
  /** Every fact must be told in one of its wordings. */
  facts: z.array(z.array(z.string()).min(1)),
})

type Question = z.infer<typeof questionSchema>
type Judged = Question & { rightGuide: boolean; missing: string[]; text: string | null }

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: join(import.meta.dirname, 'service-questions.jsonl') },
    knowledge: { type: 'string', default: 'knowledge' },
    today: { type: 'string', default: '2026-11-22' },
    batch: { type: 'string' },
    whole: { type: 'boolean', default: false },
    commune: { type: 'string', default: 'hiep-luc' },
  },
})

const knowledge = loadServiceKnowledge(values.knowledge)
const questions = readFileSync(values.questions, 'utf8')
  .trim()
  .split('\n')
  .map((line) => questionSchema.parse(JSON.parse(line)))
  .filter(({ batch }) => values.batch === undefined || batch === values.batch)
const texts = values.whole ? askWhole() : await askGuides()
process.exitCode = report(questions.map((question, place) => judge(question, texts[place] ?? null)))

async function askGuides(): Promise<(string | null)[]> {
  const ids = new Map(knowledge.guides.map(({ file }, place) => [file, place + 1]))
  const guides = createGuideAnswers({ knowledge: () => knowledge, documentIds: async () => ids })
  const turn = { asker: 'citizen', commune: null, today: values.today, history: [] } as const
  const told: (string | null)[] = []
  for (const { question } of questions) {
    told.push((await guides.answer({ ...turn, history: [], question }))?.text ?? null)
  }
  return told
}

/** An answer of the plans is silence of the guides. */
function askWhole(): (string | null)[] {
  const asked = questions.map(({ id, question }) => JSON.stringify({ id, question, commune: values.commune }))
  const command = [
    join(import.meta.dirname, '../../src/cli/ask.ts'),
    '--knowledge',
    values.knowledge,
    '--today',
    values.today,
  ]
  const output = execFileSync(process.execPath, command, { input: asked.join('\n'), maxBuffer: 256 * 1024 * 1024 })
  const lines = output.toString('utf8').trim().split('\n')
  return lines.map((line): string | null => {
    const { text }: { text: string } = JSON.parse(line)
    return text.startsWith('Căn cứ:') || text.includes('\nCăn cứ:') ? null : text
  })
}

function judge(question: Question, text: string | null): Judged {
  const told = squeeze(text ?? '').toLowerCase()
  const missing = question.facts.filter((wordings) => !wordings.some((one) => told.includes(one.toLowerCase())))
  return { ...question, rightGuide: isRight(question, text), missing: missing.map((one) => one.join(' | ')), text }
}

function isRight({ guide }: Question, text: string | null): boolean {
  if (guide === null) return !text?.includes('hướng dẫn “')
  return guide.split('|').some((wanted) => isTold(wanted, text ?? ''))
}

function isTold(wanted: string, text: string): boolean {
  if (wanted === 'scam') return knowledge.safety.scams.some(({ warning }) => text.startsWith(warning))
  if (wanted === 'emergency') return text.startsWith('Gọi ngay 11')
  if (wanted === 'refusal') return text.startsWith('Anh/chị không gửi')
  if (wanted.startsWith('event:')) return text.includes(`khi ${wanted.slice('event:'.length)},`)
  const title = knowledge.guides.find(({ slug }) => slug === wanted)?.title
  return title !== undefined && text.includes(`hướng dẫn “${title}”`)
}

function report(all: Judged[]): number {
  const services = all.filter(({ guide }) => guide !== null)
  const others = all.filter(({ guide }) => guide === null)
  const groups = Map.groupBy(services, ({ batch }) => batch)
  for (const [batch, questions] of groups) row(batch, questions)
  row('all services', services)
  const silence = rate(others, ({ rightGuide }) => rightGuide)
  console.log(`silent on other questions ${silence.toFixed(3)} (${others.length})`)
  for (const { id, question, guide, rightGuide, missing, text } of all) {
    if (rightGuide && missing.length === 0) continue
    const fault = rightGuide ? `missing: ${missing.join('; ')}` : `told: ${text ?? 'nothing'}`
    console.log(`${id} ${question} [${guide}] ${fault}`)
  }
  const isGood =
    rate(services, ({ rightGuide }) => rightGuide) >= THRESHOLDS.rightGuide &&
    rate(services, ({ missing }) => missing.length === 0) >= THRESHOLDS.mustTell &&
    silence >= THRESHOLDS.silence
  return isGood ? 0 : 1
}

function row(name: string, questions: Judged[]): void {
  const right = rate(questions, ({ rightGuide }) => rightGuide)
  const told = rate(questions, ({ missing }) => missing.length === 0)
  const lengths = questions.map(({ text }) => text?.length ?? 0).sort((a, b) => a - b)
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0
  console.log(
    `${name.padEnd(14)} n ${String(questions.length).padStart(3)}  right guide first ${right.toFixed(3)}  must-tell ${told.toFixed(3)}  median chars ${median}`,
  )
}

function rate(questions: Judged[], isGood: (question: Judged) => boolean): number {
  return questions.length === 0 ? 1 : questions.filter(isGood).length / questions.length
}
