/** Further than any clock drifts between two looks. */
const STEP_MS = 60_000

/**
 * Tells whether the machine's clock was put back since it was last asked, by holding it against the monotonic one, which
 * nobody sets.
 */
export function watchForClockPutBack(): () => boolean {
  const aheadMs = (): number => Date.now() - performance.now()
  let last = aheadMs()
  return () => {
    const now = aheadMs()
    const isBack = now < last - STEP_MS
    last = now
    return isBack
  }
}
