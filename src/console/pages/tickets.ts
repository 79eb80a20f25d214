import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { Hours, Line, Ticket, TicketState } from '../../tickets/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { dayWords, momentWords } from './moments.ts'

export const TICKETS_PATH = `${CONSOLE_PATH}/phieu`

const STATES: Record<TicketState, { label: string; tone: string }> = {
  open: { label: 'Chờ nhận', tone: 'tag-wait' },
  taken: { label: 'Đang xử lý', tone: 'tag-good' },
  closed: { label: 'Đã đóng', tone: '' },
}

export type Listed = Ticket & { communeName: string }

export type TicketsPage = {
  operator: Operator
  tickets: Listed[]
  shown: TicketState | 'live'
  hours: { name: string; hours: Hours }[]
  now: Date
  notice: Notice | null
}

const FILTERS = [
  ['live', 'Chưa xong'],
  ['open', 'Chờ nhận'],
  ['taken', 'Đang xử lý'],
  ['closed', 'Đã đóng'],
] as const

/** What citizens brought to an officer, whoever waits longest first. */
export function ticketsPage({ operator, tickets, shown, hours, now, notice }: TicketsPage): Html {
  const isMany = operator.communes.length > 1
  return consolePage({
    title: 'Phiếu hỏi',
    active: 'tickets',
    operator,
    notice,
    body: html`<h1>Phiếu hỏi</h1>
<p class="hint">Người dân bấm 9 hoặc nhắn "gặp cán bộ" thì việc của họ thành một phiếu, tới đơn vị phụ trách. Trả lời ở đây hay trong Zalo, Telegram đều tới đúng cuộc trò chuyện của người hỏi.</p>
<nav class="tabs no-print" aria-label="Lọc phiếu">${FILTERS.map(
      ([filter, label]) =>
        html`<a href="${TICKETS_PATH}?loc=${filter}"${filter === shown ? html` aria-current="page"` : ''}>${label}</a>`,
    )}</nav>
${
  tickets.length === 0
    ? html`<p class="panel empty">${shown === 'closed' ? 'Chưa có phiếu nào đã đóng.' : 'Không có phiếu nào đang chờ.'}</p>`
    : html`<ul class="entries">${tickets.map((ticket) => itemView(ticket, isMany, now))}</ul>`
}
${hours.map((each) => hoursView(each, isMany))}`,
  })
}

function itemView(ticket: Listed, isMany: boolean, now: Date): Html {
  const { id, topic, unit, openedAt, communeName } = ticket
  return html`<li class="panel"><p class="row"><a href="${TICKETS_PATH}/${id}"><strong>Phiếu số ${id}</strong></a>${stateView(ticket, now)}${isMany ? html`<span class="tag">${communeName}</span>` : ''}</p>
<p>${short(topic)}</p>
<p class="hint">${unit ?? 'Chưa rõ đơn vị (cán bộ điều phối xem)'} · gửi lúc ${momentWords(openedAt)}${ticket.postTitle ? html` · ${ticket.postTitle} nhận` : ''}</p></li>`
}

function stateView(ticket: Ticket, now: Date): Html {
  const { state, answeredAt, remindAt, rating } = ticket
  const isLate = state !== 'closed' && answeredAt === null && new Date(remindAt) <= now
  const rated =
    rating === null
      ? ''
      : html`<span class="tag ${rating > 0 ? 'tag-good' : 'tag-bad'}">${rating > 0 ? 'Người dân hài lòng' : 'Người dân chưa hài lòng'}</span>`
  return html`<span class="tag ${STATES[state].tone}">${STATES[state].label}</span>${isLate ? html`<span class="tag tag-bad">Quá nửa ngày làm việc chưa trả lời</span>` : ''}${rated}`
}

const TOPIC_CHARS = 220

function short(text: string): string {
  const characters = [...text]
  return characters.length <= TOPIC_CHARS ? text : `${characters.slice(0, TOPIC_CHARS).join('')}…`
}

function hoursView({ name, hours }: TicketsPage['hours'][number], isMany: boolean): Html {
  const windows = hours.windows.map(({ from, to }) => `${from}–${to}`).join(' và ')
  return html`<section class="panel"><h2>Giờ trả lời${isMany ? html` của ${name}` : ''}</h2>
<p>${windows} các ngày làm việc. ${hours.isOpen ? 'Bây giờ đang trong giờ.' : html`Bây giờ ngoài giờ; mở lại lúc ${momentWords(hours.opensAt)}.`}</p>
${hours.daysOff.length === 0 ? '' : html`<p>Ngày nghỉ sắp tới: ${hours.daysOff.map(({ day, why }) => `${dayWords(day)} (${why})`).join(', ')}.</p>`}
<p class="hint">Giờ đặt ở <a href="${CONSOLE_PATH}/cai-dat/co-quan">Cài đặt, Thông tin cơ quan</a>; ngày nghỉ theo lịch nhà nước và lịch riêng của cơ quan trong chính sách nhắc việc.</p></section>`
}

export type TicketPage = {
  operator: Operator
  ticket: Ticket & { lines: Line[] }
  channel: string | null
  /** The operator's post that may act in it; null when none may. */
  post: { title: string } | null
  /** Somebody else has it. */
  isElsewhere: boolean
  units: string[]
  formKey: string
  now: Date
  notice: Notice | null
  /** What was typed and not sent. */
  draft: string
}

/** One ticket: what was said before and since, and what the office may do. */
export function ticketPage(page: TicketPage): Html {
  const { operator, ticket, channel, notice, now } = page
  return consolePage({
    title: `Phiếu số ${ticket.id}`,
    active: 'tickets',
    operator,
    notice,
    body: html`<p class="no-print"><a href="${TICKETS_PATH}">← Phiếu hỏi</a></p>
<h1>Phiếu số ${ticket.id}</h1>
<p class="row">${stateView(ticket, now)}<span class="hint">${ticket.unit ?? 'Chưa rõ đơn vị'} · gửi lúc ${momentWords(ticket.openedAt)}${channel ? html` qua ${channel}` : ''}${ticket.postTitle ? html` · ${ticket.postTitle} nhận` : ''}</span></p>
<section class="panel"><h2>Việc người dân cần</h2><p>${ticket.topic}</p>
${
  ticket.turns.length === 0
    ? ''
    : html`<details open><summary>Đã hỏi trợ lý trước đó</summary><dl class="spoken">${ticket.turns.map(({ from, text }) => saidView(from === 'person' ? 'Người dân' : 'Trợ lý', text, from === 'person' ? 'citizen' : 'machine'))}</dl></details>`
}</section>
${
  ticket.lines.length === 0
    ? ''
    : html`<section class="panel"><h2>Trao đổi</h2><dl class="spoken">${ticket.lines.map(
        ({ side, postTitle, text, at }) =>
          saidView(side === 'citizen' ? 'Người dân' : (postTitle ?? 'Cơ quan'), text, side, at),
      )}</dl></section>`
}
${ticket.state === 'closed' ? html`<p class="panel">Phiếu đã đóng${ticket.closedAt ? html` lúc ${momentWords(ticket.closedAt)}` : ''}. Người dân muốn hỏi tiếp thì bấm 9 để mở phiếu mới.</p>` : actsView(page)}`,
  })
}

function saidView(who: string, text: string, side: 'citizen' | 'office' | 'machine', at?: Date): Html {
  return html`<div class="said-${side}"><dt>${who}${at ? html` <span class="hint">${momentWords(at)}</span>` : ''}</dt><dd>${text}</dd></div>`
}

function actsView({ ticket, post, isElsewhere, units, formKey, draft }: TicketPage): Html {
  const path = `${TICKETS_PATH}/${ticket.id}`
  if (!post) {
    return html`<p class="panel">Phiếu này do ${ticket.unit ?? 'cán bộ điều phối'} xử lý. Muốn trả lời, anh/chị cần giữ một chức danh của đơn vị đó, hoặc là cán bộ điều phối của xã.</p>`
  }
  if (isElsewhere) {
    return html`<p class="panel">${ticket.postTitle ?? 'Người khác'} đang trả lời phiếu này; anh/chị chuyển phiếu cho đơn vị khác thì người đó thôi giữ.</p>${draft ? html`<p class="panel">Lời anh/chị vừa gõ, chưa gửi: “${draft}”</p>` : ''}${transferView(path, units, ticket.unit)}`
  }
  return html`<section class="panel no-print"><h2>Trả lời người dân</h2>
<form method="post" action="${path}/tra-loi" class="stack"><input type="hidden" name="khoa" value="${formKey}">
<div class="field"><label for="loi">Lời trả lời, gửi ngay vào cuộc trò chuyện, ký tên ${post.title}</label><textarea id="loi" name="loi" rows="5" maxlength="3000" required aria-describedby="loi-goi-y">${draft}</textarea>
<p class="hint" id="loi-goi-y">Không ghi số căn cước hay thông tin của người khác. Người dân trả lời lại thì lời của họ hiện ở trang này và trong chat của người nhận phiếu.</p></div>
<p class="row"><button class="button-main" type="submit">Gửi trả lời</button></p></form>
<div class="row">${ticket.state === 'open' ? html`<form method="post" action="${path}/nhan"><button class="button-quiet" type="submit">Chỉ nhận phiếu</button></form>` : ''}
<form method="post" action="${path}/dong"><button class="button-quiet" type="submit">Đóng phiếu</button></form></div></section>
${transferView(path, units, ticket.unit)}`
}

function transferView(path: string, units: string[], own: string | null): Html | '' {
  const others = units.filter((unit) => unit !== own)
  if (others.length === 0) return ''
  return html`<section class="panel no-print"><h2>Giao cho đơn vị khác</h2><form method="post" action="${path}/chuyen" class="stack">
<div class="field"><label for="donVi">Đơn vị phụ trách</label><select id="donVi" name="donVi" required><option value="">Chọn đơn vị</option>${others.map((unit) => html`<option value="${unit}">${unit}</option>`)}</select></div>
<p><button class="button-quiet" type="submit">Chuyển, và báo cho người dân</button></p></form></section>`
}
