import { expect, it } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'

const read = (text: string) => readText({ file: 'x.txt', text: `KẾ HOẠCH\nX\n\n${text}\n`, today: '2026-11-22' })

it('the fields that aims are of hold aims, not duties', () => {
  const { targets, tasks } = read(
    'I. CHỈ TIÊU\n1. Về giám sát\n- Tổ chức 03 cuộc giám sát chuyên đề trong năm.\n- Tối thiểu 80% kiến nghị được giải quyết xong.\n2. Về chuyển đổi số\n- 100% tài liệu được gửi qua hệ thống.',
  )
  expect(targets.map(({ value }) => value)).toEqual([3, 80, 100])
  expect(tasks).toEqual([])
})

it('a title of what is to be done holds duties, though it does not call them so', () => {
  const { tasks } = read(
    'I. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ người dân.\n\nII. ỨNG DỤNG SỐ\n1. Phòng họp không giấy\n- Trước mỗi phiên họp chạy thử hệ thống một ngày.\n- Vận hành từ ngày 01/9/2027.',
  )
  expect(tasks.map(({ name }) => name)).toEqual([
    'Trước mỗi phiên họp chạy thử hệ thống một ngày.',
    'Vận hành từ ngày 01/9/2027.',
  ])
})

it('that the paper be carried out, and when it was made, is no duty', () => {
  const { tasks } = read(
    'I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế lập dự toán trước ngày 15/7.\n2. Yêu cầu các phòng, đơn vị nghiêm túc triển khai thực hiện.\n3. Kế hoạch này được Thường trực HĐND xã thống nhất tại phiên họp tháng 5/2026.',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual([['Phòng Kinh tế']])
})
