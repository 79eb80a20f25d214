import { html } from 'hono/html'
import type { Pause, PreviewMessage } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html } from './layout.ts'
import { capital, printedHead, sayDate, sayDay, takeAway } from './parts.ts'
import { REMINDERS_PATH, type RemindersPage, reachTag, remindersHead, STEPS } from './reminders-view.ts'

export const PREVIEW_DAYS = 60

export type ComingPage = RemindersPage & {
  /** Null where the commune has no document in force. */
  messages: PreviewMessage[] | null
  pauses: Pause[]
}

/** Who will be told what in the days to come, as things stand. */
export function comingPage(page: ComingPage): Html {
  const { operator, commune, today, notice, messages, pauses } = page
  return consolePage({
    title: 'Nhắc việc',
    active: 'reminders',
    operator,
    notice,
    body: html`${printedHead(commune.name, today)}${remindersHead(page, '')}
${pauses.map(
  ({ bodyName, reason, until }) =>
    html`<p class="state state-bad">Đang tạm dừng nhắc ${bodyName ?? 'toàn xã'}${until ? ` đến hết ${sayDate(until)}` : ''}: ${reason}. <a href="${REMINDERS_PATH}/tam-dung?xa=${commune.slug}">Xem, nhắc lại</a></p>`,
)}
${
  messages === null
    ? html`<p class="panel empty">${capital(commune.name)} chưa có văn bản nào. <a href="${CONSOLE_PATH}/van-ban#tai-len">Tải văn bản lên</a></p>`
    : comingView(messages, commune.slug)
}
${messages ? takeAway('gui-nhom', groupText(messages, capital(commune.name), today)) : ''}`,
  })
}

function comingView(messages: PreviewMessage[], slug: string): Html {
  if (messages.length === 0) {
    return html`<p class="panel empty">Trong ${PREVIEW_DAYS} ngày tới không có lời nhắc nào. Chỉ mục xã đã xác nhận mới được nhắc: <a href="${CONSOLE_PATH}/van-ban">xem văn bản chờ xác nhận</a>.</p>`
  }
  return html`${summaryView(messages, slug)}${daysView(messages)}`
}

function summaryView(messages: PreviewMessage[], slug: string): Html {
  const unreached = new Set(messages.filter(({ reach }) => reach !== 'linked').map(({ post }) => post))
  const people = new Set(messages.map(({ post }) => post))
  return html`<p>${PREVIEW_DAYS} ngày tới: <strong>${messages.length}</strong> tin nhắn đến <strong>${people.size}</strong> chức danh. Mỗi người nhiều nhất một tin một buổi.</p>
${
  unreached.size === 0
    ? ''
    : html`<details class="panel"><summary>${unreached.size} chức danh chưa nhận được tin</summary><ul>${[...unreached].map((post) => html`<li>${post}</li>`)}</ul><p><a href="${CONSOLE_PATH}/con-nguoi?xa=${slug}">Thêm người, lấy mã liên kết</a></p></details>`
}`
}

/** Day by day. */
export function daysView(messages: readonly PreviewMessage[]): Html {
  const days = [...Map.groupBy(messages, ({ day }) => day)]
  return html`${days.map(
    ([day, each]) =>
      html`<section class="panel"><h2>${capital(sayDay(day))} <span class="hint">${each.length} tin</span></h2><ul class="duties">${each.map(messageView)}</ul></section>`,
  )}`
}

function messageView(message: PreviewMessage): Html {
  const { time, post, personName, step, duties, text } = message
  return html`<li class="duty"><p><strong>${time}</strong> ${post}${personName ? ` (${personName})` : ''} ${reachTag(message)} <span class="tag">${STEPS[step]}</span></p>
<p>${duties.map(({ id, title }, at) => html`${at > 0 ? '; ' : ''}<a href="${CONSOLE_PATH}/nhiem-vu/${id}">${title}</a>`)}</p>
<details class="more no-print"><summary>Lời nhắn</summary><p class="said-text">${text}</p></details></li>`
}

function groupText(messages: readonly PreviewMessage[], name: string, today: string): string {
  const days = [...Map.groupBy(messages, ({ day }) => day)].flatMap(([day, each]) => [
    '',
    capital(sayDay(day)),
    ...each.map(({ post, duties }) => `- ${post}: ${duties.map(({ title }) => title).join('; ')}`),
  ])
  return [`${name} – lời nhắc ${PREVIEW_DAYS} ngày tới, từ ${sayDate(today)}`, ...days].join('\n')
}
