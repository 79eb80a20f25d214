/** Counts of pairs of numbers in two flat arrays: a tenth of the memory of a map of as many entries. */
const LARGEST_ID = 2 ** 26
const EMPTY = -1

export class PairCounts {
  #keys = new Float64Array(1024).fill(EMPTY)
  #counts = new Uint32Array(1024)
  #size = 0

  increment(first: number, second: number): void {
    if (this.#size * 2 > this.#keys.length) this.#grow()
    const slot = slotOf(this.#keys, first * LARGEST_ID + second)
    if (this.#keys[slot] === EMPTY) {
      this.#keys[slot] = first * LARGEST_ID + second
      this.#size++
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1
  }

  get(first: number, second: number): number {
    return this.#counts[slotOf(this.#keys, first * LARGEST_ID + second)] ?? 0
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts]
    this.#keys = new Float64Array(keys.length * 2).fill(EMPTY)
    this.#counts = new Uint32Array(keys.length * 2)
    for (const [index, key] of keys.entries()) {
      if (key === EMPTY) continue
      const slot = slotOf(this.#keys, key)
      this.#keys[slot] = key
      this.#counts[slot] = counts[index] ?? 0
    }
  }
}

/** Where the key is, or the empty place where it belongs. */
function slotOf(keys: Float64Array, key: number): number {
  const mask = keys.length - 1
  let slot = Math.imul((key % 0x7fffffff) ^ Math.floor(key / 0x7fffffff), 0x9e3779b1) >>> 0
  slot = (slot ^ (slot >>> 15)) & mask
  while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & mask
  return slot
}
