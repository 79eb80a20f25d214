/** An office at work, made through its own pages in a browser: what a newcomer would press, in that order. */
import type { Page } from 'playwright-core'

export const PASSWORD = 'ba con cò trắng bay'

export type OfficePlan = { commune: string; documentId: number; dutyId: number }

export async function becomeAdministrator(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị An')
  await page.getByLabel('Tên đăng nhập').fill('an')
  await page.getByLabel('Mật khẩu mới').fill(PASSWORD)
  await page.getByRole('button', { name: 'Tạo và đăng nhập' }).click()
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor()
}

/** Posts for every unit, one plan confirmed, one duty told as under way. */
export async function furnishOffice(page: Page): Promise<OfficePlan> {
  const tab = page.getByRole('navigation', { name: 'Chọn xã, phường' }).getByRole('link').first()
  const commune = new URL((await tab.getAttribute('href')) ?? '', page.url()).searchParams.get('xa') ?? ''
  await page.goto(`/quan-tri/con-nguoi?xa=${commune}`)
  await page.getByRole('button', { name: 'Tạo cho mọi đơn vị' }).click()
  await page.goto(`/quan-tri?xa=${commune}`)
  await page.locator('#van-ban a').first().click()
  const documentId = Number(/van-ban\/(\d+)/.exec(page.url())?.[1])
  for (const all of [/kỳ báo cáo đang chờ/, /nhiệm vụ đang chờ/]) {
    const button = page.getByRole('button', { name: all })
    if ((await button.count()) > 0) await button.click()
  }
  await page.goto(`/quan-tri/nhiem-vu?xa=${commune}`)
  await page.locator('td.card-head a').first().click()
  const dutyId = Number(/nhiem-vu\/(\d+)/.exec(page.url())?.[1])
  await page.getByText('Việc khác', { exact: true }).click()
  await page.getByLabel(/Đang làm được bao nhiêu/).fill('40')
  await page.getByRole('button', { name: 'Ghi tiến độ' }).click()
  await page.getByText('Đã ghi nhận.').waitFor()
  return { commune, documentId, dutyId }
}
