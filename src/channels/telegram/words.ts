/** What the office reads about Telegram: what is wrong and what it can do. */
import type { ChannelCheck } from '../channel.ts'
import type { Cause } from './cause.ts'

export type Trouble =
  | Cause
  | { is: 'not_taken' }
  | { is: 'webhook_failing'; says: string }
  | { is: 'webhook_elsewhere' }

type Told = Pick<ChannelCheck, 'says' | 'remedy'>

const ASK_FOR_THE_NETWORK =
  'Telegram có thể bị chặn tại Việt Nam: hỏi đơn vị phụ trách mạng của tỉnh. Trong lúc chờ, dùng Zalo và trang web. Nếu tỉnh có máy chủ trung chuyển, đặt TELEGRAM_API_ROOT.'
const WAIT = 'Không phải làm gì: trợ lý tự thử lại. Nếu kéo dài quá một giờ, báo người hỗ trợ.'

const TOLD: { [Is in Trouble['is']]: (trouble: Extract<Trouble, { is: Is }>) => Told } = {
  rate_limited: ({ seconds }) => ({ says: `Telegram yêu cầu chờ ${seconds} giây rồi mới nhận tiếp.`, remedy: WAIT }),
  refused: ({ code }) => ({
    says: `Telegram từ chối yêu cầu (mã ${code}).`,
    remedy: 'Chạy npm run check:channels; nếu vẫn vậy, báo người hỗ trợ kèm mã này.',
  }),
  token_refused: () => ({
    says: 'Telegram không nhận mã truy cập (token) của bot.',
    remedy: 'Mở @BotFather, lệnh /mybots, chọn bot, API Token; chép lại vào TELEGRAM_BOT_TOKEN rồi khởi động lại.',
  }),
  conflict: () => ({
    says: 'Một chương trình khác đang nhận tin của cùng bot này.',
    remedy:
      'Tắt chương trình kia. Nếu không biết là chương trình nào: tạo token mới ở @BotFather (Revoke current token).',
  }),
  server_error: ({ code }) => ({ says: `Máy chủ Telegram đang lỗi (mã ${code}).`, remedy: WAIT }),
  not_telegram: () => ({
    says: 'Nơi trả lời không phải máy chủ Telegram (có thể là trang chặn của mạng).',
    remedy: ASK_FOR_THE_NETWORK,
  }),
  unreachable: ({ code }) => ({
    says: `Không kết nối được tới máy chủ Telegram (${code}).`,
    remedy: ASK_FOR_THE_NETWORK,
  }),
  silent: ({ code }) => ({ says: `Máy chủ Telegram không trả lời (${code}).`, remedy: ASK_FOR_THE_NETWORK }),
  not_taken: () => ({
    says: 'Trợ lý chưa lưu được tin nhắn vừa nhận; Telegram còn giữ tin và sẽ giao lại.',
    remedy: 'Kiểm tra cơ sở dữ liệu ở trang Tình trạng.',
  }),
  webhook_failing: ({ says }) => ({
    says: `Telegram không giao được tin tới địa chỉ của trợ lý: ${says}.`,
    remedy:
      'Kiểm tra PUBLIC_URL mở được từ ngoài bằng https với chứng thư hợp lệ, ở cổng 443, 80, 88 hoặc 8443; hoặc đặt TELEGRAM_UPDATES=polling.',
  }),
  webhook_elsewhere: () => ({
    says: 'Bot đang giao tin tới một địa chỉ khác, không phải trợ lý này.',
    remedy: 'Khởi động lại trợ lý để đăng ký lại địa chỉ; nếu một chương trình khác dùng chung bot này thì tắt nó.',
  }),
}

export function tellTrouble<Is extends Trouble['is']>(trouble: Extract<Trouble, { is: Is }>): ChannelCheck {
  const tell = TOLD[trouble.is as Is] as (trouble: Extract<Trouble, { is: Is }>) => Told
  return { state: 'trouble', ...tell(trouble) }
}

export function tellWell(username: string | null, isDelivered: boolean): ChannelCheck {
  const how = isDelivered ? 'Telegram giao tin tới PUBLIC_URL (webhook)' : 'trợ lý tự hỏi tin mới (polling)'
  return { state: 'ok', says: `Bot ${username ? `@${username}` : 'Telegram'} hoạt động; ${how}.`, remedy: null }
}
