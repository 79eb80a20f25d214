/** Steps without what their people asked to be spared. */
import type { Store } from '../../store/index.ts'
import type { Policy } from '../policy.ts'
import { type Instant, isQuiet, isUnwanted, type Named, type Wishes } from './choose.ts'
import { markSteps } from './ledger.ts'

type SparingParts = {
  store: Store
  communeId: number
  policy: Policy
  now: Instant
  wishesOf: (personId: number) => Promise<Wishes>
}

const NO_WISHES: Wishes = { without: [], quiet: null }

/** Without what its person asked to be spared, now or for good. */
export async function spared(
  { store, communeId, policy, now, wishesOf }: SparingParts,
  tell: readonly Named[],
  planned: readonly Named[],
): Promise<Named[]> {
  const kept: Named[] = []
  const unwanted: string[] = []
  const byPerson = [...Map.groupBy(tell, ({ post }) => post.person)]
  const known = await Promise.all(byPerson.map(([person]) => wishesOf(Number(person))))
  for (const [index, [person, steps]] of byPerson.entries()) {
    const wishes = known[index] ?? NO_WISHES
    const wanted = steps.filter((step) => !isUnwanted(step, wishes))
    unwanted.push(...steps.filter((step) => isUnwanted(step, wishes)).map(({ key }) => key))
    const isLastDay = planned.some(({ post, occurrence }) => post.person === person && occurrence.lastSafe === now.day)
    if (!isQuiet(wishes, { now, windows: policy.windows, isLastDay })) kept.push(...wanted)
  }
  await markSteps(store, communeId, { keys: unwanted, day: now.day, outcome: 'left_out' })
  return kept
}
