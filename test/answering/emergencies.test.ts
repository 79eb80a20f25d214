import { describe, expect, test } from 'vitest'
import { findEmergency } from '../../src/answering/emergencies.ts'
import { findDanger } from '../../src/answering/guard.ts'
import { findElsewhere } from '../../src/answering/out-of-scope.ts'
import { plain } from '../../src/answering/typed/plain.ts'

const emergency = (said: string): string | null => findEmergency(said, plain(said))

describe('an emergency is told from talk of one:', () => {
  test.each([
    'Báo cáo phòng, chống đuối nước trẻ em nộp khi nào',
    'Báo cáo phòng, chống bạo lực gia đình nộp khi nào?',
    'bao cao phong chong bao luc gia dinh quy nay han nop ngay nao',
    'Bảo hiểm y tế có chi trả tai nạn giao thông không',
    'Ống nước nhà em bị chảy, báo ai?',
    'ngộ độc thực phẩm đơn vị nào phụ trách',
    'ban chỉ đạo phòng chống lũ quét gồm những ai',
    'lớp tập huấn sơ cứu đuối nước mở ở đâu',
    'tỷ lệ, số vụ tai nạn giao thông năm nay giảm bao nhiêu',
  ])('%s is answered', (said) => {
    expect(emergency(said)).toBeNull()
  })

  test.each([
    ['con em đi học về bị đuối nước rồi', 'medical'],
    ['em bị lừa đảo mất tiền, nộp 50 triệu rồi', 'scam'],
    ['hàng xóm em vừa bị tai nạn giao thông, bảo hiểm có chi trả không', 'medical'],
    ['nhà máy đang cháy, đơn vị nào phụ trách chữa cháy', 'fire'],
    ['bếp nhà tôi bị cháy', 'fire'],
    ['chồng đang đánh, bạo lực gia đình thì báo cáo ai', 'crime'],
    ['mẹ em ngộ độc thức ăn nặng lắm', 'medical'],
    ['cháu bé chảy máu nhiều quá', 'medical'],
    ['đuối nước ở suối, gọi ai bây giờ', 'medical'],
    ['lũ quét vào bản rồi', 'disaster'],
  ])('%s: %s', (said, kind) => {
    expect(emergency(said)).toBe(kind)
  })
})

describe("having one's own papers changed is an errand:", () => {
  test.each([
    'xin giấy xác nhận đổi số chứng minh nhân dân ở đâu',
    'xác nhận thay đổi thông tin cư trú làm thế nào',
    'sửa năm sinh trên giấy khai sinh thành 1990',
    'gia hạn thời hạn tạm trú cho em',
    'Tôi muốn làm thẻ cho mẹ già giấy tờ gì',
    'làm hồ sơ người già giấy tờ cần những gì',
    'lam ho so cho me gia giay to can nhung gi',
    'sua ngay sinh trong khai sinh cua chau thanh 12/3 thi can giay gi',
  ])('%s', (said) => {
    expect(findDanger(said, plain(said))).toBeNull()
  })

  test.each([
    'sửa số liệu ngày sinh trong báo cáo thành 12',
    'xác nhận đã cập nhật chỉ tiêu mới',
    'gia hạn cho em hạn nộp báo cáo sang tháng sau',
  ])('but not those of the office: %s', (said) => {
    expect(findDanger(said, plain(said))).toEqual({ kind: 'refused', because: 'data_change' })
  })
})

describe("a commune's own matters are not sent elsewhere:", () => {
  test.each([
    'Văn bản được ký bởi ai',
    'quyết định này ban hành bởi cơ quan nào',
    'Đường đi trong xóm hư hỏng báo ai',
    'tranh chấp đất đai hòa giải ở xã',
    'mất điện cả xóm báo ai',
    'đăng ký kết hôn lấy chồng nước ngoài',
  ])('%s', (said) => {
    expect(findElsewhere(plain(said))).toBeNull()
  })

  test.each([
    ['chỉ em đường đi đến Đà Lạt với', 'travel'],
    ['khi nào em lấy chồng', 'private_life'],
    ['tranh chấp đất với anh trai ai thắng', 'legal_case'],
  ])('but this is: %s (%s)', (said, topic) => {
    expect(findElsewhere(plain(said))).toBe(topic)
  })
})
