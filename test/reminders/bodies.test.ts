import { expect, test } from 'vitest'
import { bodyOf, headTitle, isDesk } from '../../src/reminders/bodies.ts'

test.each([
  ['Phòng Kinh tế', 'department', false],
  ['Văn phòng HĐND và UBND xã', 'department', false],
  ['Công an xã', 'department', false],
  ['Ban Pháp chế HĐND', 'council', false],
  ['Thường trực HĐND xã', 'council', false],
  ['Các Ban của HĐND xã', 'council', true],
  ['Trạm Y tế xã', 'station', false],
  ['Trung tâm Phục vụ hành chính công', 'station', false],
  ['Trường Tiểu học Bình Phú', 'station', false],
  ['Hiệu trưởng', 'station', true],
  ['Các thôn', 'station', true],
  ['Thôn 3', 'station', false],
  ['Trưởng thôn Đông', 'station', false],
  ['Ban Quản lý thôn 2', 'station', false],
  ['Phòng Nông nghiệp và Phát triển nông thôn', 'department', false],
  ['Văn phòng Điều phối nông thôn mới', 'department', false],
  ['Ban Quản lý xây dựng nông thôn mới', 'department', false],
  ['Ủy ban MTTQ Việt Nam', 'partner', false],
  ['Đoàn Thanh niên', 'partner', false],
  ['Chi hội Phụ nữ thôn 2', 'partner', false],
  ['Văn phòng Đảng ủy', 'partner', false],
  ['Các doanh nghiệp viễn thông', 'partner', true],
  ['Các cơ quan chuyên môn thuộc xã', 'department', true],
  ['UBND xã', 'commune', false],
  ['UBND tỉnh', 'above', false],
  ['Sở Khoa học và Công nghệ', 'above', false],
  ['Cấp trên', 'above', false],
])('%s is of kind %s', (name, kind, isGroup) => {
  expect(bodyOf(name)).toMatchObject({ kind, isGroup })
})

test('two spellings of one office are one body', () => {
  expect(bodyOf('Phòng Văn hóa-Xã hội xã').key).toBe(bodyOf('Phòng Văn hóa – Xã hội').key)
})

test.each([
  ['Phòng Kinh tế', 'Trưởng phòng Kinh tế'],
  ['Văn phòng HĐND và UBND', 'Chánh Văn phòng HĐND và UBND'],
  ['Hội Nông dân', 'Chủ tịch Hội Nông dân'],
  ['Thôn 3', 'Trưởng thôn 3'],
])('the head of %s is %s', (name, title) => {
  expect(headTitle(bodyOf(name))).toBe(title)
})

test('posts are made for units of the commune, not for groups, its leaders or bodies above it', () => {
  const named = [
    'Phòng Kinh tế',
    'Cấp trên',
    'Chủ tịch UBND xã',
    'UBND xã',
    'Các thôn',
    'Tỉnh ủy',
    'Trạm Y tế',
    'Hội Nông dân',
  ]
  expect(named.filter(isDesk)).toEqual(['Phòng Kinh tế', 'Trạm Y tế', 'Hội Nông dân'])
})
