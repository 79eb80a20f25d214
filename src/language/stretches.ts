/** Stretches of a text by their offsets. */
type Stretch = { start: number; end: number }

/** Whether no letter or digit stands beside a stretch. */
export function isWhole(text: string, { start, end }: Stretch): boolean {
  // A letter may take two units of UTF-16.
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)]
  return !/[\p{L}\d]$/u.test(before) && !/^[\p{L}\d]/u.test(after)
}

/** Those of some stretches, which stand in order and apart, that overlap another, and the place of the first of them. */
export function overlapping<Each extends Stretch>(
  stretches: readonly Each[],
  { start, end }: Stretch,
): { first: number; stretches: Each[] } {
  const first = firstEndingAfter(stretches, start)
  let to = first
  while ((stretches[to]?.start ?? end) < end) to += 1
  return { first, stretches: stretches.slice(first, to) }
}

/** By halves: a paper may name thousands in one line. */
function firstEndingAfter(stretches: readonly Stretch[], at: number): number {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((stretches[middle]?.end ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low
}
