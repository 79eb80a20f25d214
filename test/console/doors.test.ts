import { beforeEach, expect, it } from 'vitest'
import { listen } from '../../src/web/index.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { cookieOf, type Office, openOffice, PASSWORD } from './office.ts'

const HOME = '/quan-tri'
const PAGES = [
  ...[
    '',
    '/van-ban',
    '/con-nguoi',
    '/tai-khoan',
    '/tai-khoan/xac-thuc',
    '/tai-khoan/phien',
    '/cai-dat',
    '/cai-dat/dang-nhap',
    '/cai-dat/co-quan',
    '/cai-dat/du-lieu',
    '/so-lieu',
    '/so-lieu/chi-tieu',
    '/so-lieu/xuat.csv',
    '/nhiem-vu',
    '/nhiem-vu/1',
    '/nhiem-vu/1/du-thao.docx',
    '/nhac-viec',
    '/nhac-viec/tam-dung',
    '/nhac-viec/chinh-sach',
    '/nhac-viec/so-gui',
    '/nhac-viec/ap-phich',
    '/van-ban/nap',
    '/van-ban/1/so-sanh',
  ],
  ...['/phieu', '/hoi-thoai', '/hoi-thoai/tat-ca', '/hoi-thoai/soan', '/hoi-thoai/cau-tra-loi'],
  ...['/thong-bao', '/thong-bao/soan', '/thong-bao/1', '/phan-anh', '/phan-anh/1', '/phan-anh/1/anh', '/hdnd/y-kien'],
  ...['/hdnd', '/hdnd/giam-sat', '/hdnd/ky-hop/soan', '/hdnd/ky-hop/1'],
]

onEmbeddedStore('the doors of the office', (ground) => {
  let office: Office

  beforeEach(async () => {
    for (const table of ['person', 'link_attempt', 'sign_in_link']) await ground().store.query(`DELETE FROM ${table}`)
    office = await openOffice(ground().store)
  })

  it('send whoever is not signed in to sign in, and back to the page they asked for', async () => {
    const cookie = await office.administrator()
    await office.post(`${HOME}/dang-xuat`, {}, { cookie })
    for (const page of PAGES) {
      const response = await office.get(`${HOME}${page}`, cookie)
      expect([response.status, response.headers.get('location')]).toEqual([
        303,
        `${HOME}/dang-nhap?den=${encodeURIComponent(`${HOME}${page}`)}`,
      ])
    }
    const entered = await office.post(`${HOME}/dang-nhap`, { ten: 'an', matKhau: PASSWORD, den: `${HOME}/tai-khoan` })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, `${HOME}/tai-khoan`])
    expect((await office.get(`${HOME}/tai-khoan`, cookieOf(entered))).status).toBe(200)
  })

  it.each(['https://xau.example/', '//xau.example', '/quan-tri/../xoa', 'javascript:alert(1)'])(
    'never send anybody on to %s',
    async (den) => {
      await office.administrator()
      const entered = await office.post(`${HOME}/dang-nhap`, { ten: 'an', matKhau: PASSWORD, den })
      expect(entered.headers.get('location')).toBe(HOME)
    },
  )

  it('give a new session to each sign-in, out of the reach of scripts and of other sites', async () => {
    const first = await office.administrator()
    const again = await office.post(`${HOME}/dang-nhap`, { ten: 'an', matKhau: PASSWORD }, { cookie: first })
    expect(cookieOf(again)).not.toBe(first)
    expect(attributesOf(again)).toEqual(['HttpOnly', 'Path=/quan-tri', 'SameSite=Lax'])
  })

  it('keep the session of an https address to https, by its name as well', async () => {
    await office.administrator()
    const { console } = await openOffice(ground().store, { publicUrl: 'https://xa.example.vn' })
    const ask = (path: string, cookie: string, fields?: Record<string, string>) =>
      console.request(`https://xa.example.vn${HOME}${path}`, {
        headers: { cookie, origin: 'https://xa.example.vn' },
        ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      })
    const entered = await ask('/dang-nhap', '', { ten: 'an', matKhau: PASSWORD })
    const cookie = cookieOf(entered)
    expect(cookie).toMatch(/^__Secure-phien=/)
    expect(attributesOf(entered)).toEqual(['HttpOnly', 'Path=/quan-tri', 'SameSite=Lax', 'Secure'])
    expect((await ask('/tai-khoan', cookie)).status).toBe(200)
    expect((await ask('/tai-khoan', cookie.replace('__Secure-', ''))).status).toBe(303)
    expect(attributesOf(await ask('/dang-xuat', cookie, {}))).toContain('Max-Age=0')
    expect((await ask('/tai-khoan', cookie)).status).toBe(303)
  })

  it('have the browser drop what it keeps of the pages at signing out', async () => {
    const cookie = await office.administrator()
    const left = await office.post(`${HOME}/dang-xuat`, {}, { cookie })
    expect(left.headers.get('clear-site-data')).toBe('"cache", "storage"')
  })

  it('take no form from another site', async () => {
    const cookie = await office.administrator()
    for (const path of [
      ...['/dang-xuat', '/tai-khoan/mat-khau', '/tai-khoan/xac-thuc', '/tai-khoan/xac-thuc/bat'],
      ...['/tai-khoan/phien/ket-thuc', '/tai-khoan/phien/ket-thuc-khac'],
      ...['/cai-dat/dang-nhap'],
      ...['/thong-bao', '/thong-bao/1/sua', '/thong-bao/1/trinh', '/thong-bao/1/duyet', '/thong-bao/1/nhac'],
      ...['/phan-anh/1/tra-loi', '/phan-anh/1/giao', '/hdnd/y-kien/1/tra-loi'],
      ...['/hdnd/ky-hop', '/hdnd/ky-hop/1/sua', '/hdnd/ky-hop/1/moi', '/hdnd/ky-hop/1/huy'],
    ]) {
      expect((await office.post(`${HOME}${path}`, {}, { cookie, origin: 'https://xau.example' })).status).toBe(403)
    }
    expect((await office.get(HOME, cookie)).status).toBe(200)
  })

  it('tell how long to wait after too many guesses', async () => {
    await office.administrator()
    for (let guess = 0; guess < 5; guess += 1) await office.post(`${HOME}/dang-nhap`, { ten: 'an', matKhau: 'sai' })
    const response = await office.post(`${HOME}/dang-nhap`, { ten: 'an', matKhau: PASSWORD })
    expect([response.status, await response.text()]).toEqual([429, expect.stringContaining('15 phút')])
  })

  it('behind a proxy keep nobody out for the guesses of somebody elsewhere', async () => {
    await office.administrator()
    const listening = await listen(office.console, { host: '127.0.0.1', port: 0 })
    const enter = async (from: string, matKhau: string): Promise<number> => {
      const headers = { 'x-forwarded-for': from, origin: listening.url }
      const body = new URLSearchParams({ ten: 'an', matKhau })
      const options = { method: 'POST', headers, body, redirect: 'manual' } as const
      return (await fetch(`${listening.url}${HOME}/dang-nhap`, options)).status
    }
    for (let guess = 0; guess < 5; guess += 1) await enter(`10.9.9.${guess}, 203.0.113.9`, 'sai')
    expect(await enter('10.9.9.9, 203.0.113.9', PASSWORD)).toBe(429)
    expect(await enter('203.0.113.9, 198.51.100.7', PASSWORD)).toBe(303)
    await listening.close()
  })

  it('show what was typed as text and never the password', async () => {
    await office.administrator()
    const response = await office.post(`${HOME}/dang-nhap`, {
      ten: '<script>alert(1)</script>',
      matKhau: 'mat khau la',
    })
    const page = await response.text()
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('mat khau la')
  })

  it('say the same whether or not somebody bears the name a link is asked for', async () => {
    const cookie = await office.administrator()
    const { personId } = (await office.signIn.operator(cookie.split('=')[1] ?? '')) ?? { personId: 0 }
    await ground().store.db.channelAccount.create({ data: { channel: 'telegram', externalId: 'chat-1', personId } })
    const pages = await Promise.all(
      ['an', 'khong-ai'].map(async (ten) => (await office.post(`${HOME}/gui-duong-dan`, { ten })).text()),
    )
    expect(pages[0]).toBe(pages[1])
    await expect.poll(() => office.told.map(({ to }) => to)).toEqual(['chat-1'])
    const path = new URL(/http\S+/.exec(office.told[0]?.text ?? '')?.[0] ?? 'http://none').pathname
    expect((await office.get(path)).status).toBe(200)
    expect((await office.post(path, {})).headers.get('location')).toBe(HOME)
    expect((await office.post(path, {})).status).toBe(410)
  })

  it('keep scripts of others out and themselves out of frames and stores', async () => {
    const { headers } = await office.get(HOME, await office.administrator())
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect([headers.get('x-frame-options'), headers.get('cache-control')]).toEqual(['DENY', 'no-store'])
  })
})

function attributesOf(response: Response): string[] {
  const [, ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ')
  return attributes.sort()
}
