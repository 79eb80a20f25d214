import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { extractText } from '../../src/documents/index.ts'
import { loadOccurrences, type OccurrenceRow } from '../../src/duties/index.ts'
import { readTable } from '../../src/read-table.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type DutiesGround, seedDuties } from './duties-ground.ts'
import { type Office, ORIGIN, openOffice } from './office.ts'

onEmbeddedStore('the board of duties', (ground) => {
  let office: Office
  let cookie: string
  let seeded: DutiesGround

  beforeEach(async () => {
    for (const table of ['person', 'post', 'link_attempt', 'sign_in_link', 'document']) {
      await ground().store.query(`DELETE FROM ${table}`)
    }
    office = await openOffice(ground().store)
    cookie = await office.administrator()
    seeded = await seedDuties(ground().store, office)
  })

  const board = async (query = ''): Promise<string> =>
    (await office.get(`/quan-tri/nhiem-vu?xa=${seeded.slug}${query}`, cookie)).text()
  const row = async (unit: string): Promise<OccurrenceRow> => {
    const rows = await loadOccurrences(ground().store, {
      ...{ communeId: seeded.communeId, from: '2026-11-01', to: '2026-12-31' },
    })
    const found = rows.find(({ bodyName }) => bodyName === unit)
    if (!found) throw new Error(`no duty of ${unit}`)
    return found
  }
  const bytesOf = async (path: string): Promise<Buffer> =>
    Buffer.from(await (await office.get(path, cookie)).arrayBuffer())
  const upload = async (bytes: Buffer): Promise<Response> => {
    const body = new FormData()
    body.set('xa', seeded.slug)
    body.set('tep', new File([new Uint8Array(bytes)], 'so.xlsx'))
    return office.console.request(`${ORIGIN}/quan-tri/nhiem-vu/doc-so`, {
      ...{ method: 'POST', body, headers: { cookie, origin: ORIGIN } },
    })
  }
  const tableOf = (text: string): string => /<table class="stacked">.*<\/table>/s.exec(text)?.[0] ?? ''

  it('shows each duty under its month, its unit or its state', async () => {
    expect(await board()).toMatch(
      /<h2>Tháng 11\/2026 \(1\)<\/h2>.*Trạm Y tế.*<h2>Tháng 12\/2026 \(1\)<\/h2>.*Phòng Kinh tế/s,
    )
    expect(await board('&nhom=don-vi')).toMatch(/<h2>Phòng Kinh tế \(2\)<\/h2>.*<h2>Trạm Y tế \(2\)<\/h2>/s)
    expect(await board('&nhom=tinh-trang')).toMatch(/<h2>Quá hạn \(1\)<\/h2>/)
  })

  it('leaves what the filter names', async () => {
    expect(tableOf(await board('&don-vi=Tr%E1%BA%A1m%20Y%20t%E1%BA%BF'))).not.toContain('Phòng Kinh tế')
    const late = tableOf(await board('&tinh-trang=qua-han'))
    expect([late.includes('Trạm Y tế'), late.includes('Phòng Kinh tế')]).toEqual([true, false])
    expect(await board('&loai=task')).toContain('Không có việc nào như đang lọc')
  })

  it('lays a month out by the last day that is in time, with the days off', async () => {
    const text = await board('&xem=lich&thang=2026-12')
    const cell = /<td class="([^"]*)"[^>]*><p class="day"><span class="day-short">4<\/span>.*?<\/td>/s.exec(text)
    expect(cell?.[0]).toContain('Phòng Kinh tế')
    expect(/<td class="([^"]*)"[^>]*><p class="day"><span class="day-short">5<\/span>/.exec(text)?.[1]).toContain(
      'day-off',
    )
  })

  it('tells everything said of one duty, and who is told of it', async () => {
    const { id } = await row('Phòng Kinh tế')
    const say = (fields: Record<string, string>) =>
      office.post(`/quan-tri/viec/${id}`, { phieu: crypto.randomUUID(), ...fields }, { cookie })
    await say({ viec: 'gia-han', ngay: '2026-12-15', lyDo: 'Chờ số liệu' })
    await say({ viec: 'da-nop', loi: '15/BC-PKT' })
    const text = await (await office.get(`/quan-tri/nhiem-vu/${id}`, cookie)).text()
    expect(text).toMatch(/ghi đã nộp.*số 15\/BC-PKT.*lùi hạn.*đến 15\/12\/2026.*“Chờ số liệu”/s)
    expect(text).toMatch(/Lê Thị Bình.*nhận được tin/s)
    expect(text).toContain('q0')
  })

  it('hands out the collected report as a draft and as a table', async () => {
    const { id } = await row('Phòng Kinh tế')
    const path = join(mkdtempSync(join(tmpdir(), 'draft-')), 'draft.docx')
    writeFileSync(path, await bytesOf(`/quan-tri/nhiem-vu/${id}/du-thao.docx`))
    const draft = await extractText(path)
    expect(draft.kind === 'text' && draft.text).toContain('BÁO CÁO')
    const table = await readTable('t.xlsx', await bytesOf(`/quan-tri/nhiem-vu/${id}/tong-hop.xlsx`))
    expect(table?.flat()).toContain('Phòng Kinh tế')
  })

  it('gives a duty to another unit for a reason, and the register follows', async () => {
    const { id } = await row('Phòng Kinh tế')
    const page = await (await office.get(`/quan-tri/nhiem-vu/${id}`, cookie)).text()
    const form = /action="[^"]*\/giao"(.*?)<\/form>/s.exec(page)?.[1] ?? ''
    const seen = Object.fromEntries(
      [...form.matchAll(/type="hidden" name="(\w+)" value="(\w+)"/g)].map(([, name, value]) => [name, value]),
    )
    await office.post(`/quan-tri/nhiem-vu/${id}/giao`, { ...seen, donVi: 'Trạm Y tế', lyDo: 'Sắp xếp lại' }, { cookie })
    const text = await board('&thang=2026-12')
    expect([tableOf(text).includes('Trạm Y tế'), tableOf(text).includes('Phòng Kinh tế')]).toEqual([true, false])
  })

  it('goes out as a sheet and comes back with what was filled in, shown before it is written', async () => {
    const [late, soon] = [await row('Trạm Y tế'), await row('Phòng Kinh tế')]
    const rows = await readTable('so.xlsx', await bytesOf(`/quan-tri/nhiem-vu/so.xlsx?xa=${seeded.slug}`))
    const [head = [], ...lines] = (rows ?? []).filter((cells) => cells.length > 3)
    const at = (name: string): number => head.indexOf(name)
    const filled = lines.map((cells) => {
      const copy = [...cells]
      if (copy[at('Mã')] === String(late.id)) {
        copy[at('Tình trạng mới')] = 'Đã nộp'
        copy[at('Số văn bản')] = '7/BC-TYT'
      }
      if (copy[at('Mã')] === String(soon.id)) copy[at('Tình trạng mới')] = 'chắc là xong'
      return copy
    })
    const sheet = [head, ...filled].map((cells) => cells.map((value) => ({ value, type: String })))
    const preview = await (await upload(await writeXlsxFile(sheet).toBuffer())).text()
    expect(preview).toContain('1 việc sẽ ghi, 0 việc đã ghi từ trước, 1 dòng không nhận')
    expect(preview).toContain('tình trạng &quot;chắc là xong&quot; chưa rõ')
    expect((await row('Trạm Y tế')).status).toBe('not_started')
    const [, changes = ''] = /name="thayDoi" value="([^"]*)"/.exec(preview) ?? []
    const fields = { xa: seeded.slug, phieu: 'một tờ', thayDoi: changes.replaceAll('&quot;', '"') }
    await office.post('/quan-tri/nhiem-vu/ghi-so', fields, { cookie })
    expect(await row('Trạm Y tế')).toMatchObject({ status: 'filed', filedNumber: '7/BC-TYT' })
  })

  it('refuses a file that is no sheet of ours', async () => {
    expect((await upload(Buffer.from('không phải bảng tính'))).headers.get('location')).toContain('khong-phai-so')
  })

  it('keeps the duties of one commune from the officers of another', async () => {
    const other = await ground().store.db.commune.create({
      data: { slug: `xa-${crypto.randomUUID()}`, name: 'xã Khác' },
    })
    const theirs = await office.seat(other.slug, 'coordinator')
    const { id } = await row('Phòng Kinh tế')
    for (const path of ['', '/du-thao.docx', '/tong-hop.xlsx']) {
      expect((await office.get(`/quan-tri/nhiem-vu/${id}${path}`, theirs)).status).toBe(404)
    }
    await office.post(`/quan-tri/viec/${id}`, { viec: 'da-nop', phieu: 'x' }, { cookie: theirs })
    expect((await row('Phòng Kinh tế')).status).toBe('not_started')
  })
})
