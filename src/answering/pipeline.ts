/** One turn, stage by stage. Every stage may stop it; the last one ends it. */
import { Flow, type Timing } from './flow.ts'
import type { Outcome } from './outcome.ts'
import { answer, askGuides, askRegister, fallBackOnGuide, tellHeldService } from './stages/answer.ts'
import { answerClause } from './stages/clauses.ts'
import { endElsewhere, findShelves, rankPassages } from './stages/find.ts'
import { endSmallTalk, guardInput, showMenu, tellCurated, tellService } from './stages/open.ts'
import type { Seen, Sources } from './stages/sources.ts'
import type { Turn } from './turn.ts'

export type Told = Seen & { outcome: Outcome; timings: Timing[] }

export async function runTurn(turn: Turn, sources: Sources): Promise<Told> {
  const seen: Seen = { shelves: [], hits: [] }
  const { step, timings } = await Flow.of(turn)
    .step('guard', guardInput)
    .step('menu', (asked) => showMenu(asked, sources))
    .step('curated', (asked) => tellCurated(asked, sources))
    .step('service', (asked) => tellService(asked, sources))
    .step('small talk', endSmallTalk)
    .step('scope', (asked) => findShelves(asked, sources, seen))
    .step('rank', (understood) => rankPassages(understood, sources, seen))
    .step('held service', tellHeldService)
    .step('elsewhere', endElsewhere)
    .step('register', (ranked) => askRegister(ranked, seen))
    .step('guide', (ranked) => askGuides(ranked, sources))
    .step('answer', (looked) => answer(looked, sources, seen))
    .step('clause', (answered) => answerClause(answered, sources, seen))
    .step('last', fallBackOnGuide)
    .end()
  return { outcome: 'stop' in step ? step.stop : step.go, ...seen, timings }
}
