import { describe, expect, it } from 'vitest'
import { createWebApp } from '../../src/web/index.ts'
import { BINH_PHU, fakeDependencies, LAST_CLAUSE, PUBLIC_DOCUMENT } from './fakes.ts'
import { citizenOf, visit } from './visit.ts'

const ASK = { noiDung: 'bao giờ nộp báo cáo năm', khoa: 'k1' }

describe('a calendar at a secret address', () => {
  it('is what a phone asks for, kept by no cache; any other address is nothing', async () => {
    const phone = visit(createWebApp(fakeDependencies()))
    const found = await phone.get('/lich/bi-mat.ics')
    expect(await found.text()).toBe('BEGIN:VCALENDAR')
    expect(found.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(found.headers.get('cache-control')).toBe('no-store')
    for (const path of ['/lich/khac.ics', '/lich/bi-mat', '/lich/']) expect((await phone.get(path)).status).toBe(404)
  })
})

describe('the chat without scripts', () => {
  it('asks for the commune before anything else', async () => {
    const app = createWebApp(fakeDependencies())
    const first = await (await visit(app).get('/')).text()
    expect(first).toContain('Anh/chị hỏi về xã, phường nào?')
    expect(first).toContain('Xã Bình Phú')
    expect((await visit(app).submit('/tin-nhan', ASK)).headers.get('location')).toBe('/chon')
  })

  it('says why there is nothing to choose while documents are being read', async () => {
    const app = createWebApp(fakeDependencies({ communes: [], notReady: ['Đang đọc văn bản lần đầu.'] }))
    const page = await (await visit(app).get('/')).text()
    expect(page).toContain('Đang đọc văn bản lần đầu.')
    expect(page).toContain('http-equiv="refresh"')
  })

  it('chooses the only commune by itself', async () => {
    const app = createWebApp(fakeDependencies({ communes: [BINH_PHU] }))
    const person = visit(app)
    expect(await (await person.get('/')).text()).toContain('về xã Bình Phú')
    const asked = await person.submit('/tin-nhan', ASK)
    expect(asked.headers.get('location')).toMatch(/^\/#tin-\d+$/)
    expect(await (await person.get('/')).text()).toContain('Chậm nhất thứ Tư')
  })

  it('chooses no commune while the first reading may still bring others', async () => {
    const app = createWebApp(fakeDependencies({ communes: [BINH_PHU], notReady: ['Đang đọc văn bản lần đầu.'] }))
    expect(await (await visit(app).get('/')).text()).toContain('Anh/chị hỏi về xã, phường nào?')
    expect((await visit(app).submit('/tin-nhan', ASK)).headers.get('location')).toBe('/chon')
  })

  it('answers with a link to the clause in its document', async () => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    await person.submit('/tin-nhan', ASK)
    const page = await (await person.get('/')).text()
    expect(page).toContain(`href="/van-ban/${PUBLIC_DOCUMENT.id}#doan-${LAST_CLAUSE}"`)
    const document = await (await person.get(`/van-ban/${PUBLIC_DOCUMENT.id}`)).text()
    expect(document).toContain(`id="doan-${LAST_CLAUSE}"`)
  })

  it('asks once when a form is sent twice', async () => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    await person.submit('/tin-nhan', ASK)
    await person.submit('/tin-nhan', ASK)
    expect((await (await person.get('/')).text()).match(/class="message message-in" id=/g)).toHaveLength(1)
  })

  it('keeps asking for the answer while it is on its way', async () => {
    const app = createWebApp(fakeDependencies({ reply: () => null }))
    const person = await citizenOf(app, 'binh-phu')
    expect((await person.submit('/tin-nhan', ASK)).headers.get('location')).toMatch(/^\/\?cho=\d+&lan=1#dang-cho$/)
    const page = await (await person.get('/')).text()
    expect(page).toContain('<noscript><meta http-equiv="refresh"')
    expect(page).toContain('Đang tìm trong văn bản')
  })

  it('records a thumb and shows it', async () => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    const answer = (await person.submit('/tin-nhan', ASK)).headers.get('location')?.replace('/#tin-', '') ?? ''
    await person.submit('/danh-gia', { tinNhan: answer, diem: '1' })
    expect(await (await person.get('/')).text()).toContain(
      'aria-label="Câu trả lời có ích" title="Câu trả lời có ích" aria-pressed="true"',
    )
  })

  it('starts afresh and erases on request', async () => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    await person.submit('/tin-nhan', ASK)
    await person.submit('/cuoc-tro-chuyen-moi', {})
    expect(await (await person.get('/')).text()).not.toContain('nộp báo cáo năm')
    const erased = await person.submit('/xoa-du-lieu', {})
    expect(erased.headers.get('set-cookie')).toContain('Max-Age=0')
    expect(await (await person.get('/xoa-du-lieu')).text()).toContain('không lưu dữ liệu nào')
  })

  it('erases when the erase word is sent as a message', async () => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    const said = await person.submit('/tin-nhan', { noiDung: 'XÓA DỮ LIỆU', khoa: 'x' })
    expect(said.headers.get('location')).toBe('/xoa-du-lieu?xong')
  })

  it('sets no cookie for a reader', async () => {
    const person = visit(createWebApp(fakeDependencies()))
    for (const path of ['/', '/chon', '/van-ban', '/tinh-trang']) {
      expect((await person.get(path)).headers.get('set-cookie')).toBeNull()
    }
  })
})

describe('text stays text', () => {
  it('escapes what people write, what is answered and what documents say', async () => {
    const attack = '<img src=x onerror=alert(1)>"\'</textarea><script>alert(1)</script>'
    const deps = fakeDependencies({ reply: (text) => ({ text: `${text}\nCăn cứ: ${text}`, choices: [attack] }) })
    const person = await citizenOf(createWebApp(deps), 'binh-phu')
    await person.submit('/tin-nhan', { noiDung: attack, khoa: 'k' })
    const pages = await Promise.all(
      ['/', `/van-ban/${PUBLIC_DOCUMENT.id}`].map(async (path) => (await person.get(path)).text()),
    )
    for (const page of pages) {
      expect(page).not.toContain('<script>alert')
      expect(page).not.toContain('<img src=x')
    }
    const polled = (await (await person.get('/api/tin-nhan?dang=html')).json()) as { tinNhan: { html: string }[] }
    for (const { html } of polled.tinNhan) expect(html).not.toMatch(/<script|<img/)
  })
})

describe('one person cannot reach another', () => {
  it('shows nobody else’s conversation and takes no thumb for it', async () => {
    const app = createWebApp(fakeDependencies())
    const [first, second] = [await citizenOf(app, 'binh-phu'), await citizenOf(app, 'binh-phu')]
    const answer = (await first.submit('/tin-nhan', ASK)).headers.get('location')?.replace('/#tin-', '') ?? ''
    expect(await (await second.get('/')).text()).not.toContain('nộp báo cáo năm')
    expect(await (await second.get('/api/tin-nhan')).json()).toEqual({ tinNhan: [], dangCho: false })
    expect((await second.submit('/danh-gia', { tinNhan: answer, diem: '-1' })).status).toBe(404)
    expect((await second.send('/api/danh-gia', { tinNhan: answer, diem: '-1' })).status).toBe(404)
  })

  it('takes a made-up cookie for nobody', async () => {
    const app = createWebApp(fakeDependencies())
    const response = await app.request('http://127.0.0.1/api/toi', { headers: { cookie: 'khach=../../etc' } })
    expect(await response.json()).toEqual({ xa: null, vaiTro: 'citizen', donVi: null })
  })
})

describe('officials in the demonstration', () => {
  const HEAD = { xa: 'binh-phu', vaiTro: 'unit_head', donVi: 'Phòng Kinh tế' }

  it('may be tried on this machine', async () => {
    const person = visit(createWebApp(fakeDependencies({ demonstration: true })))
    expect(await (await person.get('/chon')).text()).toContain('Chế độ trình diễn')
    expect((await person.submit('/chon', HEAD)).headers.get('location')).toBe('/')
    expect(await (await person.get('/')).text()).toContain('Lãnh đạo đơn vị · Phòng Kinh tế')
  })

  it('are refused when it is off, over a proxy, and with a unit of another commune', async () => {
    const off = createWebApp(fakeDependencies())
    expect((await visit(off).submit('/chon', HEAD)).status).toBe(422)
    const on = createWebApp(fakeDependencies({ demonstration: true }))
    for (const trace of [{ 'x-forwarded-for': '203.0.113.7' }, { origin: 'https://xa.example' }, { origin: 'null' }]) {
      const proxied = await on.request('http://127.0.0.1/api/toi', {
        method: 'POST',
        body: JSON.stringify(HEAD),
        headers: { 'content-type': 'application/json', ...trace },
      })
      expect(proxied.status).toBe(422)
    }
    expect((await visit(on).submit('/chon', { ...HEAD, donVi: 'Trạm Y tế' })).status).toBe(422)
    expect((await visit(on).submit('/chon', { ...HEAD, donVi: '' })).status).toBe(422)
  })
})

describe('documents', () => {
  it('are listed with what they leave blank', async () => {
    const page = await (await visit(createWebApp(fakeDependencies())).get('/van-ban')).text()
    expect(page).toContain(PUBLIC_DOCUMENT.title)
    expect(page).toContain('(để trống)')
    expect(page).toContain('Lưu ý khi đọc: 2 điểm')
  })

  it('have no page when they are internal, gone or nonsense', async () => {
    const person = visit(createWebApp(fakeDependencies()))
    for (const path of ['/van-ban/4', '/van-ban/0', '/van-ban/3x', '/van-ban/99999999999', '/khong-co']) {
      const response = await person.get(path)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('Không tìm thấy trang này')
    }
  })

  it('show their table of contents, tables and bullets', async () => {
    const page = await (await visit(createWebApp(fakeDependencies())).get('/van-ban/3')).text()
    expect(page).toContain('href="#muc-2"')
    expect(page).toContain('<td data-label="Nhiệm vụ">Số hóa sổ hộ tịch</td>')
    expect(page).toContain('<th scope="col">Nhiệm vụ</th>')
    expect(page).toMatch(/Đến năm 2030:<\/p>\s*<ul class="bullets"><li id="doan-2" class="passage">60%/)
    expect(page.match(/Đến năm 2030:/g)).toHaveLength(1)
    expect(page).toContain('<em>nếu có</em>')
    expect(page).not.toContain('**')
  })
})

describe('status and probes', () => {
  it('tells the command beside it how the channels stand, and nobody else', async () => {
    const app = createWebApp(fakeDependencies())
    expect(await (await visit(app).get('/api/kenh')).json()).toEqual({ kenh: [] })
    expect((await visit(app, { host: 'http://tro-ly.binhphu.example' }).get('/api/kenh')).status).not.toBe(200)
  })

  it('name refused files and versions on this machine only', async () => {
    const app = createWebApp(fakeDependencies({ publicUrl: 'https://tro-ly.binhphu.example' }))
    const here = await (await visit(app).get('/tinh-trang')).text()
    expect(here).toContain('so-lieu.doc')
    expect(here).toContain('Lưu lại thành .docx.')
    const outside = await (await visit(app, { host: 'http://tro-ly.binhphu.example' }).get('/tinh-trang')).text()
    expect(outside).not.toContain('so-lieu.doc')
    expect(outside).not.toContain('26.10.0')
  })

  it('answer 200 when ready and 503 with the reason when not', async () => {
    const ready = visit(createWebApp(fakeDependencies()))
    expect((await ready.get('/healthz')).status).toBe(200)
    expect((await ready.get('/readyz')).status).toBe(200)
    const notReady = visit(createWebApp(fakeDependencies({ notReady: ['Chưa đọc văn bản nào.'] })))
    const response = await notReady.get('/readyz')
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ status: 'not_ready', reasons: ['Chưa đọc văn bản nào.'] })
    expect((await notReady.get('/healthz')).status).toBe(200)
    expect(await (await notReady.get('/tinh-trang')).text()).toContain('Chưa sẵn sàng')
  })
})

describe('the JSON the script and the terminal use', () => {
  it('takes a question and hands out what is new, in order', async () => {
    const person = visit(createWebApp(fakeDependencies()))
    expect((await person.send('/api/tin-nhan', ASK)).status).toBe(409)
    expect(await (await person.send('/api/toi', { xa: 'binh-phu' })).json()).toEqual({ xong: true })
    const { id } = (await (await person.send('/api/tin-nhan', ASK)).json()) as { id: number }
    const all = (await (await person.get('/api/tin-nhan')).json()) as { tinNhan: Record<string, unknown>[] }
    expect(all.tinNhan.map(({ chieu }) => chieu)).toEqual(['hoi', 'dap'])
    expect(all.tinNhan[1]).toMatchObject({
      traLoiCho: id,
      ketQua: 'answered',
      canCu: [{ muc: 'Phụ lục', diaChi: `/van-ban/${PUBLIC_DOCUMENT.id}#doan-${LAST_CLAUSE}` }],
    })
    const later = await (await person.get(`/api/tin-nhan?sau=${all.tinNhan[1]?.id}`)).json()
    expect(later).toEqual({ tinNhan: [], dangCho: false })
  })

  it('holds a poll open until the answer comes', async () => {
    const app = createWebApp(fakeDependencies({ replyDelayMs: 50 }))
    const person = await citizenOf(app, 'binh-phu')
    const { id } = (await (await person.send('/api/tin-nhan', ASK)).json()) as { id: number }
    const now = await (await person.get(`/api/tin-nhan?sau=${id}&cho=0`)).json()
    expect(now).toEqual({ tinNhan: [], dangCho: true })
    const then = (await (await person.get(`/api/tin-nhan?sau=${id}`)).json()) as {
      tinNhan: unknown[]
      dangCho: boolean
    }
    expect(then.tinNhan).toHaveLength(1)
    expect(then.dangCho).toBe(false)
  })

  it.each([
    ['/api/tin-nhan', { noiDung: '  ', khoa: 'k' }],
    ['/api/tin-nhan', 'x'],
    ['/api/toi', { vaiTro: 'chair' }],
    ['/api/danh-gia', { tinNhan: 'một', diem: '5' }],
  ])('refuses a malformed body at %s in Vietnamese', async (path, body) => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    const response = await person.send(path, body)
    expect(response.status).toBe(422)
    expect(((await response.json()) as { loi: string }).loi).toMatch(/[ạ-ỹ]/)
  })

  it('takes no JSON under another content type', async () => {
    const app = createWebApp(fakeDependencies())
    const response = await app.request('http://127.0.0.1/api/toi', {
      method: 'POST',
      body: '{"xa":"binh-phu"}',
      headers: { 'content-type': 'text/plain', origin: 'http://127.0.0.1' },
    })
    expect(response.status).toBe(422)
  })
})

describe('protection', () => {
  it('refuses forms sent from another site', async () => {
    const app = createWebApp(fakeDependencies())
    const response = await visit(app, { origin: 'https://evil.example' }).submit('/chon', { xa: 'binh-phu' })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('từ một trang khác')
  })

  it('takes forms from the public address behind a proxy that ends TLS', async () => {
    const app = createWebApp(fakeDependencies({ publicUrl: 'https://tro-ly.binhphu.example' }))
    const person = visit(app, { origin: 'https://tro-ly.binhphu.example', host: 'http://tro-ly.binhphu.example' })
    const chosen = await person.submit('/chon', { xa: 'binh-phu' })
    expect(chosen.status).toBe(303)
    expect(chosen.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/)
  })

  it('refuses names that are not its own, but not probes', async () => {
    const stranger = visit(createWebApp(fakeDependencies()), { host: 'http://rebound.example' })
    expect((await stranger.get('/')).status).toBe(421)
    expect((await stranger.get('/healthz')).status).toBe(200)
  })

  it('refuses bodies over 64 kB', async () => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    expect((await person.submit('/tin-nhan', { noiDung: 'a'.repeat(70_000), khoa: 'k' })).status).toBe(413)
  })

  it('sends the headers that keep scripts, frames and types in their place', async () => {
    const { headers } = await visit(createWebApp(fakeDependencies())).get('/')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  it('asks who sends too much to wait, and nobody else', async () => {
    const app = createWebApp(fakeDependencies())
    const outside = { host: 'http://192.0.2.7', origin: 'http://192.0.2.7' }
    const [hasty, calm, here] = [visit(app, outside), visit(app, outside), await citizenOf(app, 'binh-phu')]
    for (const person of [hasty, calm]) await person.submit('/chon', { xa: 'binh-phu' })
    let last = await hasty.send('/api/tin-nhan', ASK)
    for (let sent = 0; sent < 40; sent++) {
      last = await hasty.send('/api/tin-nhan', ASK)
      expect((await here.send('/api/tin-nhan', ASK)).status).toBe(202)
    }
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await hasty.submit('/tin-nhan', ASK)).status).toBe(429)
    expect((await hasty.get('/')).status).toBe(200)
    expect((await calm.send('/api/tin-nhan', ASK)).status).toBe(202)
  })

  it('tells nothing of a fault but that there is one', async () => {
    const deps = fakeDependencies({ breaks: true })
    const app = createWebApp(deps)
    const page = await visit(app).get('/')
    expect(page.status).toBe(500)
    expect(await page.text()).toContain('Trợ lý đang gặp sự cố')
    const json = await visit(app).get('/api/xa')
    expect(json.status).toBe(500)
    expect(JSON.stringify(await json.json())).not.toContain('bí mật')
    expect(deps.faults).toEqual(['GET /', 'GET /api/xa'])
  })
})

describe('weight', () => {
  it('keeps the chat page with everything it loads under 60 kB', async () => {
    const person = await citizenOf(createWebApp(fakeDependencies()), 'binh-phu')
    const page = await (await person.get('/')).text()
    const assets = [...page.matchAll(/(?:href|src)="(\/tai-nguyen\/[^"]+)"/g)].map(([, path]) => path ?? '')
    const bodies = await Promise.all([...new Set(assets)].map(async (path) => (await person.get(path)).text()))
    expect(assets.length).toBeGreaterThan(2)
    expect((await person.get(assets[0] ?? '')).headers.get('cache-control')).toContain('immutable')
    expect([page, ...bodies].reduce((sum, body) => sum + Buffer.byteLength(body), 0)).toBeLessThan(60_000)
  })
})
