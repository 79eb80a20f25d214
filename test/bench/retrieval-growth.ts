/** What other communes cost the one that is asked, and what odd questions cost beside ordinary ones. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Retrieval } from '../../src/retrieval/index.ts'
import { openStore } from '../../src/store/index.ts'
import { createDatabase } from '../support/new-database.ts'
import { type Figure, figure, quantile } from './figure.ts'
import type { MadeTexts } from './made-texts.ts'
import { asPassages } from './search-engines.ts'
import type { BenchServers } from './servers.ts'

const COMMUNES = 100
/** A large province's, on a PostgreSQL server without BM25. */
const COMMUNES_ON_SERVER = 300
const PASSAGES_A_COMMUNE = 1_000
/** Figures the project holds itself to. */
const MOST_TIMES_A_LONE_COMMUNE = 2
const MOST_TIMES_THE_MEDIAN = 10

type Make = (count: number) => MadeTexts

/** One commune's questions, alone in its store and among a hundred. */
export function benchCommunes(make: Make): Promise<Record<string, Figure>> {
  return withRetrieval((retrieval) => aloneAndAmong(retrieval, make, COMMUNES))
}

/** The same on a server and among three hundred: 300,000 passages, found by `tsvector`. */
export async function benchCommunesOnServer(make: Make, servers: BenchServers): Promise<Record<string, Figure>> {
  const database = await createDatabase(servers.postgresUrl)
  const store = await openStore({ url: database.url })
  try {
    return await aloneAndAmong(new Retrieval(store), make, COMMUNES_ON_SERVER)
  } finally {
    await store.close()
    await database.drop()
  }
}

async function aloneAndAmong(retrieval: Retrieval, make: Make, communes: number): Promise<Record<string, Figure>> {
  const { texts, questions } = make(COMMUNES * PASSAGES_A_COMMUNE)
  const fill = (commune: number): Promise<number[]> => {
    const from = ((commune - 1) * PASSAGES_A_COMMUNE) % texts.length
    return retrieval.indexPassages(commune, asPassages(texts.slice(from, from + PASSAGES_A_COMMUNE)))
  }
  await fill(1)
  const alone = await timeEach(retrieval, questions)
  const startedAt = performance.now()
  for (let commune = 2; commune <= communes; commune += 1) {
    await fill(commune)
    if (commune % 25 === 0) process.stderr.write(`  ${commune} communes\n`)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const among = await timeEach(retrieval, questions)
  const limit = MOST_TIMES_A_LONE_COMMUNE
  return {
    communes: figure(communes, 'communes', {}),
    passages: figure(communes * PASSAGES_A_COMMUNE, 'passages', {}),
    indexed: figure(((communes - 1) * PASSAGES_A_COMMUNE) / seconds, 'passages/s', {}),
    aloneP50: figure(quantile(alone, 0.5), 'ms', {}),
    amongAllP50: figure(quantile(among, 0.5), 'ms', {}),
    amongAllP95: figure(quantile(among, 0.95), 'ms', {}),
    timesALoneCommune: figure(quantile(among, 0.5) / quantile(alone, 0.5), 'times', { limit }),
  }
}

const ODD: Readonly<Record<string, string>> = {
  empty: '',
  'a hundred kilobytes': 'kế hoạch chuyển đổi số của xã '.repeat(3_500),
  'a hundred kilobytes of one word': 'a'.repeat(100_000),
  'emoji only': '🙂'.repeat(200),
  'control and bidi characters': '\u0000\u0001\u202e\u2066kế hoạch\u200b\u200f',
  'SQL and tsquery operators': "'; DROP TABLE passage; -- & | ! <-> :* ( ) kế hoạch",
  'mixed scripts': 'kế hoạch план 计划 خطة योजना',
  'ten thousand different words': Array.from({ length: 10_000 }, (_, place) => `tu${place}`).join(' '),
}

/** The slowest odd question against the median of ordinary ones. */
export async function benchOddQuestions(make: Make): Promise<Record<string, Figure>> {
  const { texts, questions } = make(10_000)
  return withRetrieval(async (retrieval) => {
    await retrieval.indexPassages(1, asPassages(texts))
    const median = quantile(await timeEach(retrieval, questions), 0.5)
    const figures: Record<string, Figure> = { ordinaryP50: figure(median, 'ms', {}) }
    for (const [name, text] of Object.entries(ODD)) {
      const spent = quantile(
        await timeEach(
          retrieval,
          Array.from({ length: 5 }, () => text),
        ),
        0.5,
      )
      figures[name] = figure(spent / median, 'times the median', { limit: MOST_TIMES_THE_MEDIAN })
    }
    return figures
  })
}

async function timeEach(retrieval: Retrieval, questions: readonly string[]): Promise<number[]> {
  const ask = (text: string) => retrieval.search({ text, communes: [1], limit: 10 })
  for (const question of questions.slice(0, 10)) await ask(question)
  const latencies: number[] = []
  for (const question of questions) {
    const askedAt = performance.now()
    await ask(question)
    latencies.push(performance.now() - askedAt)
  }
  return latencies
}

async function withRetrieval<Measured>(measure: (retrieval: Retrieval) => Promise<Measured>): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-growth-'))
  const store = await openStore({ folder })
  try {
    return await measure(new Retrieval(store))
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
