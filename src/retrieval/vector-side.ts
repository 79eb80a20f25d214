/** The vectors' half of a search, which may fail without the search failing. */
import type { Store } from '../store/index.ts'
import type { Embedder } from './embeddings.ts'
import { findSimilar, type Similar } from './vectors.ts'
import { SIMILAR } from './weights.ts'

/** How long a dead endpoint is left alone before a question waits for it again. */
const REST_AFTER_FAULT_MS = 60_000

export class VectorSide {
  readonly #store: Store
  readonly #embedder: Embedder
  readonly #onFault: (fault: unknown) => void
  #restingUntilMs = 0

  constructor(store: Store, embedder: Embedder, onFault: (fault: unknown) => void) {
    this.#store = store
    this.#embedder = embedder
    this.#onFault = onFault
  }

  /** The question's vector; null without pgvector, and while the endpoint rests after a fault, which is told once. */
  async vectorOf(text: string): Promise<readonly number[] | null> {
    if (!this.#store.capabilities.vector || performance.now() < this.#restingUntilMs) return null
    try {
      return await this.#embedder.embedQuery(text)
    } catch (fault) {
      this.#restingUntilMs = performance.now() + REST_AFTER_FAULT_MS
      this.#onFault(fault)
      return null
    }
  }

  findSimilar(communeId: number, vector: readonly number[]): Promise<Similar[]> {
    return findSimilar(this.#store, { communeId, model: this.#embedder.model, vector, limit: SIMILAR })
  }
}
