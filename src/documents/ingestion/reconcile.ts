import { likeness } from '../../language/likeness.ts'
import { fold } from '../../language/text.ts'
import { Prisma } from '../../store/index.ts'
import { differing, type EntryKind, keptReading, type Row, type StoredRow, substanceOf } from './register-rows.ts'

/** What a new reading proposes: a row without the columns that only the store knows. */
export type Proposal = Row & { key: string; section: string; quote: string }

export type Reconciliation<Proposed> = {
  /** Proposals that no stored entry stands for. */
  insert: Proposed[]
  /** Entries nobody has judged and the file no longer says. */
  remove: number[]
  /** Columns of kept entries that the new reading changes. */
  update: { id: number; data: Row }[]
  /** What became of judged entries. */
  notes: JudgedNote[]
}

/** `changed`: the file says it otherwise now; `vanished`: no longer; `returned`: again as people judged it. */
export type JudgedNote = { id: number; what: 'changed' | 'vanished' | 'returned'; before: Row; after: Row | null }

/** Likeness of two quotes at which the second is the first reworded. */
const REWORDED = 0.6

/**
 * Fits a new reading beside what people said of the last one. An entry is the same when its key is: it keeps its number.
 * A confirmed or corrected entry whose words are gone is found again in the most alike new words, else shown as vanished;
 * what it says stays people's either way.
 */
export function reconcile<Proposed extends Proposal>(
  kind: EntryKind,
  stored: readonly StoredRow[],
  proposed: readonly Proposed[],
): Reconciliation<Proposed> {
  const judgedFirst = [...stored.filter(isJudged), ...stored.filter((entry) => !isJudged(entry))]
  const waiting = Map.groupBy(proposed, ({ key }) => key)
  const found = new Map<StoredRow, Proposed>()
  for (const entry of judgedFirst) {
    const proposal = waiting.get(entry.key)?.shift()
    if (proposal) found.set(entry, proposal)
  }
  const taken = new Set(found.values())
  const left = new Set(proposed.filter((proposal) => !taken.has(proposal)))
  for (const [entry, proposal] of reworded(judgedFirst, found, left)) {
    found.set(entry, proposal)
    left.delete(proposal)
  }
  const kept = [...found].flatMap(([entry, proposal]) => fitted(kind, entry, proposal))
  const gone = judgedFirst.filter((entry) => isJudged(entry) && !found.has(entry) && !entry.vanishedAt)
  return {
    insert: [...left],
    remove: stored.filter((entry) => !isJudged(entry) && !found.has(entry)).map(({ id }) => id),
    update: [
      ...kept.map(({ update }) => update),
      ...gone.map(({ id, revision }) => ({ id, data: { vanishedAt: new Date(), revision: revision + 1 } })),
    ],
    notes: [
      ...kept.flatMap(({ note }) => note ?? []),
      ...gone.map((entry) => ({
        id: entry.id,
        what: 'vanished' as const,
        before: substanceOf(kind, entry),
        after: null,
      })),
    ],
  }
}

function isJudged({ state }: StoredRow): boolean {
  return state !== 'proposed'
}

/** Confirmed and corrected entries without their words, each with the new words most like them; the most alike first. */
function reworded<Proposed extends Proposal>(
  judged: readonly StoredRow[],
  found: ReadonlyMap<StoredRow, Proposed>,
  left: ReadonlySet<Proposed>,
): [StoredRow, Proposed][] {
  const lost = judged.filter((entry) => /^(?:confirmed|corrected)$/.test(entry.state) && !found.has(entry))
  if (lost.length === 0) return []
  const words = new Map([...left].map((proposal) => [proposal, wordsOf(proposal.quote)]))
  const alike = lost.flatMap((entry) => {
    const own = wordsOf(entry.quote)
    return [...words].flatMap(([proposal, other]) => {
      const score = likeness(own, other) + (entry.section === proposal.section ? 0.05 : 0)
      return score >= REWORDED ? [{ entry, proposal, score }] : []
    })
  })
  const pairs = new Map<StoredRow, Proposed>()
  const used = new Set<Proposed>()
  for (const { entry, proposal } of alike.sort((a, b) => b.score - a.score)) {
    if (pairs.has(entry) || used.has(proposal)) continue
    pairs.set(entry, proposal)
    used.add(proposal)
  }
  return [...pairs]
}

function wordsOf(quote: string): string[] {
  return fold(quote).match(/[a-z0-9%]+/g) ?? []
}

type Fitted = { update: { id: number; data: Row }; note?: JudgedNote }

/** What the new words change in an entry that they belong to: all of a mere proposal, only the place of a judged one. */
function fitted(kind: EntryKind, entry: StoredRow, proposal: Proposal): Fitted[] {
  if (isJudged(entry)) return fittedToJudged(kind, entry, proposal)
  const data = changedColumns(entry, proposal)
  if (Object.keys(data).length === 0) return []
  const revision = differing(kind, entry, proposal).length > 0 ? { revision: entry.revision + 1 } : {}
  return [{ update: { id: entry.id, data: { ...data, ...revision } } }]
}

function fittedToJudged(kind: EntryKind, entry: StoredRow, proposal: Proposal): Fitted[] {
  const place = changedColumns(entry, placeOf(proposal))
  const judged = keptReading(entry.judgedOn) ?? entry
  const note = noteOn(kind, { entry, judged, proposal })
  if (!note) return Object.keys(place).length > 0 ? [{ update: { id: entry.id, data: place } }] : []
  const reading = note.what === 'changed' ? { ...proposal } : Prisma.DbNull
  const data = { ...place, reading, vanishedAt: null, revision: entry.revision + 1 }
  return [{ update: { id: entry.id, data }, note }]
}

type Judged = { entry: StoredRow; judged: Row; proposal: Proposal }

/** What people have to be told of a judged entry; null where the file says what they know already. */
function noteOn(kind: EntryKind, { entry, judged, proposal }: Judged): JudgedNote | null {
  const known = keptReading(entry.reading)
  const isChanged = entry.state !== 'rejected' && differing(kind, judged, proposal).length > 0
  const isNews = isChanged ? !known || differing(kind, known, proposal).length > 0 : known !== null
  if (!isNews && entry.vanishedAt === null) return null
  const [before, after] = [substanceOf(kind, judged), substanceOf(kind, proposal)]
  return { id: entry.id, what: isChanged ? 'changed' : 'returned', before, after }
}

/** Where the file says it: `no` only where the register has one. */
function placeOf({ no, position, section, quote, key }: Proposal): Row {
  return { ...(no === undefined ? {} : { no }), position, section, quote, key }
}

function changedColumns(entry: StoredRow, proposal: Row): Row {
  return Object.fromEntries(
    Object.entries(proposal).filter(
      ([column, value]) => JSON.stringify(entry[column] ?? null) !== JSON.stringify(value ?? null),
    ),
  )
}
