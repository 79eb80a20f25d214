import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { openChromium, skipsBrowser } from '../web/chromium.ts'
import { looksRight, type Served, serveOffice } from './in-browser.ts'
import { type Office, openOffice } from './office.ts'

describe.skipIf(skipsBrowser)('in Chromium', () => {
  onEmbeddedStore('a notice with approval', (ground) => {
    let office: Office
    let browser: Browser
    let served: Served

    beforeAll(async () => {
      await emptyStore(ground().store)
      const { store } = ground()
      await store.db.commune.create({
        data: {
          slug: 'xa-binh-phu',
          name: 'xã Bình Phú',
          documents: {
            create: {
              ...{ file: 'ke-hoach.txt', digest: 'x', identity: {}, warnings: [], text: '' },
              ...{ title: 'Về chuyển đổi số xã Bình Phú', type: 'Kế hoạch', number: '12/KH-UBND' },
            },
          },
        },
      })
      office = await openOffice(store)
      for (const unit of ['Trạm Y tế', 'Phòng Kinh tế', 'Phòng Văn hóa - Xã hội']) {
        const added = await office.people.posts.add(
          { commune: 'xa-binh-phu', role: 'head', unit, title: `Trưởng ${unit}`, asWritten: true },
          'cli',
        )
        if (added.kind !== 'added') throw new Error(added.kind)
        if (unit === 'Trạm Y tế') continue
        const account = await office.people.findOrCreate({ channel: 'web', externalId: unit })
        const code = await office.people.linking.makeCode({ postId: added.post.id, by: 'cli' })
        await office.people.linking.redeem(code?.token ?? '', account.id)
      }
      browser = await openChromium()
      served = await serveOffice(browser, office)
    })
    afterAll(async () => {
      await served?.close()
      await browser?.close()
    })

    it('is written, sent for approval, approved by the chair and shown to whom it went', async () => {
      const writer = await served.seat('xa-binh-phu', 'coordinator')
      await writer.goto('/quan-tri/thong-bao')
      await looksRight(writer, 'broadcasts-empty')
      await writer.getByRole('link', { name: 'Báo họp, gửi tài liệu' }).click()
      await writer.getByLabel('Họp về việc gì').fill('giao ban tháng 12 năm 2026')
      await writer.getByLabel('Thời gian họp').fill('2026-12-03T08:00')
      await writer.getByLabel('Địa điểm').fill('Phòng họp số 1')
      await writer.getByLabel('Nội dung').fill('Đề nghị các đồng chí chuẩn bị số liệu tháng 11.')
      await writer.getByLabel('Mọi lãnh đạo đơn vị').check()
      await writer.getByLabel(/chuyển đổi số/).check()
      await looksRight(writer, 'broadcast-form')
      await writer.getByRole('button', { name: 'Lưu và xem trước' }).click()
      await writer.getByText('Kính gửi đồng chí Trưởng Phòng').waitFor()
      expect(await writer.getByText('không gửi được tới 1 chức danh').count()).toBe(1)
      await looksRight(writer, 'broadcast-preview')
      await writer.getByRole('button', { name: 'Gửi duyệt' }).click()
      await writer.getByText('không tự duyệt được').waitFor()
      expect(await writer.getByRole('button', { name: 'Duyệt và gửi' }).count()).toBe(0)

      const chair = await served.seat('xa-binh-phu', 'chair')
      await chair.goto('/quan-tri/thong-bao')
      await chair.getByRole('link', { name: 'Giao ban tháng 12' }).click()
      await looksRight(chair, 'broadcast-waiting')
      await chair.getByRole('button', { name: 'Duyệt và gửi' }).click()
      await chair.getByText('Đã duyệt; trợ lý đang gửi').waitFor()
      expect(await chair.locator('dl.counts').textContent()).toMatch(/Đã báo nhận\s*0\/2/)
      await looksRight(chair, 'broadcast-receipts')
      expect(await ground().store.db.message.count({ where: { class: 'broadcast' } })).toBe(4)
    })
  })
})
