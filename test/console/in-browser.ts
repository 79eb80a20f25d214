/** The console in real Chromium over a running assistant: who signs in, what they see, and whether anybody could use it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { PostRole } from '../../src/people/index.ts'
import { createWebApp, type Listening, listen, type WebDependencies } from '../../src/web/index.ts'
import { openChromium } from '../web/chromium.ts'
import { fakeDependencies } from '../web/fakes.ts'
import type { Office } from './office.ts'

export const WIDTHS = [360, 1280]
const HEIGHT = 800

export type Served = {
  url: string
  /** A page signed in as a new holder of a post. */
  seat(commune: string, role: PostRole, unit?: string): Promise<Page>
  /** A page signed in with a cookie of `office`. */
  signedIn(cookie: string): Promise<Page>
  close(): Promise<void>
}

/** Serves the office's pages beside the public ones; `web` replaces parts of what the public ones stand on. */
export async function serveOffice(
  browser: Browser,
  office: Office,
  web: Partial<WebDependencies> = {},
): Promise<Served> {
  const pages = createWebApp({ ...fakeDependencies({}), ...web })
  const both = new Hono().all('*', ({ req }) =>
    (/^\/quan-tri(?:\/|$)/.test(req.path) ? office.console : pages).fetch(req.raw),
  )
  const listening: Listening = await listen(both, { host: '127.0.0.1', port: 0 })
  const signedIn = async (cookie: string): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: listening.url,
      viewport: { width: WIDTHS[1] ?? 0, height: HEIGHT },
    })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: listening.url }])
    return context.newPage()
  }
  return {
    url: listening.url,
    signedIn,
    seat: async (commune, role, unit) => signedIn(await office.seat(commune, role, unit)),
    close: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
      await listening.close()
    },
  }
}

/** One browser for the suite it is called in, and what `serve` opens in it anew for each test. */
export function servedToEach(serve: (browser: Browser) => Promise<Served>): () => Served {
  let browser: Browser
  let served: Served

  beforeAll(async () => {
    browser = await openChromium()
  })
  beforeEach(async () => {
    served = await serve(browser)
  })
  afterEach(() => served.close())
  afterAll(() => browser.close())
  return () => served
}

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.CONSOLE_PICTURES

/** Nothing by axe, light or dark, and nothing wider than the screen, on a phone and on a desk. */
export async function looksRight(page: Page, name: string): Promise<void> {
  const back = page.viewportSize()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT })
    const wide = await page.locator('html').evaluate((root) => root.scrollWidth)
    expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(width)
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true })
      await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true })
    }
  }
  await page.evaluate(axe.source)
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()')
    expect(violations.map(({ id, nodes }) => `${name} ${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }
  if (back) await page.setViewportSize(back)
}
