/** `npm run screenshots:console`: the office's pages over the shipped documents, a working office in them. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startAssistant } from '../support/running-assistant.ts'
import { openChromium } from './chromium.ts'
import { becomeAdministrator, furnishOffice, type OfficePlan } from './console-office.ts'

const FOLDER = 'docs/screenshots/console'
const MAX_BYTES = 300_000
const LOOKS = {
  '360': { viewport: { width: 360, height: 740 } },
  '360-dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  '1280': { viewport: { width: 1280, height: 800 } },
  '1280-dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
} as const satisfies Record<string, Parameters<Browser['newContext']>[0]>

const only = process.argv.slice(2)
const dataFolder = mkdtempSync(join(tmpdir(), 'screenshots-'))
mkdirSync(FOLDER, { recursive: true })
const assistant = await startAssistant({ DATA_DIR: dataFolder })
const browser = await openChromium()
try {
  const first = await (await browser.newContext({ baseURL: assistant.address })).newPage()
  await becomeAdministrator(first, assistant.firstAdministrator)
  const plan = await furnishOffice(first)
  const state = await first.context().storageState()
  for (const [look, context] of Object.entries(LOOKS)) {
    const page = await (
      await browser.newContext({ baseURL: assistant.address, storageState: state, ...context })
    ).newPage()
    for (const [name, path] of Object.entries(pagesOf(plan))) {
      if (only.length === 0 || only.includes(name)) await take(page, `${name}-${look}`, path)
    }
  }
} finally {
  await browser.close()
  await assistant.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}

/** Every page of the office, by the name of its picture. */
function pagesOf({ commune, documentId, dutyId }: OfficePlan): Record<string, string> {
  const at = (path: string): string => `/quan-tri${path}${path.includes('?') ? '&' : '?'}xa=${commune}`
  return {
    today: at(''),
    documents: at('/van-ban'),
    review: `/quan-tri/van-ban/${documentId}`,
    duties: at('/nhiem-vu'),
    'duties-month': at('/nhiem-vu?xem=lich&tinh-trang=tat-ca&thang=2026-12'),
    duty: `/quan-tri/nhiem-vu/${dutyId}`,
    people: at('/con-nguoi'),
    questions: '/quan-tri/hoi-thoai',
    'questions-all': '/quan-tri/hoi-thoai/tat-ca',
    'questions-write': at('/hoi-thoai/soan'),
    curated: '/quan-tri/hoi-thoai/cau-tra-loi',
    tickets: '/quan-tri/phieu',
    figures: at('/so-lieu'),
    results: at('/so-lieu/chi-tieu'),
    settings: '/quan-tri/cai-dat',
    'settings-office': at('/cai-dat/co-quan'),
    'settings-data': '/quan-tri/cai-dat/du-lieu',
    account: '/quan-tri/tai-khoan',
  }
}

async function take(page: Page, name: string, path: string): Promise<void> {
  await page.goto(path)
  const file = join(FOLDER, `${name}.png`)
  await page.screenshot({ path: file })
  const { size } = statSync(file)
  if (size > MAX_BYTES) throw new Error(`${file} weighs ${size} bytes, over ${MAX_BYTES}`)
  process.stdout.write(`${file} ${size}\n`)
}
