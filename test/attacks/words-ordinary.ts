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
    if (await isRefused(ask(question, more))) failed.push(question)
  }
  return { tried: questions.length, failed }
}

/** The same with a model that refuses everything: of the questions that reached it. */
export async function falseRefusalsByModel(model: ObeyingModel, ask: AskTold): Promise<Found> {
  const failed: string[] = []
  let tried = 0
  for (const { question, more } of ORDINARY) {
    const isOver = await isRefused(ask({ say: () => REFUSAL }, question, more))
    if (!model.wasReached()) continue
    tried += 1
    if (isOver) failed.push(question)
  }
  return { tried, failed, note: `of ${ORDINARY.length} asked; the others are answered before a model is` }
}

async function isRefused(answer: Promise<Answer>): Promise<boolean> {
  const { status, text } = await answer
  return status === 'refused' || text.includes(REFUSAL)
}

/** The mutant: everything is refused. */
export const refusesAll: Ask = async (): Promise<Answer> => ({
  ...{ status: 'refused', text: '', citations: [], passages: [], latencyMs: 0 },
})
