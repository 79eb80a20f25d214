/** One thing tried against the program, many times over. */
export type Found = {
  tried: number
  /** What came through, a line each. */
  failed: string[]
  /** What is worth knowing beside it. */
  note?: string
}

export type Check = {
  name: string
  run(): Promise<Found>
  /** The same with the defence taken away: it must fail, or the check shows nothing. */
  mutant: Mutant
  /** Share of the tries that may come through; none unless said. */
  mostShare?: number
}

export type Mutant = { without: string; run(): Promise<Found> }

export type Line = {
  name: string
  text: string
  holds: boolean
  tried: number
  failed: number
  /** Share that "none of n" proves; absent where something came through. */
  bound?: number
  /** What came through with the defence taken away. */
  undefended: { without: string; tried: number; failed: number }
  note?: string
}

const CONFIDENCE_BOUND = 3
const SHOWN_FAILURES = 12

/** Runs a check and its mutant; "0 of n" comes with the share it proves at 95 %. */
export async function lineOf({ name, run, mutant, mostShare = 0 }: Check): Promise<Line> {
  const { tried, failed, note } = await run()
  const isHeld = tried > 0 && failed.length <= mostShare * tried
  const bound = failed.length === 0 && tried > 0 ? Math.min(1, CONFIDENCE_BOUND / tried) : undefined
  const undefended = await mutant.run()
  const isRed = undefended.failed.length > mostShare * undefended.tried
  const parts = [
    `${failed.length} of ${tried}${bound === undefined ? '' : ` (≤ ${percent(bound)})`}`,
    `without ${mutant.without}: ${undefended.failed.length} of ${undefended.tried}`,
    note,
    ...failed.slice(0, SHOWN_FAILURES).map((failure) => `← ${failure.replace(/\s+/g, ' ').slice(0, 200)}`),
  ]
  return {
    ...{ name, text: parts.filter(Boolean).join(' · '), holds: isHeld && isRed, tried, failed: failed.length },
    ...{ bound, note },
    undefended: { without: mutant.without, tried: undefended.tried, failed: undefended.failed.length },
  }
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`
}
