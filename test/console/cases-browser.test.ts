import { createCanvas } from '@napi-rs/canvas'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { openChromium, skipsBrowser } from '../web/chromium.ts'
import { looksRight, type Served, serveOffice } from './in-browser.ts'
import { type Office, openOffice } from './office.ts'

describe.skipIf(skipsBrowser)('in Chromium', () => {
  onEmbeddedStore('the reports of citizens', (ground) => {
    let office: Office
    let browser: Browser
    let served: Served

    beforeAll(async () => {
      const { db } = ground().store
      await emptyStore(ground().store)
      const { id: communeId } = await db.commune.create({ data: { slug: 'xa-binh-phu', name: 'xã Bình Phú' } })
      office = await openOffice(ground().store)
      const { id: accountId } = await office.people.findOrCreate({ channel: 'web', externalId: 'dan' })
      const common = { communeId, accountId, kind: 'report', receivedAt: new Date('2026-11-16T02:00:00Z') }
      const picture = createCanvas(640, 400)
      const context = picture.getContext('2d')
      context.fillStyle = '#7a8c99'
      context.fillRect(0, 0, 640, 400)
      await db.feedback.create({
        data: {
          ...{ ...common, code: 'PA-KQTM-XBVL', dueOn: '2026-11-30', unitName: 'Phòng Kinh tế', state: 'assigned' },
          ...{ what: 'Đường vào thôn 3 nhiều ổ gà, ngập nước từ tuần trước, xe máy đi rất khó.', village: 'thôn 3' },
          ...{ place: 'gần nhà văn hóa', field: 'Đường sá, giao thông' },
          photo: { create: { bytes: new Uint8Array(picture.toBuffer('image/jpeg')) } },
          events: { create: { state: 'assigned', unitName: 'Phòng Kinh tế' } },
        },
      })
      await db.feedback.create({
        data: {
          ...common,
          code: 'PA-BCFG-HKLM',
          dueOn: '2026-12-09',
          what: 'Rác ở chợ không ai dọn.',
          state: 'received',
        },
      })
      await office.seat('xa-binh-phu', 'head', 'Phòng Kinh tế')
      browser = await openChromium()
      served = await serveOffice(browser, office)
    })
    afterAll(async () => {
      await served?.close()
      await browser?.close()
    })

    it('are found overdue, read with the photograph, answered and gone from the list', async () => {
      const page = await served.seat('xa-binh-phu', 'coordinator')
      await page.goto('/quan-tri/phan-anh')
      await looksRight(page, 'cases')
      await page.getByRole('link', { name: /ổ gà/ }).click()
      await page.getByRole('img', { name: /PA-KQTM-XBVL/ }).waitFor()
      await looksRight(page, 'case')
      await page.getByLabel('Nội dung trả lời').fill('Xã đã đổ đá cấp phối đoạn gần nhà văn hóa ngày 30/11.')
      await page.getByRole('button', { name: 'Trả lời xong' }).click()
      await page.getByText('Đã ghi và nhắn cho người gửi').waitFor()
      await looksRight(page, 'case-done')
      await page.goto('/quan-tri/phan-anh')
      expect(await page.getByText('ổ gà').count()).toBe(0)
    })
  })
})
