/** Everything notices say. */
import { momentWords } from '../language/day-words.ts'
import type { Broadcast, Content } from './broadcast.ts'

export const GOT_IT = 'Đã nhận'

const STOP_WORDS = { announcement: 'DỪNG THÔNG BÁO', lesson: 'DỪNG BÀI HỌC', emergency: 'DỪNG THÔNG BÁO' } as const

/** The whole text as one recipient reads it; `title` is that of the post, null for a subscriber. */
export function broadcastTextFor(content: Content, postTitle: string | null): string {
  return [...opening(content, postTitle), content.text, ...closing(content, postTitle)].filter(Boolean).join('\n')
}

function opening({ kind, sender, title, meetingAt, place }: Content, postTitle: string | null): string[] {
  const to = postTitle === null ? [] : [`Kính gửi đồng chí ${postTitle}.`]
  switch (kind) {
    case 'meeting':
      return [
        ...to,
        `${sender} mời họp: ${title}.`,
        ...(meetingAt ? [`Thời gian: ${momentWords(meetingAt)}.`] : []),
        ...(place ? [`Địa điểm: ${place}.`] : []),
      ]
    case 'announcement':
      return [`Thông báo của ${sender}: ${title}.`]
    case 'lesson':
      return [`Bài học của ${sender}: ${title}.`]
    case 'emergency':
      return [`THÔNG BÁO KHẨN của ${sender}: ${title}.`, ...to]
  }
}

function closing({ kind, documentIds }: Content, postTitle: string | null): string[] {
  if (postTitle !== null) {
    const papers = documentIds.length > 0 ? [`Kèm theo: ${documentIds.length} văn bản.`] : []
    return [...papers, `Nhận được tin này, đồng chí bấm hoặc nhắn: ${GOT_IT}.`]
  }
  return kind === 'meeting' ? [] : [`Muốn thôi nhận, anh/chị nhắn: ${STOP_WORDS[kind]}.`]
}

/** Before the file itself. */
export function paperText(name: string): string {
  return `Tài liệu: ${name}.`
}

export function thanks({ title }: Pick<Broadcast, 'title'>): string {
  return `Đã ghi nhận đồng chí nhận được: ${title}. Cảm ơn đồng chí.`
}

export function askAgain({ title, kind, meetingAt }: Content, postTitle: string): string {
  const when = kind === 'meeting' && meetingAt ? `, họp lúc ${momentWords(meetingAt)}` : ''
  return `Kính gửi đồng chí ${postTitle}: văn phòng chưa thấy đồng chí báo đã nhận tin "${title}"${when}. Đồng chí bấm hoặc nhắn: ${GOT_IT}.`
}
