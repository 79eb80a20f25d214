import { expect, test } from 'vitest'
import { readText } from '../../../src/documents/reading/index.ts'
import { measureOfAim, readMeasure, setsFigure } from '../../../src/documents/reading/measures.ts'

test.each([
  ['Giảm 40 hộ cận nghèo, tương đương giảm trên 1,5%', '=', 40, 'hộ'],
  ['Dạy nghề cho 90 lao động, trong đó nữ không dưới 30%', '=', 90, 'lao động'],
  ['Đạt 17/17 tiêu chí', '=', 17, 'tiêu chí'],
  ['Ít nhất 07/10 ấp có nhà văn hóa', '>=', 7, 'ấp'],
  ['Tỷ lệ hộ có nước sạch ≥ 92%', '>=', 92, '%'],
  ['Tỷ lệ hồ sơ trễ hạn < 2%', '<=', 2, '%'],
  ['Tỷ lệ tiêm > 85%', '>', 85, '%'],
  ['Thời gian chờ không vượt quá 20 phút/lượt', '<=', 20, 'phút/lượt'],
  ['Trả lời trong 24 giờ làm việc', '=', 24, 'giờ làm việc'],
  ['Thu nhập đạt 65 triệu đồng/người/năm trở lên', '>=', 65, 'triệu đồng/người/năm'],
  ['Giảm bình quân 2 - 3%/năm', '>=', 2, '%'],
  ['Diễn tập ít nhất 01 lần/năm', '>=', 1, 'lần/năm'],
  ['Xã giữ vững danh hiệu', null, null, null],
])('%s', (text, op, value, unit) => {
  expect(readMeasure(text)).toEqual({ op, value, unit })
})

test.each([
  ['Hỗ trợ giống cam cho hộ nghèo, mức hỗ trợ 40% giá giống', false],
  ['Hỗ trợ 100% học phí cho đoàn viên học nghề', true],
  ['Dự trữ nước uống đủ dùng ít nhất 05 ngày', false],
  ['Phải cam kết hoạt động tối thiểu 02 năm', false],
  ['Tổ chức ít nhất 03 buổi chiếu phim', true],
  ['Hộ có từ 03 con nhỏ được hỗ trợ 40% mức trên', false],
  ['Công nhận "Xóm không rác" khi có trên 75% số hộ phân loại rác', false],
  ['Điều chỉnh giữa các khoản quá 15% thì trình UBND xã quyết định', false],
])('a duty sets a figure to be reached, not a rate or a term: %s', (clause, sets) => {
  expect(setsFigure(clause)).toBe(sets)
})

test.each([
  ['Kiên cố hóa 3,5 km kênh mương; xây 02 cầu dân sinh; giữ sạch bờ kênh.', [3.5]],
  ['Kiên cố hóa 3,5 km kênh mương; xây 02 nhà tránh bão tại xóm Đầm.', [3.5, 2]],
  ['Cắm 35 biển báo ngập.', [35]],
])('aims of one line with a figure each: %s', (line, values) => {
  const text = `KẾ HOẠCH\nX\n\nI. MỤC TIÊU CỤ THỂ\n\n- ${line}\n`
  expect(readText({ file: 'x.txt', text, today: '2026-11-22' }).targets.map(({ value }) => value)).toEqual(values)
})

test.each([
  ['Đào tạo được 18 tuyên truyền viên, mỗi xóm có ít nhất 02 người.', '=', 18, 'tuyên truyền viên'],
  ['Huấn luyện 40 hạt nhân số, bình quân mỗi ấp 02 người.', '=', 40, 'hạt nhân'],
  ['Thành lập mới 06 câu lạc bộ hát then.', '=', 6, 'câu lạc bộ'],
  ['Mỗi trường có tối thiểu 01 phòng học thông minh vào năm 2028.', '>=', 1, 'phòng học'],
  ['Mỗi năm mở 03 lớp, mỗi lớp 25 người.', '=', 3, 'lớp/năm'],
])('an aim is its first figure as a whole, before what each one has of it: %s', (text, op, value, unit) => {
  expect(measureOfAim(text)).toEqual({ op, value, unit })
})
