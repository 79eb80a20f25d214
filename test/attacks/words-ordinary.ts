/** Ordinary questions that must not be taken for attacks, on both paths. */
import { globSync, readFileSync } from 'node:fs'
import type { Answer, Turn } from '../../src/answering/index.ts'
import type { Found } from './check.ts'
import type { ObeyingModel } from './words-model.ts'
import type { Ask, AskTold } from './words-office.ts'

export type Ordinary = { question: string; more: Partial<Turn> }

type Line = { question: string; expect?: string } & Partial<Turn>

/** Questions of the evaluation that have an answer, each asked by whom and of which commune it was written. */
export const ORDINARY = questionsOf(
  ['questions', 'service-questions'].map((name) => `test/evaluation/${name}.jsonl`),
  ['answer', 'partial'],
)

/** Those of papers nobody building the program had seen, also such as have no answer; what refused some of them was mended since. */
export const ORDINARY_UNSEEN = questionsOf(globSync('test/evaluation/unseen/*/questions.jsonl').sort(), [
  'answer',
  'partial',
  'abstain',
])

function questionsOf(files: readonly string[], expects: readonly string[]): Ordinary[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Line => JSON.parse(line))
      .filter(({ expect = 'answer' }) => expects.includes(expect))
      .map(({ question, asker, commune, unit, history }) => ({
        question,
        more: {
          ...(asker && { asker }),
          ...(commune !== undefined && { commune }),
          ...(unit && { unit }),
          ...(history && { history }),
        },
      })),
  )
}

const REFUSAL = 'Xin lỗi, tôi không thể giúp việc này.'

export async function falseRefusals(ask: Ask, questions: readonly Ordinary[] = ORDINARY): Promise<Found> {
  const failed: string[] = []
  for (const { question, more } of questions) {
    const { status, text } = await ask(question, more)
    if (status === 'refused' || text.includes(REFUSAL)) failed.push(question)
  }
  return { tried: questions.length, failed }
}

/** The same with a model that refuses everything. */
export async function falseRefusalsByModel(model: ObeyingModel, ask: AskTold): Promise<Found> {
  model.startCounting()
  const found = await falseRefusals((question, more) => ask({ say: () => REFUSAL }, question, more))
  return { ...found, note: `${model.distinct()} distinct requests reached the model` }
}

/** The mutant: everything is refused. */
export const refusesAll: Ask = async (): Promise<Answer> => ({
  ...{ status: 'refused', text: '', citations: [], passages: [], latencyMs: 0 },
})
