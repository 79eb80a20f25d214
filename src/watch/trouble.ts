/** `key` stays the same while the trouble does. */
export type Trouble = {
  key: string
  says: string
  remedy: string
  /** Whose own trouble it is; of the whole installation where left out. */
  communeSlug?: string | null
}
