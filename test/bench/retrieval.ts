/** Retrieval beside its peers: quality on collections that are handed in, latency on text made from the documents. */
import { bootstrap, mean, readCollection, reciprocalRanks } from './collection.ts'
import { quantile } from './figure.ts'
import { makeTexts } from './made-texts.ts'
import { benchCommunes, benchCommunesOnServer, benchOddQuestions } from './retrieval-growth.ts'
import { ENGINES, type Engine } from './search-engines.ts'
import { type BenchServers, NO_SERVERS } from './servers.ts'

const SIZES = [1_000, 10_000, 100_000]
const LARGEST_FOR_PEERS = 10_000

/** Every engine on every collection (a folder with corpus.jsonl and queries.jsonl), marked and unmarked. */
export async function benchQuality(folders: readonly string[]): Promise<object> {
  if (folders.length === 0) return { skipped: 'no --collection DIR was named' }
  const quality: Record<string, object> = {}
  for (const folder of folders) quality[folder] = await compareQuality(folder)
  return quality
}

/** A commune among a hundred beside a lone one, and questions nobody should be slow for. */
export async function benchGrowth(servers: BenchServers | null): Promise<object> {
  return {
    communes: await benchCommunes(makeTexts),
    communesOnServer: servers ? await benchCommunesOnServer(makeTexts, servers) : NO_SERVERS,
    oddQuestions: await benchOddQuestions(makeTexts),
  }
}

type Measured = { engine: Engine; marked: number[]; unmarked: number[] }

async function compareQuality(folder: string): Promise<object> {
  const collection = readCollection(folder)
  const measured: Measured[] = []
  for (const engine of ENGINES) {
    process.stderr.write(`  ${collection.name}: ${engine.name} ${engine.setting}\n`)
    const searcher = await engine.open(collection.texts)
    const most = engine.most?.questions
    const marked = await reciprocalRanks(searcher, collection, collection.queries.slice(0, most))
    const unmarked = await reciprocalRanks(searcher, collection, collection.unmarked.slice(0, most))
    await searcher.close?.()
    measured.push({ engine, marked, unmarked })
  }
  const points = (ranks: readonly number[]): number => Number((100 * mean(ranks)).toFixed(1))
  const table = measured.map(({ engine, marked, unmarked }) => ({
    ...label(engine),
    questions: marked.length,
    mrr10: points(marked),
    unmarked: points(unmarked),
  }))
  const [ours, ...others] = measured
  const peers = others.filter(({ engine }) => engine.setting !== 'ours')
  const best = peers.reduce((a, b) => (mean(b.marked) > mean(a.marked) ? b : a))
  const ahead = ours && bootstrap(ours.marked, best.marked)
  return { passages: collection.texts.length, table, against: { ...label(best.engine), ahead } }
}

function label({ name, setting }: Engine): { engine: string; setting: string } {
  return { engine: name, setting }
}

/** Every engine on text made from the documents, 1,000 to 100,000 passages. */
export async function benchLatency(): Promise<object[]> {
  const rows: object[] = []
  for (const size of SIZES) {
    const { texts, questions } = makeTexts(size)
    let oursP50 = Number.NaN
    for (const engine of ENGINES) {
      if (size > (engine.most?.texts ?? (engine.setting === 'ours' ? size : LARGEST_FOR_PEERS))) continue
      process.stderr.write(`  ${size} passages: ${engine.name} ${engine.setting}\n`)
      const { indexSeconds, latencies } = await time(engine, texts, questions)
      const p50 = quantile(latencies, 0.5)
      if (engine === ENGINES[0]) oursP50 = p50
      const rounded = (value: number): number => Number(value.toPrecision(3))
      rows.push({
        passages: size,
        ...label(engine),
        indexSeconds: rounded(indexSeconds),
        p50Ms: rounded(p50),
        p95Ms: rounded(quantile(latencies, 0.95)),
        timesOurs: rounded(p50 / oursP50),
      })
    }
  }
  return rows
}

async function time(
  engine: Engine,
  texts: readonly string[],
  questions: readonly string[],
): Promise<{ indexSeconds: number; latencies: number[] }> {
  const startedAt = performance.now()
  const searcher = await engine.open(texts)
  const indexSeconds = (performance.now() - startedAt) / 1_000
  for (const question of questions.slice(0, 10)) await searcher.search(question)
  const latencies: number[] = []
  for (const question of questions) {
    const askedAt = performance.now()
    await searcher.search(question)
    latencies.push(performance.now() - askedAt)
  }
  await searcher.close?.()
  return { indexSeconds, latencies }
}
