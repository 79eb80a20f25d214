import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectZalo, listZalo, nameTemplates, type ZaloDoing } from '../../src/cli/office/zalo-actions.ts'
import { readConfig } from '../../src/config.ts'
import { type FakeZaloOa, startFakeZaloOa } from '../support/fake-zalo-oa.ts'
import { onEmbeddedStore } from '../support/stores.ts'

const OA = '388613280878808645'

onEmbeddedStore('setting up an Official Account from the command line', (ground) => {
  let fake: FakeZaloOa
  beforeEach(async () => {
    fake = await startFakeZaloOa()
    await ground().store.query('DELETE FROM zalo_oa')
  })
  afterEach(() => fake.close())

  /** The administrator at the other end: what they paste after seeing `question`. */
  function doing(paste: (page: string) => string): ZaloDoing {
    const config = readConfig({
      ZALO_APP_ID: fake.app.id,
      ZALO_APP_SECRET: fake.app.secret,
      ZALO_CALLBACK_URL: 'https://xa.example.vn/zalo',
      ZALO_API_URL: fake.url,
      ZALO_BUSINESS_API_URL: fake.url,
      ZALO_OAUTH_URL: fake.url,
    })
    const ask = async (question: string) => paste(/https?:\/\/\S+/.exec(question)?.[0] ?? '')
    return { config, store: ground().store, ask }
  }
  const agrees = () => doing((page) => fake.consent(OA, page))

  it('takes the consent and says what to do next', async () => {
    expect(await connectZalo(agrees(), undefined)).toEqual([
      `Đã kết nối OA “OA 8645” (${OA}).`,
      'Kiểm tra: npm run check:channels',
    ])
    expect(await listZalo(agrees())).toEqual([`${OA} OA 8645 · xã: duy nhất · đang kết nối · mẫu: chưa có`])
  })

  it('explains an address without a code, a second use and a wrong commune', async () => {
    await expect(
      connectZalo(
        doing(() => 'https://xa.example.vn/'),
        undefined,
      ),
    ).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining('chép lại nguyên địa chỉ') },
    })
    await expect(connectZalo(agrees(), 'khong-co')).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining('--commune') },
    })
    let used = ''
    const again = doing((page) => {
      used ||= fake.consent(OA, page).replace(/&state=[^&]*/, '')
      return used
    })
    await connectZalo(again, undefined)
    await expect(connectZalo(again, undefined)).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining('đã dùng') },
    })
  })

  it('writes down approved texts that are as submitted, and refuses one that is not', async () => {
    await connectZalo(agrees(), undefined)
    const params = (...names: string[]) => names.map((name) => ({ name, maxLength: 200 }))
    fake.templates.set('12', { forbiddenAtNight: false, params: params('ma_dang_nhap', 'ten_xa') })
    fake.templates.set('13', { forbiddenAtNight: false, params: params('ma_dang_nhap', 'ten_khac') })
    expect(await nameTemplates(agrees(), OA, ['login-code=12'])).toEqual([
      'login-code: mẫu 12 khớp (trạng thái ENABLE).',
    ])
    await expect(nameTemplates(agrees(), OA, ['login-code=13'])).rejects.toMatchObject({
      sentence: {
        vi: expect.stringMatching(/không có tham số ten_xa; mẫu đã duyệt có thêm tham số ten_khac/),
      },
    })
    expect((await listZalo(agrees()))[0]).toContain('mẫu: login-code=12')
  })

  it('names the texts there are when one is asked for that is not', async () => {
    await connectZalo(agrees(), undefined)
    await expect(nameTemplates(agrees(), OA, ['nhac=1'])).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining('ahead, coordinator, digest') },
    })
  })
})
