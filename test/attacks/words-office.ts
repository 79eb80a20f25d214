/** The knowledge this repository ships, plans and service guides together, answered as the program does. */
import { globSync, readFileSync, rmSync } from 'node:fs'
import type { Answer, Phrase, Turn } from '../../src/answering/index.ts'
import { composeAnswering } from '../../src/compose-answering.ts'
import { closeReaders, ingestKnowledge } from '../../src/documents/index.ts'
import { openStore } from '../../src/store/index.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { type OwnWordsOf, ownWordsBeside } from './words-known.ts'
import type { ObeyingModel, Told } from './words-model.ts'

export const TODAY = '2026-11-22'
const KNOWLEDGE = 'knowledge'

export type Ask = (question: string, more?: Partial<Turn>) => Promise<Answer>
export type AskTold = (told: Told, question: string, more?: Partial<Turn>) => Promise<Answer>

export type OfficeGround = {
  plain: Ask
  /** By a model that says what it is told, through the gate. */
  byModel: AskTold
  /** The same with nothing between the model and the person. */
  unguarded: AskTold
  /** What of a reply stands neither in this knowledge nor in the program. */
  ownWords: OwnWordsOf
  close(): Promise<void>
}

export async function openOfficeGround(model: ObeyingModel): Promise<OfficeGround> {
  const home = await copyOfEmptyStore()
  const store = await openStore({ folder: home })
  await ingestKnowledge({ store, folder: KNOWLEDGE, today: TODAY })
  const asking = (phrase?: Phrase): Ask => {
    const { answer } = composeAnswering({ store, knowledgeFolder: KNOWLEDGE, ...(phrase && { phrase }) })
    return (question, more = {}) =>
      answer({
        ...{ question, asker: 'citizen', commune: 'hiep-luc', unit: null, today: TODAY, history: [] },
        ...more,
      })
  }
  return {
    plain: asking(),
    byModel: tellingFirst(model, asking(model.phrase)),
    unguarded: tellingFirst(model, asking(model.ungated)),
    ownWords: ownWordsBeside(globSync(`${KNOWLEDGE}/**/*.{md,txt,yaml}`).map((file) => readFileSync(file, 'utf8'))),
    close: async () => {
      closeReaders()
      await store.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Tells the model what to say, then asks. */
export function tellingFirst(model: ObeyingModel, ask: Ask): AskTold {
  return (told, question, more) => {
    model.tell(told)
    return ask(question, more)
  }
}
