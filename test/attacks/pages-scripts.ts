/** Scripts written into every field that a page shows, and each page opened in real Chromium: nothing of them may come alive. */
import { rmSync } from 'node:fs'
import { Hono } from 'hono'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { findDocument, listDocuments } from '../../src/documents/index.ts'
import { openStore } from '../../src/store/index.ts'
import { createWebApp, listen } from '../../src/web/index.ts'
import { openOffice } from '../console/office.ts'
import { copyOfEmptyStore } from '../support/store-template.ts'
import { openChromium } from '../web/chromium.ts'
import { BINH_PHU, fakeDependencies } from '../web/fakes.ts'
import type { Check, Found } from './check.ts'
import { FIELD_NAMES, type Hostile, markOf, poison, seedHostile } from './hostile-office.ts'

/** Each is written into every field as a whole: what ends an attribute, a title or a style frees what follows it. */
const SCRIPTS = [
  `javascript:ran(1)//' onmouseover='ran(1)' x='<a href="javascript:ran(1)">bấm</a>`,
  `" autofocus onfocus="ran(1)" x="><svg onload=ran(1)><base href=//evil.example/>`,
  `<script>ran(1)</script><img src=x onerror=ran(1)><details open ontoggle=ran(1)>x</details>`,
  `</title></textarea></option></style><script>ran(1)</script><math><mtext></mtext><script>ran(1)</script></math>`,
  `<style>@import "//evil.example/a.css";</style><link rel=stylesheet href=//evil.example/b.css>`,
  `<iframe srcdoc="<script>parent.ran(1)</script>"></iframe><iframe src=//evil.example></iframe><form action=//evil.example>`,
  `<meta http-equiv=refresh content="0;url=//evil.example/c">`,
]
/** What shows that a page lets things in; every script would take long to show the same. */
const SHOWING = [`<script>ran(1)</script><img src=x onerror=ran(1)><style>@import "//evil.example/a.css";</style>`]

type Ground = {
  browser: Browser
  url: string
  cookie: string
  hostile: Hostile
  poison(words: string): Promise<void>
}

export async function scriptChecks(): Promise<{ checks: Check[]; close(): Promise<void> }> {
  const folder = await copyOfEmptyStore()
  const store = await openStore({ folder })
  const office = await openOffice(store)
  const cookie = await office.administrator()
  const hostile = await seedHostile(store, office)
  const own = fakeDependencies({ reply: (question) => ({ text: question }) })
  const pages = createWebApp({
    ...own,
    library: { ...own.library, documents: () => listDocuments(store), document: (id) => findDocument(store, id) },
  })
  const both = new Hono().all('*', ({ req }) =>
    (/^\/quan-tri(?:\/|$)/.test(req.path) ? office.console : pages).fetch(req.raw),
  )
  const listening = await listen(both, { host: '127.0.0.1', port: 0 })
  const browser = await openChromium()
  const ground = { browser, url: listening.url, cookie, hostile, poison: (words: string) => poison(store, words) }
  return {
    close: async () => {
      await browser.close()
      await listening.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
    checks: [
      {
        name: 'scripts stored in every field, on every page of the office and the public, in Chromium without our CSP',
        run: () => openAll(ground, { scripts: SCRIPTS, escapes: true, keepsPolicy: false }),
        mutant: {
          without: 'escaping',
          run: () => openAll(ground, { scripts: SHOWING, escapes: false, keepsPolicy: false }),
        },
      },
      {
        name: 'the same scripts where nothing is escaped, held by the CSP alone',
        run: () => openAll(ground, { scripts: SHOWING, escapes: false, keepsPolicy: true }),
        mutant: {
          without: 'the CSP',
          run: () => openAll(ground, { scripts: SHOWING, escapes: false, keepsPolicy: false }),
        },
      },
    ],
  }
}

type How = { scripts: readonly string[]; escapes: boolean; keepsPolicy: boolean }

/** A try is one field shown on one page with one of the texts in it. */
async function openAll(ground: Ground, { scripts, escapes, keepsPolicy }: How): Promise<Found> {
  const failed: string[] = []
  const seen = new Set<string>()
  let tried = 0
  const { context, alive } = await openTrap(ground, { escapes, keepsPolicy })
  try {
    const page = await context.newPage()
    for (const script of scripts) {
      await ground.poison(script)
      await sayInChat(context, ground.url, script)
      for (const path of [...ground.hostile.publicPaths, ...ground.hostile.officePaths]) {
        const response = await page.goto(`${ground.url}${path}`)
        if (response?.status() !== 200) failed.push(`${path}: ${response?.status()}`)
        const shown = await fieldsOn(page)
        tried += shown.length
        for (const field of shown) seen.add(field)
        const found = [...alive.splice(0), ...(keepsPolicy ? [] : await strangersIn(page))]
        failed.push(...found.map((what) => `${path} with ${script}: ${what}`))
      }
    }
  } finally {
    await context.close()
  }
  const unseen = [...FIELD_NAMES, CHAT].filter((field) => !seen.has(field))
  return { tried, failed: [...failed, ...unseen.map((field) => `${field} is shown on no page: nothing is proven`)] }
}

const CHAT = 'chat'

/** A browser signed in as the administrator, which tells what ran and what asked for another's server. */
async function openTrap({ browser, url, cookie }: Ground, { escapes, keepsPolicy }: Omit<How, 'scripts'>) {
  const context = await browser.newContext({ bypassCSP: !keepsPolicy })
  const alive: string[] = []
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url }])
  await context.exposeFunction('ran', () => void alive.push('it ran'))
  await context.route(/evil\.example/, async (route) => {
    alive.push(`asked for ${route.request().url()}`)
    await route.abort()
  })
  if (!escapes) {
    await context.route(`${url}/**`, async (route) => {
      if (route.request().resourceType() !== 'document') return route.continue()
      const response = await route.fetch()
      await route.fulfill({ response, body: unescaped(await response.text()) })
    })
  }
  return { context, alive }
}

function unescaped(html: string): string {
  const signs: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
  return html.replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => signs[entity] ?? entity)
}

async function sayInChat(context: BrowserContext, url: string, script: string): Promise<void> {
  const headers = { origin: url }
  const chosen = { xa: BINH_PHU.slug, vaiTro: 'citizen' }
  await context.request.post(`${url}/api/toi`, { headers, data: chosen })
  const said = { noiDung: `${script}${markOf(CHAT)}\nCăn cứ: ${script}`, khoa: crypto.randomUUID() }
  await context.request.post(`${url}/api/tin-nhan`, { headers, data: said })
}

async function fieldsOn(page: Page): Promise<string[]> {
  const html = await page.content()
  return [...new Set([...html.matchAll(/⟪([\w.]+)⟫/g)].map(([, field]) => field ?? ''))]
}

/** Elements and attributes that no page of ours has; told as a text, for it runs in the page. */
const STRANGERS = `[...document.querySelectorAll('*')].flatMap((element) => {
  const { localName: name, src, href, action } = element
  const handlers = element.getAttributeNames().filter((attribute) => /^on/i.test(attribute))
  const leads = [src, href, action].filter((url) => /^javascript:|^https?:[/][/]evil/i.test(String(url)))
  const isOurs = name !== 'script' || String(src).startsWith(location.origin + '/')
  const isStrange = ['iframe', 'base', 'math', 'object', 'embed'].includes(name)
  const isRefresh = name === 'meta' && element.hasAttribute('http-equiv')
  return !isOurs || isStrange || isRefresh || handlers.length + leads.length > 0 ? ['<' + name + '> came alive'] : []
})`

function strangersIn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(STRANGERS)
}
