export type DeliveredRequest = { headers: Record<string, string>; body: string }

export type RetryLadder = {
  /** Waits before each repetition of what was not answered 200 in time. */
  delaysMs: readonly number[]
  withinMs: number
}

/** Zalo's own; tests that are not about time climb it faster. */
const ZALO_LADDER: RetryLadder = { delaysMs: [30_000, 300_000, 900_000, 1_800_000, 3_600_000], withinMs: 2_000 }
export const FAST_LADDER: RetryLadder = { delaysMs: ZALO_LADDER.delaysMs.map(() => 1), withinMs: 60_000 }

/**
 * Delivers one event as Zalo does: a while for a 200, then again by the ladder with `num_retry`, the same bytes each
 * time. Resolves to how many deliveries it took, or null when Zalo gave up and would switch the webhook off.
 */
export async function deliverWithRetries(
  url: string,
  { headers, body }: DeliveredRequest,
  { delaysMs, withinMs }: RetryLadder = ZALO_LADDER,
): Promise<number | null> {
  for (let retry = 0; retry <= delaysMs.length; retry += 1) {
    if (retry > 0) await new Promise((resolve) => setTimeout(resolve, delaysMs[retry - 1]))
    const more: Record<string, string> = retry > 0 ? { num_retry: String(retry) } : {}
    const request = {
      method: 'POST',
      headers: { ...headers, ...more },
      body,
      signal: AbortSignal.timeout(withinMs),
    }
    const isTaken = await fetch(url, request).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (isTaken) return retry + 1
  }
  return null
}
