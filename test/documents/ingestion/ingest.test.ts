import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AdministrativeDocument } from '../../../src/documents/index.ts'
import { type Ingestion, type IngestionReport, ingest } from '../../../src/documents/ingestion/ingest.ts'
import { removeSamples } from '../../../src/documents/ingestion/samples.ts'
import type { Store } from '../../../src/store/index.ts'
import { onEachStore } from '../../support/stores.ts'

let store: Store
let folder: string

/** A file's first line is its commune, each further line one task; "!" breaks the reader, "MẬT" is a secrecy mark. */
function understand(file: string, text: string): AdministrativeDocument {
  const [commune = '', ...lines] = text.trim().split('\n')
  if (commune === '!') throw new Error('reader fault')
  return {
    file,
    identity: {
      issuer: commune && `Ủy ban nhân dân phường ${commune}`,
      commune: commune || null,
      province: null,
      type: 'Kế hoạch',
      number: null,
      dateText: null,
      date: null,
      title: 'Kế hoạch',
      signer: null,
      legalBasis: [],
    },
    outline: [['I. NHIỆM VỤ']],
    units: [{ name: 'Phòng Kinh tế', aliases: ['P. Kinh tế'] }],
    tasks: lines.map((line, index) => ({
      no: String(index + 1),
      name: line,
      lead: ['Phòng Kinh tế'],
      coordinating: [],
      output: null,
      timeText: null,
      start: null,
      end: null,
      recurrence: null,
      ongoing: false,
      from: 'prose',
      section: 'I',
      quote: line,
    })),
    reporting: [],
    targets: [],
    warnings: [],
    text,
    sections: [
      { path: ['I. NHIỆM VỤ'], cite: 'I', heading: 'I. NHIỆM VỤ', level: 1, parent: null, start: 0, end: text.length },
    ],
    passages: lines.map((line) => ({ kind: 'bullet', section: 0, cite: 'I', quote: line, lead: null })),
    unreadTables: [],
    secrecy: lines.includes('MẬT') ? 'mật' : null,
    internalUse: false,
  }
}

function run(version = '1', onProgress?: Ingestion['onProgress']): Promise<IngestionReport> {
  return ingest({
    store,
    folder,
    version,
    tokenise: ({ heading, quote }) => `${heading} ${quote}`.toLowerCase(),
    read: async (path, file) => ({ kind: 'read', document: understand(file, readFileSync(path, 'utf8')) }),
    onProgress,
  })
}

function write(file: string, ...lines: string[]): void {
  writeFileSync(join(folder, file), lines.join('\n'))
}

await onEachStore('the knowledge folder', (ground) => {
  beforeEach(() => {
    store = ground().store
    folder = mkdtempSync(join(tmpdir(), 'knowledge-'))
  })

  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true })
    await store.query('TRUNCATE document, passage, commune, ingestion_run RESTART IDENTITY CASCADE')
  })

  describe('bringing the store to what the folder says', () => {
    it('adds, skips, replaces and retires by digest', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      write('b.txt', 'An Hòa', 'Việc hai')
      expect(await run()).toMatchObject({ added: ['a.txt', 'b.txt'], unchanged: [], refused: [] })
      expect(await run()).toMatchObject({ added: [], unchanged: ['a.txt', 'b.txt'] })
      write('a.txt', 'Bình Phú', 'Việc một đã sửa')
      rmSync(join(folder, 'b.txt'))
      expect(await run()).toMatchObject({ changed: ['a.txt'], unchanged: [], retired: ['b.txt'] })
      const rows = await store.db.document.findMany({
        select: { file: true, version: true, status: true },
        orderBy: { file: 'asc' },
      })
      expect(rows).toEqual([
        { file: 'a.txt', version: 2, status: 'active' },
        { file: 'b.txt', version: 1, status: 'retired' },
      ])
      expect((await store.db.passage.findMany()).map(({ quote }) => quote)).toEqual(['Việc một đã sửa'])
      expect(await run()).toMatchObject({ retired: [] })
    })

    it('reads everything again when reading itself has changed', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      await run('1')
      expect(await run('2')).toMatchObject({ changed: ['a.txt'] })
    })

    it('names the commune with its kind and addresses it by slug', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      await run()
      expect(await store.db.commune.findMany()).toMatchObject([{ slug: 'binh-phu', name: 'phường Bình Phú' }])
    })

    it('holds a new file internal until the office says it is public', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      await run()
      expect(await store.db.document.findMany({ select: { visibility: true } })).toEqual([{ visibility: 'internal' }])
      write('manifest.yaml', 'documents:', '  a.txt: { visibility: public, number: 12/KH-UBND }')
      expect(await run()).toMatchObject({ changed: ['a.txt'] })
      expect(await store.db.document.findMany({ select: { visibility: true, number: true } })).toEqual([
        { visibility: 'public', number: '12/KH-UBND' },
      ])
    })

    it('reports a file it cannot read with reason and remedy, goes on, and keeps what it had of it', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      await run()
      write('a.txt', '!')
      write('c.txt', '')
      write('d.txt', 'An Hòa', 'Việc hai')
      const report = await run()
      expect(report.added).toEqual(['d.txt'])
      expect(report.refused.map(({ file }) => file)).toEqual(['a.txt', 'c.txt'])
      for (const { reason, remedy } of report.refused) expect(reason.length > 5 && remedy.length > 10).toBe(true)
      expect((await store.db.passage.findMany({ orderBy: { id: 'asc' } })).map(({ quote }) => quote)).toEqual([
        'Việc một',
        'Việc hai',
      ])
    })

    it('stores nothing of a secret paper, and forgets an earlier version that bore no mark', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      await run()
      write('a.txt', 'Bình Phú', 'Việc một', 'MẬT')
      const report = await run()
      expect(report.refused[0]?.reason).toContain('mật')
      expect(await store.db.document.count()).toBe(0)
      expect(await store.db.passage.count()).toBe(0)
    })

    it('keeps what people judged when the file changes, and shows what vanished instead of deleting it', async () => {
      write('a.txt', 'Bình Phú', 'Việc một', 'Việc hai', 'Việc ba')
      await run()
      await store.db.duty.updateMany({
        where: { name: 'Việc một' },
        data: { state: 'corrected', name: 'Việc một (xã sửa)' },
      })
      await store.db.duty.updateMany({ where: { name: 'Việc hai' }, data: { state: 'confirmed' } })
      write('a.txt', 'Bình Phú', 'Việc một', 'Việc bốn')
      await run()
      const duties = await store.db.duty.findMany({ orderBy: { id: 'asc' } })
      expect(duties.map(({ name, state, vanishedAt }) => [name, state, vanishedAt !== null])).toEqual([
        ['Việc một (xã sửa)', 'corrected', false],
        ['Việc hai', 'confirmed', true],
        ['Việc bốn', 'proposed', false],
      ])
    })

    it('tells its progress file by file and leaves a report of the run', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      const seen: string[] = []
      await run('1', ({ done, total, file }) => seen.push(`${done}/${total} ${file}`))
      expect(seen).toEqual(['0/1 a.txt', '1/1 '])
      const [last] = await store.db.ingestionRun.findMany()
      expect(last?.report).toMatchObject({ added: ['a.txt'] })
      expect(last?.finishedAt).not.toBeNull()
    })

    it('refuses a missing folder and a broken manifest before touching anything', async () => {
      write('a.txt', 'Bình Phú', 'Việc một')
      await run()
      write('manifest.yaml', 'documents: [')
      await expect(run()).rejects.toMatchObject({ name: 'ManifestError' })
      write('manifest.yaml', 'documents: { a.txt: { visibility: everyone } }')
      await expect(run()).rejects.toMatchObject({ name: 'ManifestError' })
      rmSync(folder, { recursive: true })
      await expect(run()).rejects.toMatchObject({ name: 'KnowledgeFolderError', folder })
      expect(await store.db.document.count()).toBe(1)
    })
  })

  describe('taking the shipped documents away', () => {
    it('removes them from folder, manifest and store, with communes left empty, and nothing else', async () => {
      write('mau.txt', 'Bình Phú', 'Việc một')
      write('cua-xa.txt', 'An Hòa', 'Việc hai')
      write(
        'manifest.yaml',
        '# ghi chú của xã',
        'documents:',
        '  mau.txt: { sample: true }',
        '  cua-xa.txt: { visibility: public }',
      )
      await run()
      expect(await removeSamples(store, folder)).toEqual(['mau.txt'])
      expect(await store.db.commune.findMany({ select: { slug: true } })).toEqual([{ slug: 'an-hoa' }])
      const manifest = readFileSync(join(folder, 'manifest.yaml'), 'utf8')
      expect(manifest).toContain('# ghi chú của xã')
      expect(manifest).not.toContain('mau.txt')
      expect(await run()).toMatchObject({ added: [], unchanged: ['cua-xa.txt'], retired: [] })
    })

    it('leaves a manifest under which a line can be written as the guide says', async () => {
      write('mau.txt', 'Bình Phú', 'Việc một')
      write('manifest.yaml', 'documents:', '  mau.txt: { sample: true }')
      await run()
      await removeSamples(store, folder)
      write('cua-xa.txt', 'An Hòa', 'Việc hai')
      write(
        'manifest.yaml',
        `${readFileSync(join(folder, 'manifest.yaml'), 'utf8').trimEnd()}`,
        '  cua-xa.txt: { visibility: public }',
      )
      expect(await run()).toMatchObject({ added: ['cua-xa.txt'] })
    })
  })
})
