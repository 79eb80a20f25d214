/** `npm run screenshots:console`: the office's pages over the shipped documents, a working office in them. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startAssistant } from '../support/running-assistant.ts'
import { openChromium } from './chromium.ts'
import {
  becomeAdministrator,
  confirmDutiesAndReports,
  installPaper,
  linkPosts,
  type Newcomer,
  newcomerAt,
} from './console-office.ts'
import { planText } from './console-plan.ts'

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
// What is handed in lies in a copy: the shipped folder stays as it is.
const knowledgeFolder = join(dataFolder, 'knowledge')
cpSync('knowledge', knowledgeFolder, { recursive: true })
const assistant = await startAssistant({ DATA_DIR: join(dataFolder, 'data'), KNOWLEDGE_DIR: knowledgeFolder })
const browser = await openChromium()
try {
  const first = await (await browser.newContext({ baseURL: assistant.address })).newPage()
  const plan = await furnishOffice(newcomerAt(first))
  const state = await first.context().storageState()
  for (const [look, context] of Object.entries(LOOKS)) {
    const page = await (
      await browser.newContext({ baseURL: assistant.address, storageState: state, locale: 'vi-VN', ...context })
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

type OfficePlan = { commune: string; documentId: number; dutyId: number }

/** A made-up commune beside the shipped ones: a plan confirmed, people in posts, one duty under way, one pause. */
async function furnishOffice(newcomer: Newcomer): Promise<OfficePlan> {
  const { page, press } = newcomer
  const commune = 'binh-phu'
  await becomeAdministrator(newcomer, assistant.firstAdministrator)
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').toString()
  const documentId = await installPaper(newcomer, { name: 'ke-hoach-chuyen-doi-so.txt', text: planText(today) })
  await confirmDutiesAndReports(newcomer)
  await page.goto(`/quan-tri?xa=${commune}`)
  await linkPosts(newcomer, { 'Lãnh đạo Phòng Kinh tế': 'Lê Văn Bình', 'Lãnh đạo Trạm Y tế': 'Trần Thị Chi' }, commune)
  await page.goto(`/quan-tri/nhiem-vu?xa=${commune}`)
  await page.locator('td.card-head a', { hasText: 'Rà soát hộ kinh doanh' }).first().click()
  const dutyId = Number(/nhiem-vu\/(\d+)/.exec(page.url())?.[1])
  await press(page.getByText('Việc khác', { exact: true }))
  await page.getByLabel(/Đang làm được bao nhiêu/).fill('40')
  await press(page.getByRole('button', { name: 'Ghi tiến độ' }))
  await page.goto(`/quan-tri/nhac-viec/tam-dung?xa=${commune}`)
  await page.getByLabel('Đơn vị', { exact: true }).selectOption('Trạm Y tế')
  await page.getByLabel('Lý do').fill('Đang sắp xếp lại trạm')
  await press(page.getByRole('button', { name: 'Tạm dừng nhắc' }))
  return { commune, documentId, dutyId }
}

/** Every page of the office, by the name of its picture. */
function pagesOf({ commune, documentId, dutyId }: OfficePlan): Record<string, string> {
  const at = (path: string): string => `/quan-tri${path}${path.includes('?') ? '&' : '?'}xa=${commune}`
  return {
    today: at(''),
    documents: at('/van-ban'),
    review: `/quan-tri/van-ban/${documentId}`,
    duties: at('/nhiem-vu'),
    'duties-month': at(`/nhiem-vu?xem=lich&tinh-trang=tat-ca&thang=${nextMonth()}`),
    duty: `/quan-tri/nhiem-vu/${dutyId}`,
    reminders: at('/nhac-viec'),
    pauses: at('/nhac-viec/tam-dung'),
    policy: at('/nhac-viec/chinh-sach'),
    ledger: at('/nhac-viec/so-gui'),
    poster: at('/nhac-viec/ap-phich?thon=Thôn 1'),
    broadcasts: at('/thong-bao'),
    feedback: at('/phan-anh'),
    council: at('/hdnd'),
    people: at('/con-nguoi'),
    'questions-all': '/quan-tri/hoi-thoai/tat-ca',
    'questions-write': at('/hoi-thoai/soan'),
    curated: '/quan-tri/hoi-thoai/cau-tra-loi',
    results: at('/so-lieu/chi-tieu'),
    'settings-office': at('/cai-dat/co-quan'),
    'settings-data': '/quan-tri/cai-dat/du-lieu',
    'settings-sign-in': '/quan-tri/cai-dat/dang-nhap',
    account: '/quan-tri/tai-khoan',
    sessions: '/quan-tri/tai-khoan/phien',
  }
}

function nextMonth(): string {
  return Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').add({ months: 1 }).toString().slice(0, 7)
}

async function take(page: Page, name: string, path: string): Promise<void> {
  const response = await page.goto(path)
  if (response?.status() !== 200) throw new Error(`${path} answered ${response?.status()}`)
  const file = join(FOLDER, `${name}.png`)
  await page.screenshot({ path: file })
  const { size } = statSync(file)
  if (size > MAX_BYTES) throw new Error(`${file} weighs ${size} bytes, over ${MAX_BYTES}`)
  process.stdout.write(`${file} ${size}\n`)
}
