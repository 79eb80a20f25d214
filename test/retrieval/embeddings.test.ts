import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmbedder } from '../../src/retrieval/index.ts'

/** The part of OpenAI's wire that embeddings use: each text becomes its length and its place in the batch. */
const server: Server = createServer(async (request, response) => {
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString())
  const texts: string[] = [body.input].flat()
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: [text.length, index] }))
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({ object: 'list', model: body.model, data, usage: { prompt_tokens: 1, total_tokens: 1 } }),
  )
})
let baseUrl = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

it('embeds documents in one batch and questions one by one', async () => {
  const embedder = createEmbedder({ apiKey: 'key', baseUrl, model: 'small' })
  expect(await embedder.embedDocuments(['a', 'bcd'])).toEqual([
    [1, 0],
    [3, 1],
  ])
  expect(await embedder.embedQuery('hỏi')).toEqual([3, 0])
})

it('rejects when nobody answers', async () => {
  const embedder = createEmbedder({ apiKey: 'key', baseUrl: 'http://127.0.0.1:1/v1', model: 'small', timeoutMs: 500 })
  await expect(embedder.embedQuery('hỏi')).rejects.toThrow()
})
