import { Secret, TOTP } from 'otpauth'
import { beforeEach, describe, expect, it } from 'vitest'
import { onEmbeddedStore } from '../support/stores.ts'
import { skipsBrowser } from '../web/chromium.ts'
import { looksRight, servedToEach, serveOffice } from './in-browser.ts'
import { cookieOf, type Office, openOffice } from './office.ts'

const HOME = '/quan-tri'
const ACCOUNT = `${HOME}/tai-khoan`
const SET_UP = `${ACCOUNT}/xac-thuc`
const SETTING = `${HOME}/cai-dat/dang-nhap`
/** Doors are for whoever is not signed in; the rest of these sets the factor up. */
const OPEN_TO_ALL =
  /^\/quan-tri\/(?:dang-nhap|dang-xuat|gui-duong-dan|duong-dan|bat-dau|mat-khau|tai-khoan\/xac-thuc(?:\/bat)?$)/

onEmbeddedStore('the second factor', (ground) => {
  let office: Office
  let commune: string

  beforeEach(async () => {
    for (const table of ['person', 'post', 'link_attempt', 'sign_in_link', 'setting']) {
      await ground().store.query(`DELETE FROM ${table}`)
    }
    office = await openOffice(ground().store)
    commune = `xa-${crypto.randomUUID()}`
    await ground().store.db.commune.create({ data: { slug: commune, name: 'xã Bình Phú' } })
  })

  const personOf = async (cookie: string): Promise<number> =>
    (await office.signIn.operator(cookie.split('=')[1] ?? ''))?.personId ?? 0
  /** What the app shows for a secret, so many steps of half a minute from now. */
  const codeOf = (secret: string, steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
  /** Turns it on: the session that goes on, and the code of the next step, for the one of this step is spent. */
  const withFactor = async (personId: number): Promise<{ cookie: string; code: string }> => {
    const secret = (await office.signIn.offerFactor(personId))?.secret ?? ''
    const token = await office.signIn.confirmFactor(personId, codeOf(secret))
    return { cookie: `phien=${token}`, code: codeOf(secret, 1) }
  }
  /** Where the link leads that the chat of whoever has that name was told. */
  const linkTold = async (name: string, personId: number): Promise<string> => {
    await ground().store.db.channelAccount.create({ data: { channel: 'telegram', externalId: 'chat-1', personId } })
    await office.post(`${HOME}/gui-duong-dan`, { ten: name })
    await expect.poll(() => office.told.length).toBe(1)
    return new URL(/http\S+/.exec(office.told[0]?.text ?? '')?.[0] ?? 'http://none').pathname
  }
  const locationOf = (response: Response): string | null => response.headers.get('location')
  const require = (bat: 'co' | '', cookie: string) => office.post(SETTING, { xa: commune, bat }, { cookie })

  it('is asked of whoever comes by a link, as of whoever types a password', async () => {
    const personId = await personOf(await office.administrator())
    const { code } = await withFactor(personId)
    const path = await linkTold('an', personId)
    expect(await (await office.get(path)).text()).toContain('Mã 6 số')
    for (const fields of [{}, { ma: '000000' }, { ma: '0'.repeat(30) }] as Record<string, string>[]) {
      const refused = await office.post(path, fields)
      expect([refused.status, cookieOf(refused)]).toEqual([401, ''])
      expect(await refused.text()).toContain('Mã 6 số')
    }
    expect(locationOf(await office.post(path, { ma: code }))).toBe(HOME)
  })

  it('is not guessed at a link: after five codes one waits', async () => {
    const personId = await personOf(await office.administrator())
    const { code } = await withFactor(personId)
    const path = await linkTold('an', personId)
    for (let guess = 0; guess < 5; guess += 1) await office.post(path, { ma: '000000' })
    const response = await office.post(path, { ma: code })
    expect([response.status, await response.text()]).toEqual([429, expect.stringContaining('15 phút')])
  })

  it('is asked after a new password by an invitation', async () => {
    const personId = await personOf(await office.administrator())
    await withFactor(personId)
    const invited = await office.signIn.invite({ personId, name: 'an', by: 'cli' })
    const path = `${HOME}/mat-khau/${invited.kind === 'made' ? invited.token : ''}`
    const set = await office.post(path, { matKhau: 'chiều nay mưa rào' })
    expect([set.status, cookieOf(set)]).toEqual([200, ''])
    expect(await set.text()).toContain('mật khẩu mới và mã 6 số')
  })

  it('where the office requires it, opens nothing to whoever has none but setting it up', async () => {
    const cookie = await office.seat(commune, 'coordinator')
    await require('co', await office.seat(commune, 'administrator'))
    const routes = office.console.routes.filter(
      ({ method, path }) => /^(?:GET|POST)$/.test(method) && !path.includes('*') && !OPEN_TO_ALL.test(path),
    )
    expect(routes.length).toBeGreaterThan(100)
    for (const { method, path } of routes) {
      const asked = path.replaceAll(/:\w+(?:\{[^}]*\})?/g, '1')
      const response = await (method === 'GET' ? office.get(asked, cookie) : office.post(asked, {}, { cookie }))
      expect([asked, response.status, locationOf(response)]).toEqual([asked, 303, SET_UP])
    }
    expect(await (await office.get(SET_UP, cookie)).text()).toContain('Cơ quan yêu cầu')
  })

  it('where the office requires it, opens the pages from the first right code on, and is not turned off', async () => {
    const cookie = await office.seat(commune, 'coordinator')
    const administrator = await office.seat(commune, 'administrator')
    await require('co', administrator)
    const offered = await (await office.post(SET_UP, {}, { cookie })).text()
    const secret = (/<code>([^<]+)<\/code>/.exec(offered)?.[1] ?? '').replaceAll(' ', '')
    const wrong = await office.post(`${SET_UP}/bat`, { ma: '000000' }, { cookie })
    expect([wrong.status, (await office.get(HOME, cookie)).status]).toEqual([400, 303])
    const set = await office.post(`${SET_UP}/bat`, { ma: codeOf(secret) }, { cookie })
    const after = cookieOf(set)
    expect([set.status, (await office.get(HOME, after)).status]).toEqual([200, 200])
    expect(locationOf(await office.get(HOME, cookie))).toContain('/dang-nhap')
    const kept = await office.post(`${SET_UP}/tat`, { matKhauCu: 'ba con cò trắng bay' }, { cookie: after })
    expect([kept.status, await kept.text()]).toEqual([403, expect.stringContaining('không tắt được')])
  })

  it('is required of who looks after the whole installation as well, and of no other commune', async () => {
    const cookie = await office.administrator()
    const elsewhere = await ground().store.db.commune.create({ data: { slug: `${commune}-2`, name: 'xã Khác' } })
    const stranger = await office.seat(elsewhere.slug, 'coordinator')
    expect((await require('co', cookie)).status).toBe(303)
    expect([locationOf(await office.get(HOME, cookie)), (await office.get(HOME, stranger)).status]).toEqual([
      SET_UP,
      200,
    ])
  })

  it('is required and no longer required by the commune’s own administrator alone, and the trail says so', async () => {
    const { cookie: administrator } = await withFactor(await personOf(await office.seat(commune, 'administrator')))
    const elsewhere = await ground().store.db.commune.create({ data: { slug: `${commune}-2`, name: 'xã Khác' } })
    expect((await require('co', await office.seat(elsewhere.slug, 'administrator'))).status).toBe(404)
    const coordinator = await office.seat(commune, 'coordinator')
    expect([(await require('co', coordinator)).status, (await office.get(HOME, coordinator)).status]).toEqual([
      403, 200,
    ])
    expect(await (await office.get(SETTING, administrator)).text()).toContain('Không bắt buộc')
    await require('co', administrator)
    expect(await (await office.get(SETTING, administrator)).text()).toContain('Đang bắt buộc')
    await require('', administrator)
    expect((await office.get(HOME, coordinator)).status).toBe(200)
    const trail = (await office.people.audit(null, 20)).filter(({ action }) => action === 'setting_changed')
    expect(trail.slice(0, 2).map(({ subject }) => subject)).toEqual([
      { setting: 'second_factor', to: 'off' },
      { setting: 'second_factor', to: 'on' },
    ])
  })

  describe.skipIf(skipsBrowser)('in a browser', () => {
    const served = servedToEach((browser) => serveOffice(browser, office))

    it('is required by one press, and set up on a page that says why', async () => {
      const page = await served().seat(commune, 'administrator')
      await page.goto(SETTING)
      await looksRight(page, 'cai-dat-dang-nhap')
      await page.getByRole('button', { name: 'Bắt buộc: xã Bình Phú' }).click()
      await page.getByRole('heading', { name: 'Cần bật xác thực hai bước' }).waitFor()
      await looksRight(page, 'can-xac-thuc')
      await page.getByRole('button', { name: 'Bật xác thực hai bước' }).click()
      const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '')
      await looksRight(page, 'bat-xac-thuc')
      await page.getByLabel('Mã 6 số').fill(codeOf(secret))
      await page.getByRole('button', { name: 'Bật', exact: true }).click()
      await page.getByText('Đã bật xác thực hai bước').waitFor()
      await looksRight(page, 'tai-khoan-bat-buoc')
      await page.goto(HOME)
      await page.getByRole('heading', { name: 'Hôm nay' }).waitFor()
    })

    it('is asked on the page a link leads to', async () => {
      const cookie = await office.administrator()
      const personId = await personOf(cookie)
      const { code } = await withFactor(personId)
      const page = await served().signedIn('phien=')
      await page.goto(await linkTold('an', personId))
      await looksRight(page, 'duong-dan-ma')
      await page.getByLabel('Mã 6 số trong ứng dụng xác thực').fill(code)
      await page.getByRole('button', { name: 'Đăng nhập' }).click()
      await page.waitForURL(/\/quan-tri$/)
    })
  })
})
