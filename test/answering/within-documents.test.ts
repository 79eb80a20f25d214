import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Answering, createAnswering, type Turn } from '../../src/answering/index.ts'
import { closeReaders, ingestKnowledge } from '../../src/documents/index.ts'
import { openRegister } from '../../src/duties/index.ts'
import { Retrieval } from '../../src/retrieval/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const PAPERS = join(import.meta.dirname, '../fixtures/knowledge')
const WARD = 'ke-hoach-cchc-phuong-tan-thoi.md'
const OTHER = `# ỦY BAN NHÂN DÂN PHƯỜNG TÂN THỚI

## KẾ HOẠCH
### Trồng cây xanh năm 2026

## I. MỤC TIÊU
- Trồng 1.250 cây xanh trên các tuyến đường của phường đến ngày 30/9/2026.
`

onEmbeddedStore('answering from some papers alone', (ground) => {
  let answering: Answering
  let folder: string
  const ids: Record<string, number> = {}

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'commune-papers-'))
    cpSync(join(PAPERS, WARD), join(folder, WARD))
    writeFileSync(join(folder, 'ke-hoach-cay-xanh.md'), OTHER)
    const { store } = ground()
    await ingestKnowledge({ store, folder, today: '2026-11-22' })
    await store.query(
      `UPDATE document SET commune_id = (SELECT commune_id FROM document WHERE file = '${WARD}') WHERE file <> '${WARD}'`,
    )
    for (const { id, file } of await store.db.document.findMany()) ids[file] = id
    const retrieval = new Retrieval(store)
    answering = createAnswering({ register: openRegister(store), search: (request) => retrieval.search(request) })
  })
  afterAll(() => {
    closeReaders()
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = (question: string, files: string[]): Promise<Answer> => {
    const turn: Turn = {
      ...{ question, asker: 'official', commune: 'tan-thoi', unit: null, today: '2026-11-22', history: [] },
      documentIds: files.map((file) => ids[file] ?? 0),
    }
    return answering.answer(turn)
  }

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
