import { beforeEach, expect, test } from 'vitest'
import {
  eventsOf,
  findOccurrences,
  loadOccurrences,
  type OccurrenceRow,
  record,
  undoLast,
} from '../../src/duties/index.ts'
import { rule } from '../reminders/made-up.ts'
import { onEachStore } from '../support/stores.ts'
import { seedPlan, syncMadeUp } from './a-commune.ts'

await onEachStore('what people say of an occurrence', (ground) => {
  let id = 0
  let by = { personId: 0, title: 'Trưởng phòng Kinh tế' }
  const now = async (): Promise<OccurrenceRow | undefined> => (await findOccurrences(ground().store, [id]))[0]

  beforeEach(async () => {
    const { store } = ground()
    const plan = await seedPlan(store)
    await syncMadeUp(store, plan, { rules: [rule()] })
    const span = { from: '2026-12-01', to: '2026-12-31' }
    id = (await loadOccurrences(store, { communeId: plan.communeId, ...span }))[0]?.id ?? 0
    by = { personId: (await store.db.person.create({ data: {} })).id, title: by.title }
  })

  test('is filed with its number, accepted, or returned and open again', async () => {
    const { store } = ground()
    await record(store, { occurrenceId: id, kind: 'filed', by, detail: { number: '15/BC-PKT', filedOn: '2026-12-18' } })
    expect(await now()).toMatchObject({ status: 'filed', filedOn: '2026-12-18', filedNumber: '15/BC-PKT' })
    await record(store, { occurrenceId: id, kind: 'returned', by, detail: { text: 'thiếu biểu 2' } })
    expect(await now()).toMatchObject({ status: 'in_progress', filedOn: null })
    await record(store, { occurrenceId: id, kind: 'filed', by })
    await record(store, { occurrenceId: id, kind: 'accepted', by })
    expect(await now()).toMatchObject({ status: 'accepted' })
  })

  test('said again in the same message, it is one entry', async () => {
    const saying = { occurrenceId: id, kind: 'in_progress', by, messageId: 9, detail: { percent: 30 } } as const
    expect(await record(ground().store, saying)).toBe(true)
    expect(await record(ground().store, saying)).toBe(false)
    expect((await eventsOf(ground().store, [id])).get(id)).toHaveLength(1)
  })

  test('a wrong tap is taken back by an entry of its own, and only once a message', async () => {
    const { store } = ground()
    await record(store, { occurrenceId: id, kind: 'in_progress', by, detail: { percent: 50 } })
    await record(store, { occurrenceId: id, kind: 'filed', by })
    expect(await undoLast(store, { occurrenceId: id, by, messageId: 11 })).toBe('filed')
    expect(await undoLast(store, { occurrenceId: id, by, messageId: 11 })).toBeNull()
    expect(await now()).toMatchObject({ status: 'in_progress', percent: 50, filedOn: null })
    expect(((await eventsOf(store, [id])).get(id) ?? []).map(({ kind }) => kind)).toEqual([
      'in_progress',
      'filed',
      'undone',
    ])
    const stranger = { personId: (await store.db.person.create({ data: {} })).id, title: 'khác' }
    expect(await undoLast(store, { occurrenceId: id, by: stranger, messageId: 12 })).toBeNull()
  })

  test('two at once both stand, and the row says what both say', async () => {
    const { store } = ground()
    await Promise.all([
      record(store, { occurrenceId: id, kind: 'extension_granted', by, detail: { until: '2026-12-25' } }),
      record(store, { occurrenceId: id, kind: 'in_progress', by, detail: { percent: 10 } }),
    ])
    expect(await now()).toMatchObject({ status: 'in_progress', percent: 10, extendedTo: '2026-12-25' })
  })

  test('erasing a person leaves what their post said', async () => {
    const { store } = ground()
    await record(store, { occurrenceId: id, kind: 'filed', by })
    await store.db.person.delete({ where: { id: by.personId } })
    expect((await eventsOf(store, [id])).get(id)).toMatchObject([{ personId: null, by: 'Trưởng phòng Kinh tế' }])
  })
})
