import { html } from 'hono/html'
import { STOPPABLE, type Stoppable, type Stopped } from '../../office-settings/index.ts'
import type { Operator } from '../../people/index.ts'
import type { ChannelLine, EndpointLine, Installation, ModelTest, TokenLife } from '../desk-ports.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { momentWords } from './moments.ts'

export const SETTINGS_PATH = `${CONSOLE_PATH}/cai-dat`

const TABS = {
  stops: ['', 'Vận hành'],
  office: ['/co-quan', 'Thông tin cơ quan'],
  data: ['/du-lieu', 'Dữ liệu'],
  signIn: ['/dang-nhap', 'Đăng nhập'],
} as const

/** The pages of settings under one heading. */
export function settingsTabs(active: keyof typeof TABS): Html {
  return html`<h1>Cài đặt</h1>
<nav class="tabs no-print" aria-label="Các phần của cài đặt">${Object.entries(TABS).map(
    ([tab, [path, label]]) =>
      html`<a href="${SETTINGS_PATH}${path}"${tab === active ? html` aria-current="page"` : ''}>${label}</a>`,
  )}<a href="${CONSOLE_PATH}/con-nguoi">Con người và mã liên kết</a></nav>`
}

export type SettingsPage = {
  operator: Operator
  stopped: Stopped[]
  troubles: { says: string; remedy: string }[]
  waiting: { toAnswer: number; toSend: number }
  channels: ChannelLine[]
  tokens: TokenLife[]
  installation: Pick<Installation, 'endpoints' | 'budget'>
  tested: ModelTest | null
  now: Date
  notice: Notice | null
}

/** What runs and what is stopped, the channels, the model. */
export function settingsPage(page: SettingsPage): Html {
  const { operator, notice } = page
  return consolePage({
    title: 'Cài đặt',
    active: 'settings',
    operator,
    notice,
    body: html`${settingsTabs('stops')}
${troublesView(page.troubles)}
<h2>Tạm dừng</h2>
<p class="hint">Có hiệu lực ngay từ tin nhắn sau, ở mọi tiến trình. Lý do được ghi vào nhật ký; lý do dừng trả lời được nói nguyên văn với người hỏi.</p>
${stopsView(page)}
${operator.coversAll ? html`${channelsView(page)}${modelView(page)}` : ''}`,
  })
}

/** The same that alarms tell, for whoever they did not reach. */
function troublesView(troubles: SettingsPage['troubles']): Html | '' {
  if (troubles.length === 0) return ''
  const lines = troubles.map(({ says, remedy }) => html`<li>${says} ${remedy}</li>`)
  return html`<div class="state state-bad" role="alert"><strong>Cần xử lý.</strong><ul>${lines}</ul></div>`
}

/** Of many communes, those with nothing stopped are folded away. */
function stopsView(page: SettingsPage): Html[] {
  const scopes = scopesOf(page.operator)
  const isCalm = ({ communeId }: Scope): boolean =>
    communeId !== null && !page.stopped.some((stop) => stop.communeId === communeId)
  const calm = scopes.length > 2 ? scopes.filter(isCalm) : []
  const shown = scopes.filter((scope) => !calm.includes(scope)).map((scope) => scopeView(scope, page))
  if (calm.length === 0) return shown
  const folded = calm.map((scope) => scopeView(scope, page))
  return [
    ...shown,
    html`<details class="panel"><summary>Dừng riêng một xã, phường (${calm.length})</summary>${folded}</details>`,
  ]
}

type Scope = { communeId: number | null; name: string }

function scopesOf({ coversAll, communes }: Operator): Scope[] {
  const own = communes.map(({ id, name }) => ({ communeId: id, name }))
  if (!coversAll) return own
  return own.length < 2
    ? [{ communeId: null, name: 'Toàn bộ trợ lý' }]
    : [{ communeId: null, name: 'Toàn bộ trợ lý (mọi xã, phường)' }, ...own]
}

const STOPS: Record<Stoppable, { name: string; effect: string }> = {
  answering: {
    name: 'Trả lời câu hỏi',
    effect: 'Khi dừng, ai hỏi cũng nhận lý do dừng và được mời bấm 9 để gặp cán bộ; lệnh, phiếu và nút bấm vẫn chạy.',
  },
  model: {
    name: 'Mô hình ngôn ngữ',
    effect:
      'Khi dừng, không câu hỏi, văn bản hay giọng nói nào được gửi tới mô hình; trợ lý trả lời bằng nguyên văn văn bản.',
  },
  sending: {
    name: 'Gửi tin qua Zalo, Telegram, thư',
    effect:
      'Khi dừng, lời nhắc, thông báo và câu trả lời nằm chờ trong hàng, cho chạy lại thì gửi tiếp. Trang hỏi đáp trên web, đường dẫn đăng nhập và lời báo đã xóa dữ liệu không bị dừng.',
  },
}

function scopeView({ communeId, name }: Scope, { stopped, waiting, operator }: SettingsPage): Html {
  const mayChange = operator.rights.has('settings')
  return html`<section class="panel"><h3>${name}</h3><div class="switches">${STOPPABLE.map((what) => {
    const stop = stopped.find((each) => each.what === what && each.communeId === communeId)
    const waits = what === 'sending' && stop ? html` ${waiting.toSend} tin đang chờ gửi.` : ''
    const id = `ly-do-${what}-${communeId ?? 'tat-ca'}`
    return html`<div class="switch"><p><strong>${STOPS[what].name}</strong> ${
      stop ? html`<span class="tag tag-bad">Đang dừng</span>` : html`<span class="tag tag-good">Đang chạy</span>`
    }</p>
<p class="hint">${STOPS[what].effect}</p>
${stop ? html`<p>Dừng từ ${momentWords(stop.at)}. Lý do: “${stop.reason}”.${waits}</p>` : ''}
${mayChange ? formView({ what, communeId, isStopped: stop !== undefined, id }) : ''}</div>`
  })}</div></section>`
}

function formView({
  what,
  communeId,
  isStopped,
  id,
}: {
  what: Stoppable
  communeId: number | null
  isStopped: boolean
  id: string
}): Html {
  const scope = html`<input type="hidden" name="viec" value="${what}"><input type="hidden" name="xa" value="${communeId ?? ''}">`
  if (isStopped) {
    return html`<form method="post" action="${SETTINGS_PATH}/chay-lai">${scope}<button class="button-main" type="submit" aria-label="Cho chạy lại: ${STOPS[what].name}">Cho chạy lại</button></form>`
  }
  return html`<details class="no-print"><summary>Dừng…</summary><form method="post" action="${SETTINGS_PATH}/dung" class="stack">${scope}
${field({ name: 'lyDo', id, label: what === 'answering' ? 'Lý do (người hỏi sẽ đọc)' : 'Lý do' })}
<button class="button-bad" type="submit" aria-label="Dừng: ${STOPS[what].name}">Dừng ngay</button></form></details>`
}

const STATES: Record<ChannelLine['state'], { label: string; tone: string }> = {
  ok: { label: 'Tốt', tone: 'tag-good' },
  off: { label: 'Chưa dùng', tone: '' },
  trouble: { label: 'Có vấn đề', tone: 'tag-bad' },
}

function channelsView({ channels, tokens, now }: SettingsPage): Html {
  return html`<h2>Kênh tin nhắn</h2>
<div class="panel">
${
  channels.length === 0
    ? html`<p class="empty">Chưa nối kênh nào ngoài trang web. Bấm "Kiểm tra các kênh" để xem cách nối từng kênh.</p>`
    : html`<div class="table-wrap" tabindex="0" role="region" aria-label="Các kênh"><table><thead><tr><th scope="col">Kênh</th><th scope="col">Tình trạng</th><th scope="col">Chi tiết</th></tr></thead>
<tbody>${channels.map(
        ({ name, state, says, remedy }) =>
          html`<tr><td>${name}</td><td><span class="tag ${STATES[state].tone}">${STATES[state].label}</span></td><td>${says}${remedy ? html`<br><strong>Cách xử lý:</strong> ${remedy}` : ''}</td></tr>`,
      )}</tbody></table></div>`
}
${tokens.map((token) => tokenView(token, now))}
<form method="post" action="${SETTINGS_PATH}/kiem-tra-kenh"><button class="button-quiet" type="submit">Kiểm tra các kênh</button></form></div>`
}

const MS_PER_DAY = 86_400_000

function tokenView({ name, accessUntil, refreshUntil, refusedAt }: TokenLife, now: Date): Html {
  if (refusedAt) {
    return html`<p class="state state-bad">${name}: Zalo từ chối gia hạn từ ${momentWords(refusedAt)}. Chủ OA cấp quyền lại: xem mục "Zalo OA" của docs/zalo.md.</p>`
  }
  const days = Math.floor((refreshUntil.getTime() - now.getTime()) / MS_PER_DAY)
  return html`<p>${name}: mã truy cập đến ${momentWords(accessUntil)}, tự gia hạn; quyền của OA còn ${Math.max(days, 0)} ngày nếu không gia hạn được lần nào (đến ${momentWords(refreshUntil)}).</p>`
}

const USES: Record<EndpointLine['what'], string> = {
  answers: 'Diễn đạt câu trả lời',
  speech: 'Nghe tin nhắn thoại',
  embeddings: 'Tìm theo nghĩa',
}

function modelView({ installation: { endpoints, budget }, tested }: SettingsPage): Html {
  return html`<h2>Mô hình ngôn ngữ</h2>
<div class="panel">
${
  endpoints.length === 0
    ? html`<p class="empty">Chưa đặt mô hình nào: trợ lý trả lời bằng nguyên văn văn bản và sổ nhiệm vụ, không gửi gì ra ngoài. Muốn dùng, xem mục "Mô hình ngôn ngữ" của .env.example.</p>`
    : html`<div class="table-wrap" tabindex="0" role="region" aria-label="Các mô hình"><table><thead><tr><th scope="col">Việc</th><th scope="col">Mô hình</th><th scope="col">Máy chủ</th><th scope="col">Văn bản nội bộ</th></tr></thead>
<tbody>${endpoints.map(
        ({ what, model, host, isDomestic }) =>
          html`<tr><td>${USES[what]}</td><td>${model}</td><td>${host}</td><td>${what === 'speech' ? '–' : isDomestic ? 'Được gửi (máy chủ trong nước)' : 'Không gửi'}</td></tr>`,
      )}</tbody></table></div>
${budget ? html`<p>Hạn mức: ${budget.dayTokens.toLocaleString('vi-VN')} token một ngày, mỗi người ${budget.personTokens.toLocaleString('vi-VN')}. Hết hạn mức thì trả lời bằng nguyên văn văn bản.</p>` : ''}
<p class="hint">Khóa và địa chỉ đặt trong tệp .env của máy chủ, không hiện ở đây.</p>
${tested ? testView(tested) : ''}
<form method="post" action="${SETTINGS_PATH}/thu-mo-hinh"><button class="button-quiet" type="submit">Thử mô hình</button></form>`
}</div>`
}

function testView(tested: ModelTest): Html {
  if (tested.kind === 'answered') {
    return html`<p class="state state-good" role="status">Mô hình trả lời đúng dạng sau ${(tested.ms / 1000).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} giây${tested.tokens === null ? '' : `, ${tested.tokens} token`}.</p>`
  }
  return html`<p class="state state-bad" role="status">Mô hình không trả lời được (${tested.because}). Kiểm tra địa chỉ, khóa và tên mô hình trong .env.</p>`
}
