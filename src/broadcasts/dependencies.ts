import type { Owed } from '../delivery/index.ts'
import type { People } from '../people/index.ts'
import type { Store } from '../store/index.ts'

/** A paper of the library as a notice carries it. */
export type Paper = {
  id: number
  name: string
  isPublic: boolean
  /** On disk, for channels that carry files. */
  file: { path: string; name: string; mimeType: string }
  /** Where anybody may read it; null where this installation has no address, or the paper is internal. */
  url: string | null
}

export type BroadcastsOptions = {
  store: Store
  people: Pick<People, 'posts' | 'consents'>
  delivery: { owe(owed: Owed): Promise<unknown> }
  /** The papers of a commune among these numbers that are in force; a secret one is in no library. */
  papers(communeId: number, ids: readonly number[]): Promise<Paper[]>
}
