import type { Glossary } from '../language/glossary.ts'
import type { Store } from '../store/index.ts'
import { findCandidates } from './candidates.ts'
import type { Embeddings } from './embeddings.ts'
import { fuse } from './fuse.ts'
import { loadGlossary } from './glossary-folder.ts'
import { insertPassages, type NewPassage, readPassageTexts, readShownPassages, type ShownPassage } from './passages.ts'
import { readQuestion } from './question.ts'
import { rank, type Scored } from './rank.ts'
import { addPassage, emptySnapshot, type IndexedPassage, type Snapshot } from './snapshot.ts'
import { statisticsOf } from './statistics.ts'
import { VectorSide } from './vector-side.ts'
import { Vocabulary } from './vocabulary.ts'

export type Found = ShownPassage & { communeId: number; score: number }

export type SearchRequest = {
  text: string
  /** Ids of the communes to look in; 0 holds the guides shared by all. */
  communes: readonly number[]
  limit: number
}

export type RetrievalOptions = {
  /** The office's own lists; the shipped ones when absent. */
  glossary?: Glossary
  /** Adds the vectors' opinion; without one the search is by words alone. */
  embeddings?: Embeddings | null
  /** Told, once a while, that the embeddings endpoint failed and the search went on without. */
  onFault?: (fault: unknown) => void
}

type Ranked = Scored & { communeId: number }
type Loaded = { communeId: number; snapshot: Snapshot }

/**
 * Holds the communes searched lately as numbers in memory. The database decides what exists: an id it names that is not
 * in memory means the commune was read again since, and it is then loaded anew.
 */
export class Retrieval {
  readonly #store: Store
  readonly #glossary: Glossary
  readonly #vectors: VectorSide | null
  readonly #vocabulary = new Vocabulary()
  readonly #snapshots = new Map<number, Promise<Snapshot>>()

  constructor(
    store: Store,
    { glossary = loadGlossary(), embeddings = null, onFault = () => {} }: RetrievalOptions = {},
  ) {
    this.#store = store
    this.#glossary = glossary
    this.#vectors = embeddings && new VectorSide(store, embeddings, onFault)
  }

  /** Adds passages to a commune and returns their ids in order. Ingestion may as well write the rows itself. */
  async indexPassages(communeId: number, passages: readonly NewPassage[]): Promise<number[]> {
    const ids = await insertPassages(this.#store, communeId, passages)
    this.#snapshots.delete(communeId)
    return ids
  }

  /** Reads a commune into memory ahead of its first question. */
  async load(communeId: number): Promise<void> {
    await this.#load(communeId)
  }

  /** Ranked passages, best first. Empty for a question without a word in common with any passage. */
  async search({ text, communes, limit }: SearchRequest): Promise<Found[]> {
    const scored = (await this.#rankIn(communes, text)).slice(0, limit)
    if (scored.length === 0) return []
    const byId = new Map(scored.map((hit) => [hit.passage.id, hit]))
    const shown = await readShownPassages(
      this.#store,
      [...new Set(scored.map((hit) => hit.communeId))],
      [...byId.keys()],
    )
    return shown.flatMap((passage) => {
      const hit = byId.get(passage.id)
      return hit ? { ...passage, communeId: hit.communeId, score: hit.score } : []
    })
  }

  /** A commune read again since it was loaded is loaded anew, and the question read anew with its words. */
  async #rankIn(communes: readonly number[], text: string): Promise<Ranked[]> {
    const ranked = await this.#tryToRank(communes, text)
    if (ranked.stale.length === 0) return ranked.hits
    for (const communeId of ranked.stale) this.#snapshots.delete(communeId)
    return (await this.#tryToRank(communes, text)).hits
  }

  async #tryToRank(communes: readonly number[], text: string): Promise<{ hits: Ranked[]; stale: number[] }> {
    const loaded = await this.#loadAll(communes)
    const snapshots = loaded.map(({ snapshot }) => snapshot)
    const statistics = statisticsOf(snapshots, this.#vocabulary)
    const question = readQuestion(text, { statistics, vocabulary: this.#vocabulary, glossary: this.#glossary })
    const homes = new Map<IndexedPassage, number>()
    const similarity = new Map<IndexedPassage, number>()
    const nearness = await this.#vectors?.findSimilar(text, communes)
    const stale: number[] = []
    for (const { communeId, snapshot } of loaded) {
      const similar = nearness?.get(communeId) ?? []
      const ids = await findCandidates(this.#store, { communeId, held: snapshot.passages.size }, question.searchWords)
      for (const id of [...ids, ...similar.map((passage) => passage.id)]) {
        const passage = snapshot.passages.get(id)
        if (passage) homes.set(passage, communeId)
        else stale.push(communeId)
      }
      for (const { id, similarity: cosine } of similar) {
        const passage = snapshot.passages.get(id)
        if (passage) similarity.set(passage, cosine)
      }
    }
    const byWords = rank([...homes.keys()], { terms: question.terms, statistics, vocabulary: this.#vocabulary })
    const hits = fuse(byWords, similarity)
    return { hits: hits.map((hit) => ({ ...hit, communeId: homes.get(hit.passage) ?? 0 })), stale }
  }

  async #loadAll(communes: readonly number[]): Promise<Loaded[]> {
    const loaded: Loaded[] = []
    for (const communeId of new Set(communes)) {
      const snapshot = await this.#load(communeId)
      if (snapshot.passages.size > 0) loaded.push({ communeId, snapshot })
      else this.#snapshots.delete(communeId)
    }
    return loaded
  }

  #load(communeId: number): Promise<Snapshot> {
    const known = this.#snapshots.get(communeId)
    if (known) return known
    const loading = this.#read(communeId)
    this.#snapshots.set(communeId, loading)
    loading.catch(() => this.#snapshots.delete(communeId))
    return loading
  }

  async #read(communeId: number): Promise<Snapshot> {
    const snapshot = emptySnapshot()
    for (const text of await readPassageTexts(this.#store, communeId)) addPassage(snapshot, text, this.#vocabulary)
    return snapshot
  }
}
