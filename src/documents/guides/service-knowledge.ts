import type { Guide } from './guide.ts'
import { type LifeEvent, loadLifeEvents } from './life-events.ts'
import { loadGuides } from './load-guides.ts'
import { type LocalOffice, loadLocalOffices } from './local-office.ts'
import { loadSafetyPack, type SafetyPack } from './safety-pack.ts'
import { loadSameWords } from './same-words.ts'

/** Everything a citizen's question about a service is answered from. */
export type ServiceKnowledge = {
  guides: Guide[]
  events: LifeEvent[]
  /** By slug of the commune. */
  offices: ReadonlyMap<string, LocalOffice>
  safety: SafetyPack
  /** Groups of phrases that mean one thing. */
  sameWords: string[][]
}

/** Reads the whole of it from the knowledge folder. Throws `GuideError`. */
export function loadServiceKnowledge(folder: string): ServiceKnowledge {
  const guides = loadGuides(folder)
  return {
    guides,
    events: loadLifeEvents(folder, new Set(guides.map(({ slug }) => slug))),
    offices: loadLocalOffices(folder),
    safety: loadSafetyPack(folder),
    sameWords: loadSameWords(folder),
  }
}
