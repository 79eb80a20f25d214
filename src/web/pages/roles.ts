import type { Role } from '../../people/index.ts'

const ROLE_NAMES = {
  citizen: 'Người dân',
  official: 'Cán bộ, công chức',
  unit_head: 'Lãnh đạo đơn vị',
} satisfies Record<Role, string>

/** First questions worth trying, in words that fit any commune's plans. */
const SUGGESTIONS = {
  citizen: [
    'Xã hỗ trợ người dân học kỹ năng số như thế nào?',
    'Xã đặt mục tiêu gì về chữ ký số?',
    'Đơn vị nào theo dõi, đôn đốc việc thực hiện kế hoạch?',
  ],
  official: [
    'Đơn vị tôi phải làm những nhiệm vụ gì?',
    'Báo cáo gần nhất phải nộp chậm nhất ngày nào?',
    'Kinh phí thực hiện lấy từ đâu?',
  ],
  unit_head: [
    'Đơn vị tôi chủ trì những nhiệm vụ nào?',
    'Báo cáo gần nhất phải nộp chậm nhất ngày nào?',
    'Đơn vị tôi phối hợp việc gì với đơn vị khác?',
  ],
} satisfies Record<Role, string[]>

export const ROLES = Object.keys(ROLE_NAMES) as Role[]

export function roleName(role: Role): string {
  return ROLE_NAMES[role]
}

export function suggestions(role: Role): string[] {
  return SUGGESTIONS[role]
}
