import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { Hono } from 'hono'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createWebApp, type Listening, listen } from '../../src/web/index.ts'
import { type DutiesGround, seedDuties } from '../console/duties-ground.ts'
import { type Office, openOffice } from '../console/office.ts'
import { type RunningAssistant, startAssistant } from '../support/running-assistant.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { openChromium, skipsBrowser } from './chromium.ts'
import {
  becomeAdministrator,
  confirmDutiesAndReports,
  installPaper,
  linkChat,
  linkPosts,
  newcomerAt,
  remindOf,
} from './console-office.ts'
import { PLAN_TASKS, planText } from './console-plan.ts'
import { fakeDependencies } from './fakes.ts'

const PHONE = { width: 360, height: 740 }
const DESK = { width: 1280, height: 800 }
const MOST_CLICKS = 60
const MOST_BYTES = 150_000

let browser: Browser
beforeAll(async () => {
  if (!skipsBrowser) browser = await openChromium()
})
afterEach(async () => {
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
})
afterAll(() => browser?.close())

describe.skipIf(skipsBrowser)('the pages of an office at work', () => {
  onEmbeddedStore('in a browser', (ground) => {
    let office: Office
    let seeded: DutiesGround
    let listening: Listening
    let session: string

    beforeEach(async () => {
      for (const table of ['person', 'post', 'link_attempt', 'sign_in_link', 'document']) {
        await ground().store.query(`DELETE FROM ${table}`)
      }
      office = await openOffice(ground().store)
      session = (await office.administrator()).split('=')[1] ?? ''
      seeded = await seedDuties(ground().store, office)
      const pages = createWebApp(fakeDependencies())
      const both = new Hono().all('*', ({ req }) =>
        (req.path.startsWith('/quan-tri') ? office.console : pages).fetch(req.raw),
      )
      listening = await listen(both, { host: '127.0.0.1', port: 0 })
    })
    afterEach(() => listening.close())

    const openPage = async (context: BrowserContextOptions = {}): Promise<Page> => {
      const opened = await browser.newContext({ baseURL: listening.url, viewport: DESK, ...context })
      await opened.addCookies([{ name: 'phien', value: session, url: `${listening.url}/quan-tri`, httpOnly: true }])
      return opened.newPage()
    }
    const paths = async (): Promise<string[]> => {
      const [{ id } = { id: 0 }] = await ground().store.query<{ id: number }>('SELECT min(id) AS id FROM occurrence')
      const at = (path: string): string => `/quan-tri${path}${path.includes('?') ? '&' : '?'}xa=${seeded.slug}`
      return [
        ...[at(''), at('/van-ban'), at('/van-ban?tim=quý'), `/quan-tri/van-ban/${seeded.documentId}`, at('/nhiem-vu')],
        ...[at('/nhiem-vu?xem=lich&thang=2026-12'), `/quan-tri/nhiem-vu/${id}`, at('/nhac-viec')],
        ...[at('/nhac-viec/tam-dung'), at('/nhac-viec/chinh-sach'), at('/nhac-viec/so-gui'), at('/nhac-viec/ap-phich')],
        ...[at('/con-nguoi'), '/quan-tri/tai-khoan'],
      ]
    }
    const unfold = (page: Page): Promise<unknown> =>
      page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true')

    it.each(['light', 'dark'] as const)('have nothing that axe finds, in the %s scheme', async (colorScheme) => {
      const page = await openPage({ viewport: PHONE, colorScheme })
      const found: string[] = []
      for (const path of await paths()) {
        await page.goto(path)
        await unfold(page)
        await page.evaluate(axe.source)
        const { violations } = await page.evaluate<axe.AxeResults>('axe.run()')
        found.push(...violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`))
      }
      expect(found).toEqual([])
    })

    it('never scroll sideways on a phone, folds open, and weigh little', async () => {
      const page = await openPage({ viewport: PHONE })
      const wide: string[] = []
      const heavy: string[] = []
      for (const path of await paths()) {
        let bytes = 0
        const weigh = async (request: import('playwright-core').Request): Promise<void> => {
          const { responseBodySize } = await request.sizes()
          bytes += responseBodySize
        }
        page.on('requestfinished', weigh)
        await page.goto(path, { waitUntil: 'networkidle' })
        page.off('requestfinished', weigh)
        await unfold(page)
        const width = await page.locator('html').evaluate((root) => root.scrollWidth)
        if (width > PHONE.width) wide.push(`${path}: ${width}`)
        if (bytes > MOST_BYTES) heavy.push(`${path}: ${bytes}`)
      }
      expect({ wide, heavy }).toEqual({ wide: [], heavy: [] })
    })

    it('take an overdue report to filed in one press, with its history', async () => {
      const page = await openPage()
      await page.goto(`/quan-tri?xa=${seeded.slug}`)
      const late = page.locator('#qua-han .duty')
      expect(await late.count()).toBe(1)
      await late.getByRole('button', { name: 'Đã nộp' }).click()
      await page.getByText('Đã ghi nhận đã nộp').waitFor()
      expect(await page.locator('#qua-han .duty').count()).toBe(0)
      await page.getByRole('link', { name: 'Xem việc vừa ghi' }).click()
      await page.getByText('ghi đã nộp, đã xong').waitFor()
      expect(await page.getByText('quá hạn').count()).toBe(0)
    })

    it('review from the keyboard: step, confirm, and reject with its reason', async () => {
      await ground().store.query(`UPDATE reporting_rule SET state = 'proposed' WHERE document_id = $1`, [
        seeded.documentId,
      ])
      const page = await openPage()
      await page.goto(`/quan-tri/van-ban/${seeded.documentId}`)
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.getByText('Đã xác nhận.').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('l')
      await page.keyboard.type('Trùng kế hoạch khác')
      await page.keyboard.press('Enter')
      await page.getByText('Đã loại khỏi sổ').waitFor()
      const states = await ground().store.db.reportingRule.findMany({
        where: { documentId: seeded.documentId },
        orderBy: { position: 'asc' },
      })
      expect(states.map(({ state }) => state)).toEqual(['confirmed', 'rejected'])
    })

    it('work without scripts', async () => {
      const page = await openPage({ javaScriptEnabled: false })
      await page.goto(`/quan-tri/nhiem-vu?xa=${seeded.slug}`)
      await page.getByLabel('Tình trạng').selectOption('Quá hạn')
      await page.getByRole('button', { name: 'Lọc' }).click()
      expect(await page.locator('td.card-head').count()).toBe(1)
    })
  })
})

describe.skipIf(skipsBrowser)('an officer who never saw it', () => {
  let assistant: RunningAssistant
  const folders = ['data', 'knowledge'].map((name) => mkdtempSync(join(tmpdir(), `newcomer-${name}-`)))

  beforeAll(async () => {
    const [data = '', knowledge = ''] = folders
    assistant = await startAssistant({ DATA_DIR: data, KNOWLEDGE_DIR: knowledge })
  }, 60_000)
  afterAll(async () => {
    await assistant?.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('installs knowledge, confirms a plan of sixteen tasks, links three posts and sends a first reminder', async () => {
    const page = await (await browser.newContext({ baseURL: assistant.address, viewport: DESK })).newPage()
    const newcomer = newcomerAt(page)
    await becomeAdministrator(newcomer, assistant.firstAdministrator)
    const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString()
    await installPaper(newcomer, { name: 'ke-hoach-chuyen-doi-so.txt', text: planText(today) })
    const toFirst = newcomer.clicks()
    await confirmDutiesAndReports(newcomer)
    // The paragraphs of the plan's end are read as duties too, beside the rows of its table.
    expect(await page.locator('#duty .entry .tag-good').count()).toBeGreaterThanOrEqual(PLAN_TASKS)
    const codes = await linkPosts(newcomer, {
      'Lãnh đạo Phòng Kinh tế': 'Lê Văn Bình',
      'Lãnh đạo Trạm Y tế': 'Trần Thị Chi',
      'Cán bộ điều phối': 'Phạm Văn Dũng',
    })
    for (const code of codes) {
      const official = await (await browser.newContext({ baseURL: assistant.address })).newPage()
      await linkChat(official, 'binh-phu', code)
    }
    expect(await remindOf(newcomer, /Số hóa bản đồ quy hoạch/)).toMatch(/Đã gửi lời nhắc|lời nhắc đã xếp/)
    await newcomer.press(page.getByRole('link', { name: 'Nhắc việc', exact: true }))
    await newcomer.press(page.getByRole('link', { name: 'Sổ gửi tin' }))
    await page
      .locator('td.card-head', { hasText: /số hóa bản đồ quy hoạch/i })
      .first()
      .waitFor()
    process.stdout.write(`clicks to the first confirmed document: ${toFirst + 1}; in all: ${newcomer.clicks()}\n`)
    expect(newcomer.clicks()).toBeLessThanOrEqual(MOST_CLICKS)
  }, 180_000)
})
