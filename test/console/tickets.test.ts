import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Assistant, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { addPost, emptyStore, link } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type Office, openOffice } from './office.ts'

/** A Thursday, in office hours. */
const NOW = new Date('2026-12-03T02:00:00Z')

onEmbeddedStore('the inbox of tickets', (ground) => {
  let assistant: Assistant
  let chats: Chats
  let office: Office
  let ticketId: number
  let head: string

  beforeEach(async () => {
    await emptyStore(ground().store)
    await ground().store.query('DELETE FROM sign_in_link')
    const { slug } = await seedCommune(ground().store, 'xã An Hòa')
    assistant = await openAssistant(ground(), { now: () => NOW })
    assistant.work()
    chats = openChats(assistant)
    office = await openOffice(ground().store, { tickets: assistant.tickets, now: () => NOW })
    head = await office.seat(slug, 'head', 'Phòng Kinh tế')
    await assistant.people.choose((await chats.account('dan')).id, { commune: slug, role: 'citizen', unit: null })
    await chats.say('dan', 'Phòng Kinh tế có hướng dẫn vay vốn không')
    await chats.say('dan', 'gặp cán bộ')
    ticketId = (await ground().store.db.ticket.findFirstOrThrow()).id
  })
  afterEach(() => assistant.close())
  const post = (path: string, fields: Record<string, string> = {}, cookie = head): Promise<Response> =>
    office.post(`/quan-tri/phieu/${ticketId}/${path}`, fields, { cookie })
  const pageOf = async (cookie = head): Promise<string> =>
    (await office.get(`/quan-tri/phieu/${ticketId}`, cookie)).text()

  it('shows the matter, and sends an answer into the very chat it was asked in, once', async () => {
    expect(await (await office.get('/quan-tri/phieu', head)).text()).toContain(
      'Phòng Kinh tế có hướng dẫn vay vốn không',
    )
    const spoken = { loi: 'Mời anh/chị đến phòng số 3, sáng thứ Sáu.', khoa: 'mot' }
    expect((await post('tra-loi', spoken)).headers.get('location')).toContain('da-gui-tra-loi')
    await post('tra-loi', spoken)
    const news = await chats.news('dan')
    expect(news).toHaveLength(1)
    expect(news[0]).toContain('Mời anh/chị đến phòng số 3')
    await chats.say('dan', 'dạ em cảm ơn')
    expect(await pageOf()).toContain('dạ em cảm ơn')
    await post('dong')
    expect((await chats.news('dan')).at(-1)).toContain('đã kết thúc')
    expect(await pageOf()).toContain('Phiếu đã đóng')
  })

  it('is seen and answered by the units concerned and the coordinator, by nobody else', async () => {
    const other = await office.seat('xã-an-hòa', 'head', 'Trạm Y tế')
    expect((await office.get(`/quan-tri/phieu/${ticketId}`, other)).status).toBe(404)
    expect((await post('tra-loi', { loi: 'x', khoa: 'a' }, other)).status).toBe(404)
    const coordinator = await office.seat('xã-an-hòa', 'coordinator')
    expect((await post('chuyen', { donVi: 'Trạm Y tế' }, coordinator)).headers.get('location')).toContain('da-chuyen')
    expect((await chats.news('dan'))[0]).toContain('được chuyển tới')
    expect((await office.get(`/quan-tri/phieu/${ticketId}`, other)).status).toBe(200)
    const viewer = await office.seat('xã-an-hòa', 'viewer')
    expect((await post('dong', {}, viewer)).status).toBe(403)
  })

  it('lets whoever took it in the chat go on here, and nobody speak over them', async () => {
    const post1 = await addPost(assistant.people, { role: 'officer', unit: 'Phòng Kinh tế', title: 'Chuyên viên' })
    await link(assistant.people, await chats.account('can-bo'), post1)
    const account = await chats.account('can-bo')
    await assistant.tickets.take(ticketId, { postId: post1.id, accountId: account.id })
    expect(await pageOf()).toContain('Chuyên viên đang trả lời phiếu này')
    const refused = await post('tra-loi', { loi: 'chen vào', khoa: 'b' })
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('chưa gửi: “chen vào”')])
    expect(await chats.news('dan')).toEqual([])
  })

  it('sends no empty answer, and tells the hours of the office', async () => {
    expect((await post('tra-loi', { loi: ' ', khoa: 'c' })).status).toBe(200)
    const list = await (await office.get('/quan-tri/phieu', head)).text()
    expect(list).toContain('07:30–11:30 và 13:30–17:00')
    expect(list).toContain('đang trong giờ')
    expect(list).toContain('01/01/2027 (Tết Dương lịch)')
  })
})
