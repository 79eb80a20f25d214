/** Our retrieval as a LangChain retriever, for anybody's own chain. */
import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager'
import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import type { Retrieval } from './retrieval.ts'

type CommuneRetrieverInput = BaseRetrieverInput & {
  retrieval: Retrieval
  /** Ids of the communes to look in. */
  communes: readonly number[]
  /** Most documents a question gets. */
  limit?: number
}

/** What stands beside a passage's words. */
export type PassageMetadata = { documentId: number; communeId: number; cite: string; heading: string; score: number }

export class CommuneRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name(): string {
    return 'CommuneRetriever'
  }

  override readonly lc_namespace = ['commune-assistant', 'retrieval']
  readonly #retrieval: Retrieval
  readonly #communes: readonly number[]
  readonly #limit: number

  constructor({ retrieval, communes, limit = 10, ...rest }: CommuneRetrieverInput) {
    super(rest)
    this.#retrieval = retrieval
    this.#communes = communes
    this.#limit = limit
  }

  override async _getRelevantDocuments(
    question: string,
    _run?: CallbackManagerForRetrieverRun,
  ): Promise<Document<PassageMetadata>[]> {
    const found = await this.#retrieval.search({ text: question, communes: this.#communes, limit: this.#limit })
    return found.map(
      ({ id, quote, documentId, communeId, cite, heading, score }) =>
        new Document({ id: String(id), pageContent: quote, metadata: { documentId, communeId, cite, heading, score } }),
    )
  }
}
