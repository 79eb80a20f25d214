/** The words the conversation itself says; what answers a question comes from answering. */

import type { InboundKind } from '../channels/index.ts'

/** What the conversation answers by itself. */
export type ReplyKind =
  | 'fault'
  | 'reset'
  | 'empty'
  | 'erased'
  | 'officialsOnly'
  | 'whichPost'
  | Exclude<InboundKind, 'text'>

export const REPLIES = {
  fault: 'Trợ lý đang gặp sự cố, chưa trả lời được. Anh/chị hỏi lại sau ít phút hoặc liên hệ trực tiếp cán bộ xã.',
  reset: 'Đã bắt đầu cuộc trò chuyện mới; trợ lý không nhắc lại các câu trước. Anh/chị cần hỏi gì?',
  empty: 'Anh/chị gõ câu hỏi bằng vài chữ, không dấu cũng được.',
  erased:
    'Đã xóa toàn bộ tin nhắn và thông tin của anh/chị trên trợ lý. Anh/chị nhắn lại bất cứ lúc nào để bắt đầu từ đầu.',
  voice:
    'Trợ lý chưa nghe được tin nhắn thoại. Anh/chị gõ vài chữ (không dấu cũng được) hoặc bấm số: 0 xem các mục, 9 gặp cán bộ.',
  officialsOnly:
    'Lệnh này dành cho cán bộ đã liên kết với chức danh. Anh/chị là cán bộ thì xin mã liên kết ở người quản trị của xã rồi nhắn mã vào đây. Anh/chị là người dân thì cứ hỏi bằng lời.',
  whichPost: 'Anh/chị giữ nhiều chức danh. Anh/chị hỏi về việc của chức danh nào?',
  image:
    'Trợ lý không mở ảnh anh/chị gửi. Anh/chị không gửi ảnh căn cước hay giấy tờ ở đây; cần xem giấy tờ, mời đến Trung tâm Phục vụ hành chính công xã.',
  other: 'Trợ lý chỉ đọc được tin nhắn chữ. Anh/chị gõ câu hỏi bằng vài chữ, không dấu cũng được.',
} as const satisfies Record<ReplyKind, string>

export function saidAloud(heard: string): string {
  return `Trợ lý nghe: “${heard}”.`
}

/** `commune` with its kind, as its documents write it ("xã …"). */
export function communeChosen(commune: string): string {
  return `Đã chọn ${commune}. Anh/chị cần hỏi gì?`
}

/** A post of a unit among several was chosen; null where it has none. */
export function actingNow(unit: string | null): string {
  return `Từ giờ "đơn vị tôi" là ${unit ?? 'cơ quan chung của xã'}. Anh/chị cần hỏi gì?`
}

/** The office stopped answering: its own reason, and the way that stays open. */
export function pausedBecause(reason: string): string {
  return `Trợ lý đang tạm ngừng trả lời: ${reason.trim().replace(/[.\s]+$/u, '')}. Anh/chị bấm 9 để gặp cán bộ; việc khẩn cấp gọi 113, 114, 115.`
}

/** Two lines at first contact: who is responsible, that this is a machine, what is kept and how to erase it. */
export function firstContact({ commune, retentionDays }: { commune: string | null; retentionDays: number }): string {
  const office = commune ? `UBND ${commune}` : 'chính quyền cấp xã'
  return [
    `Đây là trợ lý tự động của ${office}, không phải cán bộ; câu trả lời có thể sai.`,
    `Tin nhắn được lưu ${retentionDays} ngày; nhắn XÓA DỮ LIỆU để xóa. Anh/chị không gửi số căn cước, mật khẩu, mã OTP.`,
  ].join('\n')
}
