import { describe, expect, it } from 'vitest'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { skipsBrowser } from '../web/chromium.ts'
import { seedDuties } from './duties-ground.ts'
import { looksRight, servedToEach, serveOffice } from './in-browser.ts'
import { type Office, openOffice } from './office.ts'

describe.skipIf(skipsBrowser)('in Chromium', () => {
  onEmbeddedStore("the office's policy", (ground) => {
    let office: Office
    let slug = ''
    const served = servedToEach(async (browser) => {
      await emptyStore(ground().store)
      office = await openOffice(ground().store)
      slug = (await seedDuties(ground().store, office)).slug
      return serveOffice(browser, office)
    })

    it('tells leaders of late duties once it is switched on and saved with a reason', async () => {
      const page = await served().seat(slug, 'coordinator')
      await page.goto('/quan-tri/nhac-viec/chinh-sach')
      await looksRight(page, 'policy')
      await page.getByRole('checkbox', { name: 'Báo Phó Chủ tịch, Chủ tịch' }).check()
      await page
        .getByRole('group', { name: /^Phòng, văn phòng/ })
        .getByLabel('Chủ tịch', { exact: true })
        .fill('')
      await page.getByRole('button', { name: 'Xem thử 60 ngày tới' }).click()
      await page.getByText('Xem thử: chưa lưu, chưa gửi gì').waitFor()
      await page.getByLabel('Lý do thay đổi').fill('Kết luận họp giao ban')
      await page.getByRole('button', { name: 'Lưu chính sách' }).click()
      await page.getByText('Đã lưu chính sách').waitFor()
      const { escalation } = office.desk.policy()
      expect(escalation).toMatchObject({ leaders: true, department: [{ workingDay: 5, to: 'vice_chair' }] })
    })
  })
})
