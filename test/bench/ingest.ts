/** Papers into the store: read, kept with their passages, indexed for search and entered into the register. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeReaders, ingestKnowledge } from '../../src/documents/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { createDatabase } from '../support/new-database.ts'
import { type Figure, figure } from './figure.ts'
import { type BenchServers, NO_SERVERS } from './servers.ts'
import { unlessShort } from './short.ts'
import { ASSUMED } from './sizing.ts'

const KNOWLEDGE = 'knowledge'
const PAPERS = unlessShort(100, 10)
const TODAY = '2026-11-22'
/** What this project asks of itself: the thirty papers of an office's first start within a minute. */
const LEAST_PAPERS_A_SECOND = 0.5
/** A printed page of a paper. */
const PAGE_CHARS = 1_800
/** As its users publish it, on machines of theirs; nobody publishes a figure of the same work. */
const PAGES_OF_RAGFLOW = { name: 'RAGFlow, 80 pages in 10 min (its issue 632)', value: 80 / 600 }
/** Indexing alone, on a machine of this kind: what a whole ingestion of a paper's passages is a share of. */
const INDEXING_ALONE = {
  embedded: { name: 'pg_textsearch in PGlite, indexing alone, 2,249 passages in 5.9 s', value: 2_249 / 5.9 },
  server: { name: 'tsvector in PGlite, indexing alone, 2,249 passages in 0.99 s', value: 2_249 / 0.99 },
}

/** The shipped plans over and over, each copy a paper of its own, into an empty store of each kind. */
export async function benchIngest(servers: BenchServers | null): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'))
  try {
    writePapers(folder)
    const embedded = await intoEmbedded(folder)
    return { ...embedded, ...(servers ? await intoServer(folder, servers) : { ingest_on_a_server: NO_SERVERS }) }
  } finally {
    closeReaders()
    rmSync(folder, { recursive: true, force: true })
  }
}

function writePapers(folder: string): void {
  const plans = readdirSync(KNOWLEDGE).filter((name) => name.endsWith('.txt'))
  for (let count = 0; count < PAPERS; count += 1) {
    const name = plans[count % plans.length] ?? ''
    const text = readFileSync(join(KNOWLEDGE, name), 'utf8')
    writeFileSync(join(folder, name.replace('.txt', `-${count}.txt`)), `${text}\n\nBản số ${count}.`)
  }
}

async function intoEmbedded(folder: string): Promise<Record<string, Figure>> {
  const data = mkdtempSync(join(tmpdir(), 'ingest-'))
  const store = await openStore({ folder: data })
  try {
    return await into(store, folder)
  } finally {
    await store.close()
    rmSync(data, { recursive: true, force: true })
  }
}

async function intoServer(folder: string, { postgresUrl }: BenchServers): Promise<Record<string, Figure>> {
  const database = await createDatabase(postgresUrl)
  const store = await openStore({ url: database.url })
  try {
    return await into(store, folder)
  } finally {
    await store.close()
    await database.drop()
  }
}

async function into(store: Store, folder: string): Promise<Record<string, Figure>> {
  process.stderr.write(`  ${PAPERS} papers, ${store.kind}\n`)
  const startedAt = performance.now()
  const { added, refused } = await ingestKnowledge({ store, folder, today: TODAY })
  const seconds = (performance.now() - startedAt) / 1_000
  if (added.length !== PAPERS) throw new Error(`${added.length} papers of ${PAPERS} went in, ${refused.length} refused`)
  const passages = await store.db.passage.count()
  return {
    [`ingested_${store.kind}`]: figure(PAPERS / seconds, 'papers/s', { limit: LEAST_PAPERS_A_SECOND }),
    [`ingested_pages_${store.kind}`]: figure(pagesIn(folder) / seconds, 'pages/s', { peer: PAGES_OF_RAGFLOW }),
    [`ingested_passages_${store.kind}`]: figure(passages / seconds, 'passages/s', { peer: INDEXING_ALONE[store.kind] }),
    [`ingested_passages_a_paper_${store.kind}`]: figure(passages / PAPERS, 'passages', {
      peer: { name: 'docs/sizing.md assumes', value: ASSUMED.passagesADocument },
    }),
  }
}

function pagesIn(folder: string): number {
  const chars = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').length)
  return chars.reduce((sum, each) => sum + each, 0) / PAGE_CHARS
}
