import { beforeEach, describe, expect, it } from 'vitest'
import { deviceOf } from '../../src/console/device.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { skipsBrowser } from '../web/chromium.ts'
import { looksRight, servedToEach, serveOffice } from './in-browser.ts'
import { cookieOf, type Office, ORIGIN, openOffice, PASSWORD } from './office.ts'

const HOME = '/quan-tri'
const SESSIONS = `${HOME}/tai-khoan/phien`
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0'

it.each([
  [`${WINDOWS} Safari/537.36`, 'Chrome, Windows'],
  [`${WINDOWS} Safari/537.36 Edg/131.0.0.0`, 'Edge, Windows'],
  [`${WINDOWS} coc_coc_browser/131.0.0 Safari/537.36`, 'Cốc Cốc, Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
  ['<script>alert(1)</script>', null],
  [undefined, null],
])('the browser that says %s is shown as %s', (said, shown) => {
  expect(deviceOf(said)).toBe(shown)
})

onEmbeddedStore('the sessions of an operator', (ground) => {
  let office: Office
  let mine: string

  beforeEach(async () => {
    for (const table of ['person', 'post', 'link_attempt', 'sign_in_link', 'setting']) {
      await ground().store.query(`DELETE FROM ${table}`)
    }
    office = await openOffice(ground().store)
    mine = await office.administrator()
  })

  const signedInBy = async (browser: string): Promise<string> =>
    cookieOf(
      await office.console.request(`${ORIGIN}${HOME}/dang-nhap`, {
        method: 'POST',
        body: new URLSearchParams({ ten: 'an', matKhau: PASSWORD }),
        headers: { origin: ORIGIN, 'user-agent': browser },
      }),
    )
  const page = async (cookie: string): Promise<string> => (await office.get(SESSIONS, cookie)).text()
  const isIn = async (cookie: string): Promise<boolean> => (await office.get(HOME, cookie)).status === 200

  it('are shown with their browser, and one of them is ended from another', async () => {
    const other = await signedInBy(`${WINDOWS} Safari/537.36`)
    const shown = await page(mine)
    expect(shown).toContain('Chrome, Windows')
    const phien = /name="phien" value="(\d+)"/.exec(shown)?.[1] ?? ''
    await office.post(`${SESSIONS}/ket-thuc`, { phien }, { cookie: mine })
    expect([await isIn(other), await isIn(mine)]).toEqual([false, true])
    const again = await office.post(`${SESSIONS}/ket-thuc`, { phien }, { cookie: mine })
    expect(again.headers.get('location')).toContain('phien-khong-con')
  })

  it('are all ended but the one that asks', async () => {
    const others = [await signedInBy(WINDOWS), await signedInBy('khac')]
    await office.post(`${SESSIONS}/ket-thuc-khac`, {}, { cookie: mine })
    expect([await Promise.all(others.map(isIn)), await isIn(mine)]).toEqual([[false, false], true])
    expect(await page(mine)).not.toContain('Kết thúc mọi phiên khác')
  })

  it('of somebody else are neither shown nor ended', async () => {
    const commune = await ground().store.db.commune.create({
      data: { slug: `xa-${crypto.randomUUID()}`, name: 'xã X' },
    })
    const colleague = await office.seat(commune.slug, 'coordinator')
    await signedInBy(WINDOWS)
    expect(await page(colleague)).not.toContain('name="phien"')
    const phien = /name="phien" value="(\d+)"/.exec(await page(mine))?.[1] ?? ''
    await office.post(`${SESSIONS}/ket-thuc`, { phien }, { cookie: colleague })
    await office.post(`${SESSIONS}/ket-thuc-khac`, {}, { cookie: colleague })
    expect(await page(mine)).toContain('name="phien"')
  })

  it('are all ended by whoever looks after the accounts of the commune, of its own people alone', async () => {
    const slug = `xa-${crypto.randomUUID()}`
    await ground().store.db.commune.create({ data: { slug, name: 'xã X' } })
    const officer = await office.seat(slug, 'officer', 'Phòng Kinh tế')
    const coordinator = await office.seat(slug, 'coordinator')
    const [post] = await ground().store.db.post.findMany({ where: { role: 'officer' }, include: { holdings: true } })
    const fields = { chucDanh: String(post?.id), nguoi: String(post?.holdings[0]?.personId) }
    const end = (cookie: string, said = fields) => office.post(`${HOME}/con-nguoi/ket-thuc-phien`, said, { cookie })
    const elsewhere = `xa-${crypto.randomUUID()}`
    await ground().store.db.commune.create({ data: { slug: elsewhere, name: 'xã Khác' } })
    const stranger = await office.seat(elsewhere, 'administrator')
    expect([(await end(officer)).status, (await end(stranger)).status]).toEqual([403, 404])
    expect((await end(coordinator, { ...fields, nguoi: '1000000' })).status).toBe(404)
    expect(await isIn(officer)).toBe(true)
    expect((await end(coordinator)).headers.get('location')).toContain('da-ket-thuc-phien')
    expect([await isIn(officer), await isIn(coordinator), await isIn(stranger)]).toEqual([false, true, true])
    const [noted] = (await office.people.audit(null, 20)).filter(({ action }) => action === 'sign_ins_ended')
    expect(noted?.subject).toEqual({ personId: Number(fields.nguoi), sessions: 1 })
  })

  it('end elsewhere when the password changes', async () => {
    const other = await signedInBy(WINDOWS)
    const fields = { matKhauCu: PASSWORD, matKhau: 'chiều nay mưa rào' }
    const set = await office.post(`${HOME}/tai-khoan/mat-khau`, fields, { cookie: mine })
    expect([await isIn(other), await isIn(mine), await isIn(cookieOf(set))]).toEqual([false, false, true])
  })

  describe.skipIf(skipsBrowser)('in a browser', () => {
    const served = servedToEach((browser) => serveOffice(browser, office))

    it('are found from the account and ended there', async () => {
      const other = await signedInBy(`${WINDOWS} Safari/537.36`)
      const shown = await served().signedIn(mine)
      await shown.goto(`${HOME}/tai-khoan`)
      await looksRight(shown, 'tai-khoan')
      await shown.getByRole('link', { name: 'Phiên đăng nhập' }).click()
      await looksRight(shown, 'phien')
      await shown.getByRole('button', { name: /^Kết thúc phiên bắt đầu lúc/ }).click()
      await shown.getByText('nơi đó phải đăng nhập lại').waitFor()
      expect(await isIn(other)).toBe(false)
    })
  })
})
