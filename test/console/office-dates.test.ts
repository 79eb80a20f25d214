import { beforeEach, expect, it } from 'vitest'
import { loadOccurrences } from '../../src/duties/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type DutiesGround, openDutiesOffice } from './duties-ground.ts'
import type { Office } from './office.ts'

const PATH = '/quan-tri/nhiem-vu/dat-han'

onEmbeddedStore("the office's own dates", (ground) => {
  let office: Office
  let cookie: string
  let seeded: DutiesGround

  beforeEach(async () => {
    ;({ office, cookie, seeded } = await openDutiesOffice(ground().store))
    await addUndated('khong-ngay', null)
    await addUndated('dinh-ky', 'báo cáo định kỳ')
  })

  const addUndated = async (key: string, dueText: string | null): Promise<void> => {
    const { documentId } = seeded
    await ground().store.db.reportingRule.create({
      data: {
        ...{ documentId, position: key.length, who: ['Trạm Y tế'], recipient: 'UBND xã', cadence: 'unspecified' },
        ...{ section: 'VI', quote: `Báo cáo ${key}`, key, state: 'confirmed', dueText, recurrence: null },
      },
    })
    await ground().store.db.document.update({ where: { id: documentId }, data: { review: { increment: 1 } } })
  }
  const look = async (as = cookie): Promise<string> =>
    (await office.get(`/quan-tri/nhiem-vu?xa=${seeded.slug}`, as)).text()
  const set = (fields: Record<string, string>, as = cookie): Promise<Response> =>
    office.post(
      PATH,
      { xa: seeded.slug, vanBan: String(seeded.documentId), quyDinh: 'khong-ngay', chon: '', han: '', ...fields },
      { cookie: as },
    )
  const dues = async (): Promise<string[]> =>
    (
      await loadOccurrences(ground().store, {
        ...{ communeId: seeded.communeId, from: '2026-12-01', to: '2027-03-31', inForceOnly: true },
      })
    ).flatMap(({ due, isOfficeDate }) => (isOfficeDate ? [due] : []))

  it('are asked for where a document names no day, with who, to whom and its words', async () => {
    const page = await look()
    expect(page).toContain('2 báo cáo chờ đặt hạn')
    expect(page).toMatch(/Trạm Y tế<\/strong> báo cáo UBND xã.*Báo cáo khong-ngay.*mục VI/s)
    expect(page).toContain('Theo quý: chậm nhất ngày 20 tháng cuối quý')
  })

  it.each(['khong-ngay', 'dinh-ky'])(
    'put the report "%s" among the duties at once, with who in the trail',
    async (quyDinh) => {
      const response = await set({ quyDinh, chon: 'Theo quý' })
      expect(response.headers.get('location')).toContain('ket-qua=da-dat-han')
      expect(await dues()).toEqual(['2026-12-20', '2027-03-20'])
      expect(await look()).toMatch(
        /1 báo cáo chờ đặt hạn, 1 đã đặt.*hạn do xã đặt<\/span> chậm nhất ngày 20 tháng cuối quý/s,
      )
      const [entry] = await office.people.audit(seeded.communeId, 1)
      expect(entry).toMatchObject({
        actor: expect.stringMatching(/^person \d+$/),
        subject: { setting: 'office_date', rule: quyDinh },
      })
    },
  )

  it('can be changed, in the words of the office, and taken back to no reminder', async () => {
    await set({ chon: 'Theo quý' })
    await set({ han: 'chậm nhất ngày 25 tháng cuối quý' })
    expect(await dues()).toEqual(['2026-12-25', '2027-03-25'])
    await set({ chon: 'Không cần nhắc' })
    expect(await dues()).toEqual([])
    expect(await look()).toContain('không cần nhắc')
  })

  it('fall before the session whose day is said', async () => {
    await set({ chon: 'Trước kỳ họp HĐND', han: '22/12/2026' })
    expect(await dues()).toEqual(['2026-12-22'])
    expect(await look()).toContain('hạn do xã đặt</span> trước ngày 22/12/2026')
  })

  it.each([
    [{ han: 'lúc nào "rảnh"' }, 'không đọc ra ngày nào', 'value="lúc nào &quot;rảnh&quot;"'],
    [{ chon: 'Trước kỳ họp HĐND' }, 'ngày khai mạc kỳ họp vào ô bên', '<option value="Trước kỳ họp HĐND" selected>'],
    [{ chon: 'Theo quý', han: 'ngày 25' }, 'anh/chị chỉ để một', 'value="ngày 25"'],
  ])('that are no date come back as typed: %j', async (fields, notice, kept) => {
    const response = await set(fields as Record<string, string>)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain(notice)
    expect(page).toContain(kept)
    expect(await dues()).toEqual([])
  })

  it('are refused for a rule that names its day, or is not there', async () => {
    for (const quyDinh of ['rule-0', 'khong-co']) {
      const response = await set({ quyDinh, chon: 'Theo quý' })
      expect(response.headers.get('location')).toContain('quy-dinh-khong-con')
    }
    expect(await dues()).toEqual([])
  })

  it('are set by coordinators alone, of their own commune, from this site', async () => {
    const head = await office.seat(seeded.slug, 'head', 'Trạm Y tế')
    expect(await look(head)).not.toContain('Báo cáo chưa ghi ngày')
    expect((await set({ chon: 'Theo quý' }, head)).status).toBe(403)
    const other = await ground().store.db.commune.create({
      data: { slug: `xa-${crypto.randomUUID()}`, name: 'xã Khác' },
    })
    const theirs = await office.seat(other.slug, 'coordinator')
    expect((await set({ chon: 'Theo quý' }, theirs)).status).toBe(404)
    const elsewhere = await office.post(PATH, {}, { cookie, origin: 'https://xau.example' })
    expect(elsewhere.status).toBe(403)
    const own = await office.seat(seeded.slug, 'coordinator')
    expect((await set({ chon: 'Theo quý' }, own)).status).toBe(303)
  })
})
