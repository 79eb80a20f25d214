/** Words as numbers: passages are kept as arrays of these, so that scoring compares integers. */
import type { Spelling } from '../language/syllables.ts'

/** A word with marks and the same word without them have a number each; an unmarked word is its own bare form. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #words: string[] = []
  readonly #bare: number[] = []
  readonly #spellings = new Map<number, number[]>()

  get size(): number {
    return this.#words.length
  }

  /** The word's number, given one on first sight. */
  add({ form, bare }: Spelling): number {
    const known = this.#ids.get(form)
    if (known !== undefined) return known
    const bareId = form === bare ? this.#words.length : this.add({ form: bare, bare })
    const id = this.#words.length
    this.#ids.set(form, id)
    this.#words.push(form)
    this.#bare.push(bareId)
    const spellings = this.#spellings.get(bareId)
    if (spellings) spellings.push(id)
    else this.#spellings.set(bareId, [id])
    return id
  }

  find(form: string): number | undefined {
    return this.#ids.get(form)
  }

  word(id: number): string {
    return this.#words[id] ?? ''
  }

  bareOf(id: number): number {
    return this.#bare[id] ?? id
  }

  /** Every form met for this bare word, itself included when it was met or stands for the others. */
  spellingsOf(bareId: number): readonly number[] {
    return this.#spellings.get(bareId) ?? []
  }
}
