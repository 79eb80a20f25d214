import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../../src/answering/index.ts'
import { type AskedPapers, askPapers } from '../support/asked-papers.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const WARD = 'ke-hoach-cchc-phuong-tan-thoi.md'
const OTHER = `# ỦY BAN NHÂN DÂN PHƯỜNG TÂN THỚI

## KẾ HOẠCH
### Trồng cây xanh năm 2026

## I. MỤC TIÊU
- Trồng 1.250 cây xanh trên các tuyến đường của phường đến ngày 30/9/2026.
`

onEmbeddedStore('answering from some papers alone', (ground) => {
  let papers: AskedPapers
  const ids: Record<string, number> = {}

  beforeAll(async () => {
    const { store } = ground()
    papers = await askPapers(store, {
      [WARD]: readFileSync(join(import.meta.dirname, '../fixtures/knowledge', WARD), 'utf8'),
      'ke-hoach-cay-xanh.md': OTHER,
    })
    // Both of one commune, whatever the second was read as.
    await store.query(
      `UPDATE document SET commune_id = (SELECT commune_id FROM document WHERE file = '${WARD}') WHERE file <> '${WARD}'`,
    )
    for (const { id, file } of await store.db.document.findMany()) ids[file] = id
  })
  afterAll(() => papers.close())

  const ask = (question: string, files: string[]): Promise<Answer> =>
    papers.ask(question, { asker: 'official', commune: 'tan-thoi', documentIds: files.map((file) => ids[file] ?? 0) })

  test('tells what stands in them and cites nothing else', async () => {
    const { status, text, citations } = await ask('bao nhiêu phần trăm hồ sơ được trả đúng hạn', [WARD])
    expect(['answered', 'answered_partly'], text).toContain(status)
    expect(citations.every(({ document }) => document === WARD)).toBe(true)
  })

  test('says that they do not say what stands in another', async () => {
    const { citations, text, passages } = await ask('bao nhiêu phần trăm hồ sơ được trả đúng hạn', [
      'ke-hoach-cay-xanh.md',
    ])
    expect(
      citations.some(({ document }) => document === WARD),
      text,
    ).toBe(false)
    expect(passages.some(({ document }) => document === WARD)).toBe(false)
  })

  test('knows nothing at all where there are none', async () => {
    const { citations, passages } = await ask('bao nhiêu phần trăm hồ sơ được trả đúng hạn', [])
    expect([citations, passages]).toEqual([[], []])
  })
})
