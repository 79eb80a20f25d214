/** What `npm run people` prints. */
import type { Holder, MadeCode, Post, Reachable, Tenure } from '../../people/index.ts'

const CHANNELS: Record<string, string> = {
  zalo_oa: 'Zalo OA',
  zalo_bot: 'Zalo Bot',
  telegram: 'Telegram',
  email: 'thư điện tử',
  web: 'trang web',
  terminal: 'cửa sổ lệnh',
}

export function postLines({ id, title, role, inCharge, holders }: Post): string[] {
  const charge = inCharge.length > 0 ? `, phụ trách: ${inCharge.join('; ')}` : ''
  const held = holders.length > 0 ? holders.map(holderLine) : ['   chưa có người']
  return [`${id}. ${title} (${role})${charge}`, ...held]
}

function holderLine({ personId, name, accounts }: Holder): string {
  const reached = accounts.length > 0 ? accounts.map(reachedBy).join(', ') : 'chưa liên kết'
  return `   người ${personId}: ${name ?? '(chưa ghi tên)'} – ${reached}`
}

function reachedBy({ accountId, channel, isUnreachable }: Reachable): string {
  return `${CHANNELS[channel] ?? channel} (tài khoản ${accountId}${isUnreachable ? ', không nhận được tin' : ''})`
}

export function codeLines({ title }: Post, { token, typed, minutes }: MadeCode): string[] {
  return [
    `Mã liên kết cho ${title}, dùng một lần, trong ${minutes} phút:`,
    `   Nhắn cho trợ lý (Zalo, Telegram, trang web): ${typed}`,
    `   Hoặc mở Telegram bằng liên kết: https://t.me/TÊN_BOT?start=${token}`,
    'Chỉ đưa mã này cho đúng người; không gửi vào nhóm.',
  ]
}

export function historyLines(tenures: Tenure[]): string[] {
  if (tenures.length === 0) return ['Chưa có ai giữ chức danh này.']
  return tenures.map(({ personId, name, since, until, endedAs }) => {
    const who = personId === null ? '(đã xóa dữ liệu)' : `người ${personId}: ${name ?? '(chưa ghi tên)'}`
    return `${day(since)} – ${until ? day(until) : 'nay'}  ${who}${endedAs ? ` (${ENDED[endedAs]})` : ''}`
  })
}

const ENDED = {
  handed_over: 'bàn giao',
  left: 'thôi giữ',
  erased: 'xóa dữ liệu',
  post_closed: 'hết chức danh',
} as const

function day(at: Date): string {
  return new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }).format(at)
}
