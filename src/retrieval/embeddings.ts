/** Vectors from any endpoint that speaks OpenAI's wire, through LangChain. */
import type { OpenAIEmbeddings } from '@langchain/openai'
import { fetchThere } from './fetch-there.ts'

/** Turns texts into vectors. Vectors of two spaces are never compared. */
export type Embedder = {
  space: string
  embedDocuments(texts: string[]): Promise<number[][]>
  embedQuery(text: string): Promise<number[]>
}

/** An endpoint. A space names a model, and the dimension where one was asked for: `bge-m3`, `text-embedding-3-small@512`. */
export type Embeddings = {
  /** The space the configuration asks for. */
  space: string
  /** An earlier space of the same endpoint may still be asked while a new one fills. */
  in(space: string): Embedder
}

export type EmbeddingEndpoint = {
  apiKey: string
  /** Null for OpenAI's own server. */
  baseUrl: string | null
  model: string
  /** Null for the model's own. */
  dimensions?: number | null
  timeoutMs?: number
}

const DEFAULT_TIMEOUT_MS = 5_000
const RETRIES = 1
const SPACE_WITH_DIMENSION = /^(.+)@(\d+)$/

/** Calls of its embedders reject when the endpoint is dead, slow beyond `timeoutMs` or refuses. */
export function createEmbeddings(endpoint: EmbeddingEndpoint): Embeddings {
  const known = new Map<string, Embedder>()
  return {
    space: endpoint.dimensions ? `${endpoint.model}@${endpoint.dimensions}` : endpoint.model,
    in: (space) => {
      const embedder = known.get(space) ?? embedderIn(space, endpoint)
      known.set(space, embedder)
      return embedder
    },
  }
}

function embedderIn(space: string, endpoint: EmbeddingEndpoint): Embedder {
  let client: Promise<OpenAIEmbeddings> | undefined
  const connected = (): Promise<OpenAIEmbeddings> => {
    client ??= connect(space, endpoint)
    return client
  }
  return {
    space,
    embedDocuments: async (texts) => (await connected()).embedDocuments(texts),
    embedQuery: async (text) => (await connected()).embedQuery(text),
  }
}

/** The library is loaded on first use: most installations have no endpoint and should not wait for it. */
async function connect(space: string, { apiKey, baseUrl, timeoutMs }: EmbeddingEndpoint): Promise<OpenAIEmbeddings> {
  const { OpenAIEmbeddings } = await import('@langchain/openai')
  const [, model = space, dimensions] = SPACE_WITH_DIMENSION.exec(space) ?? []
  return new OpenAIEmbeddings({
    apiKey,
    model,
    timeout: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxRetries: RETRIES,
    // Compatible servers seldom know the packed form the library asks for by default.
    encodingFormat: 'float',
    ...(dimensions ? { dimensions: Number(dimensions) } : {}),
    configuration: { fetch: fetchThere, ...(baseUrl === null ? {} : { baseURL: baseUrl }) },
  })
}
