import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createGuideAnswers,
  type GuideAnswer,
  type GuideAnswers,
  type ServiceKnowledge,
} from '../../../src/answering/guides/index.ts'
import { hostsIn } from '../../../src/answering/guides/links.ts'
import { loadServiceKnowledge } from '../../../src/documents/guides/index.ts'
import { squeeze } from '../../../src/language/text.ts'

const knowledge = loadServiceKnowledge('knowledge')
const ids = new Map(knowledge.guides.map(({ file }, place) => [file, place + 1]))

/** Reading the names of all guides takes a while: once for each knowledge. */
const answersOf = new WeakMap<ServiceKnowledge, GuideAnswers>()

type Asked = {
  question: string
  commune?: string | null
  today?: string
  after?: string
  asker?: 'citizen' | 'official'
  known?: ServiceKnowledge
}

function ask({
  question,
  commune = null,
  today = '2026-11-22',
  after,
  asker = 'citizen',
  known = knowledge,
}: Asked): Promise<GuideAnswer | null> {
  const guides = answersOf.get(known) ?? createGuideAnswers({ knowledge: () => known, documentIds: async () => ids })
  answersOf.set(known, guides)
  const history = after === undefined ? [] : [{ role: 'assistant' as const, content: after }]
  return guides.answer({ question, asker, commune, today, history })
}

async function textOf(asked: Asked): Promise<string> {
  return (await ask(asked))?.text ?? ''
}

describe('a question about a service', () => {
  it('is answered by the short version first, its sources and the day they were checked', async () => {
    const answer = await ask({ question: 'đăng ký khai sinh cho con' })
    expect(answer?.status).toBe('answered')
    expect(answer?.text).toMatch(/^Đăng ký khai sinh trong 60 ngày/)
    expect(answer?.text).toMatch(/^Nguồn: .*kiểm tra ngày 22\/11\/2026\)\.$/m)
  })

  it.each([
    ['giấy khai sinh cần giấy tờ gì', 'Giấy chứng sinh'],
    ['làm lý lịch tư pháp mất bao nhiêu tiền', '200.000 đồng'],
    ['đăng ký thường trú bao lâu thì xong', '7 ngày làm việc'],
    ['lên mức 2 vneid ở đâu', 'Công an xã, phường'],
  ])('that asks for one part gets that part first: %s', async (question, first) => {
    expect((await textOf({ question })).split('\n').slice(0, 2).join(' ')).toContain(first)
  })

  it.each([
    'nang vneid len muc 2 o dau',
    'nang cap dinh danh dien tu muc 2',
    'ddawng kys ddinhj danh muwcs 2',
    'nâng vneit lên mức 2',
  ])('is understood without marks, with keystrokes left in and with slips: %s', async (question) => {
    expect(await textOf({ question })).toContain('“Nâng tài khoản VNeID lên mức 2”')
  })

  it('cites lines that stand in the guide, each with its document', async () => {
    const answer = await ask({ question: 'chứng thực bản sao ở đâu' })
    const guide = knowledge.guides.find(({ slug }) => slug === 'chung-thuc')
    const lines = Object.values(guide?.parts ?? {}).flat()
    expect(answer?.citations.length).toBeGreaterThan(0)
    for (const { quote, position, documentId } of answer?.citations ?? []) {
      expect(lines).toContainEqual(expect.objectContaining({ text: quote, position }))
      expect(documentId).toBe(ids.get('services/chung-thuc.md'))
    }
  })

  it('that two guides could answer is answered by the short question that says the same', async () => {
    expect(await textOf({ question: 'công ty đòi lý lịch tư pháp số 2 có đúng không' })).toMatch(/^Không đúng\./)
  })

  it.each([
    'chỉ tiêu VNeID đến năm 2030 là bao nhiêu',
    'phòng nào chủ trì số hóa hộ tịch',
    'hạn nộp báo cáo quý',
    'trạm y tế có mấy bác sĩ, hôm nào khám',
    'kinh phí làm chữ ký số cho dân',
    'giá vàng hôm nay',
    'alo',
    '',
  ])('is not what this is: "%s" is left to others', async (question) => {
    expect(await ask({ question })).toBeNull()
  })

  it('says which number nobody has checked', async () => {
    expect(await textOf({ question: 'mất điện thoại khóa vneid' })).toContain('1900 0368 lấy từ báo chí')
  })
})

describe('step by step', () => {
  it('a story of an event that names its errand is answered about that errand', async () => {
    const question = 'em sinh bé được mấy tháng rồi mà bận quá chưa đi khai sinh, giờ đi có bị phạt không ạ'
    expect(await textOf({ question })).toContain('Quá 60 ngày')
  })

  it('one step a message, from the first to the last and back', async () => {
    const first = await textOf({ question: 'các bước', after: await textOf({ question: 'kích hoạt vneid' }) })
    expect(first).toMatch(/^Kích hoạt tài khoản VNeID – bước 1\/6:/)
    const second = await textOf({ question: 'tiếp', after: first })
    expect(second).toContain('– bước 2/6:')
    expect(second).toMatch(/^Nguồn: hướng dẫn “/m)
    expect(await textOf({ question: 'buoc truoc', after: second })).toContain('– bước 1/6:')
    expect(await textOf({ question: 'làm lại', after: second })).toContain('– bước 1/6:')
    const last = await textOf({ question: 'bước 6', after: second })
    expect(last).toContain('Đây là bước cuối.')
    expect(await textOf({ question: 'xong rồi', after: last })).toContain('Các bước đã hết')
  })

  it('a short question stays with the guide just told', async () => {
    const after = await textOf({ question: 'đăng ký tạm trú' })
    expect(await textOf({ question: 'mất bao lâu ạ', after })).toMatch(/^3 ngày làm việc/)
    expect(await textOf({ question: 'giấy tờ gì', after })).toContain('“Đăng ký tạm trú, gia hạn tạm trú”')
  })

  it('a digit opens a guide of the list for an event of life', async () => {
    const list = await textOf({ question: 'vợ em mới sinh con cần làm những gì' })
    expect(list).toMatch(/^Việc cần làm khi sinh con, theo thứ tự:\n1\. /)
    expect(await textOf({ question: '1', after: list })).toContain('“Đăng ký khai sinh cho trẻ”')
  })

  it('means nothing after another message', async () => {
    expect(await ask({ question: 'tiếp', after: 'Xã có 12 nhiệm vụ.' })).toBeNull()
  })
})

describe('a foreigner', () => {
  it('reads the English part, and learns where there is none', async () => {
    const guides = createGuideAnswers({ knowledge: () => knowledge, documentIds: async () => ids })
    const turn = { asker: 'citizen', commune: null, today: '2026-11-22', history: [], language: 'en' } as const
    const told = await guides.answer({ ...turn, history: [], question: 'đăng ký temporary residence' })
    expect(told?.text).toMatch(/^Register temporary residence with the commune police/)
    const untold = await guides.answer({ ...turn, history: [], question: 'criminal record certificate' })
    expect(untold?.text).toMatch(/^This guide is available in Vietnamese only:/)
  })
})

describe('a matter without a guide', () => {
  it.each([
    ['tôi muốn rút bảo hiểm xã hội một lần', 'cơ quan bảo hiểm xã hội'],
    ['thủ tục nhận con nuôi', 'Trung tâm Phục vụ hành chính công xã'],
    ['thi bang lai xe a1 o dau', 'Công an tỉnh'],
  ])('is named as such, with who to ask, and no near guide is told: %s', async (question, desk) => {
    const answer = await ask({ question })
    expect(answer).toMatchObject({ status: 'unanswerable', certainty: 'likely' })
    expect(answer?.text).toMatch(/^Trợ lý chưa có hướng dẫn về /)
    expect(answer?.text).toContain(desk)
  })
})

describe('a story around a question', () => {
  it.each([
    [
      'Dạ em làm công nhân thuê trọ bên này gần 1 năm rồi mà chủ trọ không chịu đăng ký tạm trú cho, giờ con em sắp vào lớp 1 cần giấy tạm trú, em tự đi làm có được không ạ',
      'Đăng ký tạm trú',
    ],
    [
      'alo ad ơi máy em bị rơi xuống nước hỏng luôn rồi mua máy mới mà giờ đăng nhập vneid nó cứ đòi xác nhận ở máy cũ thì làm sao',
      'Đổi điện thoại',
    ],
    [
      'chào xã ạ, bà em yếu không ra công an xã được mà giờ phải làm căn cước với vneid, em phải làm sao',
      'Nâng tài khoản VNeID',
    ],
    ['tôi 71 tuổi, hộ cận nghèo, không lương, nghe nói được tiền tuổi già, làm đơn ở đâu', 'Trợ cấp hưu trí xã hội'],
  ])('is answered by the guide of what is asked: %s', async (question, title) => {
    expect(await textOf({ question })).toContain(`hướng dẫn “${title}`)
  })
})

describe('validity', () => {
  it('a guide past its review date says so', async () => {
    const answer = await ask({ question: 'đăng ký tạm trú', today: '2027-03-01' })
    expect(answer?.status).toBe('answered_partly')
    expect(answer?.text).toMatch(/^Lưu ý: hướng dẫn này đã quá ngày kiểm tra lại \(28\/02\/2027\)/)
  })

  it('a guide no longer in force is not told as current', async () => {
    const answer = await ask({ question: 'đăng ký khai sinh cho con', today: '2027-03-01' })
    expect(answer?.status).toBe('unanswerable')
    expect(answer?.text).not.toContain('60 ngày')
  })

  it('a line is told until its last day and not after', async () => {
    const question = 'làm lại căn cước bao nhiêu tiền'
    expect(await textOf({ question, today: '2026-12-31' })).toContain('35.000')
    expect(await textOf({ question, today: '2027-01-01' })).not.toContain('35.000')
  })
})

describe("the office's own facts", () => {
  const offices = new Map([
    [
      'an-hoa',
      {
        updated: null,
        desks: { service_centre: { address: 'số 1 đường Làng', hours: '7 giờ đến 17 giờ', phones: ['0900 000 001'] } },
        villages: [
          { name: 'Thôn Thượng', head: { name: 'Nguyễn Văn A', phone: '0900 000 002' }, digitalTeam: [] },
          { name: 'Thôn Hạ', digitalTeam: [{ name: 'Trần Thị B' }] },
        ],
      },
    ],
  ])
  const known = { ...knowledge, offices }

  it('are told where they were filled in', async () => {
    const text = await textOf({ question: 'chứng thực bản sao', commune: 'an-hoa', known })
    expect(text).toContain('địa chỉ số 1 đường Làng; giờ làm việc 7 giờ đến 17 giờ; điện thoại 0900 000 001')
  })

  it('of the village named, not of others', async () => {
    const text = await textOf({ question: 'ở thôn hạ nhờ ai giúp làm vneid', commune: 'an-hoa', known })
    expect(text).toContain('Thôn Hạ: Tổ công nghệ số Trần Thị B.')
    expect(text).not.toContain('Thôn Thượng')
  })

  it('answer for themselves where they were filled in; where they were not the person is told who to ask', async () => {
    const question = 'địa chỉ và giờ làm việc của trung tâm phục vụ hành chính công'
    expect(await textOf({ question, commune: 'an-hoa', known })).toMatch(/^Trung tâm .*số 1 đường Làng/)
    const elsewhere = await ask({ question, commune: 'binh-phu', known })
    expect(elsewhere).toMatchObject({ status: 'unanswerable', certainty: 'likely' })
    expect(elsewhere?.text).toContain('hỏi Trung tâm Phục vụ hành chính công xã')
    expect(elsewhere?.text).not.toMatch(/\d{4}|đường Làng/)
  })

  it('are never those of another commune', async () => {
    expect(await textOf({ question: 'chứng thực bản sao', commune: 'binh-phu', known })).not.toContain('đường Làng')
  })
})

describe('safety', () => {
  it.each([
    'công an gọi điện bảo cập nhật địa chỉ sau sáp nhập',
    'ho goi video bao kich hoat vneid muc 2 giup',
    'có người nhắn đòi mã otp',
    'nguoi ta gui ma qr bao quet de nhan tien an sinh',
    'họ gọi bắt chuyển tiền vào tài khoản cá nhân nói là lệnh bắt của tòa án',
    'gửi link bảo cài file apk dịch vụ công',
  ])('a known trick is warned of: %s', async (question) => {
    const answer = await ask({ question })
    expect(answer?.certainty).toBe('sure')
    expect(answer?.text.split('\n')[0]).toMatch(/lừa đảo|không đọc|không cài/)
  })

  it.each([
    'người ta nhắn tôi trúng thưởng 50 triệu bảo đóng phí trước',
    'có anh tự xưng cán bộ thuế gọi bảo tải app để hoàn thuế',
    'nhan vien dien luc nhan zalo doi chuyen tien khong la cat dien',
    'shipper gọi bảo em chuyển khoản trước rồi bấm link hủy hội viên',
    'có số lạ gọi nói con tôi đang cấp cứu kêu chuyển tiền gấp',
    'bạn mạng rủ làm nhiệm vụ nạp tiền hưởng hoa hồng',
  ])('a trick of another kind is warned of as well: %s', async (question) => {
    expect((await textOf({ question })).split('\n')[0]).toMatch(/lừa đảo|không cài/)
  })

  it.each([
    'nâng mức 2 qua điện thoại được không',
    'gui anh can cuoc cho tro ly lam giup duoc khong',
    'cán bộ xã hỏi mã otp có nên đọc không',
  ])('what is dangerous is said in the first line: %s', async (question) => {
    expect((await textOf({ question })).split('\n')[0]).toMatch(/^(?:Không|Anh\/chị không)/)
  })

  it('no guide, lesson or list asks for a code, a password, a whole identity number or a photograph', () => {
    const asks =
      /(?:anh\/chị|hãy|vui lòng|xin) (?:gửi|đọc|nhắn|cung cấp)[^.]*(?:OTP|mật khẩu|passcode|số căn cước|ảnh căn cước)/i
    for (const guide of knowledge.guides) {
      const lines = [...Object.values(guide.parts).flat(), ...guide.questions.flatMap(({ answer }) => answer)]
      for (const { text } of lines) expect(text).not.toMatch(asks)
    }
  })

  it('no guide promises what becomes of a dossier', () => {
    const promises = /chắc chắn (?:được|sẽ)|đảm bảo (?:được|sẽ)|cam kết (?:được|sẽ)|sẽ được duyệt/i
    for (const guide of knowledge.guides)
      for (const { text } of Object.values(guide.parts).flat()) expect(text).not.toMatch(promises)
  })

  it('a line that leads to a host nobody listed is not sent', async () => {
    const guides = knowledge.guides.map((guide) =>
      guide.slug === 'chung-thuc'
        ? {
            ...guide,
            parts: { ...guide.parts, fee: [{ text: 'Nộp tại chung-thuc.top nhé.', until: null, position: 0 }] },
          }
        : guide,
    )
    const text = await textOf({ question: 'chứng thực bản sao bao nhiêu tiền', known: { ...knowledge, guides } })
    expect(text).toContain('“Chứng thực bản sao')
    expect(text).not.toContain('chung-thuc.top')
    for (const guide of knowledge.guides) {
      const told = await textOf({ question: guide.title })
      for (const host of hostsIn(told)) expect(host).toMatch(/(?:^|\.)gov\.vn$/)
    }
  })

  it('a plain question about the same service is no trick', async () => {
    expect(await textOf({ question: 'kích hoạt vneid mức 2 thế nào' })).not.toContain('lừa đảo')
  })

  it('nothing typed makes it fail, and no answer is longer than a message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), fc.string({ maxLength: 100 }), async (question, after) => {
        expect((await textOf({ question, after })).length).toBeLessThanOrEqual(2_000)
      }),
      { numRuns: 100 },
    )
  })

  it('every guide can be told whole and step by step within a message', async () => {
    for (const guide of knowledge.guides.filter(({ localOnly }) => !localOnly)) {
      const text = await textOf({ question: guide.title })
      expect(squeeze(text)).toContain(`“${guide.title}”`)
      for (const step of guide.parts.steps.keys()) {
        const told = await textOf({ question: `bước ${step + 1}`, after: text })
        expect(told.length).toBeLessThanOrEqual(900)
        expect(told).toContain(`– bước ${step + 1}/${guide.parts.steps.length}:`)
      }
    }
  })
})
