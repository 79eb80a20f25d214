import { html } from 'hono/html'
import type { Broadcast, BroadcastKind, BroadcastState } from '../../broadcasts/index.ts'
import { momentWords } from '../../language/day-words.ts'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html, type Notice } from './layout.ts'

export const BROADCASTS_PATH = `${CONSOLE_PATH}/thong-bao`

export const KINDS: Record<BroadcastKind, { word: string; label: string; who: string }> = {
  meeting: { word: 'hop', label: 'Báo họp, gửi tài liệu', who: 'các chức danh được chọn, có báo đã nhận' },
  announcement: { word: 'tin', label: 'Thông báo', who: 'người dân đã đăng ký nhận thông báo' },
  lesson: { word: 'bai-hoc', label: 'Bài học', who: 'người dân đã đăng ký nhận bài học' },
  emergency: {
    word: 'khan',
    label: 'Thông báo khẩn',
    who: 'chức danh được chọn và người dân đã đăng ký; gửi trước mọi tin khác',
  },
}

const STATES: Record<BroadcastState, Html> = {
  draft: html`<span class="tag">Đang soạn</span>`,
  waiting: html`<span class="tag tag-wait">Chờ duyệt</span>`,
  approved: html`<span class="tag tag-good">Đã duyệt, đã gửi</span>`,
  cancelled: html`<span class="tag">Đã hủy</span>`,
}

export function stateTag(state: BroadcastState): Html {
  return STATES[state]
}

export type BroadcastsPage = { operator: Operator; broadcasts: Broadcast[]; notice: Notice | null }

export function broadcastsPage({ operator, broadcasts, notice }: BroadcastsPage): Html {
  const waiting = broadcasts.filter(({ state }) => state === 'waiting')
  const others = broadcasts.filter(({ state }) => state !== 'waiting')
  return consolePage({
    title: 'Thông báo',
    active: 'broadcasts',
    operator,
    notice,
    body: html`<h1>Thông báo</h1>
<p class="hint">Một người soạn, người khác duyệt, rồi trợ lý mới gửi. Người dân chỉ nhận khi đã nhắn trợ lý đồng ý nhận.</p>
${operator.rights.has('broadcast') ? writeView() : ''}
${waiting.length === 0 ? '' : html`<h2>Chờ duyệt</h2>${tableView(waiting, operator)}`}
<h2>${waiting.length === 0 ? 'Mọi thông báo' : 'Các thông báo khác'}</h2>
${others.length === 0 ? html`<p class="panel empty">Chưa có thông báo nào.</p>` : tableView(others, operator)}`,
  })
}

function writeView(): Html {
  return html`<section class="panel no-print"><h2>Soạn mới</h2><ul>${Object.values(KINDS).map(
    ({ word, label, who }) =>
      html`<li><a href="${BROADCASTS_PATH}/soan?loai=${word}">${label}</a> <span class="hint">tới ${who}</span></li>`,
  )}</ul></section>`
}

function tableView(broadcasts: Broadcast[], { communes }: Operator): Html {
  const nameOf = (id: number): string => communes.find((commune) => commune.id === id)?.name ?? ''
  return html`<div class="table-wrap"><table class="table-cards">
<thead><tr><th scope="col">Nội dung</th><th scope="col">Loại</th><th scope="col">Tình trạng</th><th scope="col">Soạn lúc</th></tr></thead>
<tbody>${broadcasts.map(
    ({ id, title, kind, state, createdAt, communeId, meetingAt }) => html`<tr>
<td><a href="${BROADCASTS_PATH}/${id}">${capital(title)}</a>${meetingAt ? html`<br><span class="hint">Họp lúc ${momentWords(meetingAt)}</span>` : ''}${communes.length > 1 ? html`<br><span class="hint">${nameOf(communeId)}</span>` : ''}</td>
<td data-label="Loại">${KINDS[kind].label}</td><td data-label="Tình trạng"><div>${stateTag(state)}</div></td><td data-label="Soạn lúc">${momentWords(createdAt)}</td></tr>`,
  )}</tbody></table></div>`
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
