/** What an answer costs, with a model and without: CPU of our process, and tokens of whoever sells them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAssistant, visitorOf } from '../support/running-assistant.ts'
import { startCountingModel } from './counting-model.ts'
import { cpuSecondsOf } from './cpu.ts'
import { type Figure, figure } from './figure.ts'
import { unlessShort } from './short.ts'

const QUESTIONS = unlessShort(120, 8)
const MOST_TOKENS = '1000000000'

type Question = { question: string; commune: string | null; style: string }

/** Questions of the development set, each in a conversation of its own, on the embedded store. */
export async function benchAnswerCost(): Promise<Record<string, Figure>> {
  const model = await startCountingModel()
  const folder = mkdtempSync(join(tmpdir(), 'cost-'))
  try {
    const plain = await askAll(folder, {})
    const phrased = await askAll(folder, {
      ...{ OPENAI_API_KEY: 'bench', OPENAI_BASE_URL: model.url },
      ...{ MODEL_DAILY_BUDGET_TOKENS: MOST_TOKENS, MODEL_PERSON_DAILY_BUDGET_TOKENS: MOST_TOKENS },
    })
    const { calls, readTokens, writtenTokens } = model.counts()
    return {
      cpu_an_answer_on_the_page: figure((1_000 * plain) / QUESTIONS, 'CPU ms', {}),
      cpu_an_answer_with_a_model: figure((1_000 * phrased) / QUESTIONS, 'CPU ms', {}),
      model_calls_a_question: figure(calls / QUESTIONS, 'calls', {}),
      model_tokens_read_a_call: figure(readTokens / calls, 'tokens', {}),
      model_tokens_written_a_call: figure(writtenTokens / calls, 'tokens', {}),
      model_tokens_read_a_question: figure(readTokens / QUESTIONS, 'tokens', {}),
      model_tokens_written_a_question: figure(writtenTokens / QUESTIONS, 'tokens', {}),
    }
  } finally {
    model.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** CPU seconds of the process while it answered. */
async function askAll(folder: string, environment: Record<string, string>): Promise<number> {
  const assistant = await startAssistant({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...environment })
  try {
    const { xa } = (await (await fetch(`${assistant.address}/api/xa`)).json()) as { xa: { ma: string }[] }
    const known = new Set(xa.map(({ ma }) => ma))
    const questions = readQuestions().filter(({ commune }) => commune && known.has(commune))
    const [warming, ...asked] = questions.slice(0, QUESTIONS + 1)
    const ask = async ({ question, commune }: Question): Promise<unknown> =>
      (await visitorOf(assistant.address, commune ?? '')).ask(question)
    if (!warming || asked.length < QUESTIONS) throw new Error(`only ${asked.length} questions are of a commune here`)
    await ask(warming)
    const before = cpuSecondsOf(assistant.process.pid ?? 0)
    for (const each of asked) await ask(each)
    return cpuSecondsOf(assistant.process.pid ?? 0) - before
  } finally {
    await assistant.stop()
  }
}

function readQuestions(): Question[] {
  return readFileSync('test/evaluation/questions.jsonl', 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): Question => JSON.parse(line))
    .filter(({ style }) => style !== 'follow_up')
}
