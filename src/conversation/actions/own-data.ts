import type { OwnData, People } from '../../people/index.ts'
import type { Action } from '../dependencies.ts'
import { commandWords } from '../words.ts'
import { purposeInWords } from './consent.ts'
import { say } from './reply.ts'

const WORDS = new Set([
  'dulieu',
  'du lieu cua toi',
  'xem du lieu',
  'xem du lieu cua toi',
  'xuat du lieu',
  'xuat du lieu cua toi',
])
/** The newest that fit into a few messages; the whole is handed out by the office or on the page. */
const MAX_CHARS = 6_000

/** "Dữ liệu của tôi": everything kept about the person, in words. */
export function ownDataAction({ people }: { people: People }): Action {
  return async ({ account, text, message }) => {
    if (message.isGroup || !WORDS.has(commandWords(text))) return null
    const data = await people.exportData(account.id)
    return data && say(linesOf(data).join('\n'))
  }
}

function linesOf(data: OwnData): string[] {
  const messages = data.accounts.flatMap((account) => account.messages)
  const listed = messages.map(
    ({ at, from, text }) => `${momentOf(at)} – ${from === 'person' ? 'Anh/chị' : 'Trợ lý'}: ${text}`,
  )
  const shown = newest(listed)
  const cut = shown.length < listed.length ? ` (${shown.length} tin mới nhất; cần bản đầy đủ, anh/chị hỏi UBND xã)` : ''
  return [
    `Trợ lý đang giữ về anh/chị, từ ${momentOf(data.since)}:`,
    `– Xã, phường đã chọn: ${[...new Set(data.accounts.flatMap(({ commune }) => commune ?? []))].join(', ') || 'chưa chọn'}`,
    ...(data.name ? [`– Tên do cơ quan ghi: ${data.name}`] : []),
    ...(data.phone ? [`– Số điện thoại do cơ quan ghi: ${data.phone}`] : []),
    ...data.posts.map(({ title, until }) => `– Chức danh: ${title}${until ? ` (đến ${momentOf(until)})` : ''}`),
    ...data.consents.map(
      ({ purpose, givenAt, withdrawnAt }) =>
        `– Đồng ý để trợ lý ${purposeInWords(purpose)}, ${momentOf(givenAt)}${withdrawnAt ? `, rút ${momentOf(withdrawnAt)}` : ''}`,
    ),
    ...data.accounts
      .flatMap(({ feedback }) => feedback)
      .map(
        ({ code, what, at, hasPhoto }) =>
          `– Phản ánh, ý kiến ${code} ${momentOf(at)}${hasPhoto ? ', có ảnh' : ''}: ${what}`,
      ),
    `– ${messages.length} tin nhắn${cut}:`,
    ...shown,
    'Muốn xóa tất cả, anh/chị nhắn: XÓA DỮ LIỆU.',
  ]
}

function newest(lines: string[]): string[] {
  let left = MAX_CHARS
  const from = lines.findLastIndex((line) => {
    left -= line.length
    return left < 0
  })
  return lines.slice(from + 1)
}

function momentOf(at: string): string {
  return new Date(at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' })
}
