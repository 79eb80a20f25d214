import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createWebApp, type Listening, listen } from '../../src/web/index.ts'
import { openChromium, skipsBrowser } from './chromium.ts'
import { type FakeOptions, fakeDependencies, LAST_CLAUSE } from './fakes.ts'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 800 }
const QUESTION = 'bao giờ phải nộp báo cáo năm'

let browser: Browser
const running: Listening[] = []

beforeAll(async () => {
  if (!skipsBrowser) browser = await openChromium()
})
afterEach(async () => {
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
  await Promise.all(running.splice(0).map(({ close }) => close()))
})
afterAll(() => browser?.close())

async function openPage(context: BrowserContextOptions, options: FakeOptions = {}): Promise<Page> {
  const listening = await listen(createWebApp(fakeDependencies(options)), { host: '127.0.0.1', port: 0 })
  running.push(listening)
  const page = await (await browser.newContext({ baseURL: listening.url, ...context })).newPage()
  await page.goto('/')
  return page
}

async function chooseCommune(page: Page): Promise<void> {
  await page.getByLabel('Xã Bình Phú').check()
  await page.getByRole('button', { name: 'Bắt đầu hỏi' }).click()
}

const questionField = (page: Page) => page.getByRole('textbox', { name: 'Câu hỏi của anh/chị' })

async function isInView(page: Page, selector: string): Promise<boolean> {
  const box = await page.locator(selector).boundingBox()
  return box !== null && box.y >= 0 && box.y + box.height <= (page.viewportSize()?.height ?? 0)
}

describe.skipIf(skipsBrowser).each([
  ['a phone', { viewport: PHONE }],
  ['a desk', { viewport: DESK }],
  ['a phone without scripts', { viewport: PHONE, javaScriptEnabled: false }],
  ['a desk without scripts', { viewport: DESK, javaScriptEnabled: false }],
])('a citizen on %s', (_name, context) => {
  it('chooses a commune, asks, opens the clause, comes back and thanks', async () => {
    const page = await openPage(context, { replyDelayMs: 100 })
    await chooseCommune(page)
    await questionField(page).fill(QUESTION)
    await page.getByRole('button', { name: 'Gửi câu hỏi' }).click()
    await page.getByText('Chậm nhất thứ Tư').waitFor()

    await page.getByRole('link', { name: /Phụ lục/ }).click()
    const clause = `#doan-${LAST_CLAUSE}`
    await page.locator(clause).waitFor()
    expect(await isInView(page, clause)).toBe(true)
    expect(await page.locator(`${clause}:target`).count()).toBe(1)

    await page.goBack()
    await page.getByRole('button', { name: 'Câu trả lời có ích' }).click()
    await page.getByText('Đã ghi nhận').waitFor()
    await page.reload()
    expect(await page.getByRole('button', { name: 'Câu trả lời có ích' }).getAttribute('aria-pressed')).toBe('true')
  })

  it('never scrolls sideways', async () => {
    const page = await openPage(context)
    await chooseCommune(page)
    await questionField(page).fill(`${'dài'.repeat(120)} ${QUESTION}`)
    await page.getByRole('button', { name: 'Gửi câu hỏi' }).click()
    await page.getByText('Chậm nhất thứ Tư').waitFor()
    for (const path of ['/', '/chon', '/van-ban', '/van-ban/3', '/tinh-trang', '/xoa-du-lieu']) {
      await page.goto(path)
      const width = await page.locator('html').evaluate((root) => root.scrollWidth)
      expect(width, path).toBeLessThanOrEqual(context.viewport.width)
    }
  })
})

describe.skipIf(skipsBrowser)('without scripts', () => {
  it('a slow answer arrives by itself', async () => {
    const page = await openPage({ viewport: PHONE, javaScriptEnabled: false }, { replyDelayMs: 4500 })
    await chooseCommune(page)
    await questionField(page).fill(QUESTION)
    await page.getByRole('button', { name: 'Gửi câu hỏi' }).click()
    await page.getByText('Đang tìm trong văn bản').waitFor()
    await page.getByText('Chậm nhất thứ Tư').waitFor()
    expect(await page.getByText('Đang tìm trong văn bản').count()).toBe(0)
  })
})

describe.skipIf(skipsBrowser)('with scripts', () => {
  it('everything works from the keyboard', async () => {
    const page = await openPage({ viewport: DESK })
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toContain('Bỏ qua')
    await page.getByLabel('Xã Bình Phú').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await questionField(page).focus()
    await page.keyboard.type('dòng một')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type(QUESTION)
    expect(await questionField(page).inputValue()).toBe(`dòng một\n${QUESTION}`)
    await page.keyboard.press('Enter')
    await page.getByText('Chậm nhất thứ Tư').waitFor()
    expect(await page.locator(':focus').getAttribute('name')).toBe('noiDung')
    await page.getByRole('link', { name: /Phụ lục/ }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/doan-/)
    expect(await isInView(page, `#doan-${LAST_CLAUSE}`)).toBe(true)
  })

  it('an offered choice asks without a reload and then goes away', async () => {
    const page = await openPage({ viewport: PHONE })
    await chooseCommune(page)
    await questionField(page).fill(QUESTION)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Nhắc lại sau' }).click()
    await page.getByText('không nói về "Nhắc lại sau"').waitFor()
    expect(await page.getByRole('button', { name: 'Nhắc lại sau' }).count()).toBe(0)
    expect(await page.locator('.message-in').count()).toBe(2)
  })

  it('a question that could not be sent is kept and sent again once', async () => {
    const page = await openPage({ viewport: PHONE })
    await chooseCommune(page)
    await page.route('**/api/tin-nhan', (route) => route.abort(), { times: 1 })
    await questionField(page).fill(QUESTION)
    await page.keyboard.press('Enter')
    await page.getByText('Chưa gửi được câu hỏi').waitFor()
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await page.getByText('Chậm nhất thứ Tư').waitFor()
    expect(await page.locator('.message-in').count()).toBe(1)
  })

  it('two questions sent one after the other are each answered once', async () => {
    const page = await openPage({ viewport: DESK }, { replyDelayMs: 300 })
    await chooseCommune(page)
    for (const text of ['câu thứ nhất', 'câu thứ hai']) {
      await questionField(page).fill(text)
      await page.keyboard.press('Enter')
    }
    await page.getByText('không nói về "câu thứ nhất"').waitFor()
    await page.getByText('không nói về "câu thứ hai"').waitFor()
    expect(await page.locator('.message-in').count()).toBe(2)
    expect(await page.locator('#dang-cho').count()).toBe(0)
  })

  it('what people write stays text', async () => {
    const page = await openPage({ viewport: PHONE })
    await chooseCommune(page)
    await questionField(page).fill('<img src=x onerror="document.title=1"><b>đậm</b>')
    await page.keyboard.press('Enter')
    await page.getByText('không nói về').waitFor()
    expect(await page.locator('.messages img, .messages b').count()).toBe(0)
    expect(await page.title()).toContain('Hỏi đáp')
  })

  it('the erase word leaves nothing behind', async () => {
    const page = await openPage({ viewport: PHONE })
    await chooseCommune(page)
    await questionField(page).fill('XÓA DỮ LIỆU')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Đã xóa dữ liệu' }).waitFor()
    expect(await page.context().cookies()).toEqual([])
  })

  it('an official is offered the units of the chosen commune only', async () => {
    const page = await openPage({ viewport: DESK }, { demonstration: true })
    await page.getByLabel('Phường Tân Lộc').check()
    expect(await page.getByLabel(/Đơn vị/).isVisible()).toBe(false)
    await page.getByLabel('Lãnh đạo đơn vị').check()
    const offered = await page.locator('#don-vi optgroup:not([hidden]) option').allTextContents()
    expect(offered).toEqual(['Phòng Kinh tế', 'Trạm Y tế'])
    await page.getByLabel(/Đơn vị \(/).selectOption('Trạm Y tế')
    await page.getByRole('button', { name: 'Bắt đầu hỏi' }).click()
    await page.getByText('Lãnh đạo đơn vị · Trạm Y tế').waitFor()
    expect(await page.getByRole('button', { name: /chủ trì/ }).count()).toBe(1)
  })
})

const PAGES = ['/', '/chon', '/van-ban', '/van-ban/3', '/tinh-trang', '/xoa-du-lieu', '/khong-co']

describe.skipIf(skipsBrowser)('accessibility', () => {
  it.each(['light', 'dark'] as const)('axe finds nothing on any page in the %s scheme', async (colorScheme) => {
    const page = await openPage({ viewport: PHONE, colorScheme }, { demonstration: true })
    await chooseCommune(page)
    await questionField(page).fill(QUESTION)
    await page.keyboard.press('Enter')
    await page.getByText('Chậm nhất thứ Tư').waitFor()
    const found: string[] = []
    for (const path of PAGES) {
      await page.goto(path)
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate<axe.AxeResults>('axe.run()')
      found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`))
    }
    expect(found).toEqual([])
  })
})
