import { createCalendar } from '../../src/calendar/index.ts'
import { type SyncPlan, type SyncResult, syncOccurrences } from '../../src/duties/index.ts'
import { readDueWords } from '../../src/reminders/read-due-words.ts'
import type { Store } from '../../src/store/index.ts'
import { register } from '../reminders/made-up.ts'

export type SeededPlan = { communeId: number; documentId: number }

/** A commune with one plan in force, and nothing said of it yet. */
export async function seedPlan({ db }: Store): Promise<SeededPlan> {
  await db.document.deleteMany()
  await db.commune.deleteMany({ where: { id: { not: 0 } } })
  const commune = await db.commune.create({ data: { slug: 'binh-phu', name: 'xã Bình Phú' } })
  const document = await db.document.create({
    data: { communeId: commune.id, file: 'ke-hoach.txt', digest: 'd', identity: {}, warnings: [], text: '' },
  })
  return { communeId: commune.id, documentId: document.id }
}

/** Brings the rows level with a made-up register of that plan. */
export function syncMadeUp(
  store: Store,
  { communeId, documentId }: SeededPlan,
  source: Partial<SyncPlan['source']>,
  more: Partial<Omit<SyncPlan, 'source'>> = {},
): Promise<SyncResult> {
  const whole = register()
  const here = <E extends { documentId: number }>(entries: readonly E[] = []): E[] =>
    entries.map((entry) => ({ ...entry, documentId }))
  return syncOccurrences(store, {
    communeId,
    source: {
      rules: here(source.rules),
      duties: here(source.duties),
      documents: whole.documents.map((document) => ({ ...document, id: documentId })),
    },
    today: '2026-12-01',
    calendar: createCalendar(),
    readDueWords,
    bodies: ({ units }) => units.map((name) => ({ key: name.toLowerCase(), name })),
    isConfirmed: () => true,
    signedBy: () => null,
    ...more,
  })
}
