import { html } from 'hono/html'
import type { AwaitingDocument } from '../../documents/index.ts'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html } from './layout.ts'

export type TodayPage = { operator: Operator; awaiting: AwaitingDocument[]; today: Date }

const DAY = new Intl.DateTimeFormat('vi-VN', { dateStyle: 'full', timeZone: 'Asia/Ho_Chi_Minh' })

/** What the office opens in the morning: everything that waits for somebody, a click from being dealt with. */
export function todayPage({ operator, awaiting, today }: TodayPage): Html {
  return consolePage({
    title: 'Hôm nay',
    active: 'today',
    operator,
    body: html`<h1>Hôm nay</h1>
<p class="hint">${DAY.format(today)}</p>
<div class="panels">${awaitingPanel(awaiting)}</div>`,
  })
}

function awaitingPanel(awaiting: AwaitingDocument[]): Html {
  return html`<section class="panel"><h2>Văn bản chờ xác nhận</h2>
${
  awaiting.length === 0
    ? html`<p class="empty">Không có văn bản nào chờ.</p>`
    : html`<ul>${awaiting.map(
        ({ id, title, file, proposed: { rule, duty, target }, changed, vanished }) =>
          html`<li><a href="${CONSOLE_PATH}/van-ban/${id}">${title ?? file}</a><br>
<span class="hint">${rule} kỳ báo cáo, ${duty} nhiệm vụ, ${target} chỉ tiêu máy đọc, chưa ai xác nhận${
            changed + vanished > 0 ? `; ${changed} mục văn bản nay ghi khác, ${vanished} mục văn bản không còn ghi` : ''
          }</span></li>`,
      )}</ul>`
}</section>`
}
