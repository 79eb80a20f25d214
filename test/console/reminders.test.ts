import { beforeEach, expect, it } from 'vitest'
import { loadOccurrences } from '../../src/duties/index.ts'
import { DEFAULT_POLICY } from '../../src/reminders/policy.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type DutiesGround, openDutiesOffice } from './duties-ground.ts'
import type { Office } from './office.ts'

onEmbeddedStore('the pages of reminders', (ground) => {
  let office: Office
  let cookie: string
  let seeded: DutiesGround

  beforeEach(async () => {
    ;({ office, cookie, seeded } = await openDutiesOffice(ground().store))
  })

  const page = async (path = '', as = cookie): Promise<string> =>
    (await office.get(`/quan-tri/nhac-viec${path}${path.includes('?') ? '&' : '?'}xa=${seeded.slug}`, as)).text()
  const post = (path: string, fields: Record<string, string>, as = cookie): Promise<Response> =>
    office.post(`/quan-tri/nhac-viec${path}`, { xa: seeded.slug, ...fields }, { cookie: as })
  /** The fields of the policy as its page offers them. */
  const fields = async (): Promise<Record<string, string>> => {
    const text = await page('/chinh-sach')
    const inputs = [...text.matchAll(/<input id="([\w-]+)" name="[\w-]+"[^>]*? value="([^"]*)"/g)]
    const areas = [...text.matchAll(/<textarea id="([\w-]+)"[^>]*>([^<]*)<\/textarea>/g)]
    return Object.fromEntries([...inputs, ...areas].map(([, name, value]) => [name, value]))
  }
  const actions = async (): Promise<[string, string | null][]> =>
    (await ground().store.db.auditEntry.findMany({ orderBy: { id: 'asc' } }))
      .filter(({ action }) => ['stopped', 'resumed', 'setting_changed'].includes(action))
      .map(({ action, reason }) => [action, reason])

  it('show who will be told what on which day, and whom nothing would reach', async () => {
    const text = await page()
    expect(text).toMatch(/Thứ Tư, 02\/12\/2026.*Lãnh đạo Phòng Kinh tế.*nhận được tin.*Báo cáo quý IV\/2026/s)
    expect(text).toMatch(/Cán bộ điều phối.*chưa có người giữ/s)
  })

  it('show nothing of what was filed', async () => {
    const rows = await loadOccurrences(ground().store, {
      ...{ communeId: seeded.communeId, from: '2026-12-01', to: '2026-12-31' },
    })
    await office.post(`/quan-tri/viec/${rows[0]?.id}`, { viec: 'da-nop', phieu: 'x' }, { cookie })
    expect(await page()).not.toContain('Lãnh đạo Phòng Kinh tế')
  })

  it('stop one unit for a reason, show it in the days to come, and let it go on', async () => {
    expect((await post('/tam-dung', { donVi: 'Phòng Kinh tế' })).headers.get('location')).toContain('chua-du')
    await post('/tam-dung', { donVi: 'Phòng Kinh tế', denNgay: '2026-12-10', lyDo: 'Sáp nhập' })
    expect(await page()).toMatch(/Đang tạm dừng nhắc Phòng Kinh tế đến hết 10\/12\/2026: Sáp nhập/)
    expect(await page()).toMatch(/Lãnh đạo Phòng Kinh tế[\s\S]*?đang tạm dừng/)
    const [, id = ''] = /name="dung" value="(\d+)"/.exec(await page('/tam-dung')) ?? []
    await post('/nhac-lai', { dung: id })
    expect(await page()).not.toContain('Đang tạm dừng')
    expect(await actions()).toEqual([
      ['stopped', 'Sáp nhập'],
      ['resumed', null],
    ])
  })

  it('show what another policy would bring without keeping it', async () => {
    const text = await (await post('/chinh-sach/xem-thu', { ...(await fields()), 'bao-cao-quarterly': '3' })).text()
    expect(text).toContain('Xem thử: chưa lưu')
    expect(office.desk.policy().reports.quarterly).toEqual([5, 2])
  })

  it('keep a policy with who and why, and tell by it from then on', async () => {
    const wanted = { ...(await fields()), 'bao-cao-quarterly': '3', nhom: 'Các thôn: Thôn 1; Thôn 2' }
    expect((await post('/chinh-sach', wanted)).status).toBe(422)
    await post('/chinh-sach', { ...wanted, lyDo: 'Theo ý kiến họp giao ban' })
    const policy = office.desk.policy()
    expect(policy.reports.quarterly).toEqual([3])
    expect(policy.groups[seeded.slug]).toEqual({ 'Các thôn': ['Thôn 1', 'Thôn 2'] })
    expect(await actions()).toEqual([['setting_changed', 'Theo ý kiến họp giao ban']])
  })

  it('tell a vice-chair and not the chair where the office wants it so, by kind of body', async () => {
    const wanted = {
      ...(await fields()),
      'lanh-dao': 'co',
      'len-department-vice_chair': '4, 8',
      'len-department-chair': '',
    }
    expect((await post('/chinh-sach/xem-thu', wanted)).status).toBe(200)
    expect(office.desk.policy().escalation.leaders).toBe(false)
    await post('/chinh-sach', { ...wanted, lyDo: 'Chủ tịch giao' })
    const { escalation } = office.desk.policy()
    expect(escalation).toMatchObject({
      leaders: true,
      department: [
        { workingDay: 4, to: 'vice_chair' },
        { workingDay: 8, to: 'vice_chair' },
      ],
      station: DEFAULT_POLICY.escalation.station,
      partner: DEFAULT_POLICY.escalation.partner,
    })
    expect(await page('/chinh-sach')).toMatch(/name="lanh-dao" value="co" checked/)
    expect((await fields())['len-department-vice_chair']).toBe('4, 8')
  })

  it.each([
    ['len-station-coordinating', 'mai', 'không phải số ngày'],
    ['bao-cao-quarterly', 'năm', 'không phải số ngày'],
    ['sang-den', '06:00', 'giờ đầu phải trước giờ cuối'],
    ['ngay-nghi', '31/02/2026', 'không phải ngày'],
    ['nhom', 'Các thôn', 'ghi như Các thôn: Thôn 1; Thôn 2'],
  ])('say what is wrong with "%s" and keep what was typed', async (name, value, said) => {
    const response = await post('/chinh-sach', { ...(await fields()), [name]: value, lyDo: 'thử' })
    const text = await response.text()
    expect([response.status, text.includes(said), text.includes(value)]).toEqual([422, true, true])
  })

  it('list what was told and how it ended', async () => {
    await ground().store.query(
      `INSERT INTO reminder_message (commune_id, key, post, day, class, status, text, choices, summary, account_ids)
       VALUES ($1, $2, 'Trưởng Trạm Y tế', '2026-11-30', 'reminder', 'undelivered', 'Nhắc việc', '{}', 'báo cáo quý IV', '{}')`,
      [seeded.communeId, crypto.randomUUID()],
    )
    expect(await page('/so-gui')).toMatch(/30\/11\/2026.*Trưởng Trạm Y tế.*báo cáo quý IV.*không đến/s)
    expect(await page('/so-gui?ket-cuc=done')).not.toContain('Trưởng Trạm Y tế')
  })

  it('draw a poster for the commune and one for each village, and lead nowhere but to the web', async () => {
    const text = await page('/ap-phich?thon=Th%C3%B4n%201%0ATh%C3%B4n%202&dich=javascript:alert(1)')
    expect(text.match(/<section class="poster">/g)).toHaveLength(3)
    expect(text).toContain(`/chon?xa=${seeded.slug}`)
    expect(text).not.toContain('javascript:')
  })

  it('let nobody without the right stop reminders or change the policy', async () => {
    const head = await office.seat(seeded.slug, 'head', 'Trạm Y tế')
    expect((await post('/tam-dung', { lyDo: 'x' }, head)).status).toBe(403)
    expect((await post('/chinh-sach', { lyDo: 'x' }, head)).status).toBe(403)
    expect(await page('', head)).not.toContain('Phòng Kinh tế')
  })
})
