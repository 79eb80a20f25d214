import { beforeEach, expect, it } from 'vitest'
import { figuresByUnit } from '../../src/console/pages/supervision.ts'
import type { DeskDuty } from '../../src/reminders/index.ts'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type DutiesGround, seedDuties } from './duties-ground.ts'
import { type Office, openOffice } from './office.ts'

const PATH = '/quan-tri/hdnd'

onEmbeddedStore('the pages of the council', (ground) => {
  let office: Office
  let seeded: DutiesGround
  let standing: string

  beforeEach(async () => {
    await emptyStore(ground().store)
    office = await openOffice(ground().store)
    seeded = await seedDuties(ground().store, office)
    standing = await office.seat(seeded.slug, 'council_standing')
  })
  const form = (): Record<string, string> => ({
    ...{ xa: seeded.slug, ten: 'kỳ họp thứ hai <HĐND>', luc: '2026-12-17T08:00', noi: 'Hội trường' },
    ...{ chuongTrinh: 'Báo cáo năm\nThông qua nghị quyết', vanBan: String(seeded.documentId) },
  })
  const made = async (): Promise<string> => {
    const response = await office.post(`${PATH}/ky-hop`, form(), { cookie: standing })
    return response.headers.get('location')?.split('?')[0] ?? ''
  }

  it('a session is written, invited to by one and approved by another', async () => {
    const page = await made()
    const shown = await (await office.get(page, standing)).text()
    expect(shown).toContain('Kỳ họp thứ hai &lt;HĐND&gt;')
    expect(shown).toContain('08 giờ thứ Năm, ngày 17/12/2026')
    const invited = await office.post(`${page}/moi`, {}, { cookie: standing })
    const invitation = invited.headers.get('location')?.split('?')[0] ?? ''
    expect(invitation).toMatch(/^\/quan-tri\/thong-bao\/\d+$/)
    expect((await office.post(`${invitation}/duyet`, { lan: '1' }, { cookie: standing })).status).toBe(409)
    expect(await (await office.get(invitation, standing)).text()).toContain('HĐND xã Bình Phú mời họp')
    expect(await (await office.get(PATH, standing)).text()).toContain('Kỳ họp thứ hai')
  })

  it('a session of another commune is neither seen nor touched, and nobody without the right writes one', async () => {
    const page = await made()
    await ground().store.db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
    const stranger = await office.seat('xa-khac', 'council_standing')
    expect((await office.get(page, stranger)).status).toBe(404)
    for (const what of ['sua', 'moi', 'huy']) {
      const fields = { ...form(), lan: '1' }
      expect((await office.post(`${page}/${what}`, fields, { cookie: stranger })).status).toBe(404)
    }
    expect((await office.post(`${PATH}/ky-hop`, form(), { cookie: stranger })).status).toBe(404)
    const head = await office.seat(seeded.slug, 'head', 'Trạm Y tế')
    expect((await office.post(`${PATH}/ky-hop`, form(), { cookie: head })).status).toBe(403)
  })

  it('supervision is shown to every member, of all units, and offers nothing to change; a unit’s head is sent away', async () => {
    const page = await (await office.get(`${PATH}/giam-sat`, await office.seat(seeded.slug, 'delegate'))).text()
    expect(page).toMatch(/Phòng Kinh tế.*Trạm Y tế/s)
    expect(page.match(/<form/g)).toHaveLength(1)
    expect((await office.get(`${PATH}/giam-sat`, await office.seat(seeded.slug, 'head', 'Trạm Y tế'))).status).toBe(403)
  })

  it('what voters say is answered by the council and not by the offices of the committee', async () => {
    const { id: accountId } = await office.people.findOrCreate({ channel: 'web', externalId: 'dan' })
    const { id } = await ground().store.db.feedback.create({
      data: {
        ...{ communeId: seeded.communeId, accountId, kind: 'voter', code: 'CT-KQTM-XBVL', dueOn: '2026-12-20' },
        ...{ what: 'Cử tri đề nghị sửa đường', state: 'received' },
      },
    })
    const said = { lan: '1', viec: 'answered', traLoi: 'HĐND đã ghi nhận và đưa vào kỳ họp.' }
    const coordinator = await office.seat(seeded.slug, 'vice_chair')
    expect((await office.post(`${PATH}/y-kien/${id}/tra-loi`, said, { cookie: coordinator })).status).toBe(403)
    expect((await office.post(`${PATH}/y-kien/${id}/tra-loi`, said, { cookie: standing })).status).toBe(303)
    expect(await ground().store.db.feedback.findFirstOrThrow()).toMatchObject({ state: 'answered' })
  })

  it('counts as on time what was filed by its last day, as missing what is late and unfiled, and leaves out what is excused', () => {
    const duty = (more: Partial<DeskDuty>): DeskDuty =>
      ({
        bodyName: 'Trạm Y tế',
        status: 'not_started',
        last: '2026-11-20',
        isLate: false,
        filedOn: null,
        ...more,
      }) as DeskDuty
    const duties = [
      duty({ status: 'filed', filedOn: '2026-11-20' }),
      duty({ status: 'accepted', filedOn: '2026-11-23' }),
      duty({ isLate: true }),
      duty({ status: 'not_applicable' }),
      duty({ last: '2026-12-20' }),
    ]
    expect(figuresByUnit(duties, '2026-12-01')).toEqual([
      { unit: 'Trạm Y tế', due: 3, onTime: 1, late: 1, missing: 1, open: 1 },
    ])
  })
})
