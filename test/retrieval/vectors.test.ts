import { expect, it } from 'vitest'
import { type Embedder, embedMissing, Retrieval } from '../../src/retrieval/index.ts'
import { CommuneRetriever } from '../../src/retrieval/langchain.ts'
import { onEachStore } from '../support/stores.ts'

/** A tiny space of meaning: what is about old people points one way, what is about money another. */
const embed = (text: string): number[] =>
  /già|cao tuổi/.test(text) ? [1, 0, 0] : /tiền|kinh phí/.test(text) ? [0, 1, 0] : [0, 0, 1]

function countingEmbedder(model: string): Embedder & { embedded: string[] } {
  const embedded: string[] = []
  return {
    model,
    embedded,
    embedQuery: async (text) => embed(text),
    embedDocuments: async (texts) => {
      embedded.push(...texts)
      return texts.map(embed)
    },
  }
}

const passage = (position: number, quote: string) => ({
  documentId: 1,
  position,
  kind: 'bullet',
  cite: 'II',
  heading: '',
  lead: null,
  quote,
})

await onEachStore('vectors beside words', (ground) => {
  it('finds by meaning what shares no word with the question', async (context) => {
    const { store } = ground()
    if (!store.capabilities.vector) context.skip('this server has no pgvector')
    const embedder = countingEmbedder('one')
    const retrieval = new Retrieval(store, { embedder })
    await retrieval.indexPassages(21, [
      passage(0, 'Hướng dẫn người cao tuổi dùng thiết bị thông minh.'),
      passage(1, 'Kinh phí lấy từ ngân sách.'),
    ])
    expect(await embedMissing(store, embedder, { communeId: 21 })).toBe(2)
    const [first] = await retrieval.search({ text: 'các bà già', communes: [21], limit: 2 })
    expect(first?.position).toBe(0)
  })

  it('embeds only what is new, and all of it again for another model', async (context) => {
    const { store } = ground()
    if (!store.capabilities.vector) context.skip('this server has no pgvector')
    await new Retrieval(store).indexPassages(21, [passage(2, 'Thêm một câu.')])
    const embedder = countingEmbedder('one')
    expect(await embedMissing(store, embedder, { communeId: 21 })).toBe(1)
    expect(embedder.embedded).toEqual(['Thêm một câu.'])
    expect(await embedMissing(store, countingEmbedder('two'), { communeId: 21 })).toBe(3)
  })

  it('goes on by words when the endpoint is dead, and says so once', async (context) => {
    const { store } = ground()
    if (!store.capabilities.vector) context.skip('this server has no pgvector')
    const faults: unknown[] = []
    const dead = { ...countingEmbedder('one'), embedQuery: () => Promise.reject(new Error('no route')) }
    const retrieval = new Retrieval(store, { embedder: dead, onFault: (fault) => faults.push(fault) })
    for (const text of ['kinh phí', 'ngân sách']) {
      const [first] = await retrieval.search({ text, communes: [21], limit: 2 })
      expect(first?.position).toBe(1)
    }
    expect(faults).toHaveLength(1)
  })

  it('serves a LangChain chain with the passages and where they stand', async () => {
    const { store } = ground()
    const retrieval = new Retrieval(store)
    await retrieval.indexPassages(22, [passage(0, 'Trạm Y tế lập hồ sơ sức khỏe.')])
    const retriever = new CommuneRetriever({ retrieval, communes: [22], limit: 3 })
    const [document] = await retriever.invoke('hồ sơ sức khỏe')
    expect(document?.pageContent).toBe('Trạm Y tế lập hồ sơ sức khỏe.')
    expect(document?.metadata).toMatchObject({ cite: 'II', communeId: 22 })
  })
})
