import { type Guide, GuideError } from './guide.ts'
import { type LifeEvent, loadLifeEvents } from './life-events.ts'
import { loadGuides } from './load-guides.ts'
import { type LocalOffice, listLocalFiles, loadLocalOffice } from './local-office.ts'
import { loadMattersWithoutGuide, type MatterWithoutGuide } from './no-guide.ts'
import { loadSafetyPack, type SafetyPack } from './safety-pack.ts'
import { loadSameWords } from './same-words.ts'

/** Everything a citizen's question about a service is answered from. */
export type ServiceKnowledge = {
  guides: Guide[]
  events: LifeEvent[]
  withoutGuide: MatterWithoutGuide[]
  /** By slug of the commune. */
  offices: ReadonlyMap<string, LocalOffice>
  safety: SafetyPack
  /** Groups of phrases that mean one thing. */
  sameWords: string[][]
  /** Files left out, each with the place and the remedy. */
  faults: GuideError[]
}

/** Reads the whole of it from the knowledge folder. One file people broke never stops the others. */
export function loadServiceKnowledge(folder: string): ServiceKnowledge {
  const faults: GuideError[] = []
  const orElse = <Part>(empty: Part, load: () => Part): Part => {
    try {
      return load()
    } catch (error) {
      if (!(error instanceof GuideError)) throw error
      faults.push(error)
      return empty
    }
  }
  const loaded = orElse({ guides: [], faults: [] }, () => loadGuides(folder))
  const slugs = new Set(loaded.guides.map(({ slug }) => slug))
  const names = orElse([], () => listLocalFiles(folder))
  return {
    guides: loaded.guides,
    events: orElse([], () => loadLifeEvents(folder, slugs)),
    withoutGuide: orElse([], () => loadMattersWithoutGuide(folder)),
    offices: new Map(
      names.flatMap((name) => orElse<[string, LocalOffice][]>([], () => [loadLocalOffice(folder, name)])),
    ),
    safety: orElse({ officialHosts: [], phones: [], scamGuide: null, scams: [] }, () => loadSafetyPack(folder)),
    sameWords: orElse([], () => loadSameWords(folder)),
    faults: [...loaded.faults, ...faults],
  }
}
