/**
 * The service knowledge as answering needs it: plain data, handed in by whoever composes the program. The reader of the
 * guide files makes objects of these shapes; nothing here knows of files or the store.
 */

export type GuidePart = 'summary' | 'prepare' | 'steps' | 'where' | 'fee' | 'time' | 'caution' | 'unsure' | 'english'

/** One paragraph, item or step, with the last ISO day on which it holds and its passage's number in the document. */
export type GuideLine = { text: string; until: string | null; position: number }

export type Desk = 'service_centre' | 'police' | 'health_station' | 'school' | 'digital_team' | 'office'

export type ServiceGuide = {
  file: string
  slug: string
  title: string
  desk: Desk
  /** True when only the office's own facts answer. */
  localOnly: boolean
  /** True when it holds for any service: a guide of the service named comes first. */
  general: boolean
  /** True when it says little but where to ask: the office's own documents come first. */
  plansFirst: boolean
  /** ISO days. */
  lastVerified: string
  reviewBy: string
  validFrom: string
  validUntil: string | null
  sources: { name: string }[]
  tags: string[]
  synonyms: string[]
  parts: Record<GuidePart, GuideLine[]>
  questions: { question: string; alsoAsked: string[]; answer: GuideLine[] }[]
}

export type LifeEvent = { name: string; synonyms: string[]; steps: { say: string; guide: string }[] }

/** What people ask and no guide tells, with who deals with it where that is known. */
export type MatterWithoutGuide = { name: string; synonyms: string[]; ask: string | null }

export type Scam = { name: string; signs: string[][]; warning: string }

type Person = { name: string; phone?: string }

export type LocalOffice = {
  desks: Partial<Record<Desk, { name?: string; address?: string; hours?: string; phones: string[]; note?: string }>>
  villages: { name: string; head?: Person; digitalTeam: Person[] }[]
}

export type ServiceKnowledge = {
  guides: ServiceGuide[]
  events: LifeEvent[]
  withoutGuide: MatterWithoutGuide[]
  /** By slug of the commune. */
  offices: ReadonlyMap<string, LocalOffice>
  /** A phone that is not `checked` is told as such. */
  safety: {
    scams: Scam[]
    scamGuide: string | null
    phones: { number: string; checked: boolean }[]
    /** The only hosts an answer may name; one that begins with a dot stands for every host below it. */
    officialHosts: string[]
  }
  /** Groups of phrases that mean one thing. */
  sameWords: string[][]
}
