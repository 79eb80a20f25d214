import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CalendarComponent, sync, type VEvent } from 'node-ical'
import { beforeEach, expect, test } from 'vitest'
import { loadOccurrences, record } from '../../../src/duties/index.ts'
import { type CalendarFeeds, openCalendarFeeds, withCalendars } from '../../../src/reminders/index.ts'
import { DEFAULT_POLICY } from '../../../src/reminders/policy.ts'
import { onEachStore } from '../../support/stores.ts'
import { at, type Office, openOffice, QUARTERLY } from '../live/an-office.ts'

const UNIT = 'Phòng Kinh tế'
const HALF_YEARLY = {
  ...QUARTERLY,
  key: 'half',
  who: ['Trạm Y tế'],
  dueText: 'chậm nhất ngày 15/6 và ngày 15/12',
  recurrence: 'RRULE:FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15',
}

await onEachStore("a unit's calendar", (ground) => {
  let office: Office
  let feeds: CalendarFeeds

  beforeEach(async () => {
    const unconfirmed = { ...QUARTERLY, key: 'read', state: 'proposed', recurrence: 'RRULE:FREQ=MONTHLY;BYMONTHDAY=3' }
    office = await openOffice(ground().store, { rules: [QUARTERLY, HALF_YEARLY, unconfirmed] })
    await office.tick()
    feeds = openCalendarFeeds(parts())
  })

  const parts = () => ({
    ...{ store: ground().store, register: office.parts.register, policy: () => DEFAULT_POLICY },
    clock: async () => at(office.now),
  })
  const unit = (name = UNIT) => ({ communeId: office.communeId, unit: name })
  const entries = (text: string | null): VEvent[] =>
    Object.values(sync.parseICS(text ?? '')).filter((each: CalendarComponent | undefined) => each?.type === 'VEVENT')
  const said = (text: string | null): string[] =>
    entries(text).map(({ start, summary }) => `${localDayOf(start)} ${summary}`)
  const localDayOf = (start: Date): string =>
    [start.getFullYear(), start.getMonth() + 1, start.getDate()].map((part) => String(part).padStart(2, '0')).join('-')

  test('holds what the office confirmed for it, each on its last safe day, with the words and the clause', async () => {
    const text = await feeds.read(await feeds.make(unit(), 'thử'))
    expect(said(text)).toEqual([
      '2026-12-18 Hạn nộp: báo cáo quý IV/2026',
      '2027-03-19 Hạn nộp: báo cáo quý I/2027',
      '2027-06-18 Hạn nộp: báo cáo quý II/2027',
      '2027-09-17 Hạn nộp: báo cáo quý III/2027',
      '2027-12-17 Hạn nộp: báo cáo quý IV/2027',
    ])
    const [first] = entries(text)
    expect(first?.datetype).toBe('date')
    expect(first?.transparency).toBe('TRANSPARENT')
    expect(first?.description).toBe(
      'Ngày làm việc cuối cùng còn đúng hạn.\nVăn bản ghi: "trước ngày 20 tháng cuối quý".\nNơi nhận: Văn phòng HĐND và UBND.\nCăn cứ: Kế hoạch của UBND xã Bình Phú, mục V.\nTình trạng: chưa ghi nhận.',
    )
    expect(sync.parseICS(text ?? '').vcalendar).toMatchObject({
      method: 'PUBLISH',
      'WR-CALNAME': 'Hạn việc – Phòng Kinh tế',
    })
    expect((text ?? '').split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })

  test('what was filed says so, and what got more time moves, each under its own name', async () => {
    const secret = await feeds.make(unit(), 'thử')
    const before = entries(await feeds.read(secret))
    const span = { communeId: office.communeId, from: '2026-12-01', to: '2027-04-01' }
    const rows = (await loadOccurrences(ground().store, span)).filter((row) => row.bodyName === UNIT && row.isConfirmed)
    const by = { personId: office.people.focal ?? null, title: 'đầu mối' }
    await record(ground().store, { occurrenceId: rows[0]?.id ?? 0, kind: 'filed', by, detail: { number: '15/BC-PKT' } })
    const more = { kind: 'extension_granted', detail: { until: '2027-03-28' } } as const
    await record(ground().store, { occurrenceId: rows[1]?.id ?? 0, by, ...more })
    const after = await feeds.read(secret)
    expect(said(after).slice(0, 2)).toEqual([
      '2026-12-18 Đã nộp: báo cáo quý IV/2026',
      '2027-03-26 Hạn nộp: báo cáo quý I/2027',
    ])
    expect(entries(after).map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
  })

  test('an address nobody made answers nothing, nor does one taken back', async () => {
    const [one, two] = [await feeds.make(unit(), 'thử'), await feeds.make(unit(), 'thử')]
    const other = await feeds.make(unit('Trạm Y tế'), 'thử')
    expect(await feeds.list(office.communeId)).toMatchObject([
      { unit: UNIT, fetchedAt: null },
      { unit: UNIT, fetchedAt: null },
      { unit: 'Trạm Y tế' },
    ])
    expect(said(await feeds.read(two))).toHaveLength(5)
    expect(await feeds.revoke(unit(), 'thử')).toBe(2)
    expect([await feeds.read(one), await feeds.read(two), await feeds.read('../../etc'), await feeds.read('')]).toEqual(
      [...[null, null, null, null]],
    )
    expect(said(await feeds.read(other))).toContain('2026-12-15 Hạn nộp: báo cáo quý IV/2026')
    const kept = await ground().store.query<{ all: string }>(
      'SELECT row_to_json(calendar_feed)::text AS all FROM calendar_feed',
    )
    expect(kept.filter(({ all }) => all.includes(other))).toEqual([])
  })

  test('a letter that tells of duties carries their days', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ics-'))
    const owed: { document?: { path: string; mimeType: string } }[] = []
    const outbox = withCalendars(
      { owe: async (message) => ({ messageId: owed.push(message) }) },
      { ...parts(), folder },
    )
    const { query } = ground().store
    const [account] = await query<{ id: number }>(
      `INSERT INTO channel_account (person_id, channel, external_id) VALUES ($1, 'email', 'a@xa.vn') RETURNING id`,
      [office.people.focal],
    )
    const [row] = await loadOccurrences(ground().store, {
      communeId: office.communeId,
      from: '2026-12-18',
      to: '2026-12-18',
    })
    const message = {
      key: 'reminder-1-0',
      class: 'reminder',
      text: 'Nhắc việc',
      subject: { about: 'duties', items: [[row?.id]] },
    } as const
    await outbox.owe({ ...message, accountId: account?.id ?? 0 })
    const chat = office.posts[0]?.holders[0]?.accounts[0]?.accountId ?? 0
    await outbox.owe({ ...message, accountId: chat })
    expect(owed[0]?.document?.mimeType).toBe('text/calendar')
    expect(said(await readFile(owed[0]?.document?.path ?? '', 'utf8'))).toEqual([
      '2026-12-18 Hạn nộp: báo cáo quý IV/2026',
    ])
    expect(owed[1]?.document).toBeUndefined()
  })
})
