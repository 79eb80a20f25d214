/** `npm run screenshots`: the pages as they look over the shipped documents, into docs/screenshots. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startAssistant } from '../support/running-assistant.ts'
import { openChromium } from './chromium.ts'

const FOLDER = 'docs/screenshots'
const MAX_BYTES = 200_000
const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 720 }
const QUESTIONS = ['bao nhiêu phần trăm người trưởng thành có chữ ký số', 'khi nào phải nộp báo cáo năm']

const dataFolder = mkdtempSync(join(tmpdir(), 'screenshots-'))
mkdirSync(FOLDER, { recursive: true })
const assistant = await startAssistant({ DATA_DIR: dataFolder })
const browser = await openChromium()
try {
  await takeAll(browser, '360', { viewport: PHONE })
  await takeAll(browser, '360-dark', { viewport: PHONE, colorScheme: 'dark' })
  await takeAll(browser, '1280', { viewport: DESK })
} finally {
  await browser.close()
  await assistant.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}

async function takeAll(from: Browser, name: string, context: Parameters<Browser['newContext']>[0]): Promise<void> {
  const page = await (await from.newContext({ baseURL: assistant.address, ...context })).newPage()
  await page.goto('/')
  await take(page, `choose-${name}`)
  await page.getByLabel('Xã Hiệp Lực').check()
  await page.getByRole('button', { name: 'Bắt đầu hỏi' }).click()
  await page.locator('.welcome').waitFor()
  await take(page, `welcome-${name}`)
  for (const [at, question] of QUESTIONS.entries()) {
    await page.getByRole('textbox', { name: 'Câu hỏi của anh/chị' }).fill(question)
    await page.getByRole('button', { name: 'Gửi câu hỏi' }).click()
    await page.locator('.feedback').nth(at).waitFor()
  }
  await take(page, `chat-${name}`)
  await page.locator('.source-link').first().click()
  await page.locator('.passage:target').waitFor()
  await take(page, `clause-${name}`)
  await page.goto('/van-ban')
  await take(page, `documents-${name}`)
  await page.goto('/tinh-trang')
  await take(page, `status-${name}`)
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`)
  await page.screenshot({ path })
  const { size } = statSync(path)
  if (size > MAX_BYTES) throw new Error(`${path} weighs ${size} bytes, over ${MAX_BYTES}`)
  process.stdout.write(`${path} ${size}\n`)
}
