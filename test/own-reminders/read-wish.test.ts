import { describe, expect, it } from 'vitest'
import { readWish } from '../../src/own-reminders/index.ts'

/** Sunday, 29 November 2026, nine in the morning in Vietnam. */
const NOW = new Date('2026-11-29T09:00:00+07:00')

function read(message: string): string | null {
  const wish = readWish(message, NOW)
  if (!wish) return null
  if (wish.kind !== 'wish') return wish.kind
  return `${wish.at.toPlainDateTime().toString({ smallestUnit: 'minute' })} ${wish.about}`
}

describe('a wish to be reminded', () => {
  it.each([
    ['nhắc tôi 8 giờ sáng mai đi nộp hồ sơ', '2026-11-30T08:00 đi nộp hồ sơ'],
    ['nhac toi 8 gio sang mai di nop ho so', '2026-11-30T08:00 di nop ho so'],
    ['nhac toi ngay 15 dong bhyt', '2026-12-15T08:00 dong bhyt'],
    ['Nhắc em 14h30 chiều nay ra xã lấy giấy khai sinh nhé', '2026-11-29T14:30 ra xã lấy giấy khai sinh'],
    ['nhắc tôi thứ 6 đi khám', '2026-12-04T08:00 đi khám'],
    ['nhac em thu hai tuan sau 9h hop thon', '2026-11-30T09:00 hop thon'],
    ['nhắc mình chủ nhật dọn nhà lúc 7 rưỡi tối', '2026-11-29T19:30 dọn nhà'],
    ['đặt lời nhắc 24/12 nộp tiền điện', '2026-12-24T08:00 nộp tiền điện'],
    ['nhắc tôi ngày 5/1/2027 lúc 10 giờ lấy căn cước', '2027-01-05T10:00 lấy căn cước'],
    ['nhac bac 3 ngay nua gia han tam tru', '2026-12-02T08:00 gia han tam tru'],
    ['nhắc con 30 phút nữa tắt bếp', '2026-11-29T09:30 tắt bếp'],
    ['2 tiếng nữa nhắc tôi', null],
    ['nhắc tôi 2 tiếng nữa gọi con', '2026-11-29T11:00 gọi con'],
    ['nhắc tôi 7 giờ uống thuốc', '2026-11-30T07:00 uống thuốc'],
    ['nhắc tui tối mai coi bóng đá', '2026-11-30T19:00 coi bóng đá'],
    ['nhắc chị ngày kia nộp bài', '2026-12-01T08:00 nộp bài'],
    ['ad ơi nhắc em sáng mai mang theo căn cước', '2026-11-30T08:00 mang theo căn cước'],
    ['nhắc tôi đi chợ lúc 16:00', '2026-11-29T16:00 đi chợ'],
  ])('"%s"', (message, read_) => {
    expect(read(message)).toBe(read_)
  })

  it.each([
    ['nhắc tôi đi nộp hồ sơ', 'no_time'],
    ['nhắc tôi 8 giờ sáng mai', 'no_matter'],
    ['nhắc tôi ngày 1/11/2026 nộp phí', 'past'],
    ['nhắc tôi hôm nay lúc 7 giờ sáng đi họp', 'past'],
    ['nhắc tôi ngày 1/1/2030 đổi thẻ', 'too_far'],
  ])('that cannot be kept is named for what it lacks: "%s"', (message, kind) => {
    expect(read(message)).toBe(kind)
  })

  it.each([
    'đăng ký tạm trú ở đâu',
    'bao giờ nhắc nộp báo cáo',
    'xã có nhắc dân đóng thuế không',
    'nhắc đến chuyển đổi số là gì',
    '',
  ])('is not what this is: "%s"', (message) => {
    expect(readWish(message, NOW)).toBeNull()
  })

  it('says when a rhythm was asked for that is not kept, and when the hour was chosen', () => {
    expect(readWish('nhắc tôi ngày 15 hằng tháng đóng bảo hiểm', NOW)).toMatchObject({
      repeats: true,
      hourGuessed: true,
    })
    expect(readWish('nhắc tôi 9 giờ mai đóng bảo hiểm', NOW)).toMatchObject({ repeats: false, hourGuessed: false })
  })
})
