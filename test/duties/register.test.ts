import { beforeAll, describe, expect, test } from 'vitest'
import { dueReports, openRegister, type RegisteredRule } from '../../src/duties/index.ts'
import { ensurePassagePartition } from '../../src/store/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const rule = (cadence: string, dueText: string, recurrence: string): RegisteredRule => ({
  id: 1,
  documentId: 1,
  section: 'IV.1',
  quote: '',
  key: 'k',
  who: [],
  to: null,
  via: null,
  cadence,
  dueText,
  recurrence,
  state: 'proposed',
  changed: false,
})

describe('due reports', () => {
  test('"trước ngày 20" of a weekend is safe until the Friday before, and covers its quarter', () => {
    const quarterly = rule(
      'quarterly',
      'trước ngày 20 tháng cuối quý',
      'RRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
    )
    const [next] = dueReports(quarterly, { from: '2026-12-01', to: '2026-12-31' })
    expect(next).toMatchObject({ due: '2026-12-20', lastSafe: '2026-12-18', period: 'quý IV/2026' })
  })

  test('"chậm nhất ngày" includes the day itself', () => {
    const yearly = rule('yearly', 'chậm nhất ngày 15/12', 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15')
    expect(dueReports(yearly, { from: '2026-01-01', to: '2026-12-31' })[0]?.lastSafe).toBe('2026-12-15')
  })

  test('a rule without a date has none', () => {
    expect(
      dueReports(
        { ...rule('unspecified', '', ''), dueText: null, recurrence: null },
        { from: '2026-01-01', to: '2027-01-01' },
      ),
    ).toEqual([])
  })
})

onEmbeddedStore('the register', (ground) => {
  beforeAll(async () => {
    const { db } = ground().store
    const commune = await db.commune.create({ data: { slug: 'binh-phu', name: 'xã Bình Phú' } })
    await ensurePassagePartition(ground().store, commune.id)
    const document = await db.document.create({
      data: {
        communeId: commune.id,
        file: 'a.txt',
        digest: 'd',
        identity: {},
        warnings: [],
        text: '',
        visibility: 'public',
      },
    })
    const duty = { documentId: document.id, lead: [], coordinating: [], origin: 'prose', section: 'III', quote: 'q' }
    await db.duty.createMany({
      data: [
        { ...duty, position: 0, name: 'còn', key: 'a' },
        { ...duty, position: 1, name: 'bị bác', key: 'b', state: 'rejected' },
        { ...duty, position: 2, name: 'đã mất', key: 'c', state: 'confirmed', vanishedAt: new Date() },
      ],
    })
  })

  test('leaves out what people rejected and what vanished from its document', async () => {
    const register = await openRegister(ground().store).of('binh-phu')
    expect(register?.duties.map(({ name }) => name)).toEqual(['còn'])
  })

  test('is kept until a document changes', async () => {
    const open = openRegister(ground().store)
    const first = await open.of('binh-phu')
    expect(await open.of('binh-phu')).toBe(first)
    await ground().store.db.document.update({ where: { file: 'a.txt' }, data: { version: { increment: 1 } } })
    expect(await open.of('binh-phu')).not.toBe(first)
  })

  test('knows no commune without documents in force', async () => {
    expect(await openRegister(ground().store).of('an-loc')).toBeNull()
  })
})
