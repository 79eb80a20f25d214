import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningAssistant, startAssistant, visitorOf } from '../support/running-assistant.ts'
import { openChromium, skipsBrowser } from './chromium.ts'

const SHOWN = 'hiep-luc-ke-hoach-cds-2026-2030.txt'
const INTERNAL = 'kien-minh-ke-hoach-hdnd-2026.txt'

let folder: string
let assistant: RunningAssistant
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'web-'))
  const knowledge = join(folder, 'knowledge')
  mkdirSync(knowledge)
  for (const file of [SHOWN, INTERNAL]) cpSync(join('knowledge', file), join(knowledge, file))
  writeFileSync(
    join(knowledge, 'manifest.yaml'),
    `documents:\n  ${SHOWN}: { visibility: public }\n  ${INTERNAL}: { visibility: internal }\n`,
  )
  assistant = await startAssistant({ DATA_DIR: join(folder, 'data'), KNOWLEDGE_DIR: knowledge })
  if (!skipsBrowser) browser = await openChromium()
})
afterAll(async () => {
  await browser?.close()
  await assistant?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the whole assistant over its embedded store', () => {
  it('shows no page of an internal document and quotes it to no citizen', async () => {
    const list = await (await fetch(`${assistant.address}/van-ban`)).text()
    expect(list).toContain('Hiệp Lực')
    expect(list).not.toContain('Kiến Minh')
    const ids = [1, 2, 3]
    const pages = await Promise.all(ids.map(async (id) => (await fetch(`${assistant.address}/van-ban/${id}`)).status))
    expect(pages.toSorted()).toEqual([200, 404, 404])
    const citizen = await visitorOf(assistant.address, 'kien-minh')
    const reply = await citizen.ask('Văn phòng HĐND và UBND xã được giao việc gì?')
    expect(reply.canCu.map(({ vanBan }) => vanBan)).not.toContain(INTERNAL)
  })

  it.skipIf(skipsBrowser).each([true, false])(
    'answers a citizen with the clause in its place (scripts: %s)',
    async (javaScriptEnabled) => {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled })
      const page = await context.newPage()
      await page.goto(assistant.address)
      await page.getByLabel('Xã Hiệp Lực').check()
      await page.getByRole('button', { name: 'Bắt đầu hỏi' }).click()
      await page
        .getByRole('textbox', { name: 'Câu hỏi của anh/chị' })
        .fill('bao nhieu phan tram nguoi truong thanh co chu ky so')
      await page.getByRole('button', { name: 'Gửi câu hỏi' }).click()
      await page.locator('.message-out', { hasText: '60%' }).waitFor()
      await page.locator('.source-link').first().click()
      await page.locator('.passage:target', { hasText: '60%' }).waitFor()
      await page.goBack()
      await page.getByRole('button', { name: 'Câu trả lời có ích' }).click()
      await page.getByText('Đã ghi nhận').waitFor()
      expect(await page.locator('.message-in').count()).toBe(1)
      await context.close()
    },
  )
})
