import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { guideDocumentIds, ingestGuides, loadServiceKnowledge } from '../../../src/documents/guides/index.ts'
import { ingestKnowledge, listCommunes, listDocuments } from '../../../src/documents/index.ts'
import { Retrieval } from '../../../src/retrieval/index.ts'
import { onEmbeddedStore } from '../../support/stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'guides-test-'))
cpSync('knowledge/services', join(folder, 'services'), { recursive: true })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

onEmbeddedStore('guides in the store', (ground) => {
  it('are added once and skipped the next time', async () => {
    const { store } = ground()
    const first = await ingestGuides({ store, folder })
    expect(first.added).toHaveLength(loadServiceKnowledge(folder).guides.length)
    expect(first.refused).toEqual([])
    const second = await ingestGuides({ store, folder })
    expect(second.unchanged).toEqual(first.added)
  })

  it('are public documents of no commune of their own', async () => {
    const { store } = ground()
    expect(await listCommunes(store)).toEqual([])
    expect((await listDocuments(store)).map(({ type }) => type)).toContain('Hướng dẫn dịch vụ')
  })

  it('are found by the words people use, with or without marks', async () => {
    const { store } = ground()
    const retrieval = new Retrieval(store)
    const wanted = (await guideDocumentIds(store)).get('services/vneid-muc-2.md')
    for (const text of ['nâng VNeID lên mức 2', 'nang vneid len muc 2']) {
      const [best] = await retrieval.search({ text, communes: [0], limit: 1 })
      expect(best?.documentId).toBe(wanted)
    }
  })

  it('stay when the documents of the communes are ingested', async () => {
    const { store } = ground()
    const report = await ingestKnowledge({ store, folder, today: '2026-11-22' })
    expect(report.retired).toEqual([])
    expect((await guideDocumentIds(store)).size).toBeGreaterThan(0)
  })

  it('keep their last good version when a file is broken, and retire when it is gone', async () => {
    const { store } = ground()
    writeFileSync(join(folder, 'services/vneid-muc-1.md'), 'hỏng')
    writeFileSync(join(folder, 'services/life-events.yaml'), 'events: [hỏng]')
    rmSync(join(folder, 'services/vneid-muc-2.md'))
    const report = await ingestGuides({ store, folder })
    expect(report.refused.map(({ file }) => file)).toEqual(['services/vneid-muc-1.md', 'services/life-events.yaml'])
    expect(report.retired).toEqual(['services/vneid-muc-2.md'])
    const ids = await guideDocumentIds(store)
    expect(ids.has('services/vneid-muc-1.md')).toBe(true)
    expect(ids.has('services/vneid-muc-2.md')).toBe(false)
  })
})
