import { beforeEach, expect, it } from 'vitest'
import { onEmbeddedStore } from '../support/stores.ts'
import { type Office, openOffice } from './office.ts'

onEmbeddedStore('the office judges what was read', (ground) => {
  let office: Office
  let cookie: string
  let documentId: number

  const seed = async (slug: string): Promise<number> => {
    const { id } = await ground().store.db.document.create({
      data: {
        file: `${slug}.txt`,
        digest: slug,
        title: 'Chuyển đổi số',
        type: 'Kế hoạch',
        identity: {},
        warnings: [],
        text: '',
        commune: { create: { slug, name: 'xã Bình Phú' } },
        rules: { create: [rule(0, 'trước ngày 15/12'), rule(1, 'trước ngày 20 tháng cuối quý')] },
        duties: { create: duty() },
      },
    })
    return id
  }
  const rule = (position: number, dueText: string) => ({
    ...{ position, who: ['Phòng Kinh tế'], recipient: 'UBND xã', cadence: 'yearly', dueText, section: 'V' },
    ...{ quote: `báo cáo ${dueText}`, key: `rule-${position}` },
  })
  const duty = () => ({
    ...{ position: 0, name: 'Số hóa sổ <hộ tịch>', lead: ['Phòng Kinh tế'], coordinating: [], origin: 'prose' },
    ...{ section: 'III.1', quote: 'Số hóa sổ <hộ tịch>', key: 'duty-0', open: ['thời gian'] },
  })
  const post = (path: string, fields: Record<string, string>, as = cookie): Promise<Response> =>
    office.post(`/quan-tri/van-ban/${documentId}/${path}`, fields, { cookie: as })
  const judge = async (viec: string, more: Record<string, string> = {}): Promise<Response> => {
    const { id, revision } = await ground().store.db.reportingRule.findFirstOrThrow({
      where: { documentId, position: 0 },
    })
    return post('muc', { viec, kind: 'rule', id: String(id), revision: String(revision), ...more })
  }
  const stateOf = async (): Promise<string> =>
    (await ground().store.db.reportingRule.findFirstOrThrow({ where: { documentId, position: 0 } })).state

  beforeEach(async () => {
    for (const table of ['person', 'link_attempt', 'sign_in_link', 'document']) {
      await ground().store.query(`DELETE FROM ${table}`)
    }
    office = await openOffice(ground().store)
    cookie = await office.administrator()
    documentId = await seed(`xa-${crypto.randomUUID()}`)
  })

  it('sees each paper with what waits, and each entry with its words and what the plan leaves blank', async () => {
    expect(await (await office.get('/quan-tri/van-ban', cookie)).text()).toContain('3 mục')
    const page = await (await office.get(`/quan-tri/van-ban/${documentId}`, cookie)).text()
    expect(page).toContain('báo cáo trước ngày 15/12')
    expect(page).toContain('Văn bản chưa nêu rõ: thời gian.')
    expect(page).toContain('Số hóa sổ &lt;hộ tịch&gt;')
    expect(page).not.toContain('<hộ tịch>')
  })

  it('confirms one entry, under the name of whoever pressed', async () => {
    const response = await judge('xac-nhan')
    expect([response.status, response.headers.get('location')]).toEqual([303, expect.stringContaining('da-xac-nhan')])
    expect(await stateOf()).toBe('confirmed')
    expect((await ground().store.db.reviewChange.findFirstOrThrow({ where: { documentId } })).by).toBe('Nguyễn Văn An')
  })

  it('confirms all of one kind at once', async () => {
    await post('xac-nhan-tat-ca', { kind: 'rule', version: '1' })
    const states = await ground().store.db.reportingRule.findMany({ where: { documentId }, select: { state: true } })
    expect(states).toEqual([{ state: 'confirmed' }, { state: 'confirmed' }])
  })

  it('asks for a reason before anything is taken out', async () => {
    const refused = await judge('loai')
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('lý do')])
    await judge('loai', { lyDo: 'Trùng với kế hoạch khác' })
    expect(await stateOf()).toBe('rejected')
    await judge('mo-lai')
    expect(await stateOf()).toBe('proposed')
  })

  it('corrects the words of a due date and works out its days again', async () => {
    await judge('sua', {
      who: 'Phòng Kinh tế\nTrạm Y tế',
      cadence: 'yearly',
      dueText: 'trước ngày 10/12 hằng năm',
      lyDo: 'Nhầm',
    })
    const row = await ground().store.db.reportingRule.findFirstOrThrow({ where: { documentId, position: 0 } })
    expect(row).toMatchObject({ state: 'corrected', who: ['Phòng Kinh tế', 'Trạm Y tế'] })
    expect(row.recurrence).toContain('BYMONTHDAY=10')
  })

  it('merges one entry into the one that was chosen', async () => {
    const other = await ground().store.db.reportingRule.findFirstOrThrow({ where: { documentId, position: 1 } })
    await judge('gop', { vao: `${other.id}.${other.revision}`, lyDo: 'Một việc' })
    const merged = await ground().store.db.reportingRule.findFirstOrThrow({ where: { documentId, position: 0 } })
    expect(merged).toMatchObject({ state: 'rejected', mergedInto: other.id })
  })

  it('tells the second of two officers that the first was there', async () => {
    const { id, revision } = await ground().store.db.reportingRule.findFirstOrThrow({
      where: { documentId, position: 0 },
    })
    const seen = { kind: 'rule', id: String(id), revision: String(revision) }
    await post('muc', { viec: 'xac-nhan', ...seen })
    const late = await post('muc', { viec: 'loai', lyDo: 'khác', ...seen })
    expect(late.headers.get('location')).toContain('co-nguoi-sua')
    expect(await stateOf()).toBe('confirmed')
  })

  it('publishes a paper and takes it back', async () => {
    const visibility = async (): Promise<string> =>
      (await ground().store.db.document.findUniqueOrThrow({ where: { id: documentId } })).visibility
    await post('hien-thi', { cho: 'public' })
    expect(await visibility()).toBe('public')
    await post('hien-thi', { cho: 'internal' })
    expect(await visibility()).toBe('internal')
  })

  it('keeps the papers of one commune from the officers of another', async () => {
    const { store } = ground()
    const post = await store.db.post.create({
      data: {
        ...{ role: 'coordinator', title: 'Điều phối', inCharge: [], channelOrder: [] },
        commune: { create: { slug: 'xa-khac', name: 'xã Khác' } },
      },
    })
    const person = await store.db.person.create({ data: { name: 'Chi', holdings: { create: { postId: post.id } } } })
    const invited = await office.signIn.invite({ personId: person.id, name: 'chi', by: 'cli' })
    const set = invited.kind === 'made' ? await office.signIn.setPassword(invited.token, 'mưa rào cuối hạ') : null
    const other = `phien=${set?.kind === 'set' ? set.token : ''}`
    expect(await (await office.get('/quan-tri/van-ban', other)).text()).not.toContain('Chuyển đổi số')
    expect((await office.get(`/quan-tri/van-ban/${documentId}`, other)).status).toBe(404)
    const { id } = await store.db.reportingRule.findFirstOrThrow({ where: { documentId } })
    for (const [path, fields] of [
      ['muc', { viec: 'xac-nhan', kind: 'rule', id: String(id), revision: '0' }],
      ['xac-nhan-tat-ca', { kind: 'rule', version: '1' }],
      ['hien-thi', { cho: 'public' }],
    ] as const) {
      const response = await office.post(`/quan-tri/van-ban/${documentId}/${path}`, fields, { cookie: other })
      expect(response.status).toBe(404)
    }
    expect(await stateOf()).toBe('proposed')
  })
})
