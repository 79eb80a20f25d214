import { beforeEach, describe, expect, test } from 'vitest'
import { loadOccurrences, record } from '../../../src/duties/index.ts'
import { createTick } from '../../../src/reminders/live/index.ts'
import { endPause, pause, pausesOn } from '../../../src/reminders/live/pauses.ts'
import { DEFAULT_POLICY } from '../../../src/reminders/policy.ts'
import { onEachStore } from '../../support/stores.ts'
import { nextHour, type Office, openOffice, QUARTERLY } from './an-office.ts'

await onEachStore('the scheduler', (ground) => {
  let office: Office
  const times = (person: string): string[] => office.sent.filter((each) => each.person === person).map(({ at }) => at)
  const firstRow = async (): Promise<number> =>
    (await loadOccurrences(ground().store, { communeId: office.communeId, from: '2026-12-01', to: '2026-12-31' }))[0]
      ?.id ?? 0
  const say = async (kind: 'filed' | 'in_progress' | 'snoozed', detail = {}, person = 'focal'): Promise<void> => {
    const by = { personId: office.people[person] ?? null, title: person }
    await record(ground().store, { occurrenceId: await firstRow(), kind, by, detail })
    // Said at the office's own clock, not at the database's.
    await ground().store.query(
      'UPDATE occurrence_event SET at = $1 WHERE id = (SELECT max(id) FROM occurrence_event)',
      [`${office.now}:00+07`],
    )
  }

  beforeEach(async () => {
    office = await openOffice(ground().store)
  })

  test('sends nothing while the office paused all, and afterwards what is still of use, without a list of what was missed', async () => {
    const { communeId } = office
    const wanted = { bodyKey: null, bodyName: null, until: null, reason: 'Bầu cử', by: 'Điều phối' }
    await pause(ground().store, communeId, wanted)
    await office.runUntil('2026-12-16T00:00')
    expect(office.sent).toEqual([])
    const [only] = await pausesOn(ground().store, communeId, '2026-12-16')
    expect(await endPause(ground().store, communeId, { id: only?.id ?? 0, by: 'Điều phối' })).toBe(true)
    await office.runUntil('2026-12-17T00:00')
    expect(times('focal')).toEqual(['2026-12-16T07:30'])
    expect(office.to('coordinator').join()).not.toContain('bỏ lỡ')
  })

  test('spares a paused unit alone, and tells it again from the day after its pause', async () => {
    const { communeId } = office
    await office.tick()
    const [row] = await loadOccurrences(ground().store, { communeId, from: '2026-12-01', to: '2026-12-31' })
    const unit = { bodyKey: row?.bodyKey ?? '', bodyName: 'Phòng Kinh tế', reason: 'Sáp nhập', by: 'Điều phối' }
    await pause(ground().store, communeId, { ...unit, until: '2026-12-10' })
    await office.runUntil('2026-12-12T00:00')
    expect(times('focal')).toEqual(['2026-12-11T07:30'])
    expect(times('coordinator').length).toBeGreaterThan(0)
  })

  test('sends what the plan says, each once, to whom it says, inside the windows', async () => {
    await office.runUntil('2026-12-24T00:00')
    expect(times('focal')).toEqual([
      '2026-12-07T07:30',
      '2026-12-11T07:30',
      '2026-12-14T07:30',
      '2026-12-16T07:30',
      '2026-12-18T07:30',
      '2026-12-18T14:00',
      '2026-12-21T07:30',
    ])
    expect(times('head')).toEqual([
      '2026-12-11T07:30',
      '2026-12-16T07:30',
      '2026-12-18T07:30',
      '2026-12-21T07:30',
      '2026-12-23T07:30',
    ])
    expect(times('vice')).toEqual([])
    expect(new Set(office.sent.map(({ key }) => key)).size).toBe(office.sent.length)
  })

  test('what is filed is told no more; whoever receives it is asked, and has it after five working days of silence', async () => {
    await office.runUntil('2026-12-11T09:00')
    await say('filed', { number: '15/BC-PKT' })
    office.sent.length = 0
    await office.runUntil('2026-12-24T00:00')
    expect(times('focal')).toEqual([])
    expect(office.to('receiver')).toHaveLength(1)
    expect(office.to('receiver')[0]).toContain(
      '2026-12-11T09:00 Phòng Kinh tế báo đã nộp báo cáo quý IV/2026, số 15/BC-PKT',
    )
    expect(
      (await loadOccurrences(ground().store, { communeId: office.communeId, from: '2026-12-18', to: '2026-12-18' }))[0],
    ).toMatchObject({ status: 'accepted' })
  })

  test("a reminder asked for an hour of one's own comes then, beside the day's other", async () => {
    await office.runUntil('2026-12-11T08:00')
    await say('snoozed', { until: '2026-12-11T10:30' })
    await office.runUntil('2026-12-12T00:00')
    expect(times('focal').filter((time) => time.startsWith('2026-12-11'))).toEqual([
      '2026-12-11T07:30',
      '2026-12-11T10:30',
    ])
  })

  test('reminded again tomorrow, but never after the last safe day', async () => {
    await office.runUntil('2026-12-11T08:00')
    await say('snoozed', { until: '2026-12-15' })
    await office.runUntil('2026-12-16T00:00')
    expect(times('focal')).toContain('2026-12-15T07:30')
    await say('snoozed', { until: '2026-12-22' })
    office.sent.length = 0
    await office.runUntil('2026-12-24T00:00')
    expect(times('focal')).not.toContain('2026-12-22T07:30')
    expect(times('focal')).toContain('2026-12-18T07:30')
  })

  test('two schedulers at once say everything once', async () => {
    const other = createTick(office.parts)
    while (office.now < '2026-12-19T00:00') {
      await Promise.all([office.tick(), other()])
      office.now = nextHour(office.now)
    }
    const said = office.sent.map(({ person, at, text }) => `${person} ${at.slice(0, 10)} ${text}`)
    expect(new Set(said).size).toBe(said.length)
    expect(times('focal')).toHaveLength(6)
  })

  describe('off for a while', () => {
    test('what is still of use is told once, in the next window', async () => {
      await office.runUntil('2026-12-11T07:00')
      office.now = '2026-12-16T08:10'
      office.sent.length = 0
      await office.runUntil('2026-12-16T23:00')
      expect(office.to('focal')).toHaveLength(1)
      expect(office.to('focal')[0]).toContain('còn 2 ngày làm việc')
    })

    test('what is of no use any more is told to the coordinator, and nobody is called late for it unwarned', async () => {
      await office.runUntil('2026-12-10T12:00')
      office.now = '2026-12-21T07:30'
      office.sent.length = 0
      await office.runUntil('2026-12-22T00:00')
      const [told] = office.to('coordinator')
      expect(told).toContain(
        'Trợ lý bị gián đoạn nên không kịp nhắc trước hạn:\n- Báo cáo quý IV/2026 – Phòng Kinh tế: ngày cuối 18/12/2026',
      )
      expect(office.to('coordinator')).toHaveLength(1)
    })

    test('a clock that jumps forward and back says nothing twice', async () => {
      await office.runUntil('2026-12-11T12:00')
      const before = office.sent.length
      office.now = '2026-12-11T07:31'
      await office.runUntil('2026-12-11T12:00')
      expect(office.sent).toHaveLength(before)
    })
  })

  test('leaders hear of it only once the office allows it and the coordinator has tapped', async () => {
    office.parts.policy = () => POLICY_WITH_LEADERS
    await office.runUntil('2026-12-26T00:00')
    expect(times('vice')).toEqual([])
    expect(office.to('coordinator').some((text) => text.includes('[Báo lãnh đạo]'))).toBe(true)
  })

  test('a unit nobody is linked to: the coordinator is told once whom to link, and gets its steps', async () => {
    office.posts = office.posts.filter(({ unit }) => unit !== 'Phòng Kinh tế')
    await office.runUntil('2026-12-19T00:00')
    expect(office.to('coordinator').filter((text) => text.includes('chưa có ai nhận tin (1)'))).toHaveLength(1)
    expect(times('coordinator')).toContain('2026-12-16T07:30')
  })

  test('a channel that refuses gives way to the next; what reached nobody by the next morning is to be called', async () => {
    const { owe } = office.parts.outbox
    office.parts.outbox.owe = async (owed) => {
      const row = await owe(owed)
      const isFocals = office.sent.at(-1)?.person === 'focal'
      if (isFocals) await ground().store.query(`UPDATE message SET status = 'failed' WHERE id = $1`, [row?.messageId])
      return row
    }
    await office.runUntil('2026-12-09T00:00')
    const call = office.to('coordinator').filter((text) => text.includes('Cần gọi điện'))
    expect(call).toHaveLength(1)
    expect(call[0]).toContain('2026-12-07T')
    expect(call[0]).toContain(
      '- Cán bộ đầu mối Phòng Kinh tế (0912 345 678): báo cáo quý IV/2026, chậm nhất 18/12/2026',
    )
  })

  test('what nobody confirmed is told to the coordinator alone', async () => {
    office = await openOffice(ground().store, { rules: [{ ...QUARTERLY, state: 'proposed' }] })
    await office.runUntil('2026-12-24T00:00')
    expect(new Set(office.sent.map(({ person }) => person))).toEqual(new Set(['coordinator']))
  })
})

const POLICY_WITH_LEADERS = { ...DEFAULT_POLICY, escalation: { ...DEFAULT_POLICY.escalation, leaders: true } }
