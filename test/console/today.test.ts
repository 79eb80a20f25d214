import { beforeEach, expect, it } from 'vitest'
import { loadOccurrences, type OccurrenceRow } from '../../src/duties/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type DutiesGround, openDutiesOffice } from './duties-ground.ts'
import type { Office } from './office.ts'

onEmbeddedStore('the morning of the office', (ground) => {
  let office: Office
  let cookie: string
  let seeded: DutiesGround

  beforeEach(async () => {
    ;({ office, cookie, seeded } = await openDutiesOffice(ground().store))
  })

  const page = async (as = cookie): Promise<string> => (await office.get(`/quan-tri?xa=${seeded.slug}`, as)).text()
  const section = (text: string, id: string): string =>
    new RegExp(`<section class="panel" id="${id}">(.*?)</section>`, 's').exec(text)?.[1] ?? ''
  const rows = (): Promise<OccurrenceRow[]> =>
    loadOccurrences(ground().store, { communeId: seeded.communeId, from: '2026-11-01', to: '2026-12-31' })
  const row = async (unit: string): Promise<OccurrenceRow> => {
    const found = (await rows()).find(({ bodyName }) => bodyName === unit)
    if (!found) throw new Error(`no duty of ${unit}`)
    return found
  }
  const act = async (unit: string, fields: Record<string, string>, as = cookie): Promise<Response> =>
    office.post(
      `/quan-tri/viec/${(await row(unit)).id}`,
      { phieu: crypto.randomUUID(), ve: `/quan-tri?xa=${seeded.slug}`, ...fields },
      { cookie: as },
    )

  it('shows what is late apart from what falls due, each with its unit, its day and the words of the paper', async () => {
    const text = await page()
    expect(section(text, 'qua-han')).toContain('Trạm Y tế')
    expect(section(text, 'qua-han')).toContain('trước ngày 20/11')
    expect(section(text, 'den-han')).toContain('Phòng Kinh tế')
    expect(section(text, 'den-han')).toContain('thứ Sáu, 04/12/2026')
  })

  it('takes a late report off the list with one press, and puts it back with the next', async () => {
    const response = await act('Trạm Y tế', { viec: 'da-nop' })
    const location = response.headers.get('location') ?? ''
    expect(location).toContain('da-ghi-nop')
    const after = await (await office.get(location, cookie)).text()
    expect(section(after, 'qua-han')).not.toContain('Trạm Y tế')
    expect(after).toContain('Hoàn tác')
    await act('Trạm Y tế', { viec: 'hoan-tac' })
    expect((await row('Trạm Y tế')).status).toBe('not_started')
  })

  it('says a form once, however often it is sent', async () => {
    const same = { viec: 'da-nop', phieu: 'cùng một tờ' }
    await act('Trạm Y tế', same)
    await act('Trạm Y tế', same)
    const { id } = await row('Trạm Y tế')
    expect(await ground().store.db.occurrenceEvent.count({ where: { occurrenceId: id, kind: 'filed' } })).toBe(1)
  })

  it('wants a reason before a unit is excused, and keeps it', async () => {
    expect((await act('Trạm Y tế', { viec: 'khong-phai-nop' })).headers.get('location')).toContain('thieu-ly-do')
    expect((await row('Trạm Y tế')).status).toBe('not_started')
    await act('Trạm Y tế', { viec: 'khong-phai-nop', lyDo: 'Đã nộp chung với Phòng' })
    const { id, status } = await row('Trạm Y tế')
    expect(status).toBe('not_applicable')
    const event = await ground().store.db.occurrenceEvent.findFirstOrThrow({ where: { occurrenceId: id } })
    expect([event.by, event.detail]).toEqual(['Quản trị', { text: 'Đã nộp chung với Phòng' }])
  })

  it('moves a day for a reason, and tells the unit', async () => {
    await act('Phòng Kinh tế', { viec: 'gia-han', ngay: '2026-12-15', lyDo: 'Chờ số liệu' })
    expect((await row('Phòng Kinh tế')).extendedTo).toBe('2026-12-15')
    expect(office.owed).toMatchObject([
      { accountId: seeded.headAccountId, text: expect.stringContaining('15/12/2026. Lý do: “Chờ số liệu”') },
    ])
  })

  it('reminds a unit at once where somebody is there to be told, and says so where nobody is', async () => {
    expect((await act('Phòng Kinh tế', { viec: 'nhac-ngay' })).headers.get('location')).toContain('da-nhac')
    expect(office.owed[0]?.text).toContain('Chậm nhất thứ Sáu, ngày 04/12/2026')
    const told = await ground().store.db.reminderMessage.findMany({ where: { communeId: seeded.communeId } })
    expect(told.map(({ post, status }) => [post, status])).toEqual([['Lãnh đạo Phòng Kinh tế', 'owed']])
    expect((await act('Trạm Y tế', { viec: 'nhac-ngay' })).headers.get('location')).toContain('khong-ai-nhan')
  })

  it('lists what a unit said and sends it the answer', async () => {
    const { id } = await row('Phòng Kinh tế')
    await ground().store.query(
      `INSERT INTO occurrence_event (occurrence_id, kind, "by", person_id, detail) VALUES ($1, 'difficulty', 'Trưởng phòng Kinh tế', $2, $3::jsonb)`,
      [id, seeded.headPersonId, JSON.stringify({ text: 'Chưa có máy quét' })],
    )
    expect(section(await page(), 'de-nghi')).toContain('Chưa có máy quét')
    await act('Phòng Kinh tế', { viec: 'tra-loi', loi: 'Mượn của Văn phòng', nguoi: String(seeded.headPersonId) })
    expect(section(await page(), 'de-nghi')).not.toContain('Chưa có máy quét')
    expect(office.owed.map(({ text }) => text)).toEqual([expect.stringContaining('Mượn của Văn phòng')])
  })

  it('lists whom to call where a reminder did not arrive, until somebody did', async () => {
    await ground().store.query(
      `INSERT INTO reminder_message (commune_id, key, post, day, class, status, text, choices, summary, account_ids)
       VALUES ($1, 'k', 'Trưởng Trạm Y tế', '2026-11-30', 'reminder', 'undelivered', '', '{}', 'báo cáo quý IV', '{}') `,
      [seeded.communeId],
    )
    expect(section(await page(), 'tin-hong')).toContain('Trưởng Trạm Y tế')
    const { id } = await ground().store.db.reminderMessage.findFirstOrThrow({ where: { communeId: seeded.communeId } })
    await office.post('/quan-tri/hom-nay/da-goi', { xa: seeded.slug, tin: String(id) }, { cookie })
    expect(section(await page(), 'tin-hong')).not.toContain('Trưởng Trạm Y tế')
  })

  it('confirms what was read without leaving the page', async () => {
    await ground().store.query(`UPDATE reporting_rule SET state = 'proposed' WHERE document_id = $1 AND position = 1`, [
      seeded.documentId,
    ])
    const text = await page()
    const form = /<form method="post" action="(\/quan-tri\/van-ban\/\d+\/muc)">(.*?)<\/form>/s.exec(text)
    const fields = Object.fromEntries(
      [...(form?.[2] ?? '').matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    const response = await office.post(form?.[1] ?? '', fields, { cookie })
    expect(response.headers.get('location')).toBe(`/quan-tri?xa=${seeded.slug}&ket-qua=da-xac-nhan`)
    expect(section(await page(), 'van-ban')).toContain('Không có văn bản nào chờ')
  })

  it('shows the head of a unit that unit alone, and lets them say of no other', async () => {
    const invited = await office.signIn.invite({ personId: seeded.headPersonId, name: 'binh', by: 'cli' })
    const set = invited.kind === 'made' ? await office.signIn.setPassword(invited.token, 'mưa rào cuối hạ') : null
    const head = `phien=${set?.kind === 'set' ? set.token : ''}`
    const text = await page(head)
    expect([text.includes('Phòng Kinh tế'), text.includes('Trạm Y tế')]).toEqual([true, false])
    expect((await act('Trạm Y tế', { viec: 'da-nop' }, head)).headers.get('location')).toContain('viec-khong-con')
    expect((await act('Phòng Kinh tế', { viec: 'khong-phai-nop', lyDo: 'x' }, head)).status).toBe(403)
    expect((await act('Phòng Kinh tế', { viec: 'da-nop' }, head)).headers.get('location')).toContain('da-ghi-nop')
    expect([(await row('Trạm Y tế')).status, (await row('Phòng Kinh tế')).status]).toEqual(['not_started', 'filed'])
  })

  it('lets the desk that receives a report accept and return it, and decide nothing else', async () => {
    const { db } = ground().store
    await db.reportingRule.updateMany({
      where: { documentId: seeded.documentId },
      data: { recipient: 'Văn phòng HĐND và UBND' },
    })
    await db.document.update({ where: { id: seeded.documentId }, data: { review: { increment: 1 } } })
    const desk = await office.seat(seeded.slug, 'focal', 'Văn phòng HĐND và UBND')
    const stranger = await office.seat(seeded.slug, 'focal', 'Phòng Văn hóa - Xã hội')
    await page()
    await act('Phòng Kinh tế', { viec: 'da-nop' })
    const shown = await page(desk)
    expect(section(shown, 'de-nghi')).toContain('Xác nhận đã nhận')
    expect(section(shown, 'qua-han')).not.toContain('Trạm Y tế')
    expect((await act('Phòng Kinh tế', { viec: 'da-nhan' }, stranger)).headers.get('location')).toContain(
      'viec-khong-con',
    )
    expect((await act('Phòng Kinh tế', { viec: 'khong-phai-nop', lyDo: 'x' }, desk)).status).toBe(403)
    expect((await act('Trạm Y tế', { viec: 'da-nop' }, desk)).status).toBe(403)
    expect((await act('Phòng Kinh tế', { viec: 'da-nhan' }, desk)).headers.get('location')).toContain('da-ghi-nhan')
    expect((await row('Phòng Kinh tế')).status).toBe('accepted')
    await act('Phòng Kinh tế', { viec: 'hoan-tac' }, desk)
    await act('Phòng Kinh tế', { viec: 'tra-lai', lyDo: 'Thiếu biểu số 2' }, desk)
    expect((await row('Phòng Kinh tế')).status).toBe('in_progress')
  })

  it('shows what people wait for: reports by their day, and to whoever may decide, notices of others', async () => {
    const { db } = ground().store
    const when = { receivedAt: new Date('2026-11-20T02:00:00Z'), dueOn: '2026-11-27' }
    await db.feedback.create({
      data: {
        ...when,
        communeId: seeded.communeId,
        kind: 'report',
        what: 'Đèn đường hỏng',
        state: 'received',
        code: 'PA-1',
      },
    })
    const text = await page()
    expect(section(text, 'phan-anh')).toContain('Đèn đường hỏng')
    expect(section(text, 'phan-anh')).toContain('quá hạn')
    expect(section(text, 'cau-hoi')).toContain('Không có câu nào chờ')
    expect(text).not.toContain('id="cho-duyet"')
  })

  it('sends nobody on to another site after a form', async () => {
    const response = await act('Trạm Y tế', { viec: 'da-nop', ve: 'https://xau.example/quan-tri' })
    expect(response.headers.get('location')).toMatch(/^\/quan-tri\?/)
  })
})
