import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OwnData } from '../../src/people/index.ts'
import { type Assistant, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { skipsBrowser } from '../web/chromium.ts'
import { looksRight, servedToEach, serveOffice } from './in-browser.ts'
import { type Office, openOffice } from './office.ts'

const COMMUNE = 'xã-an-hòa'
const DATA = '/quan-tri/cai-dat/du-lieu'

onEmbeddedStore('the data of people and of the office', (ground) => {
  const folder = mkdtempSync(join(tmpdir(), 'console-data-'))
  let assistant: Assistant
  let chats: Chats
  let office: Office
  let ticketId: string

  beforeEach(async () => {
    const { store } = ground()
    await emptyStore(store)
    await store.query('DELETE FROM sign_in_link')
    await seedCommune(store, 'xã An Hòa')
    assistant = await openAssistant(ground(), { now: () => new Date('2026-12-03T02:00:00Z') })
    assistant.work()
    chats = openChats(assistant)
    office = await openOffice(store, {
      environment: { DATA_DIR: folder },
      tickets: assistant.tickets,
      delivery: assistant.delivery,
    })
    await assistant.people.choose((await chats.account('dan')).id, { commune: COMMUNE, role: 'citizen', unit: null })
    await chats.say('dan', 'bao giờ xã chi trả hỗ trợ lúa')
    await chats.say('dan', 'gặp cán bộ')
    ticketId = String((await store.db.ticket.findFirstOrThrow()).id)
  })
  afterEach(() => assistant.close())
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('are handed out and erased by the commune’s own administrator alone, with a reason', async () => {
    const elsewhere = await ground().store.db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
    const stranger = await office.seat(elsewhere.slug, 'administrator')
    const coordinator = await office.seat(COMMUNE, 'coordinator')
    const fields = { phieu: ticketId, lyDo: 'Đề nghị tại trụ sở', chac: 'co' }
    expect((await office.post(`${DATA}/xuat`, fields, { cookie: coordinator })).status).toBe(403)
    const refused = await office.post(`${DATA}/xoa`, fields, { cookie: stranger })
    expect(refused.headers.get('location')).toContain('khong-tim-thay')
    const own = await office.seat(COMMUNE, 'administrator')
    const hasty = await office.post(`${DATA}/xoa`, { phieu: ticketId, lyDo: 'x' }, { cookie: own })
    expect(hasty.headers.get('location')).toContain('khong-tim-thay')
    expect(await ground().store.db.ticket.count()).toBe(1)
  })

  it('are kept as many days as the office says, from then on, by whoever looks after the installation', async () => {
    const administrator = await office.administrator()
    expect(
      (await office.post(`${DATA}/thoi-han`, { ngay: '0' }, { cookie: administrator })).headers.get('location'),
    ).toContain('so-ngay-sai')
    await office.post(`${DATA}/thoi-han`, { ngay: '30' }, { cookie: administrator })
    expect(await (await office.get(DATA, administrator)).text()).toContain('value="30"')
    const own = await office.seat(COMMUNE, 'administrator')
    expect((await office.post(`${DATA}/thoi-han`, { ngay: '5' }, { cookie: own })).status).toBe(403)
    expect((await office.post(`${DATA}/sao-luu`, {}, { cookie: own })).status).toBe(403)
    expect((await office.get(`${DATA}/sao-luu/tro-ly-so-x.tar.gz`, own)).status).toBe(403)
  })

  it('are saved whole, handed out, and restored with the next start when asked', async () => {
    const administrator = await office.administrator()
    await office.post(`${DATA}/sao-luu`, {}, { cookie: administrator })
    const page = await (await office.get(DATA, administrator)).text()
    const name = /tro-ly-so-[\d-]+\.tar\.gz/.exec(page)?.[0] ?? ''
    const copy = await office.get(`${DATA}/sao-luu/${name}`, administrator)
    expect((await copy.arrayBuffer()).byteLength).toBeGreaterThan(100_000)
    await office.post(`${DATA}/khoi-phuc`, { ban: name }, { cookie: administrator })
    expect(readFileSync(join(folder, 'khoi-phuc-khi-mo-lai'), 'utf8')).toBe(name)
    expect(
      (await office.post(`${DATA}/khoi-phuc`, { ban: '../../etc/passwd' }, { cookie: administrator })).status,
    ).toBe(404)
    await office.post(`${DATA}/khoi-phuc`, { ban: '' }, { cookie: administrator })
    expect(await (await office.get(DATA, administrator)).text()).not.toContain('Lần khởi động tới sẽ')
  })

  describe.skipIf(skipsBrowser)('in a browser', () => {
    const served = servedToEach((browser) => serveOffice(browser, office))

    it('a person who asks for it at the office is given their data, then erased without a trace of their words', async () => {
      const page = await served().seat(COMMUNE, 'administrator')
      await page.goto('/quan-tri')
      await page.getByRole('link', { name: 'Cài đặt' }).click()
      await looksRight(page, 'cai-dat')
      await page.getByRole('link', { name: 'Dữ liệu', exact: true }).click()
      await page.getByLabel('Số phiếu').fill(ticketId)
      await page.getByRole('button', { name: 'Tìm' }).click()
      await page.getByText('Trợ lý đang giữ').waitFor()
      await looksRight(page, 'cai-dat-du-lieu')
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Tải toàn bộ dữ liệu' }).click()
      const data = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as OwnData
      expect(data.accounts[0]?.messages[0]?.text).toBe('bao giờ xã chi trả hỗ trợ lúa')
      await page.getByText('Xóa toàn bộ dữ liệu của người này').click()
      await page.getByLabel('Lý do').fill('Người dân đề nghị tại trụ sở')
      await page.getByLabel('Đã kiểm tra đúng người').check()
      await page.getByRole('button', { name: 'Xóa vĩnh viễn' }).click()
      await page.getByText('Đã xóa toàn bộ dữ liệu của người đó').waitFor()
      expect(office.told).toEqual([{ to: 'dan', text: expect.stringContaining('đã xóa toàn bộ') }])
      expect(await ground().store.query(`SELECT 1 FROM message WHERE text LIKE '%hỗ trợ lúa%'`)).toEqual([])
      expect(await ground().store.db.ticket.count()).toBe(0)
      expect((await office.people.audit(null, 5)).map(({ action, reason }) => [action, reason])).toContainEqual([
        'person_erased',
        'Người dân đề nghị tại trụ sở',
      ])
      await page.goto('/quan-tri/cai-dat/co-quan')
      await looksRight(page, 'cai-dat-co-quan')
      const whole = await served().signedIn(await office.administrator())
      await whole.goto('/quan-tri/cai-dat')
      await looksRight(whole, 'cai-dat-toan-bo')
      await whole.goto(DATA)
      await looksRight(whole, 'cai-dat-du-lieu-toan-bo')
    })

    it('a ticket can be read and answered on a phone', async () => {
      const page = await served().seat(COMMUNE, 'coordinator')
      await page.goto(`/quan-tri/phieu/${ticketId}`)
      await looksRight(page, 'phieu-mot')
      await page.getByLabel('Lời trả lời').fill('Xã chi trả từ ngày 10/12, anh/chị mang căn cước đến phòng số 2.')
      await page.getByRole('button', { name: 'Gửi trả lời' }).click()
      await page.getByText('Đã gửi trả lời vào cuộc trò chuyện').waitFor()
      expect((await chats.news('dan'))[0]).toContain('Xã chi trả từ ngày 10/12')
      await page.goto('/quan-tri/phieu')
      await looksRight(page, 'phieu-danh-sach')
    })
  })
})
