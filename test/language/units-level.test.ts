import { describe, expect, it } from 'vitest'
import { isAboveCommune } from '../../src/language/units-level.ts'

describe('whose office a unit is', () => {
  it.each([
    'UBND tỉnh',
    'HĐND tỉnh Thanh Bình',
    'Sở Nội vụ',
    'Bộ Tài chính',
    'Tỉnh ủy',
    'Thành đoàn',
    'Công an quận',
    'Công an tỉnh',
    'UBND thành phố',
    'Bộ Chỉ huy Quân sự tỉnh',
    'Chi cục Thủy lợi',
    'Chính phủ',
    'Ủy ban MTTQ Việt Nam tỉnh',
    'UBND thị xã',
  ])('%s is above the commune', (name) => {
    expect(isAboveCommune(name)).toBe(true)
  })

  it.each([
    'UBND',
    'HĐND',
    'Phòng Kinh tế',
    'Công an xã',
    'Bộ phận Một cửa',
    'Ban Chỉ huy Quân sự xã',
    'Ban Quản lý dự án',
    'Trạm Y tế',
    'Trường Tiểu học Quang Trung',
    'Văn phòng HĐND và UBND',
    'Đảng ủy',
    'Hội Cựu chiến binh',
    'Trung tâm Phục vụ hành chính công',
    'Thôn Tân Tỉnh',
    'Ban Quân dân y',
    'Công an phường',
    'Hội Người cao tuổi xã',
    'Ban Chỉ huy Quân sự phường',
  ])("%s is the commune's own", (name) => {
    expect(isAboveCommune(name)).toBe(false)
  })
})
