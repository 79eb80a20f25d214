import type { Role } from './client.ts'

/** What the terminal itself says. */
export const WORDS = {
  notice: 'Đây là trợ lý tự động, không phải cán bộ; câu trả lời có thể sai. Không gửi số căn cước, mật khẩu, mã OTP.',
  whichCommune: 'Anh/chị ở xã, phường nào? Gõ số hoặc tên.',
  whichRole: 'Anh/chị là ai? Gõ số.',
  whichUnit: 'Đơn vị nào? Gõ số hoặc tên.',
  notOffered: 'Không có lựa chọn này; gõ số trong danh sách.',
  noCommune: 'Chưa có văn bản nào được đọc; bỏ văn bản vào thư mục kiến thức rồi chạy npm run ingest.',
  ready: 'Gõ câu hỏi rồi nhấn Enter; /xa để chọn lại, Ctrl-D để thoát.',
  choose: 'Lựa chọn:',
  quote: 'Nguyên văn:',
  lost: 'Mất kết nối với trợ lý; kiểm tra npm start còn chạy không rồi gõ lại câu hỏi.',
  bye: 'Tạm biệt.',
} as const

export const ROLES = {
  citizen: 'Người dân',
  official: 'Cán bộ của một đơn vị (trình diễn)',
  unit_head: 'Lãnh đạo của một đơn vị (trình diễn)',
} as const satisfies Record<Role, string>
