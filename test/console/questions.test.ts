import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, createAnswering, type Turn } from '../../src/answering/index.ts'
import { openQuestions } from '../../src/questions/index.ts'
import { type Assistant, answered, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { skipsBrowser } from '../web/chromium.ts'
import { looksRight, servedToEach, serveOffice } from './in-browser.ts'
import { type Office, openOffice } from './office.ts'

const ASKED = 'xã mình có hỗ trợ tiền mua máy tính cho học sinh nghèo không'
const COMMUNE = 'xã-an-hòa'
const UNIT = 'Phòng Kinh tế'
const TODAY = '2026-12-03'

onEmbeddedStore('questions in the console', (ground) => {
  let assistant: Assistant
  let chats: Chats
  let office: Office

  beforeEach(async () => {
    const { store } = ground()
    await emptyStore(store)
    await store.query('DELETE FROM sign_in_link')
    await seedCommune(store, 'xã An Hòa')
    const { curated } = openQuestions({ store, delivery: { owe: async () => null }, today: () => TODAY })
    const answering = async (turn: Turn): Promise<Answer> => {
      const register = {
        communes: async () => [{ id: 1, slug: COMMUNE, name: 'xã An Hòa', province: null }],
        of: async () => null,
      }
      const told = await createAnswering({ register, search: async () => [], curated: curated.published }).answer(turn)
      const words = `Văn bản không có thông tin này. Anh/chị vui lòng hỏi ${UNIT}.`
      return told.status === 'answered' ? told : answered(words, { status: 'unanswerable', trace: told.trace })
    }
    assistant = await openAssistant(ground(), { answering })
    assistant.work()
    chats = openChats(assistant)
    office = await openOffice(store, { tickets: assistant.tickets, delivery: assistant.delivery })
    for (const who of ['dan', 'dan-2']) {
      await assistant.people.choose((await chats.account(who)).id, { commune: COMMUNE, role: 'citizen', unit: null })
    }
    await chats.say('dan', ASKED)
    await chats.say('dan-2', 'Tôi là Trần Văn Bình, xã có hỗ trợ mua máy tính cho học sinh nghèo không')
  })
  afterEach(() => assistant.close())
  const pageOf = async (path: string, cookie: string): Promise<string> =>
    (await office.get(`/quan-tri/hoi-thoai${path}`, cookie)).text()

  it('are masked, found by outcome and words, and shown with the reason for their answer', async () => {
    const cookie = await office.seat(COMMUNE, 'viewer')
    expect(await pageOf('', cookie)).toContain('2 lượt')
    const all = await pageOf('/tat-ca?ket=unanswerable&tim=m%C3%A1y%20t%C3%ADnh', cookie)
    expect(all).toContain('Tôi là [tên], xã có hỗ trợ')
    expect(all).not.toContain('Trần Văn Bình')
    expect(await pageOf('/tat-ca?ket=answered', cookie)).toContain('Không có câu hỏi nào')
    const { id } = await ground().store.db.message.findFirstOrThrow({ where: { text: ASKED } })
    expect(await pageOf(`/${id}`, cookie)).toContain('Vì sao trả lời như vậy')
  })

  it('of another commune have no page, and nothing is written or marked without the right', async () => {
    const elsewhere = await ground().store.db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
    const theirs = await office.seat(elsewhere.slug, 'coordinator')
    const { id } = await ground().store.db.message.findFirstOrThrow({ where: { text: ASKED } })
    expect((await office.get(`/quan-tri/hoi-thoai/${id}`, theirs)).status).toBe(404)
    expect((await office.post(`/quan-tri/hoi-thoai/${id}/sai`, { ghiChu: 'x' }, { cookie: theirs })).status).toBe(404)
    const viewer = await office.seat(COMMUNE, 'viewer')
    expect((await office.post(`/quan-tri/hoi-thoai/${id}/sai`, { ghiChu: 'x' }, { cookie: viewer })).status).toBe(403)
    expect((await office.get('/quan-tri/hoi-thoai/soan', viewer)).status).toBe(403)
  })

  it('are answered by nobody alone: who wrote it does not approve it, nor does another unit', async () => {
    const { id: xa } = await ground().store.db.commune.findFirstOrThrow({ where: { slug: COMMUNE } })
    const fields = {
      xa: String(xa),
      cau: '',
      cachHoi: 'Lịch tiêm',
      traLoi: 'Ngày 5.',
      canCu: 'Thông báo',
      donVi: UNIT,
      denNgay: '',
    }
    const writer = await office.seat(COMMUNE, 'head', UNIT)
    const made = await office.post('/quan-tri/hoi-thoai/soan', fields, { cookie: writer })
    const path = new URL(made.headers.get('location') ?? '', 'http://x').pathname
    const approve = async (cookie: string): Promise<string> =>
      (await office.post(`${path}/duyet`, { banSua: '0' }, { cookie })).headers.get('location') ?? ''
    expect(await approve(writer)).toContain('khong-duoc-duyet')
    expect(await approve(await office.seat(COMMUNE, 'head', 'Trạm Y tế'))).toContain('khong-duoc-duyet')
    expect(await approve(await office.seat(COMMUNE, 'coordinator'))).toContain('khong-duoc-duyet')
    expect(await approve(await office.seat(COMMUNE, 'deputy_head', UNIT))).toContain('cau-da-duyet')
    expect((await office.post('/quan-tri/hoi-thoai/soan', { ...fields, canCu: ' ' }, { cookie: writer })).status).toBe(
      400,
    )
  })

  describe.skipIf(skipsBrowser)('in a browser', () => {
    const served = servedToEach((browser) => serveOffice(browser, office))

    it('lead from one nobody could answer to a published answer that went back to who asked', async () => {
      await chats.say('dan', 'Báo lại cho tôi')
      await chats.say('dan', 'Đồng ý')
      const writer = await served().seat(COMMUNE, 'coordinator')
      await writer.goto('/quan-tri')
      await writer.getByRole('link', { name: 'Hỏi đáp' }).click()
      await looksRight(writer, 'hoi-thoai')
      await writer
        .getByRole('link', { name: ASKED })
        .or(writer.getByRole('link', { name: /máy tính/ }))
        .first()
        .click()
      await looksRight(writer, 'hoi-thoai-mot-cau')
      await writer.getByLabel('Sai ở đâu').fill('Có nghị quyết mới của HĐND')
      await writer.getByRole('button', { name: 'Đánh dấu là trả lời sai' }).click()
      await writer.getByText('Đã đánh dấu sai;').waitFor()
      await writer.getByRole('link', { name: 'Hỏi đáp' }).click()
      await writer.getByRole('link', { name: 'Soạn câu trả lời' }).click()
      await writer.getByLabel('Các cách hỏi').fill('Xã có hỗ trợ tiền mua máy tính cho học sinh nghèo không?')
      await writer
        .getByLabel('Câu trả lời', { exact: true })
        .fill('Có: 2 triệu đồng một máy, nộp đơn tại Phòng Kinh tế.')
      await writer.getByLabel('Căn cứ').fill('Nghị quyết số 5/NQ-HĐND của HĐND xã, Điều 2')
      expect(await writer.getByLabel('Đơn vị chịu trách nhiệm').inputValue()).toBe(UNIT)
      await looksRight(writer, 'hoi-thoai-soan')
      await writer.getByRole('button', { name: 'Gửi duyệt' }).click()
      await writer.getByText('cần một người khác duyệt').waitFor()

      const approver = await served().seat(COMMUNE, 'head', UNIT)
      await approver.goto('/quan-tri/hoi-thoai')
      await approver.getByRole('link', { name: 'Câu trả lời của cơ quan' }).click()
      await looksRight(approver, 'hoi-thoai-cau-tra-loi')
      await approver.getByRole('link', { name: /máy tính/ }).click()
      await looksRight(approver, 'hoi-thoai-duyet')
      await approver.getByRole('button', { name: 'Duyệt và đưa vào trả lời' }).click()
      await approver.getByText('Đã duyệt: trợ lý trả lời như vậy').waitFor()

      expect((await chats.news('dan'))[0]).toContain('Có: 2 triệu đồng một máy')
      expect(await chats.news('dan-2')).toEqual([])
      expect((await chats.say('dan-2', 'xa co ho tro tien mua may tinh cho hoc sinh ngheo khong'))[0]).toContain(
        '2 triệu',
      )
      await approver.goto('/quan-tri/hoi-thoai/tat-ca')
      await looksRight(approver, 'hoi-thoai-tat-ca')
      await approver.goto('/quan-tri/phieu')
      await looksRight(approver, 'phieu')
    })
  })
})
