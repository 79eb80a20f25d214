import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { openOfficeSettings } from '../../src/office-settings/index.ts'
import { openAssistant } from '../support/assistant.ts'
import { onEmbeddedStore } from '../support/stores.ts'
import { type Office, openOffice } from './office.ts'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

onEmbeddedStore('the settings of the office', (ground) => {
  let office: Office
  let cookie: string
  let commune: { id: number; slug: string }

  beforeEach(async () => {
    const { store } = ground()
    for (const table of ['person', 'post', 'sign_in_link', 'setting', 'audit_entry']) {
      await store.query(`DELETE FROM ${table}`)
    }
    office = await openOffice(store, { environment: { KNOWLEDGE_DIR: folder } })
    cookie = await office.administrator()
    commune = await store.db.commune.create({ data: { slug: `xa-${crypto.randomUUID()}`, name: 'xã Bình Phú' } })
  })
  const post = (path: string, fields: Record<string, string>, as = cookie): Promise<Response> =>
    office.post(`/quan-tri/cai-dat/${path}`, fields, { cookie: as })
  const stops = () => openOfficeSettings(ground().store, { retentionDays: 90 }).stops

  it('stops answering in every process at once, tells people the reason, and runs again', async () => {
    const settings = openOfficeSettings(ground().store, { retentionDays: 90 })
    const assistant = await openAssistant(ground(), {
      whyStopped: async (communeId) => (await settings.stops.of('answering', communeId))?.reason ?? null,
    })
    const asked = async (text: string): Promise<string> => {
      const messageId = await assistant.say('dan-1', text)
      await assistant.conversation.respond(messageId)
      const [reply] = await ground().store.query<{ text: string }>('SELECT text FROM message WHERE answers_id = $1', [
        messageId,
      ])
      return reply?.text ?? ''
    }
    expect(await asked('hạn báo cáo')).toBe('đáp: hạn báo cáo')
    await post('dung', { viec: 'answering', xa: '', lyDo: 'Đang rà soát văn bản.' })
    expect(await asked('hạn báo cáo')).toContain('tạm ngừng trả lời: Đang rà soát văn bản. Anh/chị bấm 9')
    expect(await (await office.get('/quan-tri/cai-dat', cookie)).text()).toContain('“Đang rà soát văn bản.”')
    await post('chay-lai', { viec: 'answering', xa: '' })
    expect(await asked('hạn báo cáo')).toBe('đáp: hạn báo cáo')
    await assistant.close()
    const trail = await office.people.audit(null, 10)
    expect(trail.map(({ action, reason }) => [action, reason])).toContainEqual(['stopped', 'Đang rà soát văn bản.'])
  })

  it('keeps what is owed while sending is stopped, and sends it afterwards', async () => {
    const { holdsBack } = stops()
    const assistant = await openAssistant(ground(), { holdsBack })
    const { id } = await assistant.people.findOrCreate({ channel: 'telegram', externalId: 'chat-7' })
    await post('dung', { viec: 'sending', xa: '', lyDo: 'Gửi nhầm' })
    const owed = await assistant.delivery.owe({ accountId: id, key: 'k', class: 'reminder', text: 'Nhắc việc' })
    const messageId = owed?.messageId ?? 0
    expect(await assistant.delivery.deliver(messageId)).toMatchObject({ againInMs: 30_000 })
    expect(assistant.sent).toEqual([])
    await post('chay-lai', { viec: 'sending', xa: '' })
    await assistant.delivery.deliver(messageId)
    expect(assistant.sent.map(({ text }) => text)).toEqual(['Nhắc việc'])
    await assistant.close()
  })

  it('lets the administrator of one commune stop that commune alone', async () => {
    const theirs = await office.seat(commune.slug, 'administrator')
    expect((await post('dung', { viec: 'model', xa: '', lyDo: 'x' }, theirs)).status).toBe(404)
    await post('dung', { viec: 'model', xa: String(commune.id), lyDo: 'Chờ hợp đồng' }, theirs)
    expect(await stops().ofSlug('model', commune.slug)).toMatchObject({ reason: 'Chờ hợp đồng' })
    expect(await stops().ofSlug('model', 'xa-khac')).toBeNull()
    expect(await stops().of('model', null)).toBeNull()
    expect(await (await office.get('/quan-tri/cai-dat', theirs)).text()).not.toContain('Kênh tin nhắn')
  })

  it('tell whoever may change them what is wrong, also where no alarm reached anybody', async () => {
    const troubled = await openOffice(ground().store, {
      environment: { KNOWLEDGE_DIR: folder },
      troubles: [{ says: 'Trợ lý chưa thấy bản sao lưu nào của dữ liệu.', remedy: 'Đặt sao lưu hằng đêm.' }],
    })
    const page = await (await troubled.get('/quan-tri/cai-dat', cookie)).text()
    expect(page).toContain('Trợ lý chưa thấy bản sao lưu nào của dữ liệu. Đặt sao lưu hằng đêm.')
    expect(await (await office.get('/quan-tri/cai-dat', cookie)).text()).not.toContain('Cần xử lý')
  })

  it('is changed by nobody without the right', async () => {
    const theirs = await office.seat(commune.slug, 'focal')
    expect((await post('dung', { viec: 'answering', xa: String(commune.id), lyDo: 'x' }, theirs)).status).toBe(403)
    expect((await post('co-quan', { xa: commune.slug }, theirs)).status).toBe(403)
    expect(await stops().list()).toEqual([])
  })

  it('writes what the office says of itself into its file, and refuses what the file cannot hold', async () => {
    const fields = {
      xa: commune.slug,
      'service_centre.diaChi': 'Số 1 đường Trục xã',
      'service_centre.dienThoai': '0210 000 111, 0210 000 112',
      tu0: '07:00',
      den0: '11:00',
      thon: 'Thôn Đông | Nguyễn Văn A, 0912 000 111 | Lê Thị B, 0912 000 222; Trần C',
    }
    expect((await post('co-quan', fields)).status).toBe(303)
    expect(readFileSync(join(folder, 'local', `${commune.slug}.yaml`), 'utf8')).toContain('updated: 2026-12-01')
    const page = await (await office.get(`/quan-tri/cai-dat/co-quan?xa=${commune.slug}`, cookie)).text()
    expect(page).toContain('Số 1 đường Trục xã')
    expect(page).toContain('Thôn Đông | Nguyễn Văn A, 0912 000 111 | Lê Thị B, 0912 000 222; Trần C')
    const refused = await post('co-quan', { ...fields, 'police.dienThoai': 'gọi công an' })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('số điện thoại chỉ gồm chữ số')
    expect((await office.get(`/quan-tri/cai-dat/co-quan?xa=${commune.slug}`, cookie)).status).toBe(200)
  })
})
