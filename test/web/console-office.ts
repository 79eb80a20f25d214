/** What a newcomer presses in the office's pages, in a real browser, each press counted. */
import type { Locator, Page } from 'playwright-core'

export const PASSWORD = 'ba con cò trắng bay'

/** A person at the pages: presses are counted, typing is not. */
export type Newcomer = {
  page: Page
  /** Presses of buttons, links, folds and fields that take a choice. */
  clicks: () => number
  press(target: Locator): Promise<void>
  pick(field: Locator, file: { name: string; text: string }): Promise<void>
}

export function newcomerAt(page: Page): Newcomer {
  let clicks = 0
  return {
    page,
    clicks: () => clicks,
    press: async (target) => {
      clicks += 1
      await target.click()
    },
    pick: async (field, { name, text }) => {
      clicks += 1
      await field.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
    },
  }
}

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name, level: 1 })

export async function becomeAdministrator({ page, press }: Newcomer, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị An')
  await page.getByLabel('Tên đăng nhập').fill('an')
  await page.getByLabel('Mật khẩu mới').fill(PASSWORD)
  await press(page.getByRole('button', { name: 'Tạo và đăng nhập' }))
  await heading(page, 'Hôm nay').waitFor()
}

/** Hands a paper in and goes on to what was read of it; its number. */
export async function installPaper(newcomer: Newcomer, paper: { name: string; text: string }): Promise<number> {
  const { page, press, pick } = newcomer
  const start = page.getByRole('link', { name: 'Tải văn bản lên' })
  if ((await start.count()) > 0) await press(start.first())
  else await press(page.getByRole('link', { name: 'Văn bản', exact: true }))
  await pick(page.getByLabel('Chọn hoặc kéo tệp vào đây'), paper)
  await press(page.getByRole('button', { name: 'Tải lên và đọc' }))
  await heading(page, 'Đã đọc xong').waitFor({ timeout: 60_000 })
  await press(page.getByRole('link', { name: 'Xem và xác nhận' }))
  await page.locator('[data-review]').waitFor()
  return Number(/van-ban\/(\d+)/.exec(page.url())?.[1])
}

export async function confirmDutiesAndReports({ page, press }: Newcomer): Promise<void> {
  for (const kind of [/kỳ báo cáo đang chờ/, /nhiệm vụ đang chờ/]) {
    const all = page.getByRole('button', { name: kind })
    if ((await all.count()) === 0) continue
    await press(all)
    await page.getByText('Đã xác nhận.').waitFor()
  }
}

/** Makes the posts of every unit, then a person and a code for each of these; the codes. */
export async function linkPosts(
  { page, press }: Newcomer,
  posts: Record<string, string>,
  commune?: string,
): Promise<string[]> {
  await press(page.getByRole('link', { name: 'Con người', exact: true }))
  if (commune) await page.goto(`/quan-tri/con-nguoi?xa=${commune}`)
  await press(page.getByRole('button', { name: 'Tạo cho mọi đơn vị' }))
  await page.getByText('Đã thêm.').waitFor()
  const codes: string[] = []
  for (const [title, name] of Object.entries(posts)) {
    const post = page.locator('.post', { has: page.getByRole('heading', { name: title, exact: true }) })
    await press(post.getByText('Thêm người', { exact: true }))
    await post.getByLabel('Họ và tên').first().fill(name)
    await press(post.getByRole('button', { name: 'Ghi', exact: true }))
    await page.getByText('Đã thêm.').waitFor()
    await press(post.getByRole('button', { name: 'Lấy mã liên kết' }))
    codes.push((await page.locator('.code-said').textContent())?.trim() ?? '')
    await press(page.getByRole('link', { name: 'Xong' }))
    if (commune) await page.goto(`/quan-tri/con-nguoi?xa=${commune}`)
  }
  return codes
}

/** An official on the public page types the code the office read out to them. */
export async function linkChat(page: Page, commune: string, code: string): Promise<void> {
  await page.goto(`/chon?xa=${commune}`)
  const start = page.getByRole('button', { name: 'Bắt đầu hỏi' })
  if ((await start.count()) > 0) await start.click()
  await page.getByRole('textbox', { name: 'Câu hỏi của anh/chị' }).fill(code)
  await page.getByRole('button', { name: 'Gửi câu hỏi' }).click()
  await page
    .getByText(/Đã liên kết/)
    .first()
    .waitFor()
}

/** Reminds the unit of that duty; what the page said. */
export async function remindOf({ page, press }: Newcomer, title: string | RegExp): Promise<string> {
  await press(page.getByRole('link', { name: 'Nhiệm vụ', exact: true }))
  await press(page.getByRole('link', { name: title }).first())
  await press(page.getByRole('button', { name: 'Nhắc ngay' }))
  return (await page.locator('.state[role="status"]').textContent()) ?? ''
}
