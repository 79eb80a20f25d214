/** Papers into the store: read, kept with their passages, indexed for search and entered into the register. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeReaders, ingestKnowledge } from '../../src/documents/index.ts'
import { openStore, type Store } from '../../src/store/index.ts'
import { serverDatabase } from '../support/server-database.ts'
import { type Figure, figure } from './figure.ts'
import { unlessShort } from './short.ts'

const KNOWLEDGE = 'knowledge'
const PAPERS = unlessShort(100, 10)
const TODAY = '2026-11-22'

/** The shipped plans over and over, each copy a paper of its own, into an empty store of each kind. */
export async function benchIngest(): Promise<Record<string, Figure>> {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'))
  try {
    writePapers(folder)
    return { ...(await intoEmbedded(folder)), ...(await intoServer(folder)) }
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

async function intoServer(folder: string): Promise<Record<string, Figure>> {
  const database = await serverDatabase.create()
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
    [`ingested_${store.kind}`]: figure(PAPERS / seconds, 'papers/s', {}),
    [`ingested_passages_${store.kind}`]: figure(passages / seconds, 'passages/s', {}),
    [`ingested_passages_a_paper_${store.kind}`]: figure(passages / PAPERS, 'passages', {}),
  }
}
