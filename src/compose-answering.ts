import { join } from 'node:path'
import {
  type Answering,
  type CuratedAnswers,
  createAnswering,
  createEndpoint,
  createGuideAnswers,
  createPhrasing,
  createTranscriber,
  type Phrase,
  readSayings,
  type Transcribe,
} from './answering/index.ts'
import type { Config } from './config.ts'
import { guideDocumentIds, type LocalOffice, loadServiceKnowledge, type ServiceKnowledge } from './documents/index.ts'
import { openRegister } from './duties/index.ts'
import type { Log } from './log.ts'
import { type Embeddings, loadGlossary, loadSayings, Retrieval } from './retrieval/index.ts'
import type { Store } from './store/index.ts'

export type ComposedAnswering = Answering & {
  /** Takes the service guides as the folder has them now: called after every run over the folder. */
  rereadGuides(): void
  /** What the office of a commune says of itself, as read last. */
  office(slug: string): LocalOffice | null
}

/** Answering joined to the register, to retrieval and to the guides of one knowledge folder. Throws `GlossaryError`. */
export function composeAnswering({
  store,
  knowledgeFolder,
  phrase,
  embeddings = null,
  onFault,
  isModelStopped = async () => false,
  curated,
}: {
  store: Store
  knowledgeFolder: string
  /** From `createModelPhrase`. */
  phrase?: Phrase
  embeddings?: Embeddings | null
  /** Told that the embeddings endpoint failed and the search goes on by words. */
  onFault?: (fault: unknown) => void
  /** Whether the office stopped the model for a commune; null stands for the whole installation. */
  isModelStopped?: (communeSlug: string | null) => Promise<boolean>
  /** What the office wrote itself. */
  curated?: CuratedAnswers
}): ComposedAnswering {
  const glossary = loadGlossary(join(knowledgeFolder, 'glossary'))
  const retrieval = new Retrieval(store, { glossary, embeddings, ...(onFault && { onFault }) })
  let knowledge: ServiceKnowledge = loadServiceKnowledge(knowledgeFolder)
  const { answer } = createAnswering({
    register: openRegister(store),
    sayings: readSayings(loadSayings(join(knowledgeFolder, 'glossary'))),
    search: (request) => retrieval.search(request),
    ...(curated && { curated }),
    guides: createGuideAnswers({ knowledge: () => knowledge, documentIds: () => guideDocumentIds(store) }),
    phrase: phrase && unlessStopped(phrase, isModelStopped),
  })
  return {
    answer,
    office: (slug) => knowledge.offices.get(slug) ?? null,
    rereadGuides: () => {
      knowledge = loadServiceKnowledge(knowledgeFolder)
    },
  }
}

/** The answer stays as it was found while the office has stopped the model. */
function unlessStopped(phrase: Phrase, isStopped: (communeSlug: string | null) => Promise<boolean>): Phrase {
  return async (request) =>
    (await isStopped(request.inquiry.turn.commune)) ? { outcome: request.outcome, tokens: 0 } : phrase(request)
}

/** Hearing voice messages; undefined while no speech model is named. */
export function createHearing(
  { settings, secrets }: Config,
  log: Log,
  isStopped: () => Promise<boolean>,
): Transcribe | undefined {
  const { speech } = settings
  if (!speech || !secrets.speechApiKey) return undefined
  const transcribe = createTranscriber({ apiKey: secrets.speechApiKey, ...speech }, log.warn)
  return async (sound, name) => ((await isStopped()) ? null : transcribe(sound, name))
}

/** A turn waits for two calls at most: an answer and its repair. */
const CALLS_A_TURN = 2

/** Phrasing by the configured model; undefined while no key is set. Throws `PromptError`. */
export function createModelPhrase({ settings, secrets }: Config, log: Log): Phrase | undefined {
  const { model } = settings
  if (!model || !secrets.modelApiKey) return undefined
  const { baseUrl, name, structure, timeoutMs, isDomestic, dayTokens, personTokens } = model
  return createPhrasing({
    ask: createEndpoint({ apiKey: secrets.modelApiKey, baseUrl, model: name, structure, timeoutMs }),
    budgets: { dayTokens, personTokens },
    isDomestic,
    withinMs: CALLS_A_TURN * timeoutMs,
    now: () => new Date(),
    log,
  })
}
