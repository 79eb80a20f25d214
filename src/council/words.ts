/** Everything sessions say, and the words they listen for. */
import { momentWords } from '../language/day-words.ts'
import { fold, squeeze } from '../language/text.ts'
import type { Session } from './session.ts'

function plain(text: string): string {
  return squeeze(fold(text).replace(/[^\p{L}\p{N} ]+/gu, ' ')).trim()
}

export function asksSession(text: string): boolean {
  return /^(?:hoi|tai lieu|xem)(?: tai lieu)?(?: cua)? ky hop(?: hdnd)?$/.test(plain(text))
}

export function leavesSession(text: string): boolean {
  return /^(?:thoi|dung|thoat|xong|ket thuc)(?: hoi)? ky hop(?: hdnd)?$/.test(plain(text))
}

export const WORDS = {
  membersOnly: 'Hỏi tài liệu kỳ họp dành cho đại biểu HĐND đã liên kết với trợ lý.',
  none: 'Hiện chưa có kỳ họp nào đã gửi tài liệu qua trợ lý.',
  left: 'Từ đây trợ lý lại trả lời theo mọi văn bản.',
  notAsking: 'Đồng chí đang hỏi theo mọi văn bản.',
} as const

export function begun({ title, opensAt }: Session, papers: readonly string[]): string {
  return [
    `Từ tin nhắn sau, trợ lý chỉ trả lời theo ${papers.length} tài liệu của ${title} (${momentWords(opensAt)}):`,
    ...papers.map((name, at) => `${at + 1}. ${name}`),
    'Muốn trở lại hỏi mọi văn bản, đồng chí nhắn: thôi kỳ họp.',
  ].join('\n')
}

/** Under each answer, so that nobody takes silence of these papers for silence of all. */
export function note({ title }: Session): string {
  return `(Chỉ theo tài liệu ${title}. Nhắn "thôi kỳ họp" để hỏi mọi văn bản.)`
}

/** `left`: working days, zero on the day. */
export function reminder({ title, opensAt, place, documentIds }: Session, postTitle: string, left: number): string {
  const when = left === 0 ? 'hôm nay khai mạc' : `còn ${left} ngày làm việc đến`
  return [
    `Kính gửi đồng chí ${postTitle}: ${when} ${title}.`,
    `Thời gian: ${momentWords(opensAt)}.${place ? ` Địa điểm: ${place}.` : ''}`,
    ...(documentIds.length > 0 ? ['Cần hỏi tài liệu, đồng chí nhắn: hỏi kỳ họp.'] : []),
  ].join('\n')
}

export function invitationText({ agenda }: Session): string {
  const items = agenda
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const listed = items.map((item, at) => (/^\d+[.)]/.test(item) ? item : `${at + 1}. ${item}`))
  return [
    ...(listed.length > 0 ? ['Chương trình:', ...listed] : []),
    'Cần hỏi tài liệu, đồng chí nhắn: hỏi kỳ họp.',
  ].join('\n')
}
