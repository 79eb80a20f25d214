import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, OutboundMessage, SendResult } from '../../src/channels/index.ts'
import { faultOfCode } from '../../src/channels/zalo-oa/faults.ts'
import { createZaloOa, loadTemplateTexts } from '../../src/channels/zalo-oa/index.ts'
import { type FakeZaloOa, startFakeZaloOa } from '../support/fake-zalo-oa.ts'
import { connectedAccount, memoryBook } from '../support/oa-book.ts'

const OA = '388613280878808645'
const PERSON = '246845883529197922'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const TEMPLATE_ID = '310922'

const REMINDER = {
  name: 'ahead',
  values: {
    don_vi: 'Trạm Y tế',
    con_lai: '3 ngày làm việc',
    viec: 'nộp báo cáo năm 2026',
    han: 'thứ Hai, ngày 14/12/2026',
    loi_van_ban: 'trước ngày 15/12',
    can_cu: 'Kế hoạch chuyển đổi số xã Bình Phú, mục V',
  },
}

let fake: FakeZaloOa
let channel: Channel
let nowMs: number
const texts = loadTemplateTexts()

beforeEach(async () => {
  nowMs = Date.parse('2026-12-03T02:00:00Z')
  const now = () => new Date(nowMs)
  fake = await startFakeZaloOa({ now })
  const book = memoryBook()
  book.accounts.set(OA, connectedAccount(fake, OA, now(), { templates: { ahead: TEMPLATE_ID } }))
  fake.person(OA, PERSON)
  const params = Object.entries(texts.get('ahead')?.values ?? {}).map(([name, { maxChars }]) => ({
    name,
    maxLength: maxChars,
  }))
  fake.templates.set(TEMPLATE_ID, { forbiddenAtNight: true, params })
  const options = { app: fake.app, webhookSecrets: [fake.oaSecret], origins: fake.origins, timeoutMs: 1_000 }
  channel = createZaloOa({ ...options, book, texts, now, log: { warn: () => {} } })
})
afterEach(() => fake.close())

const send = (message: OutboundMessage, to = PERSON): Promise<SendResult> =>
  channel.send({ channel: 'zalo_oa', endpoint: OA, externalUserId: to }, message)
const paths = () => fake.requests.map(({ path }) => path)

describe('a message on an Official Account', () => {
  it('is free words with buttons while the person wrote within seven days', async () => {
    nowMs += 6 * DAY_MS
    fake.expireAccess(OA)
    const message = { key: '7', text: 'Nhắc việc', choices: ['Đã nộp', 'Đang làm'], template: REMINDER }
    expect(await send({ ...message, links: [{ label: 'Xem', url: 'https://xa.example.vn/1' }] })).toMatchObject({
      kind: 'sent',
    })
    expect(fake.sent).toMatchObject([
      {
        text: 'Nhắc việc',
        template: null,
        buttons: [
          { title: 'Đã nộp', type: 'oa.query.hide', payload: '#m7.0' },
          { title: 'Đang làm', type: 'oa.query.hide', payload: '#m7.1' },
          { title: 'Xem', type: 'oa.open.url', payload: { url: 'https://xa.example.vn/1' } },
        ],
      },
    ])
  })

  it('is an approved text by the person of the OA after seven days, with the message behind its button', async () => {
    nowMs += 8 * DAY_MS
    fake.expireAccess(OA)
    const result = await send({ key: '7', text: 'Nhắc việc', choices: ['Đã nộp'], template: REMINDER })
    expect(result).toEqual({ kind: 'sent', receipt: fake.sent[0]?.receipt, isWhole: true })
    expect(fake.sent).toMatchObject([
      {
        to: PERSON,
        template: {
          id: TEMPLATE_ID,
          data: { ...REMINDER.values, noi_nhan: 'văn bản không ghi', ma: '7' },
          trackingId: null,
        },
      },
    ])
    expect(paths()).not.toContain('/v3.0/oa/message/cs')
  })

  it('asks for the quota before it sends, and not again for every message of an open window', async () => {
    await send({ text: 'một' })
    await send({ text: 'hai' })
    const asked = (path: string) => paths().filter((each) => each === path).length
    expect(paths().indexOf('/v3.0/oa/quota/message')).toBeLessThan(paths().indexOf('/v3.0/oa/message/cs'))
    expect([asked('/v3.0/oa/quota/message'), asked('/v3.0/oa/message/cs')]).toEqual([1, 2])
  })

  it.each([-230, -232])('falls back to the approved text where the sending itself is refused with %i', async (code) => {
    fake.refuseNext(code)
    expect(await send({ key: '7', text: 'Nhắc việc', template: REMINDER })).toMatchObject({ kind: 'sent' })
    expect(fake.sent.map(({ template }) => template?.id)).toEqual([TEMPLATE_ID])
  })

  it('outside the window and without an approved text fails for good, the person staying reachable', async () => {
    fake.person(OA, PERSON, { lastInteractionAt: null })
    expect(await send({ text: 'a' })).toEqual({ kind: 'permanent', reason: 'outside_window' })
    expect(await send({ text: 'a', template: { name: 'due', values: {} } })).toEqual({
      kind: 'permanent',
      reason: 'template_not_set_up: due',
    })
  })

  it('names the values an approved text lacks instead of sending half a sentence', async () => {
    fake.person(OA, PERSON, { lastInteractionAt: null })
    const { viec: _, ...values } = REMINDER.values
    expect(await send({ key: '7', text: 'a', template: { name: 'ahead', values } })).toEqual({
      kind: 'permanent',
      reason: 'template_value_missing: viec',
    })
  })

  it('at night waits for six in the morning where its template is forbidden then', async () => {
    fake.person(OA, PERSON, { lastInteractionAt: null })
    nowMs = Date.parse('2026-12-03T22:30:00+07:00')
    const message = { key: '7', text: 'a', template: REMINDER }
    const result = await send(message)
    expect(result).toEqual({ kind: 'rate_limited', retryAfterSeconds: 7.5 * 3_600 })
    nowMs += 7.5 * HOUR_MS
    expect(await send(message)).toMatchObject({ kind: 'sent' })
  })

  it.each(['phone:0912345678', 'phone:+84 912 345 678', 'phone:84912345678', 'phone:912.345.678'])(
    'reaches an official known by phone alone (%s) by the approved text',
    async (to) => {
      fake.phones.add('84912345678')
      expect(await send({ key: '7', text: 'a', template: REMINDER }, to)).toMatchObject({ kind: 'sent' })
      expect(fake.sent).toMatchObject([{ to: '84912345678', template: { trackingId: 'm7' } }])
    },
  )

  it('to a phone without Zalo, or to no phone at all, marks it unreachable', async () => {
    for (const to of ['phone:0912345679', 'phone:12', 'phone:', 'phone:0212345678901']) {
      expect(await send({ key: '7', text: 'a', template: REMINDER }, to)).toMatchObject({
        kind: 'permanent',
        unreachable: true,
      })
    }
    expect(await send({ text: 'chữ tự do' }, 'phone:0912345678')).toMatchObject({ reason: 'outside_window' })
  })
})

describe('a file on an Official Account', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'oa-file-'))
    writeFileSync(join(folder, 'a'), '%PDF-1.4')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const document = (name: string) => ({ path: join(folder, 'a'), name, mimeType: 'application/pdf' })

  it('that Zalo does not take is said in the words, not dropped in silence', async () => {
    expect(await send({ text: 'Lịch hạn nộp.', document: document('han.ics') })).toMatchObject({ kind: 'sent' })
    expect(fake.sent).toMatchObject([{ text: 'Lịch hạn nộp.\n(Tệp han.ics không gửi được qua Zalo.)', documents: [] }])
  })

  it('that fails is tried again without repeating the words', async () => {
    const message = { key: '9', text: 'Báo cáo kèm theo.', document: document('bao-cao.pdf') }
    fake.failNext({ json: { error: -200, message: 'send failed' } }, /quota|upload|access_token/)
    expect(await send(message)).toMatchObject({ kind: 'temporary' })
    fake.failNext('server_error', /quota|cs$/)
    expect(await send(message)).toMatchObject({ kind: 'temporary' })
    expect(fake.sent).toEqual([])
    // Now the words go through and the file does not: upload, words, file.
    const fileFails = async (): Promise<void> => {
      fake.failNext({ json: { error: 0, data: { message_id: 'w' } } }, /quota|upload|access_token/)
      fake.failNext('cut', /quota|upload|access_token/)
    }
    await fileFails()
    expect(await send(message)).toMatchObject({ kind: 'temporary' })
    expect(await send(message)).toEqual({ kind: 'sent', receipt: 'w' })
    expect(fake.sent.map(({ text, documents }) => [text, documents.length])).toEqual([['', 1]])
  })

  it('whose upload Zalo forgot is uploaded again', async () => {
    const message = { key: '9', text: 'a', document: document('bao-cao.pdf') }
    fake.failNext({ json: { error: 0, data: { message_id: 'w' } } }, /quota|upload|access_token/)
    fake.failNext({ json: { error: -100, message: 'expired' } }, /quota|upload|access_token/)
    expect(await send(message)).toEqual({ kind: 'sent', receipt: 'w' })
    expect(paths().filter((path) => path.endsWith('/upload/file'))).toHaveLength(2)
  })
})

describe("Zalo's error codes", () => {
  const noon = new Date('2026-12-03T05:00:00Z')

  it.each([
    [[216, -216, 401, -401, -220, -124], { kind: 'token' }],
    [[-230, -232], { kind: 'outside_window' }],
    [[-100], { kind: 'upload_expired' }],
    [[-213, -217, -227, -114, -118, -119, -108, -141], { kind: 'permanent', unreachable: true }],
    [[-32], { kind: 'rate_limited', retryAfterSeconds: 60 }],
    [[-218], { kind: 'rate_limited', retryAfterSeconds: 3_600 }],
    [[-133, -234, -144, -1441, -147, -1471, -1472], { kind: 'rate_limited', retryAfterSeconds: 18 * 3_600 }],
    [[-200, 12_000, 10_000, -9_999, 7], { kind: 'temporary' }],
  ])('%j mean %o', (codes, fault) => {
    for (const code of codes) expect(faultOfCode(code, noon), String(code)).toMatchObject(fault)
  })

  it('that only a person can mend are permanent, and leave the recipient reachable', () => {
    const codes = [
      ...[
        -109, -111, -112, -1121, -1122, -1124, -115, -117, -125, -126, -127, -131, -132, -135, -1351, -136, -137, -139,
      ],
      ...[-140, -146, -201, -204, -205, -209, -210, -211, -212, -219, -221, -223, -224, -233, -235, -237, -238, -240],
      ...[-241, -242, -244, -248, -249, -320, -321, -403],
    ]
    for (const code of codes) {
      const fault = faultOfCode(code, noon)
      expect(fault).toEqual({ kind: 'permanent', reason: expect.stringMatching(new RegExp(`^[a-z_]+ \\(${code}\\)$`)) })
    }
  })

  it('of the night end at six in the morning, before and after midnight', () => {
    const at = (time: string) => faultOfCode(-133, new Date(`2026-12-03T${time}+07:00`))
    expect(at('22:00:00')).toEqual({ kind: 'rate_limited', retryAfterSeconds: 8 * 3_600 })
    expect(at('05:59:30')).toEqual({ kind: 'rate_limited', retryAfterSeconds: 30 })
  })

  it('come with HTTP 200, and are read before the status', async () => {
    fake.refuseNext(-224)
    expect(await send({ text: 'a' })).toEqual({ kind: 'permanent', reason: 'package_too_low (-224)' })
    fake.failNext({ status: 500, json: { error: -217, message: 'blocked' } }, /quota/)
    expect(await send({ text: 'a' })).toMatchObject({ kind: 'permanent', unreachable: true })
    fake.failNext({ status: 429, headers: { 'retry-after': '17' }, json: 'too many' }, /quota/)
    expect(await send({ text: 'a' })).toEqual({ kind: 'rate_limited', retryAfterSeconds: 17 })
  })

  it('of a limit met while the quota is read stop the sending', async () => {
    fake.failNext({ json: { error: -32, message: 'limit' } })
    expect(await send({ text: 'a' })).toEqual({ kind: 'rate_limited', retryAfterSeconds: 60 })
    expect(paths()).not.toContain('/v3.0/oa/message/cs')
  })

  it('of an account that cannot send are told by the check with what to do', async () => {
    fake.failNext({ json: { error: -224, message: 'tier' } })
    const [first, templates] = (await channel.check?.()) ?? []
    expect(first).toEqual({
      state: 'trouble',
      says: `OA ${OA}: gọi Zalo không được (package_too_low (-224)).`,
      remedy: 'Nâng gói dịch vụ của OA tại oa.zalo.me.',
    })
    expect(templates).toMatchObject({ state: 'off', says: expect.stringContaining('chưa khai báo mẫu tin') })
  })
})
