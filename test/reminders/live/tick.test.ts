import { beforeEach, describe, expect, test } from 'vitest'
import { loadOccurrences, record } from '../../../src/duties/index.ts'
import { createTick } from '../../../src/reminders/live/index.ts'
import { releaseHeld } from '../../../src/reminders/live/ledger.ts'
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

  test('the unit that collects a report owes none to itself, under any spelling of its name', async () => {
    office = await openOffice(ground().store, {
      rules: [{ ...QUARTERLY, who: ['Phòng Kinh tế', 'Văn phòng HĐND và UBND xã'] }],
    })
    await office.tick()
    const rows = await loadOccurrences(ground().store, {
      ...{ communeId: office.communeId, from: '2026-12-01', to: '2026-12-31', inForceOnly: true },
    })
    expect(rows.map(({ bodyName }) => bodyName)).toEqual(['Phòng Kinh tế'])
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
    await office.runUntil('2026-12-30T00:00')
    expect(office.sent.filter(({ text }) => text.includes('lãnh đạo'))).toEqual([])
    office = await openOffice(ground().store)
    office.parts.policy = () => POLICY_WITH_LEADERS
    await office.runUntil('2026-12-25T12:00')
    expect(times('vice')).toEqual([])
    expect(office.to('coordinator').some((text) => text.includes('[Báo lãnh đạo]'))).toBe(true)
    expect(await releaseHeld(ground().store, office.communeId)).toBe(1)
    await office.runUntil('2026-12-30T00:00')
    expect(office.to('vice')).toHaveLength(1)
    expect(office.to('vice')[0]).toContain('chưa được ghi nhận nộp báo cáo quý IV/2026: Phòng Kinh tế')
  })

  test('what the coordinator did not let go is asked about again on the next working day, without what was filed since', async () => {
    office.parts.policy = () => POLICY_WITH_LEADERS
    await office.runUntil('2026-12-28T12:00')
    const asked = office.to('coordinator').filter((text) => text.includes('đến bước báo lãnh đạo'))
    expect(asked.map((text) => text.slice(0, 10))).toEqual(['2026-12-25', '2026-12-28'])
    expect(asked[0]).toContain('- Phó Chủ tịch UBND: báo cáo quý IV/2026, chậm nhất 18/12/2026')
    await say('filed')
    await office.runUntil('2026-12-29T12:00')
    expect(await releaseHeld(ground().store, office.communeId)).toBe(0)
    expect(times('vice')).toEqual([])
  })

  test('each month leaders and the coordinator are told how the last one went, once, unless the office does not want it', async () => {
    await office.runUntil('2026-12-16T09:00')
    await say('filed', { filedOn: '2026-12-16' })
    await office.runUntil('2027-01-20T00:00')
    const told = office.sent.filter(({ text }) => text.includes('Tình hình tháng 12/2026'))
    expect(told.map(({ at, person }) => [at, person]).sort()).toEqual([
      ['2027-01-04T07:30', 'coordinator'],
      ['2027-01-04T07:30', 'vice'],
    ])
    expect(told.find(({ person }) => person === 'vice')?.text).toBe(
      'Kính gửi đồng chí Phó Chủ tịch UBND.\nTình hình tháng 12/2026 của xã Bình Phú: 1 báo cáo, nhiệm vụ đến hạn ở 1 đơn vị; 1 đúng hạn.\nĐúng hạn tất cả: 1/1 đơn vị.\nSố liệu theo ghi nhận trên trợ lý; văn bản đã gửi mà chưa bấm [Đã nộp] thì chưa tính.',
    )
    office = await openOffice(ground().store)
    office.parts.policy = () => ({ ...DEFAULT_POLICY, scoreboard: { monthly: false } })
    await office.runUntil('2027-01-20T00:00')
    expect(office.sent.filter(({ text }) => text.includes('Tình hình tháng'))).toEqual([])
  })

  test('"Đang làm" stops escalation for three working days, not the step of the last day', async () => {
    office.parts.policy = () => POLICY_WITH_LEADERS
    const heldOn = async (): Promise<string[]> =>
      (
        await ground().store.query<{ day: string }>(
          `SELECT day FROM reminder_message WHERE key LIKE '%/leader' ORDER BY day`,
        )
      ).map(({ day }) => day)
    await office.runUntil('2026-12-24T09:00')
    await say('in_progress', { percent: 60 })
    await office.runUntil('2027-01-06T00:00')
    // Fallen due on the fifth working day late, 25/12; told on the fourth one after the answer.
    expect((await heldOn())[0]).toBe('2026-12-30')
    office = await openOffice(ground().store)
    await office.runUntil('2026-12-17T09:00')
    await say('in_progress')
    await office.runUntil('2026-12-19T00:00')
    expect(times('focal')).toContain('2026-12-18T07:30')
  })

  test('in December the coordinator is asked once for a next year that is not announced', async () => {
    await office.runUntil('2026-12-31T00:00')
    const asked = office.to('coordinator').filter((text) => text.includes('Lịch nghỉ năm 2027 đang tạm tính'))
    expect(asked).toHaveLength(1)
    expect(asked[0]).toContain('2026-12-01T07:30')
  })

  test("a day the office works instead of another moves the steps, and none comes on the office's own day off", async () => {
    const own = { daysOff: ['2026-12-18'], workedDays: ['2026-12-19'] }
    office.parts.policy = () => ({ ...DEFAULT_POLICY, calendar: own })
    await office.runUntil('2026-12-24T00:00')
    expect(times('focal').some((time) => time.startsWith('2026-12-18'))).toBe(false)
    expect(times('focal')).toContain('2026-12-19T07:30')
    expect(office.to('focal').find((text) => text.startsWith('2026-12-19T07:30'))).toContain('ngày làm việc cuối cùng')
  })

  test('a unit nobody is linked to: the coordinator is told once whom to link, and gets its steps', async () => {
    office.posts = office.posts.filter(({ unit }) => unit !== 'Phòng Kinh tế')
    await office.runUntil('2026-12-19T00:00')
    expect(office.to('coordinator').filter((text) => text.includes('chưa có ai nhận tin (1)'))).toHaveLength(1)
    expect(times('coordinator')).toContain('2026-12-16T07:30')
  })

  test('a person who left gets nothing more; whoever comes into the post is told what still counts and is behind in nothing', async () => {
    await office.runUntil('2026-12-18T16:00')
    const [head, focal, ...others] = office.posts
    const newcomer = await ground().store.db.channelAccount.create({
      data: { channel: 'telegram', externalId: 'newcomer', person: { create: {} } },
    })
    office.people.newcomer = newcomer.personId
    const accounts = [{ accountId: newcomer.id, channel: 'telegram', isUnreachable: false }]
    const holders = [{ personId: newcomer.personId, name: 'Người mới', phone: null, accounts }]
    if (head && focal) office.posts = [head, { ...focal, holders }, ...others]
    office.sent.length = 0
    await office.runUntil('2026-12-24T00:00')
    expect(times('focal')).toEqual([])
    expect(times('newcomer')).toEqual(['2026-12-21T07:30'])
    expect(office.sent.filter(({ text }) => text.includes('gián đoạn'))).toEqual([])
    if (head && focal) office.posts = [{ ...head, holders: [] }, { ...focal, holders: [] }, ...others]
    office.now = '2027-03-01T07:00'
    office.sent.length = 0
    await office.runUntil('2027-03-20T00:00')
    expect(
      office.to('coordinator').some((text) => text.includes('Đơn vị chưa có người nhận tin; nhờ đồng chí chuyển giúp')),
    ).toBe(true)
  })

  test('a channel that refuses for a week: each morning whom to call about what, nobody twice for the same', async () => {
    const { owe } = office.parts.outbox
    office.parts.outbox.owe = async (owed) => {
      const row = await owe(owed)
      if (office.sent.at(-1)?.person !== 'coordinator')
        await ground().store.query(`UPDATE message SET status = 'failed' WHERE id = $1`, [row?.messageId])
      return row
    }
    await office.runUntil('2026-12-22T00:00')
    const calls = office
      .to('coordinator')
      .flatMap((text) =>
        (/Cần gọi điện[\s\S]*?(?=\n\n|$)/.exec(text) ?? []).map((list) => `${text.slice(0, 16)} ${list}`),
      )
    expect(calls.map((call) => call.slice(0, 10))).toEqual([
      '2026-12-07',
      '2026-12-11',
      '2026-12-14',
      '2026-12-16',
      '2026-12-18',
      '2026-12-21',
      '2026-12-21',
    ])
    const lines = calls.flatMap((call) => call.split('\n').slice(1))
    expect(
      lines.filter((line) => line.startsWith('- Trưởng phòng Kinh tế (Trần Văn Bình, 0912 345 678)')),
    ).toHaveLength(4)
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
      '- Cán bộ đầu mối Phòng Kinh tế (Trần Văn Bình, 0912 345 678): báo cáo quý IV/2026, chậm nhất 18/12/2026',
    )
  })

  test('what nobody confirmed is told to the coordinator alone', async () => {
    office = await openOffice(ground().store, { rules: [{ ...QUARTERLY, state: 'proposed' }] })
    await office.runUntil('2026-12-24T00:00')
    expect(new Set(office.sent.map(({ person }) => person))).toEqual(new Set(['coordinator']))
  })

  test('once when it is taken in, long before any step; then 15, 10 and 5 working days before its first step', async () => {
    office = await openOffice(ground().store, { rules: [{ ...QUARTERLY, state: 'proposed' }], now: '2026-10-01T07:00' })
    await office.runUntil('2026-12-12T00:00')
    const told = office.to('coordinator').filter((text) => text.toLowerCase().includes('máy đọc, xã chưa xác nhận'))
    expect(told[0]).toContain('2026-10-01T07:30')
    expect(told[0]).toContain('- Kế hoạch của UBND xã Bình Phú: 1 quy định báo cáo có hạn')
    expect(told.filter((text) => text.includes('trợ lý chưa nhắc đơn vị nào:\n'))).toHaveLength(1)
    // First step on 11/12; 24/11 is a day off.
    expect(told.map((text) => text.slice(0, 10))).toEqual(
      expect.arrayContaining(['2026-11-19', '2026-11-27', '2026-12-04', '2026-12-07']),
    )
  })
})

const POLICY_WITH_LEADERS = { ...DEFAULT_POLICY, escalation: { ...DEFAULT_POLICY.escalation, leaders: true } }
