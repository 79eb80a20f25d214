import { expect, it } from 'vitest'
import { Retrieval } from '../../src/retrieval/index.ts'
import { onEachStore } from '../support/stores.ts'

const passage = (position: number, quote: string, heading = '') => ({
  documentId: 1,
  position,
  kind: 'bullet',
  cite: 'II.1',
  heading,
  lead: null,
  quote,
})

await onEachStore('finding passages', (ground) => {
  it('ranks the passage that holds the words first and says where it stands', async () => {
    const retrieval = new Retrieval(ground().store)
    await retrieval.indexPassages(11, [
      passage(0, 'Trạm Y tế chủ trì lập hồ sơ sức khỏe điện tử cho 100% người dân.'),
      passage(1, 'Phòng Kinh tế chủ trì số hóa bản đồ quy hoạch.'),
    ])
    const [first] = await retrieval.search({ text: 'ai làm bản đồ quy hoạch?', communes: [11], limit: 5 })
    expect(first).toMatchObject({ position: 1, cite: 'II.1', communeId: 11 })
  })

  it('finds the same passage when the question has no marks', async () => {
    const retrieval = new Retrieval(ground().store)
    const [first] = await retrieval.search({ text: 'ho so suc khoe dien tu', communes: [11], limit: 5 })
    expect(first?.position).toBe(0)
  })

  it('never reads the passages of a commune that was not asked for', async () => {
    const retrieval = new Retrieval(ground().store)
    await retrieval.indexPassages(12, [passage(0, 'Bản đồ quy hoạch do Ban Quản lý dự án lập.')])
    const found = await retrieval.search({ text: 'bản đồ quy hoạch', communes: [12], limit: 5 })
    expect(found.map(({ communeId }) => communeId)).toEqual([12])
  })

  it('sees passages that another writer added after the commune was first searched', async () => {
    const reader = new Retrieval(ground().store)
    await reader.search({ text: 'bản đồ', communes: [12], limit: 5 })
    await new Retrieval(ground().store).indexPassages(12, [passage(1, 'Lễ hội đua thuyền tổ chức vào mùng mười.')])
    const [first] = await reader.search({ text: 'lễ hội đua thuyền', communes: [12], limit: 5 })
    expect(first?.position).toBe(1)
  })

  it('answers with an empty list where there is no commune, no word or no match', async () => {
    const retrieval = new Retrieval(ground().store)
    expect(await retrieval.search({ text: 'bản đồ', communes: [99], limit: 5 })).toEqual([])
    expect(await retrieval.search({ text: ' \u202e🙂 ', communes: [11], limit: 5 })).toEqual([])
    expect(await retrieval.search({ text: 'xyzzy', communes: [11], limit: 5 })).toEqual([])
  })

  it.each([
    "'; DROP TABLE passage; --",
    'bản & đồ | !quy <-> hoạch:* (',
    '%_\\ $1 {}[]"',
    'план 计划 خطة',
    'bản đồ '.repeat(15_000),
    '\u0000\ud800 bản đồ',
  ])('takes %j as ordinary words', async (text) => {
    const retrieval = new Retrieval(ground().store)
    const found = await retrieval.search({ text, communes: [11], limit: 5 })
    expect(found.length).toBeLessThanOrEqual(5)
  })
})
