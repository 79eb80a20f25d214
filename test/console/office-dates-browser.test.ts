import { describe, expect, it } from 'vitest'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { skipsBrowser } from '../web/chromium.ts'
import { seedDuties } from './duties-ground.ts'
import { looksRight, servedToEach, serveOffice } from './in-browser.ts'
import { openOffice } from './office.ts'

const QUOTE =
  'Các cơ quan, đơn vị định kỳ báo cáo kết quả thực hiện về Ủy ban nhân dân xã để tổng hợp, báo cáo cấp trên.'

describe.skipIf(skipsBrowser)('in Chromium', () => {
  onEmbeddedStore("the office's own dates", (ground) => {
    let slug = ''
    const served = servedToEach(async (browser) => {
      const { store } = ground()
      await emptyStore(store)
      const office = await openOffice(store)
      const seeded = await seedDuties(store, office)
      const { documentId } = seeded
      slug = seeded.slug
      for (const position of [7, 8]) {
        await store.db.reportingRule.create({
          data: {
            ...{ documentId, position, who: ['Trạm Y tế'], recipient: 'UBND xã', cadence: 'unspecified' },
            ...{ section: 'VI', quote: QUOTE, key: `khong-ngay-${position}`, state: 'confirmed' },
          },
        })
      }
      await store.db.document.update({ where: { id: documentId }, data: { review: { increment: 1 } } })
      return serveOffice(browser, office)
    })

    it('are found from the top of the board, refused with the words kept, and set', async () => {
      const page = await served().seat(slug, 'coordinator')
      await page.goto('/quan-tri/nhiem-vu')
      await looksRight(page, 'undated')
      await page.getByRole('link', { name: '2 báo cáo văn bản chưa ghi ngày' }).click()
      const first = page.locator('#chua-ghi-ngay li').first()
      await first.getByLabel(/^Hạn khác/).fill('khi nào rảnh')
      await first.getByRole('button', { name: 'Đặt hạn' }).click()
      await first.getByText('không đọc ra ngày nào').waitFor()
      expect(await first.getByLabel(/^Hạn khác/).inputValue()).toBe('khi nào rảnh')
      await looksRight(page, 'undated-refused')
      await first.getByLabel(/^Hạn khác/).fill('chậm nhất ngày 25 tháng cuối quý')
      await first.getByRole('button', { name: 'Đặt hạn' }).click()
      await page.getByText('Đã ghi hạn do xã đặt').waitFor()
      await page.locator('#chua-ghi-ngay').getByText('chậm nhất ngày 25 tháng cuối quý').first().waitFor()
      await looksRight(page, 'undated-set')
    })
  })
})
