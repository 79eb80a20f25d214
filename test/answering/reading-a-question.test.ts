import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCadence } from '../../src/answering/lookups/reports/cadence.ts'
import { findElsewhere } from '../../src/answering/out-of-scope.ts'
import { askingClause, findQuestion, makeWhole } from '../../src/answering/question/follow-up.ts'
import { findScope } from '../../src/answering/question/scope.ts'
import { holds, readWants } from '../../src/answering/question/wants.ts'
import { findSmallTalk } from '../../src/answering/small-talk.ts'
import { plain } from '../../src/answering/typed/plain.ts'

describe('the plain form', () => {
  test.each([
    ['Chữ ký số là gì?', ' chu ky so la gi '],
    ['ko bik nộp j ở đâu z', ' khong bik nop gi o dau vay '],
    ['đăng ở mô', ' dang o dau '],
    ['xin danh sách từng nhà', ' xin danh sach tung nha '],
    ['phòng nào đứng mũi chịu sào', ' phong nao chu tri '],
    ['mô hình điểm', ' mo hinh diem '],
    ['phòng mô lo việc ni', ' phong nao lo viec nay '],
    ['khi mô phải nộp', ' khi nao phai nop '],
    ['khi mô hình được nhân rộng', ' khi mo hinh duoc nhan rong '],
    ['cấy chi phải làm, cái chi phí ni', ' cai gi phai lam cai chi phi nay '],
    ['tại chi nhánh', ' tai chi nhanh '],
    ['có đăng ký kết hôn', ' co dang ky ket hon '],
    ['được hôn?', ' duoc khong '],
    ['bị nhắc nhở', ' bi nhac nho '],
    ['fải lm gì vs ai', ' phai lam gi voi ai '],
    ['xã mìh mog đc thôg báo', ' xa minh mong duoc thong bao '],
    ['Ủy ban nhân dân xã', ' ubnd xa '],
    ['đạt 95 % hay 95%', ' dat 95 % hay 95% '],
    ['cán bộ ơi cho tui hỏi phải mần việc chi', ' phai lam viec gi '],
    ['được bi nhiêu dậy', ' duoc bao nhieu '],
    ['có giúp hông cưng?', ' co giup khong '],
    ['gđ 27-28', ' giai doan 2027 2028 '],
    ['', ' '],
  ])('of "%s"', (said, asked) => {
    expect(plain(said)).toBe(asked)
  })

  test('keeps its shape for any text: one space at either end, none doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (said) => {
        expect(plain(said)).toMatch(/^ (?:\S+ )*$/)
      }),
    )
  })
})

describe('what a question wants', () => {
  test.each([
    ['bao nhiêu phần trăm hộ dân nhận tiền qua tài khoản', 'percent'],
    ['kinh phí hết bao nhiêu tiền', 'money'],
    ['bao giờ phải xong', 'date'],
    ['phòng nào chủ trì', 'unit'],
    ['xin số điện thoại trạm y tế', 'contact'],
    ['mẫu báo cáo tải ở đâu', 'form'],
    ['đến nay đã đạt bao nhiêu phần trăm', 'status'],
    ['nộp trễ có bị phạt không', 'penalty'],
  ] as const)('"%s" wants %s', (said, want) => {
    expect(readWants(plain(said))).toContain(want)
  })

  test.each([
    'mấy hệ thống quan trọng được bảo vệ kiểu gì',
    'giay to co luu tren may khong',
    'mấy cái ứng dụng của đại biểu có chạy trên điện thoại không',
  ])('several things and machines are not counted: "%s"', (said) => {
    expect(readWants(plain(said), said)).not.toContain('count')
  })

  test('a page is asked for where it is to be told, not where something stands on it', () => {
    expect(readWants(plain('cho xin trang web của xã'))).toContain('contact')
    expect(readWants(plain('ngoài cái trang web ra thì đăng ở đâu nữa'))).not.toContain('contact')
  })

  test('a share is asked for, not money, when both words stand there', () => {
    expect(readWants(plain('trợ cấp không tiền mặt đạt bao nhiêu phần trăm'))).not.toContain('money')
  })

  test.each([
    ['mấy người một tổ', 'mỗi tổ từ 5 đến 7 thành viên', true],
    ['xã có bao nhiêu dân', 'Giai đoạn 2026 - 2027: 95% người dân hài lòng', false],
    ['mấy lớp', 'Tổ chức 04 lớp bồi dưỡng', true],
    ['phủ bao nhiêu thôn', 'tại 100% các thôn', true],
    ['xã có bao nhiêu dân', 'sự hài lòng của người dân', false],
  ])('"%s" is counted in "%s": %s', (asked, text, counted) => {
    expect(holds('count', { text, plainText: plain(text) }, plain(asked))).toBe(counted)
  })
})

describe('the communes a question is about', () => {
  const communes = [
    { slug: 'binh-phu', name: 'xã Bình Phú' },
    { slug: 'an-loc', name: 'phường An Lộc' },
  ]
  const scope = (said: string, own: string | null): ReturnType<typeof findScope> =>
    findScope(said, plain(said), own, communes)

  test('are the asker’s own unless others are named', () => {
    expect(scope('hạn báo cáo là ngày nào', 'binh-phu')).toEqual({ communes: ['binh-phu'], how: 'own' })
    expect(scope('han bao cao cua an loc', 'binh-phu')).toEqual({ communes: ['an-loc'], how: 'named' })
  })

  test('are both when another is compared with the own', () => {
    expect(scope('so sánh với An Lộc', 'binh-phu').communes).toEqual(['binh-phu', 'an-loc'])
  })

  test('are read from initials where several stand together', () => {
    expect(scope('chỉ tiêu của BP và AL', null).communes).toEqual(['binh-phu', 'an-loc'])
  })

  test('are unknown when nobody said', () => {
    expect(scope('hạn báo cáo là ngày nào', null).how).toBe('unknown')
  })
})

describe('a follow-up', () => {
  const history = [
    { role: 'user' as const, content: 'quý này báo cáo ngày nào' },
    { role: 'assistant' as const, content: 'Trước ngày 20/9/2026.' },
  ]

  test.each(['thế quý sau?', 'sang năm thì sao', 'còn trạm y tế thì sao'])('"%s" leans on the turn before', (said) => {
    expect(makeWhole(said, history).context).toBe(plain('quý này báo cáo ngày nào'))
  })

  test('a whole question stands alone', () => {
    expect(makeWhole('kinh phí thực hiện đề án phát triển du lịch là bao nhiêu tiền', history).context).toBeNull()
  })

  test('a story is cut to the clause that asks', () => {
    const story =
      'Em mới về làm ở văn phòng được hai tuần, anh trưởng phòng đưa cho em cái kế hoạch bảo đọc kỹ rồi lập bảng theo dõi, riêng mảng công khai thông tin với lưu trữ hồ sơ thì văn phòng phải làm gì ạ, anh chị giúp em với'
    expect(findQuestion(story)).toBe('riêng mảng công khai thông tin với lưu trữ hồ sơ thì văn phòng phải làm gì ạ')
  })

  test('that refers to what was said before is read with it', () => {
    const story =
      'nghe bảo chỗ nào làm việc ở xã cũng phải có mạng khỏe, không chập chờn gì nữa cả, thế thì trong đề án ghi bao nhiêu phần trăm vậy ad'
    expect(findQuestion(story)).toContain('mạng khỏe')
  })
})

describe('the clause that asks', () => {
  test.each([
    [
      'quý này bên em phải nộp báo cáo trước hôm nào ạ, em tính lịch đi tập huấn',
      'quý này bên em phải nộp báo cáo trước hôm nào ạ',
    ],
    ['em chưa cầm tờ giấy nào, bên hội nông dân được giao việc gì ạ', 'bên hội nông dân được giao việc gì ạ'],
    ['lớp học buổi tối mở ở thôn nào, ai đứng lớp dạy bà con', null],
    ['xã có bao nhiêu hộ dùng nước sạch', null],
    ['em mới về, xã đặt 1.500 hộ dùng nước sạch vào năm nào', 'xã đặt 1.500 hộ dùng nước sạch vào năm nào'],
  ])('of "%s": %s', (said, clause) => {
    expect(askingClause(said)).toBe(clause)
  })
})

describe('how often the report asked about is made', () => {
  test.each([
    ['quý sau báo cáo ngày nào', 'quarterly'],
    ['báo cáo 6 tháng gửi ai', 'half-yearly'],
    ['BC giữa năm chốt ngày mấy', 'half-yearly'],
    ['báo cáo tổng kết năm hạn nào', 'yearly'],
    ['báo cáo tháng này', 'monthly'],
    ['quy định báo cáo ở đâu', null],
  ])('%s: %s', (said, cadence) => {
    expect(readCadence(plain(said))).toBe(cadence)
  })
})

describe('messages that ask nothing of the documents', () => {
  test.each([
    ['chào ad', 'greeting'],
    ['cảm ơn nhiều nha', 'thanks'],
    ['bot dở quá', 'complaint'],
    ['bạn là người thật hay máy', 'who_are_you'],
    ['😀😀', 'empty'],
    ['dạ em hỏi xong hết rồi, chúc ad cuối tuần vui vẻ nghen', 'goodbye'],
  ])('%s', (said, kind) => {
    expect(findSmallTalk(plain(said))).toBe(kind)
  })

  test('a greeting before a question is no small talk', () => {
    expect(findSmallTalk(plain('chào ad, cho hỏi hạn báo cáo năm'))).toBeNull()
  })

  test.each(['giá vàng hôm nay', 'giải giúp em bài toán lớp 5', 'mai có mưa không thời tiết sao'])(
    '"%s" belongs elsewhere',
    (said) => {
      expect(findElsewhere(plain(said))).not.toBeNull()
    },
  )

  test('an outside word inside the office’s own matter does not send away', () => {
    expect(findElsewhere(plain('chỉ tiêu vay vốn trong kế hoạch là bao nhiêu'))).toBeNull()
  })
})
