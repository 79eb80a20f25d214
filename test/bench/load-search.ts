/** How a rate that holds is looked for: each is asked at most once, and none that an earlier one has decided. */

/**
 * The rungs that are asked, in this order, when whoever bears a rate is taken to bear every lower one: the highest first, then
 * `likely`, then halves of what is left. Ends once the highest that holds is known, or that none does.
 */
export async function lookForHighest(
  rates: readonly number[],
  likely: number | null,
  holds: (rate: number) => Promise<boolean>,
): Promise<void> {
  // Below all that fail, above all that hold.
  let [low, high] = [-1, rates.length]
  let next = high - 1
  while (high - low > 1) {
    if (await holds(rates[next] ?? 0)) low = next
    else high = next
    const hinted = likely === null ? -1 : rates.indexOf(likely)
    next = hinted > low && hinted < high ? hinted : Math.floor((low + high) / 2)
  }
}

/** The rungs from the one below `likely` on; all where nothing is known. */
export function ladderFrom(rates: readonly number[], likely: number | null): readonly number[] {
  if (likely === null) return rates
  const below = rates.filter((rate) => rate < likely).length
  return rates.slice(Math.max(0, below - 1))
}
