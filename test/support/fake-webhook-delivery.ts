export type DeliveredRequest = { headers: Record<string, string>; body: string }

/** Waits before each repetition of what was not answered 200 in time. */
export const ZALO_RETRY_DELAYS_MS = [30_000, 300_000, 900_000, 1_800_000, 3_600_000]
const ANSWER_WITHIN_MS = 2_000

/**
 * Delivers one event as Zalo does: two seconds for a 200, then again by the ladder with `num_retry`, the same bytes each
 * time. Resolves to how many deliveries it took, or null when Zalo gave up and would switch the webhook off.
 */
export async function deliverWithRetries(
  url: string,
  { headers, body }: DeliveredRequest,
  retryDelaysMs: readonly number[] = ZALO_RETRY_DELAYS_MS,
): Promise<number | null> {
  for (let retry = 0; retry <= retryDelaysMs.length; retry += 1) {
    if (retry > 0) await new Promise((resolve) => setTimeout(resolve, retryDelaysMs[retry - 1]))
    const more: Record<string, string> = retry > 0 ? { num_retry: String(retry) } : {}
    const request = {
      method: 'POST',
      headers: { ...headers, ...more },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }
    const isTaken = await fetch(url, request).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (isTaken) return retry + 1
  }
  return null
}
