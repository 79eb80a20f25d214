import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createEmbeddings, type EmbeddingEndpoint } from '../../src/retrieval/index.ts'

/** Somebody else's idea of OpenAI's wire. */
const mock = new LLMock({ port: 0, host: '127.0.0.1' })
beforeAll(() => mock.start())
afterEach(() => void mock.reset())
afterAll(() => mock.stop())

const open = (more: Partial<EmbeddingEndpoint> = {}): ReturnType<typeof createEmbeddings> =>
  createEmbeddings({ apiKey: 'key', baseUrl: `${mock.url}/v1`, model: 'small', timeoutMs: 500, ...more })

it('embeds documents in one call and a question in another', async () => {
  mock.onEmbedding(/.*/, { embedding: [1, 0, 0.5] })
  const embeddings = open()
  const embedder = embeddings.in(embeddings.space)
  expect(await embedder.embedDocuments(['a', 'bcd'])).toHaveLength(2)
  expect(await embedder.embedQuery('hỏi')).toEqual([1, 0, 0.5])
  expect(mock.getRequests().map(({ body }) => (body as { model?: string } | null)?.model)).toEqual(['small', 'small'])
})

it('names a space by its model and by the dimension asked for', () => {
  expect([open().space, open({ dimensions: 512 }).space]).toEqual(['small', 'small@512'])
})

it('can still ask an earlier space of the same endpoint', async () => {
  mock.onEmbedding(/.*/, { embedding: [1, 0] })
  await open({ model: 'new' }).in('old').embedQuery('hỏi')
  expect(mock.getLastRequest()?.body).toMatchObject({ model: 'old' })
})

it.each([401, 429, 500])('rejects on %i', async (status) => {
  mock.nextRequestError(status)
  mock.nextRequestError(status)
  await expect(open().in('small').embedQuery('hỏi')).rejects.toThrow()
})

it('rejects when nobody answers', async () => {
  await expect(open({ baseUrl: 'http://127.0.0.1:1/v1' }).in('small').embedQuery('hỏi')).rejects.toThrow()
})
