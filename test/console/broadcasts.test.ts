import { beforeEach, expect, it } from 'vitest'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type Office, openOffice } from './office.ts'

const PATH = '/quan-tri/thong-bao'

onEmbeddedStore('the notices of the office', (ground) => {
  let office: Office
  let writer: string
  let chair: string
  const form = {
    ...{ xa: 'xa-binh-phu', loai: 'hop', coQuan: 'UBND xã Bình Phú', tieuDe: 'giao ban <b>tháng 12</b>.' },
    ...{ noiDung: 'Chuẩn bị số liệu.', luc: '2026-12-03T08:00', noi: 'Phòng họp', nhom: 'lanh-dao' },
  }

  beforeEach(async () => {
    await emptyStore(ground().store)
    await ground().store.db.commune.create({ data: { slug: 'xa-binh-phu', name: 'xã Bình Phú' } })
    office = await openOffice(ground().store)
    writer = await office.seat('xa-binh-phu', 'coordinator')
    chair = await office.seat('xa-binh-phu', 'chair')
    const head = await office.people.posts.add(
      { commune: 'xa-binh-phu', role: 'head', unit: 'Trạm Y tế', asWritten: true },
      'cli',
    )
    if (head.kind !== 'added') throw new Error(head.kind)
    const account = await office.people.findOrCreate({ channel: 'web', externalId: 'tram' })
    const code = await office.people.linking.makeCode({ postId: head.post.id, by: 'cli' })
    await office.people.linking.redeem(code?.token ?? '', account.id)
  })

  const write = async (fields: Record<string, string> = form): Promise<string> => {
    const response = await office.post(PATH, fields, { cookie: writer })
    return new URL(response.headers.get('location') ?? 'http://none', 'http://x').pathname
  }

  it('are written by one, approved by another, and followed until everybody said that they got it', async () => {
    const page = await write()
    const preview = await (await office.get(page, writer)).text()
    expect(preview).toContain(
      'UBND xã Bình Phú mời họp: giao ban &lt;b&gt;tháng 12&lt;/b&gt;.\nThời gian: 08 giờ thứ Năm',
    )
    await office.post(`${page}/trinh`, { lan: '1' }, { cookie: writer })
    // The writer may not approve at all; whoever wrote and may, may not approve this.
    expect((await office.post(`${page}/duyet`, { lan: '1' }, { cookie: writer })).status).toBe(403)
    expect(await (await office.get(PATH, chair)).text()).toContain('Chờ duyệt')
    const approved = await office.post(`${page}/duyet`, { lan: '1' }, { cookie: chair })
    expect(approved.headers.get('location')).toBe(`${page}?ket-qua=da-duyet`)
    expect(await (await office.get(page, chair)).text()).toMatch(/Đã báo nhận<\/dt><dd>0\/1/)
    expect((await office.post(`${page}/huy`, { lyDo: 'thôi' }, { cookie: writer })).status).toBe(409)
    const trail = (await office.people.audit(null, 50)).map(({ action }) => action)
    expect(trail.filter((action) => action.startsWith('notice_'))).toEqual([
      ...['notice_approved', 'notice_submitted', 'notice_written'],
    ])
  })

  it('an administrator who wrote one is told that somebody else must approve it', async () => {
    const administrator = await office.administrator()
    const made = await office.post(PATH, form, { cookie: administrator })
    const page = (made.headers.get('location') ?? '').split('?')[0] ?? ''
    await office.post(`${page}/trinh`, { lan: '1' }, { cookie: administrator })
    const refused = await office.post(`${page}/duyet`, { lan: '1' }, { cookie: administrator })
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('Người soạn không tự duyệt')])
    expect((await office.post(`${page}/duyet`, { lan: '1' }, { cookie: chair })).status).toBe(303)
  })

  it('come back with what was typed when something is missing', async () => {
    const response = await office.post(PATH, { ...form, nhom: 'hdnd' }, { cookie: writer })
    const page = await response.text()
    expect([response.status, page]).toEqual([409, expect.stringContaining('Chưa chọn chức danh nào để mời.')])
    expect(page).toContain('value="giao ban &lt;b&gt;tháng 12&lt;/b&gt;"')
    expect(page).toContain('value="2026-12-03T08:00"')
  })

  it('of another commune are neither seen nor touched', async () => {
    const page = await write()
    await ground().store.db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
    const stranger = await office.seat('xa-khac', 'administrator')
    expect((await office.get(page, stranger)).status).toBe(404)
    for (const what of ['sua', 'trinh', 'duyet', 'gui-lai', 'huy', 'nhac']) {
      expect(
        (await office.post(`${page}/${what}`, { lan: '1', lyDo: 'x', ...form }, { cookie: stranger })).status,
      ).toBe(404)
    }
    expect((await office.post(PATH, form, { cookie: stranger })).status).toBe(404)
    expect(await (await office.get(PATH, stranger)).text()).not.toContain('giao ban')
  })

  it('are nobody’s to write without the right to', async () => {
    const officer = await office.seat('xa-binh-phu', 'officer', 'Trạm Y tế')
    expect((await office.get(`${PATH}/soan?loai=hop`, officer)).status).toBe(403)
    expect((await office.post(PATH, form, { cookie: officer })).status).toBe(403)
  })
})
