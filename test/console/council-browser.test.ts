import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { openChromium, skipsBrowser } from '../web/chromium.ts'
import { type DutiesGround, seedDuties } from './duties-ground.ts'
import { looksRight, type Served, serveOffice } from './in-browser.ts'
import { type Office, openOffice } from './office.ts'

describe.skipIf(skipsBrowser)('in Chromium', () => {
  onEmbeddedStore('the pages of the council', (ground) => {
    let office: Office
    let browser: Browser
    let served: Served
    let seeded: DutiesGround

    beforeAll(async () => {
      const { store } = ground()
      await emptyStore(store)
      office = await openOffice(store)
      seeded = await seedDuties(store, office)
      const { documentId, communeId } = seeded
      await store.db.target.create({
        data: {
          ...{ documentId, position: 0, text: '95% hồ sơ được giải quyết đúng hạn', byYear: '2030', section: 'II.3' },
          ...{ quote: '95% hồ sơ', key: 't-0', state: 'confirmed' },
        },
      })
      await store.query(
        `UPDATE occurrence SET status = 'filed', filed_on = '2026-11-19', filed_number = '15/BC'
          WHERE commune_id = $1 AND body_name = 'Trạm Y tế'`,
        [communeId],
      )
      const { id: accountId } = await office.people.findOrCreate({ channel: 'web', externalId: 'dan' })
      await store.db.feedback.create({
        data: {
          ...{ communeId, accountId, kind: 'voter', code: 'CT-KQTM-XBVL', dueOn: '2026-12-20', village: 'thôn 2' },
          ...{ what: 'Cử tri đề nghị sửa đường trục thôn 2.', field: 'Đường sá, giao thông', byDelegate: true },
        },
      })
      browser = await openChromium()
      served = await serveOffice(browser, office)
    })
    afterAll(async () => {
      await served?.close()
      await browser?.close()
    })

    it('let the standing body write a session and invite to it, read what voters say, and supervise', async () => {
      const page = await served.seat(seeded.slug, 'council_standing')
      await page.goto('/quan-tri/hdnd')
      await page.getByRole('link', { name: 'Thêm kỳ họp' }).click()
      await page.getByLabel('Tên kỳ họp').fill('kỳ họp thứ hai (thường lệ cuối năm) HĐND xã')
      await page.getByLabel('Khai mạc').fill('2026-12-17T08:00')
      await page.getByLabel('Địa điểm').fill('Hội trường UBND xã')
      await page.getByLabel(/Chương trình/).fill('Báo cáo kinh tế - xã hội năm 2026\nThông qua nghị quyết năm 2027')
      await page.getByLabel(/hoạch/i).check()
      await looksRight(page, 'session-form')
      await page.getByRole('button', { name: 'Lưu' }).click()
      await page.getByRole('heading', { name: 'Chương trình' }).waitFor()
      await looksRight(page, 'session')
      await page.getByRole('button', { name: 'Soạn giấy mời và gửi duyệt' }).click()
      await page.getByText('không tự duyệt được').waitFor()
      await looksRight(page, 'session-invitation')
      await page.goto('/quan-tri/hdnd')
      await looksRight(page, 'sessions')
      await page.getByRole('link', { name: 'Ý kiến cử tri' }).click()
      await page.getByText('· đại biểu gửi').waitFor()
      await looksRight(page, 'opinions')
      await page.getByRole('link', { name: 'Giám sát' }).click()
      await page.getByText('95% hồ sơ').waitFor()
      await looksRight(page, 'supervision')
    })
  })
})
