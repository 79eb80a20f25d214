/** Collections of questions with the passages that answer them, and how well a searcher finds those. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fold } from '../../src/language/text.ts'
import type { Searcher } from './search-engines.ts'

type Query = { text: string; gold: readonly string[] }
export type Collection = { name: string; ids: string[]; texts: string[]; queries: Query[]; unmarked: Query[] }

/** Reads `corpus.jsonl` and `queries.jsonl` ({ id, text, gold }) of each folder. */
export function readCollection(folder: string): Collection {
  const corpus = readLines<{ id: string; text: string }>(join(folder, 'corpus.jsonl'))
  const queries = readLines<Query>(join(folder, 'queries.jsonl'))
  const unmarkedFile = join(folder, 'queries.unmarked.jsonl')
  const unmarked = existsSync(unmarkedFile)
    ? readLines<Query>(unmarkedFile)
    : queries.map((query) => ({ ...query, text: fold(query.text) }))
  return {
    name: basename(folder),
    ids: corpus.map(({ id }) => id),
    texts: corpus.map(({ text }) => text),
    queries,
    unmarked,
  }
}

function readLines<Line>(file: string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

/** One over the rank of the first gold passage among the ten best, 0 when it is not there; one figure a query. */
export async function reciprocalRanks(
  searcher: Searcher,
  collection: Collection,
  queries: readonly Query[],
): Promise<number[]> {
  const ranks: number[] = []
  for (const { text, gold } of queries) {
    const found = (await searcher.search(text)).map((place) => collection.ids[place] ?? '')
    const at = found.findIndex((id) => gold.includes(id))
    ranks.push(at < 0 ? 0 : 1 / (at + 1))
  }
  return ranks
}

export function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / Math.max(1, values.length)
}

const RESAMPLES = 2_000

/** 95 % interval of the mean difference, in points, by paired bootstrap with a fixed seed. */
export function bootstrap(ours: readonly number[], theirs: readonly number[]): { low: number; high: number } {
  const differences = ours.map((value, at) => 100 * (value - (theirs[at] ?? 0)))
  let seed = 1
  const next = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * differences.length)
  }
  const means = Array.from({ length: RESAMPLES }, () => mean(differences.map(() => differences[next()] ?? 0)))
  means.sort((a, b) => a - b)
  return { low: means[Math.floor(RESAMPLES * 0.025)] ?? 0, high: means[Math.floor(RESAMPLES * 0.975)] ?? 0 }
}
