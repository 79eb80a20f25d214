/** The history of a duty in words. */
import { html } from 'hono/html'
import type { DutyHistory } from '../../reminders/index.ts'
import type { Html } from './layout.ts'
import { momentWords } from './moments.ts'
import { sayDate } from './parts.ts'

type Event = DutyHistory['events'][number]

const SAID: Readonly<Record<Event['kind'], string>> = {
  in_progress: 'ghi đang làm',
  filed: 'ghi đã nộp, đã xong',
  snoozed: 'hẹn nhắc lại',
  difficulty: 'báo vướng mắc',
  extension_asked: 'xin gia hạn',
  handed_back: 'báo không thuộc đơn vị mình',
  counted: 'ghi số đã làm',
  answered: 'nhập nội dung báo cáo',
  accepted: 'xác nhận đã nhận',
  returned: 'trả lại',
  not_applicable: 'ghi không phải nộp',
  difficulty_answered: 'trả lời vướng mắc',
  extension_granted: 'lùi hạn',
  extension_refused: 'không đồng ý gia hạn',
  kept: 'giữ cho đơn vị',
  moved: 'đổi hạn theo văn bản',
  withdrawn: 'thôi áp dụng: văn bản không còn ghi',
  restored: 'áp dụng lại',
  undone: 'hoàn tác',
}

export function eventLine({ id, kind, at, by, detail, undoes }: Event, all: readonly Event[]): Html {
  const isUndone = all.some((event) => event.undoes === id)
  const undone = undoes === null ? undefined : all.find((event) => event.id === undoes)
  const facts = [
    ...(detail.percent === undefined ? [] : [`${detail.percent}%`]),
    ...(detail.amount === undefined ? [] : [String(detail.amount)]),
    ...(detail.number ? [`số ${detail.number}`] : []),
    ...(detail.filedOn ? [`ngày ${sayDate(detail.filedOn)}`] : []),
    ...(detail.until ? [`đến ${sayUntil(detail.until)}`] : []),
    ...(detail.from && detail.to ? [`từ ${sayDate(detail.from)} sang ${sayDate(detail.to)}`] : []),
    ...(undone ? [`“${SAID[undone.kind]}”`] : []),
  ]
  return html`<li><span class="hint">${momentWords(at)}</span> <strong>${by}</strong> ${isUndone ? html`<s>${SAID[kind]}</s>` : SAID[kind]}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}${detail.text ? html`: “${detail.text}”` : ''}</li>`
}

function sayUntil(until: string): string {
  const [day = '', hour] = until.split('T')
  return hour ? `${hour} ngày ${sayDate(day)}` : sayDate(day)
}
