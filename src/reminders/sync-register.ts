/** The rows of a commune brought level with its register, by the office's policy. */
import { createCalendar } from '../calendar/index.ts'
import {
  type CommuneRegister,
  loadOfficeDates,
  type Occurrence,
  type SyncResult,
  syncOccurrences,
  withOfficeDates,
} from '../duties/index.ts'
import type { Store } from '../store/index.ts'
import { knownSince } from './known-since.ts'
import type { Policy } from './policy.ts'
import { readDueWords } from './read-due-words.ts'
import { responsible } from './step.ts'

/** Safe to run at any time and twice. `today` is ISO, in Asia/Ho_Chi_Minh. */
export async function syncRegister(
  store: Pick<Store, 'query'>,
  register: CommuneRegister,
  { policy, today }: { policy: Policy; today: string },
): Promise<SyncResult> {
  const { commune, documents } = register
  const groups = policy.groups[commune.slug] ?? {}
  const isGroup = (name: string): boolean =>
    register.units.some((unit) => unit.group && (unit.name === name || unit.aliases.includes(name)))
  const members = (names: readonly string[]): string[] => names.flatMap((name) => groups[name] ?? [name])
  const confirmed = confirmedSources(register)
  const signed = new Map(documents.map(({ id, dateText }) => [id, knownSince(dateText, '').neverLateUntil]))
  return syncOccurrences(store, {
    communeId: commune.id,
    source: {
      ...register,
      rules: withOfficeDates(register, await loadOfficeDates(store, commune.id), readDueWords),
      duties: register.duties.map((duty) => ({
        ...duty,
        lead: members(duty.lead),
        coordinating: members(duty.coordinating),
      })),
    },
    today,
    calendar: createCalendar(policy.calendar),
    readDueWords,
    bodies: (occurrence) => responsible({ ...occurrence, units: members(occurrence.units) }, { isGroup }),
    isConfirmed: ({ kind, sourceId }: Occurrence) => confirmed.has(`${kind}-${sourceId}`),
    signedBy: (documentId) => signed.get(documentId) || null,
  })
}

/** What the office confirmed, by kind and number. A date the office set is its own word for the day, not for the rule. */
function confirmedSources({ rules, duties, unsupported }: CommuneRegister): Set<string> {
  const isConfirmed = ({ state }: { state: string }): boolean => state !== 'proposed'
  return new Set([
    ...[...rules, ...unsupported.rules].filter(isConfirmed).map(({ id }) => `report-${id}`),
    ...[...duties, ...unsupported.duties].filter(isConfirmed).map(({ id }) => `task-${id}`),
  ])
}
