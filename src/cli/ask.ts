/** `npm run -s ask < questions.jsonl`: questions in, answers out, from a scratch store that is kept while nothing changed. */
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { Answer } from '../answering/index.ts'
import { composeAnswering, createModelPhrase } from '../compose-answering.ts'
import { processEnvironment, readConfig } from '../config.ts'
import { closeReaders } from '../documents/index.ts'
import { createLog } from '../log.ts'
import { parseCommandLine, runCommand, UsageError } from './command.ts'
import { openScratchStore } from './scratch-store.ts'

const USAGE = 'npm run -s ask [-- --knowledge DIR] [--today 2026-11-22] < questions.jsonl'
/** The day questions are asked on unless they say (the `ask` contract). */
const DEFAULT_TODAY = '2026-11-22'

const question = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  asker: z.enum(['citizen', 'official', 'unit_head']).default('citizen'),
  commune: z.string().nullish(),
  unit: z.string().nullish(),
  today: z.iso.date().nullish(),
  history: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })).nullish(),
})
type Question = z.infer<typeof question>

await runCommand(async (args) => {
  const { folder, today } = readOptions(args)
  if (process.stdin.isTTY)
    throw new UsageError({ vi: `Chưa có câu hỏi. Cách dùng: ${USAGE}`, en: `No questions given. Usage: ${USAGE}` })
  const questions = readQuestions(await text(process.stdin))
  const config = readConfig(processEnvironment())
  const log = createLog(config.settings.logLevel)
  const store = await openScratchStore({ folder, today })
  try {
    const answering = composeAnswering({ store, knowledgeFolder: folder, phrase: createModelPhrase(config, log) })
    for (const asked of questions) {
      const answer = await answering.answer({
        question: asked.question,
        asker: asked.asker,
        commune: asked.commune ?? null,
        unit: asked.unit ?? null,
        today: asked.today ?? today,
        history: asked.history ?? [],
      })
      process.stdout.write(`${JSON.stringify(toLine(asked.id, answer))}\n`)
    }
  } finally {
    closeReaders()
    await store.close()
  }
})

function readOptions(args: string[]): { folder: string; today: string } {
  const options = {
    knowledge: { type: 'string', default: 'knowledge' },
    today: { type: 'string', default: DEFAULT_TODAY },
  } as const
  const { values } = parseCommandLine(args, options, USAGE)
  if (!z.iso.date().safeParse(values.today).success) {
    throw new UsageError({
      vi: `Ngày "${values.today}" không đúng; viết như ${DEFAULT_TODAY}. Cách dùng: ${USAGE}`,
      en: `"${values.today}" is no date; write it like ${DEFAULT_TODAY}. Usage: ${USAGE}`,
    })
  }
  return { folder: values.knowledge, today: values.today }
}

/** Exactly the contract's shape. */
function toLine(id: string | number, { status, text: said, citations, passages, latencyMs }: Answer): object {
  return {
    id,
    status,
    text: said,
    citations: citations.map(({ document, section, quote }) => ({ document, section, quote })),
    passages,
    latencyMs,
  }
}

function readQuestions(lines: string): Question[] {
  return lines
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      const parsed = parseQuestion(line)
      if (parsed) return [parsed]
      throw new UsageError({
        vi: `Dòng ${index + 1} không phải câu hỏi dạng JSON {"id", "question", …}; sửa dòng đó rồi chạy lại. Cách dùng: ${USAGE}`,
        en: `Line ${index + 1} is not a question as JSON {"id", "question", …}; mend it and try again. Usage: ${USAGE}`,
      })
    })
}

function parseQuestion(line: string): Question | null {
  try {
    return question.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
