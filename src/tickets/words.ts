/** Everything tickets say, and the words they listen for. */
import { fold, squeeze } from '../language/text.ts'
import { isOpen, localOf, type Opening, openFrom, type Window } from './office-hours.ts'
import type { Ticket } from './ticket.ts'

export const TAKE = 'Nhận'
export const ANSWER = 'Trả lời'
export const PASS_ON = 'Chuyển đơn vị khác'
export const CLOSE = 'Đóng phiếu'
export const DONE = 'XONG'
export const CONTENT = 'Hài lòng'
export const NOT_CONTENT = 'Chưa hài lòng'

export function endsTalk(text: string): boolean {
  return /^(?:xong|xong roi|ket thuc|tro ly|0|\/xong)$/.test(plain(text))
}

export function cancels(text: string): boolean {
  return /^(?:thoi|huy|khong can|khong can nua|bo qua|xong|0)$/.test(plain(text))
}

function plain(text: string): string {
  return squeeze(fold(text))
    .replace(/[.!?…]+$/, '')
    .trim()
}

export const WORDS = {
  inPrivate: 'Để gặp cán bộ, anh/chị vui lòng nhắn riêng cho trợ lý, không nhắn trong nhóm.',
  whichCommune: 'Anh/chị thuộc xã, phường nào? Chọn xong, anh/chị nhắn lại: gặp cán bộ.',
  topic:
    'Anh/chị cần gặp cán bộ về việc gì? Anh/chị nhắn vài chữ để trợ lý chuyển đúng nơi, không ghi số căn cước. Nhắn THÔI nếu không cần nữa.',
  cancelled: 'Trợ lý không chuyển cho cán bộ nữa. Anh/chị cần hỏi gì?',
  gone: 'Phiếu này không còn: người dân đã xóa dữ liệu của mình.',
  notYours: 'Phiếu này thuộc đơn vị khác, hoặc anh/chị không còn giữ chức danh xử lý phiếu này.',
  thanks: 'Cảm ơn anh/chị đã đánh giá.',
  nothingToPassTo: 'Chưa có đơn vị nào khác liên kết với trợ lý để chuyển.',
} as const

export function called({ id }: Pick<Ticket, 'id'>): string {
  return `phiếu số ${id}`
}

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']

function dayOf(at: Date): string {
  const day = Temporal.PlainDate.from(localOf(at).day)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${WEEKDAYS[day.dayOfWeek - 1]}, ngày ${two(day.day)}/${two(day.month)}/${day.year}`
}

function clockWords(clock: string): string {
  return clock.replace(':', ' giờ ').replace(/ 00$/, '')
}

/** When somebody will look, in words. */
function expected(opening: Opening, now: Date): string {
  if (isOpen(opening, now)) return 'Cán bộ sẽ nhắn lại ngay tại đây trong giờ làm việc.'
  const at = openFrom(opening, now)
  return `Bây giờ ngoài giờ làm việc (${opening.windows.map(windowWords).join(', ')} các ngày làm việc); cán bộ sẽ xem từ ${clockWords(localOf(at).clock)} ${dayOf(at)}.`
}

function windowWords({ from, to }: Window): string {
  return `${from}–${to}`
}

type Sent = { ticket: Ticket; desk: string; opening: Opening; now: Date }

/** The desk has somebody to hear it. */
export function opened({ ticket, desk, opening, now }: Sent): string {
  return `Trợ lý đã chuyển ${called(ticket)} tới ${desk}. ${expected(opening, now)} Trong lúc chờ, anh/chị vẫn hỏi trợ lý được.`
}

/** Nobody is linked: said as it is, and where to go. `address` is the desk's, where the office wrote it. */
export function openedForNobody(ticket: Ticket, address: string | null): string {
  const where =
    address ?? 'Anh/chị cần gấp thì đến Trung tâm Phục vụ hành chính công hoặc trụ sở UBND trong giờ làm việc.'
  return `Hiện chưa có cán bộ nào nhận tin qua trợ lý, nên chưa ai trả lời được ngay tại đây. Trợ lý giữ ${called(ticket)} để cơ quan xem. ${where}`
}

export function stillWaiting({ ticket, desk, opening, now }: Sent): string {
  const state = ticket.state === 'taken' ? `đã có ${desk} nhận` : `đang chờ ${desk}; chưa có người nhận`
  return `${capital(called(ticket))} ${state}. ${expected(opening, now)} Anh/chị nhắn thêm gì ngay bây giờ sẽ được ghi vào phiếu; nhắn ${DONE} để trở lại hỏi trợ lý.`
}

export function forDesk({ id, topic, turns, unit, round }: Ticket): string {
  const why = round > 1 ? 'được chuyển tới' : 'người dân cần gặp cán bộ'
  const before = turns.map(({ from, text }) => `${from === 'person' ? '– Dân' : '– Trợ lý'}: ${text}`)
  return [
    `Phiếu số ${id}: ${why}${unit ? ` (${unit})` : ''}.`,
    `Việc: ${topic}`,
    ...(before.length > 0 ? ['Trước đó:', ...before] : []),
  ].join('\n')
}

export function taken(ticket: Ticket): string {
  return `Anh/chị đã nhận ${called(ticket)}. Bấm "${ANSWER}" khi muốn nhắn cho người dân.`
}

export function takenBefore(ticket: Ticket): string {
  return `${capital(called(ticket))} đã có ${ticket.postTitle ?? 'người khác'} nhận.`
}

export function talking(ticket: Ticket, title: string): string {
  return `Từ tin nhắn sau, mọi lời anh/chị nhắn được gửi thẳng tới người dân (${called(ticket)}), ký tên ${title}. Nhắn ${DONE} để dừng.`
}

export function relayed(ticket: Ticket): string {
  return `Đã gửi tới người dân (${called(ticket)}). Nhắn ${DONE} để dừng.`
}

export function stopped(ticket: Ticket): string {
  return `Đã dừng: tin nhắn sau của anh/chị là hỏi trợ lý. ${capital(called(ticket))} vẫn mở.`
}

export function stoppedByItself(ticketId: number): string {
  return `Phần trả lời phiếu số ${ticketId} đã tự dừng vì anh/chị không nhắn trong 30 phút; tin nhắn sau là hỏi trợ lý. Muốn nhắn tiếp cho người dân, anh/chị bấm "${ANSWER}".`
}

export function fromOffice({
  text,
  title,
  ticket,
  isFirst,
}: {
  text: string
  title: string
  ticket: Ticket
  isFirst: boolean
}): string {
  const how = `\nTừ đây anh/chị nhắn gì cũng được chuyển tới cán bộ; nhắn ${DONE} để kết thúc và trở lại hỏi trợ lý.`
  return `${title} trả lời (${called(ticket)}):\n${text}${isFirst ? how : ''}`
}

export function fromCitizen(ticket: Ticket, text: string): string {
  return `${capital(called(ticket))}, người dân nhắn:\n${text}`
}

export function passedToOffice(ticket: Ticket, desk: string): string {
  return `Đã chuyển tới ${ticket.postTitle ?? desk} (${called(ticket)}). Nhắn ${DONE} để trở lại hỏi trợ lý.`
}

export function whereTo(ticket: Ticket): string {
  return `Chuyển ${called(ticket)} tới đơn vị nào?`
}

export function passedOn(ticket: Ticket, unit: string): string {
  return `Đã chuyển ${called(ticket)} tới ${unit}.`
}

export function passedOnForCitizen(ticket: Ticket, unit: string): string {
  return `${capital(called(ticket))} của anh/chị được chuyển tới ${unit} để trả lời.`
}

export function closed(ticket: Ticket): string {
  return `Đã đóng ${called(ticket)}.`
}

export function closedBefore(ticket: Ticket): string {
  return `${capital(called(ticket))} đã đóng.`
}

export function closedForCitizen(ticket: Ticket): string {
  const who = ticket.postTitle ?? 'Cơ quan'
  return `${who} đã kết thúc ${called(ticket)}. Từ đây trợ lý tự động trả lời anh/chị. Việc này được giải quyết thế nào?`
}

export function closedByItself(ticket: Ticket): string {
  return `${capital(called(ticket))} đã kết thúc vì nhiều ngày không có lời mới. Từ đây trợ lý tự động trả lời anh/chị. Việc này được giải quyết thế nào?`
}

export function closedByCitizen(ticket: Ticket): string {
  return `Đã kết thúc ${called(ticket)}. Từ đây trợ lý tự động trả lời anh/chị. Việc này được giải quyết thế nào?`
}

export function citizenClosed(ticket: Ticket): string {
  return `Người dân đã kết thúc ${called(ticket)}.`
}

export function leftWaiting(ticket: Ticket): string {
  return `Anh/chị đang hỏi trợ lý. ${capital(called(ticket))} vẫn chờ cán bộ.`
}

export function unanswered(tickets: readonly Ticket[]): string {
  const lines = tickets.map(
    (ticket) => `– Số ${ticket.id} (${ticket.unit ?? 'chưa rõ đơn vị'}, từ ${dayOf(ticket.openedAt)}): ${ticket.topic}`,
  )
  return [`${tickets.length} phiếu của người dân chưa được trả lời:`, ...lines].join('\n')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
