import { beforeEach, expect, it } from 'vitest'
import { type Embeddings, embedMissing, Retrieval, vectorProgress } from '../../src/retrieval/index.ts'
import { CommuneRetriever } from '../../src/retrieval/langchain.ts'
import { onEachStore } from '../support/stores.ts'

/** A tiny space of meaning: what is about cattle points one way, what is about money another. */
const embed = (text: string): number[] =>
  /trâu|bò/.test(text) ? [1, 0, 0] : /tiền|kinh phí/i.test(text) ? [0, 1, 0] : [0, 0, 1]

type Made = Embeddings & { embedded: string[]; asked: string[]; isDead: boolean }

/** An endpoint with every model, which notes what it was asked; of another dimension where the space says so. */
function makeEmbeddings(space: string): Made {
  const made: Made = {
    space,
    embedded: [],
    asked: [],
    isDead: false,
    in: (name) => {
      const vector = (text: string): number[] => (name.endsWith('@2') ? embed(text).slice(0, 2) : embed(text))
      return {
        space: name,
        embedQuery: async (text) => {
          if (made.isDead) throw new Error('no route')
          made.asked.push(name)
          return vector(text)
        },
        embedDocuments: async (texts) => {
          if (made.isDead) throw new Error('no route')
          made.embedded.push(...texts)
          return texts.map(vector)
        },
      }
    },
  }
  return made
}

/** Passages of no document are nobody's secret. */
const NO_DOCUMENT = 1_000_000

const passage = (position: number, quote: string, documentId = NO_DOCUMENT) => ({
  documentId,
  position,
  kind: 'bullet',
  cite: 'II',
  heading: '',
  lead: null,
  quote,
})

let commune = 20

await onEachStore('vectors beside words', (ground) => {
  const fill = (embeddings: Embeddings, more: { includesInternal?: boolean } = {}): Promise<number> =>
    embedMissing(ground().store, embeddings.in(embeddings.space), {
      communeId: commune,
      includesInternal: true,
      ...more,
    })
  const firstOf = async (retrieval: Retrieval, text: string): Promise<number | undefined> =>
    (await retrieval.search({ text, communes: [commune], limit: 2 }))[0]?.position

  beforeEach(async (context) => {
    const { store } = ground()
    if (!store.capabilities.vector) context.skip('this server has no pgvector')
    commune += 1
    await new Retrieval(store).indexPassages(commune, [
      passage(0, `Trao ${commune} bò giống cho hộ khó khăn.`),
      passage(1, `Kinh phí ${commune} lấy từ ngân sách.`),
    ])
  })

  it('finds by meaning what shares no word with the question', async () => {
    const embeddings = makeEmbeddings('one')
    expect(await fill(embeddings)).toBe(2)
    expect(await firstOf(new Retrieval(ground().store, { embeddings }), 'con trâu')).toBe(0)
  })

  it('embeds only what is new', async () => {
    await fill(makeEmbeddings('one'))
    await new Retrieval(ground().store).indexPassages(commune, [passage(2, 'Thêm một câu.')])
    const embeddings = makeEmbeddings('one')
    expect(await fill(embeddings)).toBe(1)
    expect(embeddings.embedded).toEqual(['Thêm một câu.'])
  })

  it('goes on where a failing endpoint broke off', async () => {
    const embeddings = makeEmbeddings('one')
    embeddings.isDead = true
    await expect(fill(embeddings)).rejects.toThrow('no route')
    expect(await firstOf(new Retrieval(ground().store, { embeddings }), 'con trâu')).toBeUndefined()
    embeddings.isDead = false
    expect(await fill(embeddings)).toBe(2)
  })

  it('asks in the old space until every passage stands in the new one, of whatever dimension', async () => {
    await fill(makeEmbeddings('old'))
    const embeddings = makeEmbeddings('new@2')
    const retrieval = new Retrieval(ground().store, { embeddings })
    expect(await firstOf(retrieval, 'con trâu')).toBe(0)
    expect(embeddings.asked).toEqual(['old'])
    expect(await fill(embeddings)).toBe(2)
    expect(await firstOf(retrieval, 'con trâu')).toBe(0)
    expect(embeddings.asked).toEqual(['old', 'new@2'])
  })

  it('drops the vectors that serve nobody any more', async () => {
    await fill(makeEmbeddings('first'))
    await fill(makeEmbeddings('second'))
    const spaces = await ground().store.query('SELECT DISTINCT model FROM passage_vector WHERE model = $1', ['first'])
    expect(spaces).toEqual([])
  })

  it('never sends an internal document to an endpoint that is not domestic', async () => {
    const { store } = ground()
    const { id: documentId } = await store.db.document.create({
      data: {
        file: `noi-bo-${commune}.txt`,
        digest: '',
        visibility: 'internal',
        identity: {},
        warnings: [],
        text: '',
        commune: { create: { slug: `xa-${commune}`, name: 'xã Bình Phú' } },
      },
    })
    await new Retrieval(store).indexPassages(commune, [passage(2, 'Chuyện nội bộ.', documentId)])
    const embeddings = makeEmbeddings('abroad')
    await fill(embeddings, { includesInternal: false })
    expect(embeddings.embedded).not.toContain('Chuyện nội bộ.')
    const open = await vectorProgress(store, { space: 'abroad', includesInternal: false })
    const all = await vectorProgress(store, { space: 'abroad', includesInternal: true })
    expect([open, all]).toEqual([
      { done: 0, total: 0 },
      { done: 0, total: 1 },
    ])
    await fill(embeddings)
    expect(embeddings.embedded).toContain('Chuyện nội bộ.')
  })

  it('goes on by words when the endpoint is dead, and says so once', async () => {
    const faults: unknown[] = []
    const embeddings = makeEmbeddings('one')
    await fill(embeddings)
    embeddings.isDead = true
    const retrieval = new Retrieval(ground().store, { embeddings, onFault: (fault) => faults.push(fault) })
    for (const text of ['kinh phí', 'ngân sách']) expect(await firstOf(retrieval, text)).toBe(1)
    expect(faults).toHaveLength(1)
  })
})

await onEachStore('a LangChain retriever', (ground) => {
  it('serves a chain with the passages and where they stand', async () => {
    const { store } = ground()
    const retrieval = new Retrieval(store)
    await retrieval.indexPassages(22, [passage(0, 'Trạm Y tế lập hồ sơ sức khỏe.')])
    const retriever = new CommuneRetriever({ retrieval, communes: [22], limit: 3 })
    const [document] = await retriever.invoke('hồ sơ sức khỏe')
    expect(document?.pageContent).toBe('Trạm Y tế lập hồ sơ sức khỏe.')
    expect(document?.metadata).toMatchObject({ cite: 'II', communeId: 22 })
  })
})
