/**
 * How well citizens' questions about services are answered from the guides, without a model: `npm run evaluate:services`.
 * Prints the rates and every miss; ends with 1 below the thresholds.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createGuideAnswers } from '../../src/answering/guides/index.ts'
import { loadServiceKnowledge } from '../../src/documents/guides/index.ts'
import { squeeze } from '../../src/language/text.ts'

/** Rates asked of the guides: the right one told, every must-tell fact told, silence where no guide is asked for. */
const THRESHOLDS = { rightGuide: 0.95, mustTell: 0.95, silence: 0.9 }

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  style: z.string(),
  /** Slug of the guide, `event:` and a name, or null where no guide may answer. */
  guide: z.string().nullable(),
  /** Every fact must be told in one of its wordings. */
  facts: z.array(z.array(z.string()).min(1)),
})

type Question = z.infer<typeof questionSchema>
type Judged = Question & { rightGuide: boolean; missing: string[]; text: string | null }

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: 'test/evaluation/service-questions.jsonl' },
    knowledge: { type: 'string', default: 'knowledge' },
    today: { type: 'string', default: '2026-11-22' },
  },
})

const knowledge = loadServiceKnowledge(values.knowledge)
const ids = new Map(knowledge.guides.map(({ file }, place) => [file, place + 1]))
const guides = createGuideAnswers({ knowledge: () => knowledge, documentIds: async () => ids })

const lines = readFileSync(values.questions, 'utf8').trim().split('\n')
const judged: Judged[] = []
for (const line of lines) judged.push(await judge(questionSchema.parse(JSON.parse(line))))
process.exitCode = report(judged)

async function judge(question: Question): Promise<Judged> {
  const answer = await guides.answer({
    question: question.question,
    asker: 'citizen',
    commune: null,
    today: values.today,
    history: [],
  })
  const text = answer?.text ?? null
  const told = squeeze(text ?? '').toLowerCase()
  const missing = question.facts.filter((wordings) => !wordings.some((one) => told.includes(one.toLowerCase())))
  return { ...question, rightGuide: isRight(question, text), missing: missing.map((one) => one.join(' | ')), text }
}

function isRight({ guide }: Question, text: string | null): boolean {
  if (guide === null) return text === null
  if (guide.startsWith('event:')) return text?.includes(`khi ${guide.slice('event:'.length)},`) ?? false
  const title = knowledge.guides.find(({ slug }) => slug === guide)?.title
  return title !== undefined && (text?.includes(`hướng dẫn “${title}”`) ?? false)
}

function report(all: Judged[]): number {
  const services = all.filter(({ guide }) => guide !== null)
  const others = all.filter(({ guide }) => guide === null)
  const styles = [...new Set(services.map(({ style }) => style))]
  for (const style of styles)
    row(
      style,
      services.filter((each) => each.style === style),
    )
  row('all services', services)
  const silence = rate(others, ({ rightGuide }) => rightGuide)
  console.log(`silent on other questions ${silence.toFixed(3)} (${others.length})`)
  for (const { id, question, guide, rightGuide, missing, text } of all) {
    if (rightGuide && missing.length === 0) continue
    console.log(
      `${id} ${question} [${guide}] ${rightGuide ? `missing: ${missing.join('; ')}` : `told: ${text ?? 'nothing'}`}`,
    )
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
