import { randomUUID } from 'node:crypto'
import type { Config } from './config.ts'
import type { Jobs } from './jobs/index.ts'
import type { Log } from './log.ts'
import { createEmbeddings, type Embeddings, embedMissing, vectorProgress } from './retrieval/index.ts'
import type { Store } from './store/index.ts'
import type { StatusReport } from './web/index.ts'

/** The passages' vectors kept filled by jobs; does nothing while no embedding model is named. */
export type VectorFilling = {
  /** Null while no embedding model is named. */
  embeddings: Embeddings | null
  /** Asks for one job a commune. */
  ask(): Promise<void>
  /** The job: embeds what of the commune is missing. Rejects when the endpoint fails. */
  fill(communeId: number): Promise<void>
  progress(): Promise<StatusReport['vectors']>
}

type Parts = {
  config: Config
  log: Log
  store: Store
  jobs: Pick<Jobs, 'enqueue'>
  /** Whether the office stopped every call of a model. */
  isStopped: () => Promise<boolean>
}

export function openVectorFilling({ config, log, store, jobs, isStopped }: Parts): VectorFilling {
  const configured = configuredEmbeddings(config)
  const embeddings = configured && unlessStopped(configured, isStopped)
  const includesInternal = config.settings.embeddings?.isDomestic ?? false
  return {
    embeddings,
    ask: async () => {
      if (!embeddings || !store.capabilities.vector) return
      for (const { id } of await store.db.commune.findMany({ select: { id: true } })) {
        // One still at work does not see what this reading added: it gets a job of its own.
        await jobs.enqueue('embed', { communeId: id }, { jobId: `embed-${id}-${randomUUID()}` })
      }
    },
    fill: async (communeId) => {
      if (!embeddings) return
      const passages = await embedMissing(store, embeddings.in(embeddings.space), {
        communeId,
        includesInternal,
        onProgress: ({ done, total }) => log.info('embedding', { commune: communeId, done, total }),
      })
      log.info('embedded', { commune: communeId, passages })
    },
    progress: async () => {
      if (!embeddings) return null
      const { space } = embeddings
      const progress = await vectorProgress(store, { space, includesInternal })
      return progress && { space, ...progress }
    },
  }
}

/** Search falls back to words by itself when an endpoint fails, and a filling job is tried again. */
function unlessStopped({ space, ...endpoint }: Embeddings, isStopped: () => Promise<boolean>): Embeddings {
  const refuse = async (): Promise<void> => {
    if (await isStopped()) throw new Error('stopped by the office')
  }
  return {
    space,
    in: (wanted) => {
      const embedder = endpoint.in(wanted)
      return {
        space: embedder.space,
        embedDocuments: async (texts) => {
          await refuse()
          return embedder.embedDocuments(texts)
        },
        embedQuery: async (text) => {
          await refuse()
          return embedder.embedQuery(text)
        },
      }
    },
  }
}

function configuredEmbeddings({ settings, secrets }: Config): Embeddings | null {
  const { embeddings } = settings
  if (!embeddings || !secrets.embeddingsApiKey) return null
  const { baseUrl, model, dimensions } = embeddings
  return createEmbeddings({ apiKey: secrets.embeddingsApiKey, baseUrl, model, dimensions })
}
