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
  /** The same with the defence taken away: each must fail, or the check shows nothing. */
  mutant: Mutant | readonly Mutant[]
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
  /** What came through with the defence taken away, in each way. */
  undefended: readonly Undefended[]
  note?: string
}

type Undefended = { without: string; tried: number; failed: number }

const CONFIDENCE_BOUND = 3
const SHOWN_FAILURES = 12

/** Runs a check and its mutants; "0 of n" comes with the share it proves at 95 %. */
export async function lineOf({ name, run, mutant, mostShare = 0 }: Check): Promise<Line> {
  const { tried, failed, note } = await run()
  const isHeld = tried > 0 && failed.length <= mostShare * tried
  const bound = failed.length === 0 && tried > 0 ? Math.min(1, CONFIDENCE_BOUND / tried) : undefined
  const undefended: Undefended[] = []
  for (const { without, run: attack } of [mutant].flat()) {
    const { tried: n, failed: through } = await attack()
    undefended.push({ without, tried: n, failed: through.length })
  }
  const isRed = undefended.every((each) => each.failed > mostShare * each.tried)
  const parts = [
    `${failed.length} of ${tried}${bound === undefined ? '' : ` (≤ ${percent(bound)})`}`,
    ...undefended.map((each) => `without ${each.without}: ${each.failed} of ${each.tried}`),
    note,
    ...failed.slice(0, SHOWN_FAILURES).map((failure) => `← ${failure.replace(/\s+/g, ' ').slice(0, 200)}`),
  ]
  return {
    ...{ name, text: parts.filter(Boolean).join(' · '), holds: isHeld && isRed, tried, failed: failed.length },
    ...{ bound, note, undefended },
  }
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`
}
