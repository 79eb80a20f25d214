import { describe, expect, it } from 'vitest'
import { Retrieval } from '../../src/retrieval/index.ts'
import { SMALL_COMMUNE } from '../../src/retrieval/weights.ts'
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

  describe('a commune too large to be scored whole', () => {
    const many = [...Array(SMALL_COMMUNE + 50).keys()].map((position) =>
      passage(position, `Thôn ${position + 1} thu gom rác thải sinh hoạt và báo cáo xã.`),
    )

    it('finds the one passage with a rare word, and one that another writer added', async () => {
      const retrieval = new Retrieval(ground().store)
      await retrieval.indexPassages(13, [...many, passage(many.length, 'Trạm Y tế tiêm phòng cúm mùa.')])
      const [rare] = await retrieval.search({ text: 'tiem phong cum', communes: [13], limit: 5 })
      expect(rare?.position).toBe(many.length)
      await new Retrieval(ground().store).indexPassages(13, [passage(9_999, 'Lễ hội đua thuyền vào mùng mười.')])
      const [added] = await retrieval.search({ text: 'lễ hội đua thuyền', communes: [13], limit: 5 })
      expect(added?.position).toBe(9_999)
    })

    it('still finds passages by words that stand in nearly all of them', async () => {
      const found = await new Retrieval(ground().store).search({ text: 'rác thải', communes: [13], limit: 5 })
      expect(found).toHaveLength(5)
    })
  })

  it('notices that a passage of a small commune is gone', async () => {
    const { store } = ground()
    const retrieval = new Retrieval(store)
    const ids = await retrieval.indexPassages(14, [passage(0, 'Chợ phiên họp sáng thứ Bảy.'), passage(1, 'Chợ đêm.')])
    await retrieval.search({ text: 'chợ phiên', communes: [14], limit: 5 })
    await store.query('DELETE FROM passage WHERE id = $1', [ids[0]])
    const found = await retrieval.search({ text: 'chợ phiên', communes: [14], limit: 5 })
    expect(found.map(({ position }) => position)).toEqual([1])
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
