import { afterAll, beforeEach, expect, it } from 'vitest'
import { closeReaders } from '../../src/documents/index.ts'
import { plan } from '../documents/review/a-plan.ts'
import { emptyStore } from '../support/officials.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type Office, ORIGIN, openOffice } from './office.ts'

onEmbeddedStore('handing papers in', (ground) => {
  let office: Office
  let cookie: string

  beforeEach(async () => {
    await emptyStore(ground().store)
    await ground().store.query('DELETE FROM sign_in_link')
    office = await openOffice(ground().store)
    cookie = await office.administrator()
  })
  afterAll(closeReaders)

  const hand = async (
    files: [name: string, text: string][],
    more: Record<string, string> = {},
    as = cookie,
  ): Promise<Response> => {
    const body = new FormData()
    for (const [name, value] of Object.entries(more)) body.set(name, value)
    for (const [name, text] of files) body.append('tep', new File([text], name))
    return office.console.request(`${ORIGIN}/quan-tri/van-ban/tep`, {
      ...{ method: 'POST', body, headers: { cookie: as, origin: ORIGIN } },
    })
  }
  const outcome = async (response: Response): Promise<string> =>
    (await office.get(response.headers.get('location') ?? '', cookie)).text()
  const only = () => ground().store.db.document.findFirstOrThrow({ where: { communeId: { gt: 0 } } })

  it('reads them and leads to what waits to be confirmed', async () => {
    const text = await outcome(await hand([['Kế hoạch chuyển đổi số.txt', plan()]]))
    expect(text).toContain('Đã đọc xong')
    const document = await only()
    expect([document.file, document.visibility]).toEqual(['ke-hoach-chuyen-doi-so.txt', 'internal'])
    expect(text).toContain(`/quan-tri/van-ban/${document.id}`)
  })

  it('says what is wrong with each file that is not taken, and what to do', async () => {
    const text = await outcome(
      await hand([
        ['cu.doc', '\xd0\xcf\x11\xe0'],
        ['rong.txt', ''],
        ['thu.txt', 'Một lá thư không nêu xã nào.'],
      ]),
    )
    expect(text).toContain('lưu lại thành .docx')
    expect(text.match(/Có tệp không nhận/g)).toHaveLength(2)
    expect(text).toContain('không đọc được tên xã, phường ban hành văn bản')
  })

  it('does not keep a paper that bears a mark of secrecy', async () => {
    const text = await outcome(await hand([['mat.txt', plan({ note: '\nMẬT\n' })]]))
    expect(text).toContain('đóng dấu độ mật')
    expect(await ground().store.db.document.count({ where: { file: 'mat.txt' } })).toBe(0)
    await hand([['ke-hoach.txt', plan()]])
    const run = await ground().store.db.ingestionRun.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(JSON.stringify(run.report)).not.toContain('mat.txt')
  })

  it('keeps whatever a file calls itself inside the folder, and shows nobody words from an address', async () => {
    const kept = await office.get('/quan-tri/van-ban/nap?hong=%3Cb%3Ehacked&tep=../../etc/passwd', cookie)
    expect(await kept.text()).not.toMatch(/hacked|passwd/)
    await hand([['../../../etc/kế-hoạch.txt', plan()]])
    expect((await only()).file).toBe('ke-hoach.txt')
  })

  it('takes a new version in the place of the old, keeps what was confirmed and shows what changed', async () => {
    await hand([['ke-hoach.txt', plan()]])
    const { id } = await only()
    expect((await office.get(`/quan-tri/van-ban/${id}/so-sanh`, cookie)).status).toBe(404)
    const rule = await ground().store.db.reportingRule.findFirstOrThrow({ where: { documentId: id } })
    const seen = { kind: 'rule', id: String(rule.id), revision: String(rule.revision) }
    await office.post(`/quan-tri/van-ban/${id}/muc`, { viec: 'xac-nhan', ...seen }, { cookie })
    const text = plan().replace(rule.dueText ?? '', 'trước ngày 03/12')
    expect(await outcome(await hand([['ban-moi.txt', text]], { thay: String(id) }))).toContain('bản mới của văn bản')
    expect((await only()).id).toBe(id)
    const compared = await (await office.get(`/quan-tri/van-ban/${id}/so-sanh`, cookie)).text()
    expect(compared).toMatch(/<del>[^<]*<\/del>/)
    expect(compared).toMatch(/<ins>[^<]*3[^<]*<\/ins>/)
    expect((await hand([['ban-moi.docx', 'x']], { thay: String(id) })).headers.get('location')).toContain('hong=')
  })

  it('finds words in what was handed in, marks and capitals aside, and papers by their name', async () => {
    await hand([['ke-hoach.txt', plan()]])
    const { id, title } = await only()
    const rule = await ground().store.db.reportingRule.findFirstOrThrow({ where: { documentId: id } })
    const words = rule.quote.split(' ').slice(0, 3).join(' ').toUpperCase()
    const search = async (said: string) =>
      (await office.get(`/quan-tri/van-ban?tim=${encodeURIComponent(said)}`, cookie)).text()
    expect(await search(words)).toMatch(new RegExp(`/quan-tri/van-ban/${id}#doan-\\d+`))
    expect(await search(title ?? '')).toContain(`<a href="/quan-tri/van-ban/${id}">`)
    expect(await search('không đâu có chữ này')).toContain('Không có văn bản nào mang tên này')
  })

  it('lets nobody without the right hand papers in, nor anybody replace one of another commune', async () => {
    await hand([['ke-hoach.txt', plan()]])
    const document = await only()
    const own = await ground().store.db.commune.findUniqueOrThrow({ where: { id: document.communeId } })
    const other = await ground().store.db.commune.create({ data: { slug: 'xa-khac', name: 'xã Khác' } })
    expect((await hand([['a.txt', plan()]], {}, await office.seat(own.slug, 'viewer'))).status).toBe(403)
    const stranger = await office.seat(other.slug, 'coordinator')
    expect((await hand([['a.txt', plan()]], { thay: String(document.id) }, stranger)).status).toBe(404)
    expect((await office.get(`/quan-tri/van-ban/${document.id}/so-sanh`, stranger)).status).toBe(404)
  })
})
