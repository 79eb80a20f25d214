/** One measured figure, with the limit or peer it is a ratio to where there is one. */
export type Figure = { value: number; unit: string; limit?: number; peer?: string; ratio?: number }

export function figure(
  value: number,
  unit: string,
  { limit, peer }: { limit?: number; peer?: { name: string; value: number } },
): Figure {
  const against = peer?.value ?? limit
  return {
    value: rounded(value),
    unit,
    ...(limit === undefined ? {} : { limit }),
    ...(peer === undefined ? {} : { peer: peer.name }),
    ...(against === undefined || against === 0 ? {} : { ratio: rounded(value / against) }),
  }
}

/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
