/** Vectors from any endpoint that speaks OpenAI's wire, through LangChain. */
import type { OpenAIEmbeddings } from '@langchain/openai'

/** Turns texts into vectors. `model` names the space they live in: vectors of two models are never compared. */
export type Embedder = {
  model: string
  embedDocuments(texts: string[]): Promise<number[][]>
  embedQuery(text: string): Promise<number[]>
}

export type EmbeddingEndpoint = { apiKey: string; baseUrl: string | null; model: string; timeoutMs?: number }

const DEFAULT_TIMEOUT_MS = 5_000
const RETRIES = 1

/** Calls reject when the endpoint is dead, slow beyond `timeoutMs` or refuses. */
export function createEmbedder(endpoint: EmbeddingEndpoint): Embedder {
  let client: Promise<OpenAIEmbeddings> | undefined
  const connected = (): Promise<OpenAIEmbeddings> => {
    client ??= connect(endpoint)
    return client
  }
  return {
    model: endpoint.model,
    embedDocuments: async (texts) => (await connected()).embedDocuments(texts),
    embedQuery: async (text) => (await connected()).embedQuery(text),
  }
}

/** The library is loaded on first use: most installations have no endpoint and should not wait for it. */
async function connect({ apiKey, baseUrl, model, timeoutMs }: EmbeddingEndpoint): Promise<OpenAIEmbeddings> {
  const { OpenAIEmbeddings } = await import('@langchain/openai')
  return new OpenAIEmbeddings({
    apiKey,
    model,
    timeout: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxRetries: RETRIES,
    // Compatible servers seldom know the packed form the library asks for by default.
    encodingFormat: 'float',
    ...(baseUrl === null ? {} : { configuration: { baseURL: baseUrl } }),
  })
}
