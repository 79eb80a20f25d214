import { createCanvas } from '@napi-rs/canvas'
import { beforeEach, expect, it } from 'vitest'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type Office, openOffice } from './office.ts'

const PATH = '/quan-tri/phan-anh'
const COMMUNE = 'xa-binh-phu'

onEmbeddedStore('the reports of citizens', (ground) => {
  let office: Office
  let communeId: number
  let accountId: number

  beforeEach(async () => {
    const { db } = ground().store
    await emptyStore(ground().store)
    communeId = (await db.commune.create({ data: { slug: COMMUNE, name: 'xã Bình Phú' } })).id
    office = await openOffice(ground().store)
    accountId = (await office.people.findOrCreate({ channel: 'web', externalId: 'dan' })).id
  })

  const report = async (more: object = {}): Promise<number> => {
    const { id } = await ground().store.db.feedback.create({
      data: {
        ...{ communeId, accountId, kind: 'report', code: `PA-${crypto.randomUUID()}`, dueOn: '2026-11-20' },
        ...{ what: 'Đèn đường <thôn 3> hỏng', place: 'gần chợ', unitName: 'Phòng Kinh tế', state: 'assigned', ...more },
      },
    })
    return id
  }
  const told = async (): Promise<string[]> =>
    (await ground().store.db.message.findMany({ where: { direction: 'out' }, orderBy: { id: 'asc' } })).map(
      ({ text }) => text,
    )

  it('are answered by the desk in charge, in words that reach the sender, and show nobody who that is', async () => {
    const id = await report()
    const head = await office.seat(COMMUNE, 'head', 'Phòng Kinh tế')
    const list = await (await office.get(PATH, head)).text()
    expect(list).toContain('Đèn đường &lt;thôn 3&gt; hỏng')
    expect(list).toContain('quá hạn')
    const form = { lan: '1', viec: 'answered', traLoi: 'Đã thay bóng.', ghiChu: 'thợ Hùng' }
    const empty = await office.post(`${PATH}/${id}/tra-loi`, { ...form, traLoi: ' ' }, { cookie: head })
    expect([empty.status, await empty.text()]).toEqual([409, expect.stringContaining('Cần ghi nội dung trả lời')])
    const done = await office.post(`${PATH}/${id}/tra-loi`, form, { cookie: head })
    expect(done.headers.get('location')).toBe(`${PATH}/${id}?ket-qua=da-tra-loi-dan`)
    expect((await told()).at(-1)).toMatch(/: đã trả lời\.\nĐã thay bóng\.$/)
    expect((await office.post(`${PATH}/${id}/tra-loi`, form, { cookie: head })).status).toBe(409)
    expect(await (await office.get(`${PATH}?xem=xong`, head)).text()).toContain('Đèn đường')
  })

  it('of another desk, kind or commune are neither seen nor answered', async () => {
    const id = await report()
    const voter = await report({ kind: 'voter' })
    await ground().store.db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
    const strangers = [await office.seat(COMMUNE, 'head', 'Trạm Y tế'), await office.seat('xa-khac', 'administrator')]
    for (const cookie of strangers) {
      expect((await office.get(`${PATH}/${id}`, cookie)).status).toBe(404)
      expect(await (await office.get(PATH, cookie)).text()).not.toContain('Đèn đường')
      const form = { lan: '1', viec: 'answered', traLoi: 'x', donVi: 'Trạm Y tế', linhVuc: '', thon: '' }
      for (const what of ['tra-loi', 'giao', 'xep']) {
        expect((await office.post(`${PATH}/${id}/${what}`, form, { cookie })).status).toBe(404)
      }
    }
    const coordinator = await office.seat(COMMUNE, 'coordinator')
    expect((await office.get(`${PATH}/${voter}`, coordinator)).status).toBe(404)
  })

  it('are given to another desk and sorted by who coordinates, and by nobody else', async () => {
    const id = await report({ unitName: null, state: 'received' })
    const coordinator = await office.seat(COMMUNE, 'coordinator')
    await office.seat(COMMUNE, 'head', 'Trạm Y tế')
    const form = { lan: '1', donVi: 'Trạm Y tế' }
    expect(
      (await office.post(`${PATH}/${id}/giao`, { ...form, donVi: 'Nơi khác' }, { cookie: coordinator })).status,
    ).toBe(404)
    expect((await office.post(`${PATH}/${id}/giao`, form, { cookie: coordinator })).status).toBe(303)
    expect((await told()).at(-1)).toContain('đã giao Trạm Y tế')
    await office.post(`${PATH}/${id}/xep`, { linhVuc: 'Điện, chiếu sáng', thon: 'thôn 3' }, { cookie: coordinator })
    expect(await ground().store.db.feedback.findFirstOrThrow()).toMatchObject({
      ...{ unitName: 'Trạm Y tế', field: 'Điện, chiếu sáng', village: 'thôn 3', revision: 2 },
    })
    const viewer = await office.seat(COMMUNE, 'viewer')
    expect((await office.get(`${PATH}/${id}`, viewer)).status).toBe(200)
    expect((await office.post(`${PATH}/${id}/giao`, form, { cookie: viewer })).status).toBe(403)
    expect((await office.post(`${PATH}/${id}/tra-loi`, form, { cookie: viewer })).status).toBe(403)
  })

  it('show the photograph to whoever may see the report, and to nobody else', async () => {
    const id = await report()
    const bytes = createCanvas(20, 20).toBuffer('image/jpeg')
    await ground().store.db.feedbackPhoto.create({ data: { feedbackId: id, bytes: new Uint8Array(bytes) } })
    const shown = await office.get(`${PATH}/${id}/anh`, await office.seat(COMMUNE, 'head', 'Phòng Kinh tế'))
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(new Uint8Array(bytes))
    expect((await office.get(`${PATH}/${id}/anh`, await office.seat(COMMUNE, 'head', 'Trạm Y tế'))).status).toBe(404)
    expect((await office.get(`${PATH}/${id}/anh`)).status).toBe(303)
  })
})
