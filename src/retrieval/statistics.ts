/** The counts of the communes searched together, seen as one collection. */
import type { Collection } from '../language/correct.ts'
import type { Snapshot } from './snapshot.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Level = 'form' | 'bare'

export type Statistics = Collection & {
  passages: number
  /** Mean words a passage. */
  averageLength: number
  /** Passages that have a word or pair of neighbours. */
  holding(level: Level, first: number, second: number | null): number
  /** How rare it is: 0 when no passage has it. */
  rarity(level: Level, first: number, second: number | null): number
}

export function statisticsOf(snapshots: readonly Snapshot[], vocabulary: Vocabulary): Statistics {
  const passages = sum(snapshots, (snapshot) => snapshot.passages.size)
  const averageLength = sum(snapshots, (snapshot) => snapshot.totalLength) / Math.max(1, passages)
  const wordCount = (level: Level, id: number): number =>
    sum(snapshots, (snapshot) => (level === 'form' ? snapshot.formPassages : snapshot.barePassages).get(id) ?? 0)
  const pairCount = (level: Level, first: number, second: number): number =>
    sum(snapshots, (snapshot) => (level === 'form' ? snapshot.formPairs : snapshot.barePairs).get(first, second))
  const holding = (level: Level, first: number, second: number | null): number =>
    second === null ? wordCount(level, first) : pairCount(level, first, second)
  return {
    passages,
    averageLength,
    holding,
    rarity: (level, first, second) => inverseFrequency(passages, holding(level, first, second)),
    bareWords: () => bareWordsOf(snapshots, vocabulary),
    spellings: (bare) => spellingsByCount(bare, vocabulary, (id) => wordCount('form', id)),
    count: (form) => countOf(vocabulary.find(form), (id) => wordCount('form', id)),
    pairCount: (first, second) => {
      const [firstId, secondId] = [vocabulary.find(first), vocabulary.find(second)]
      return firstId === undefined || secondId === undefined ? 0 : pairCount('form', firstId, secondId)
    },
  }
}

/** BM25's, never negative. */
function inverseFrequency(passages: number, holding: number): number {
  return holding === 0 ? 0 : Math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
}

function* bareWordsOf(snapshots: readonly Snapshot[], vocabulary: Vocabulary): Iterable<string> {
  for (const snapshot of snapshots) for (const id of snapshot.barePassages.keys()) yield vocabulary.word(id)
}

function countOf(id: number | undefined, count: (id: number) => number): number {
  return id === undefined ? 0 : count(id)
}

function spellingsByCount(bare: string, vocabulary: Vocabulary, count: (id: number) => number): string[] {
  const bareId = vocabulary.find(bare)
  if (bareId === undefined) return []
  return vocabulary
    .spellingsOf(bareId)
    .map((id) => ({ form: vocabulary.word(id), count: count(id) }))
    .filter((spelling) => spelling.count > 0)
    .sort((a, b) => b.count - a.count)
    .map((spelling) => spelling.form)
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0)
}
