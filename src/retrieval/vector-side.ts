/** The vectors' half of a search, which may fail without the search failing. */
import type { Store } from '../store/index.ts'
import type { Embeddings } from './embeddings.ts'
import { findSimilar, type Similar, servingSpaces } from './vectors.ts'
import { SIMILAR } from './weights.ts'

/** How long a dead endpoint is left alone before a question waits for it again. */
const REST_AFTER_FAULT_MS = 60_000

export class VectorSide {
  readonly #store: Store
  readonly #embeddings: Embeddings
  readonly #onFault: (fault: unknown) => void
  #restingUntilMs = 0

  constructor(store: Store, embeddings: Embeddings, onFault: (fault: unknown) => void) {
    this.#store = store
    this.#embeddings = embeddings
    this.#onFault = onFault
  }

  /**
   * What is near the question in each commune whose vectors are complete, asked in the space that commune stands in.
   * Empty without pgvector, and while the endpoint rests after a fault, which is told once.
   */
  async findSimilar(text: string, communes: readonly number[]): Promise<Map<number, Similar[]>> {
    if (!this.#store.capabilities.vector || performance.now() < this.#restingUntilMs) return new Map()
    const spaces = await servingSpaces(this.#store, communes)
    const vectors = await this.#embed(text, new Set(spaces.values()))
    const similar = new Map<number, Similar[]>()
    for (const [communeId, space] of spaces) {
      const vector = vectors.get(space)
      if (vector) similar.set(communeId, await findSimilar(this.#store, { communeId, space, vector, limit: SIMILAR }))
    }
    return similar
  }

  async #embed(text: string, spaces: ReadonlySet<string>): Promise<Map<string, readonly number[]>> {
    const vectors = new Map<string, readonly number[]>()
    try {
      for (const space of spaces) vectors.set(space, await this.#embeddings.in(space).embedQuery(text))
    } catch (fault) {
      this.#restingUntilMs = performance.now() + REST_AFTER_FAULT_MS
      this.#onFault(fault)
    }
    return vectors
  }
}
