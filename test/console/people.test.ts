import { beforeEach, expect, it } from 'vitest'
import type { Post } from '../../src/people/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type Office, openOffice } from './office.ts'

onEmbeddedStore('the office and its posts', (ground) => {
  let office: Office
  let cookie: string
  let commune: { id: number; slug: string }

  beforeEach(async () => {
    for (const table of ['person', 'post', 'link_attempt', 'sign_in_link']) {
      await ground().store.query(`DELETE FROM ${table}`)
    }
    office = await openOffice(ground().store)
    cookie = await office.administrator()
    const slug = `xa-${crypto.randomUUID()}`
    commune = await ground().store.db.commune.create({
      data: { slug, name: 'xã Bình Phú', units: { create: [unit('Phòng Kinh tế'), unit('Trạm Y tế')] } },
    })
  })
  const unit = (name: string) => ({ name, aliases: [], members: [] })
  const post = (path: string, fields: Record<string, string>): Promise<Response> =>
    office.post(`/quan-tri/con-nguoi/${path}`, { xa: commune.slug, ...fields }, { cookie })
  const posts = (): Promise<Post[]> => office.people.posts.list(commune.id)

  it('makes a head and a focal officer for every unit of the papers by one button, and only once', async () => {
    await post('tao-nhanh', {})
    await post('tao-nhanh', {})
    expect((await posts()).map(({ role, unit: name }) => [role, name]).sort()).toEqual([
      ['coordinator', null],
      ['focal', 'Phòng Kinh tế'],
      ['focal', 'Trạm Y tế'],
      ['head', 'Phòng Kinh tế'],
      ['head', 'Trạm Y tế'],
    ])
  })

  it('gives a code that links a chat, and shows it once', async () => {
    await post('chuc-danh', { vaiTro: 'head', donVi: 'Trạm Y tế' })
    const [head] = await posts()
    await post('them-nguoi', { chucDanh: String(head?.id), hoTen: 'Lê Thị Bình' })
    const page = await (await post('ma', { chucDanh: String(head?.id) })).text()
    const code = /[A-Z]{4}-[A-Z]{4}/.exec(page)?.[0] ?? ''
    const { id } = await office.people.findOrCreate({ channel: 'telegram', externalId: 'chat-1' })
    expect((await office.people.linking.redeem(code, id)).kind).toBe('linked')
    expect((await posts())[0]?.holders).toMatchObject([{ name: 'Lê Thị Bình', accounts: [{ channel: 'telegram' }] }])
  })

  it('makes a calendar address of a unit, shows it once, and takes it back', async () => {
    await post('chuc-danh', { vaiTro: 'focal', donVi: 'Trạm Y tế' })
    const page = await (await post('lich', { donVi: 'Trạm Y tế' })).text()
    const secret = /\/lich\/([\w-]{32})\.ics/.exec(page)?.[1] ?? ''
    const listed = async (): Promise<string> =>
      (await office.get(`/quan-tri/con-nguoi?xa=${commune.slug}`, cookie)).text()
    expect(await listed()).toContain('Thu hồi 1 đường dẫn lịch')
    expect(await listed()).not.toContain(secret)
    expect(await office.feeds.read(secret)).toContain('BEGIN:VCALENDAR')
    await post('thu-hoi-lich', { donVi: 'Trạm Y tế' })
    expect(await office.feeds.read(secret)).toBeNull()
    const { status } = await office.post('/quan-tri/con-nguoi/lich', { xa: 'xa-khac', donVi: 'Trạm Y tế' }, { cookie })
    expect(status).toBe(404)
  })

  it('writes the number to call, and corrects a name and a number of who holds the post alone', async () => {
    await post('chuc-danh', { vaiTro: 'head', donVi: 'Trạm Y tế' })
    const [head] = await posts()
    const chucDanh = String(head?.id)
    await post('them-nguoi', { chucDanh, hoTen: 'Lê Thị Bỉnh', dienThoai: '0912 345 678' })
    const holder = (await posts())[0]?.holders[0]
    expect(holder?.phone).toBe('0912 345 678')
    await post('sua', { chucDanh, nguoi: String(holder?.personId), hoTen: 'Lê Thị Bình', dienThoai: '' })
    expect((await posts())[0]?.holders).toMatchObject([{ name: 'Lê Thị Bình', phone: null }])
    const stranger = await post('sua', { chucDanh, nguoi: '999999', hoTen: 'Kẻ Lạ' })
    expect(stranger.status).toBe(404)
    const [last] = await office.people.audit(commune.id, 1)
    expect(last).toMatchObject({ action: 'holder_corrected', subject: { person: holder?.personId } })
  })

  it('hands a post over with a reason, and its history stays', async () => {
    await post('chuc-danh', { vaiTro: 'head', donVi: 'Trạm Y tế' })
    const [head] = await posts()
    await post('them-nguoi', { chucDanh: String(head?.id), hoTen: 'Lê Thị Bình' })
    await post('ban-giao', { chucDanh: String(head?.id), hoTen: 'Trần Văn Chi', lyDo: 'Điều động' })
    expect((await posts())[0]?.holders.map(({ name }) => name)).toEqual(['Trần Văn Chi'])
    expect(await office.people.posts.history(head?.id ?? 0)).toHaveLength(2)
  })

  it("ends the address of the unit's calendar with a hand-over, and says so before and after", async () => {
    for (const vaiTro of ['head', 'focal']) await post('chuc-danh', { vaiTro, donVi: 'Trạm Y tế' })
    const [head, focal] = await posts()
    await post('them-nguoi', { chucDanh: String(head?.id), hoTen: 'Lê Thị Bình' })
    const of = { communeId: head?.communeId ?? 0, unit: 'Trạm Y tế' }
    const secret = await office.feeds.make(of, 'thử')
    const page = await (await office.get(`/quan-tri/con-nguoi?xa=${commune.slug}`, cookie)).text()
    expect(page).toContain('Đường dẫn lịch hạn việc của đơn vị bị thu hồi')
    const handed = await post('ban-giao', { chucDanh: String(head?.id), hoTen: 'Trần Văn Chi', lyDo: 'Điều động' })
    expect(handed.headers.get('location')).toContain('ket-qua=da-ban-giao-thu-lich')
    expect(await office.feeds.read(secret)).toBeNull()
    expect(await office.feeds.list(of.communeId)).toEqual([])
    const again = await post('ban-giao', { chucDanh: String(head?.id), hoTen: 'Vũ Dũng', lyDo: 'Điều động' })
    expect(again.headers.get('location')).toMatch(/ket-qua=da-ban-giao$/)
    expect(focal?.holders).toEqual([])
  })

  it('invites whoever holds a post to choose a password', async () => {
    await post('chuc-danh', { vaiTro: 'coordinator' })
    const [coordinator] = await posts()
    await post('them-nguoi', { chucDanh: String(coordinator?.id), hoTen: 'Lê Thị Bình' })
    const personId = (await posts())[0]?.holders[0]?.personId
    const page = await (
      await post('moi', { chucDanh: String(coordinator?.id), nguoi: String(personId), ten: 'binh' })
    ).text()
    const path = new URL(/http[^<\s]+mat-khau[^<\s]+/.exec(page)?.[0] ?? 'http://none').pathname
    expect((await office.post(path, { matKhau: 'mưa rào cuối hạ' })).headers.get('location')).toBe('/quan-tri')
    expect((await office.post(path, { matKhau: 'mưa rào cuối hạ' })).status).toBe(410)
  })

  it('lets nobody without the right change a post, nor anybody one of another commune', async () => {
    await post('chuc-danh', { vaiTro: 'focal', donVi: 'Trạm Y tế' })
    const [focal] = await posts()
    await post('them-nguoi', { chucDanh: String(focal?.id), hoTen: 'Lê Thị Bình' })
    const personId = (await posts())[0]?.holders[0]?.personId ?? 0
    const invited = await office.signIn.invite({ personId, name: 'binh', by: 'cli' })
    const set = invited.kind === 'made' ? await office.signIn.setPassword(invited.token, 'mưa rào cuối hạ') : null
    const theirs = `phien=${set?.kind === 'set' ? set.token : ''}`
    const refused = await office.post('/quan-tri/con-nguoi/ma', { chucDanh: String(focal?.id) }, { cookie: theirs })
    expect(refused.status).toBe(403)
    const elsewhere = await ground().store.db.commune.create({
      data: { slug: `xa-${crypto.randomUUID()}`, name: 'xã Khác' },
    })
    const other = await office.post('/quan-tri/con-nguoi/tao-nhanh', { xa: elsewhere.slug }, { cookie: theirs })
    expect(other.status).toBe(403)
    expect(await (await office.get(`/quan-tri/con-nguoi?xa=${elsewhere.slug}`, theirs)).text()).not.toContain('xã Khác')
  })
})
