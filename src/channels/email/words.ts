import type { ChannelCheck } from '../channel.ts'

export function tellMailWell(host: string): ChannelCheck {
  return { state: 'ok', says: `Máy chủ thư ${host} nhận kết nối và đăng nhập.`, remedy: null }
}

const TOLD: Record<string, { says: string; remedy: string }> = {
  EAUTH: {
    says: 'Máy chủ thư không nhận tài khoản hoặc mật khẩu.',
    remedy:
      'Kiểm tra SMTP_USER và SMTP_PASSWORD. Nhiều hệ thống thư cần một "mật khẩu ứng dụng" riêng: hỏi quản trị thư của tỉnh.',
  },
  ETLS: {
    says: 'Không mã hóa được đường truyền tới máy chủ thư.',
    remedy:
      'Kiểm tra SMTP_PORT (465 hoặc 587) và chứng thư của máy chủ. Chỉ đặt SMTP_TLS=optional khi máy chủ thư nằm trong mạng nội bộ.',
  },
  EDNS: { says: 'Không tìm thấy máy chủ thư theo tên đã đặt.', remedy: 'Kiểm tra SMTP_HOST.' },
}

const UNREACHABLE = {
  says: 'Không kết nối được tới máy chủ thư.',
  remedy: 'Kiểm tra SMTP_HOST, SMTP_PORT và tường lửa có cho máy này gửi ra cổng đó không.',
}

export function tellMailTrouble(error: unknown): ChannelCheck {
  const { code = '', responseCode } = (error ?? {}) as { code?: string; responseCode?: number }
  const told = TOLD[code]
  if (told) return { state: 'trouble', ...told }
  if (responseCode === undefined) return { state: 'trouble', ...UNREACHABLE }
  return {
    state: 'trouble',
    says: `Máy chủ thư trả lời mã ${responseCode}.`,
    remedy: 'Chờ vài phút rồi kiểm tra lại; nếu vẫn vậy, hỏi quản trị thư của tỉnh kèm mã này.',
  }
}
