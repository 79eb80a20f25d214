/** The office's pages in Chromium: a colleague's own window, and what each page must bear. */
import axe from 'axe-core'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createWebApp, type Listening, listen } from '../../src/web/index.ts'
import { openChromium } from '../web/chromium.ts'
import { fakeDependencies } from '../web/fakes.ts'
import type { Office } from './office.ts'

export type OfficeBrowser = {
  /** A window of somebody who is signed in with that cookie. */
  open(cookie: string): Promise<Page>
  /** No serious finding of axe, nothing to scroll sideways on a phone or a desk; a picture of each where FOLDER is set. */
  bears(page: Page, name: string): Promise<void>
  close(): Promise<void>
}

const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
]
/** Where pictures go, to be looked at: none are taken where it is not set. */
const FOLDER = process.env.SCREENSHOTS_DIR

export async function openOfficeBrowser(office: Office): Promise<OfficeBrowser> {
  const browser: Browser = await openChromium()
  const pages = createWebApp(fakeDependencies({}))
  const both = new Hono().all('*', ({ req, env }) =>
    (req.path.startsWith('/quan-tri') ? office.console : pages).fetch(req.raw, env),
  )
  const listening: Listening = await listen(both, { host: '127.0.0.1', port: 0 })
  return {
    open: async (cookie) => {
      const context = await browser.newContext({ baseURL: listening.url, viewport: SIZES[1] ?? null })
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([{ name, value, url: `${listening.url}/quan-tri` }])
      return context.newPage()
    },
    bears,
    close: async () => {
      await browser.close()
      await listening.close()
    },
  }
}

async function bears(page: Page, name: string): Promise<void> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([])
  for (const size of SIZES) {
    await page.setViewportSize(size)
    expect(
      await page.locator('html').evaluate((root) => root.scrollWidth),
      `${name} ${size.width}`,
    ).toBeLessThanOrEqual(size.width)
    if (FOLDER) await page.screenshot({ path: `${FOLDER}/${name}-${size.width}.png`, fullPage: true })
  }
}
