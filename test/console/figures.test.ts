import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFigures } from '../../src/figures/index.ts'
import { openOfficeSettings } from '../../src/office-settings/index.ts'
import { type Assistant, answered, openAssistant, seedCommune } from '../support/assistant.ts'
import { type Chats, openChats } from '../support/chat.ts'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { skipsBrowser } from '../web/chromium.ts'
import { looksRight, servedToEach, serveOffice } from './in-browser.ts'
import { type Office, openOffice } from './office.ts'

const COMMUNE = 'xã-an-hòa'
const UNIT = 'Phòng Kinh tế'

onEmbeddedStore('figures', (ground) => {
  let assistant: Assistant
  let chats: Chats
  let office: Office
  let today: string

  const open = () => {
    const { publicPage } = openOfficeSettings(ground().store, { retentionDays: 90 })
    return openFigures({ store: ground().store, shownCommunes: publicPage.list, today: () => today }).open
  }
  beforeEach(async () => {
    const { store } = ground()
    await emptyStore(store)
    await store.query('DELETE FROM sign_in_link')
    await seedCommune(store, 'xã An Hòa')
    today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString()
    assistant = await openAssistant(ground(), {
      answering: async ({ question }) =>
        question.includes('muỗi')
          ? answered('Văn bản không có thông tin này.', { status: 'unanswerable' })
          : answered('60%.', {
              citations: [{ document: 'xã-an-hòa.txt', section: 'II', quote: '60%', documentId: 1, position: 1 }],
            }),
    })
    assistant.work()
    chats = openChats(assistant)
    office = await openOffice(store, {
      tickets: assistant.tickets,
      delivery: assistant.delivery,
      now: () => new Date(),
    })
    await assistant.people.choose((await chats.account('dan')).id, { commune: COMMUNE, role: 'citizen', unit: null })
    for (const text of ['chữ ký số bao nhiêu', 'mục tiêu định danh', 'lịch phun muỗi']) await chats.say('dan', text)
    await store.query('UPDATE message SET feedback = 1 WHERE text = $1', ['60%.'])
    await seedPaper()
  })
  afterEach(() => assistant.close())

  /** A public paper in force with a target and what fell due of it for one unit, one in time and one missing. */
  const seedPaper = async (): Promise<void> => {
    const { db } = ground().store
    const document = await db.document.findFirstOrThrow({ where: { commune: { slug: COMMUNE } } })
    const paper = {
      title: 'Kế hoạch chuyển đổi số',
      type: 'Kế hoạch',
      number: '12/KH-UBND',
      visibility: 'public',
      text: 'Toàn văn: chữ ký số.',
    }
    await db.document.update({ where: { id: document.id }, data: paper })
    await db.target.create({
      data: {
        documentId: document.id,
        position: 1,
        text: '≥ 60% người lớn có chữ ký số',
        section: 'II',
        quote: '60%',
        key: 'k1',
        state: 'confirmed',
      },
    })
    const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString()
    const week = Temporal.PlainDate.from(today).subtract({ days: 7 }).toString()
    const common = {
      ...{
        communeId: document.communeId,
        documentId: document.id,
        kind: 'report',
        sourceId: 1,
        section: 'V',
        title: 'Báo cáo',
      },
      ...{
        ruleKey: 'r',
        bodyKey: 'phong kinh te',
        bodyName: UNIT,
        cadence: 'monthly',
        units: [UNIT],
        coordinating: [],
      },
      ...{ due: yesterday, lastSafe: yesterday, lateFrom: today, knownOn: week, isConfirmed: true },
    }
    await db.occurrence.createMany({
      data: [
        { ...common, slot: 'a', status: 'filed', filedOn: week },
        { ...common, slot: 'b' },
      ],
    })
  }

  it('count questions by ending, channel and topic, and units that reported in time, on the page and in files', async () => {
    const cookie = await office.seat(COMMUNE, 'viewer')
    const page = await (await office.get('/quan-tri/so-lieu', cookie)).text()
    expect(page).toContain('67%')
    expect(page).toContain('Kế hoạch chuyển đổi số</td><td class="number">2</td>')
    expect(page).toContain(`${UNIT}</td><td class="number">2</td><td class="number">1</td>`)
    expect(page).toContain('<svg class="chart"')
    expect(page).not.toContain('style="')
    const csv = await (await office.get('/quan-tri/so-lieu/xuat.csv', cookie)).text()
    expect(csv).toContain(`${today},2,0,1,0,0`)
    expect(csv).toContain(`${UNIT},2,1,0,1,0`)
    const xlsx = await office.get('/quan-tri/so-lieu/xuat.xlsx', cookie)
    expect(new TextDecoder().decode((await xlsx.arrayBuffer()).slice(0, 2))).toBe('PK')
  })

  it('are shown to everybody only of a commune that switched its page on, with the results it published', async () => {
    expect(await open().of(COMMUNE)).toBeNull()
    expect(await open().papers(COMMUNE, '')).toBeNull()
    const coordinator = await office.seat(COMMUNE, 'coordinator')
    expect(
      (await office.post('/quan-tri/so-lieu/cong-khai', { xa: COMMUNE, bat: 'co' }, { cookie: coordinator })).status,
    ).toBe(403)
    const administrator = await office.seat(COMMUNE, 'administrator')
    await office.post('/quan-tri/so-lieu/cong-khai', { xa: COMMUNE, bat: 'co' }, { cookie: administrator })
    expect(await open().of(COMMUNE)).toMatchObject({ usage: { total: 3 }, results: [] })
    const { id } = await ground().store.db.document.findFirstOrThrow({ where: { commune: { slug: COMMUNE } } })
    const said = { xa: COMMUNE, vanBan: String(id), khoa: 'k1', ketQua: '41%', ngay: today }
    await office.post('/quan-tri/so-lieu/chi-tieu', said, { cookie: coordinator })
    expect((await open().of(COMMUNE))?.results).toEqual([])
    await office.post('/quan-tri/so-lieu/chi-tieu', { ...said, congBo: 'co' }, { cookie: coordinator })
    expect((await open().of(COMMUNE))?.results).toMatchObject([{ result: '41%' }])
    expect((await open().of(COMMUNE))?.loudspeaker).toContain(
      'Chỉ tiêu từ 60 phần trăm người lớn có chữ ký số: kết quả tính đến ngày',
    )
    expect(await open().papers(COMMUNE, '12/kh-ubnd chuyen doi')).toHaveLength(1)
    expect(await open().papers(COMMUNE, 'chữ ký')).toHaveLength(1)
    expect(await open().papers(COMMUNE, 'đường sắt')).toEqual([])
    await ground().store.query(`UPDATE document SET visibility = 'internal' WHERE id = $1`, [id])
    expect((await open().of(COMMUNE))?.results).toEqual([])
    expect(await open().papers(COMMUNE, '')).toEqual([])
  })

  describe.skipIf(skipsBrowser)('in a browser', () => {
    const served = servedToEach((browser) => serveOffice(browser, office, { figures: open() }))

    it('an administrator switches the public page on, and anybody looks a plan up there', async () => {
      const page = await served().seat(COMMUNE, 'administrator')
      const refused: string[] = []
      page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
      await page.goto('/quan-tri/so-lieu')
      await looksRight(page, 'so-lieu')
      await page.getByRole('button', { name: 'Bật trang công khai' }).click()
      await page.getByText('Đang bật').waitFor()
      await page.getByRole('link', { name: 'Kết quả chỉ tiêu' }).click()
      await page.getByLabel('Kết quả (để trống để xóa)').fill('41%')
      await page.getByLabel('Công bố').check()
      await looksRight(page, 'so-lieu-chi-tieu')
      await page.getByRole('button', { name: 'Ghi' }).click()
      await page.getByText('Đã lưu').waitFor()
      await page.goto(`/so-lieu/${COMMUNE}`)
      await page.getByLabel('Số, ngày, trích yếu hoặc nội dung').fill('12/KH-UBND')
      await page.getByRole('button', { name: 'Tìm' }).click()
      await page.getByRole('link', { name: 'Kế hoạch chuyển đổi số' }).waitFor()
      await looksRight(page, 'so-lieu-cong-khai')
      expect(refused).toEqual([])
    })
  })
})
