import { html } from 'hono/html'
import type { MadeCode, Operator, Post, PostRole } from '../../people/index.ts'
import type { Feed } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { calendarButtons } from './calendar-link.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { communeTabs } from './parts.ts'

export const ROLE_LABELS: Record<PostRole, string> = {
  head: 'Lãnh đạo đơn vị',
  deputy_head: 'Cấp phó đơn vị',
  focal: 'Cán bộ đầu mối',
  officer: 'Cán bộ',
  coordinator: 'Cán bộ điều phối của xã',
  chair: 'Chủ tịch',
  vice_chair: 'Phó Chủ tịch',
  administrator: 'Quản trị',
  council_standing: 'Thường trực HĐND',
  council_board_head: 'Trưởng Ban HĐND',
  council_group: 'Tổ trưởng Tổ đại biểu',
  delegate: 'Đại biểu HĐND',
  village_head: 'Trưởng thôn, tổ dân phố',
  school_principal: 'Hiệu trưởng',
  organisation_head: 'Người đứng đầu tổ chức',
  digital_team_member: 'Thành viên tổ công nghệ số',
  viewer: 'Người theo dõi',
}

export type PeoplePage = {
  operator: Operator
  commune: Operator['communes'][number]
  posts: Post[]
  units: string[]
  /** Addresses of calendars that answer now. */
  feeds: Feed[]
  notice: Notice | null
}

const PATH = `${CONSOLE_PATH}/con-nguoi`

/** The office's posts, who holds them, and whether each can be reached. */
export function peoplePage({ operator, commune, posts, units, feeds, notice }: PeoplePage): Html {
  const mayChange = operator.rights.has('people')
  const byUnit = Map.groupBy(posts, ({ unit }) => unit ?? '')
  const groups = [...byUnit].sort(([a], [b]) => a.localeCompare(b, 'vi'))
  return consolePage({
    title: 'Con người',
    active: 'people',
    operator,
    notice,
    body: html`<h1>Con người</h1>
${communeTabs(operator.communes, commune, PATH)}
<p class="hint">Chức danh là của xã; người giữ chức danh có thể thay, việc và lời nhắc theo chức danh. Mã liên kết dùng một lần trong 10 phút, để nối tài khoản Zalo, Telegram của người đó với chức danh.</p>
${mayChange ? addView(commune.slug, units, posts) : ''}
${groups.length === 0 ? html`<p class="panel empty">Chưa có chức danh nào.</p>` : ''}
${groups.map(
  ([unit, own]) =>
    html`<section class="panel"><h2>${unit || `Lãnh đạo và điều phối ${commune.name}`}</h2>${own.map((post) => postView(post, { mayChange, feeds }))}${mayChange && unit ? calendarButtons({ slug: commune.slug, unit, feeds }) : ''}</section>`,
)}`,
  })
}

function addView(slug: string, units: string[], posts: Post[]): Html {
  const missing = units.filter((unit) => !posts.some((post) => post.unit === unit && post.role === 'head'))
  return html`<div class="panels no-print">
${
  missing.length === 0
    ? ''
    : html`<section class="panel"><h2>Tạo nhanh</h2><p>Tạo chức danh lãnh đạo và đầu mối cho ${missing.length} đơn vị có trong văn bản, cùng cán bộ điều phối của xã.</p>
<form method="post" action="${PATH}/tao-nhanh"><input type="hidden" name="xa" value="${slug}"><button class="button-main" type="submit">Tạo cho mọi đơn vị</button></form></section>`
}
<section class="panel"><h2>Thêm một chức danh</h2>
<form method="post" action="${PATH}/chuc-danh" class="stack"><input type="hidden" name="xa" value="${slug}">
<div class="field"><label for="vaiTro">Chức danh</label><select id="vaiTro" name="vaiTro">${Object.entries(ROLE_LABELS).map(([role, label]) => html`<option value="${role}">${label}</option>`)}</select></div>
<div class="field"><label for="donVi">Đơn vị</label><select id="donVi" name="donVi"><option value="">Của xã, không thuộc đơn vị nào</option>${units.map((unit) => html`<option value="${unit}">${unit}</option>`)}</select></div>
${field({ name: 'ten', label: 'Tên gọi', isOptional: true, hint: 'Để trống thì dùng tên thường gọi.' })}
<button class="button-quiet" type="submit">Thêm</button></form></section></div>`
}

function postView(post: Post, { mayChange, feeds }: { mayChange: boolean; feeds: readonly Feed[] }): Html {
  return html`<div class="post" id="chuc-danh-${post.id}"><h3>${post.title}</h3>
${
  post.holders.length === 0
    ? html`<p class="hint">Chưa có ai.</p>`
    : html`<ul>${post.holders.map((holder) => html`<li>${holder.name ?? 'chưa ghi tên'} ${reachTag(holder.accounts)}${holder.phone ? html` <span class="hint">${holder.phone}</span>` : ''}${mayChange ? html`${correctView(post.id, holder)}${inviteView(post.id, holder.personId)}` : ''}</li>`)}</ul>`
}
${mayChange ? actionsView(post, feeds) : ''}</div>`
}

type Accounts = Post['holders'][number]['accounts']

const CHANNELS: Record<string, string> = {
  zalo_oa: 'Zalo',
  zalo_bot: 'Zalo Bot',
  telegram: 'Telegram',
  email: 'thư điện tử',
  web: 'trang web',
  terminal: 'máy này',
}

function reachTag(accounts: Accounts): Html {
  const [first] = accounts
  if (!first) return html`<span class="tag tag-wait">chưa liên kết</span>`
  const names = [...new Set(accounts.map(({ channel }) => CHANNELS[channel] ?? channel))].join(', ')
  return first.isUnreachable
    ? html`<span class="tag tag-bad">${names}: không nhận được tin</span>`
    : html`<span class="tag tag-good">${names}</span>`
}

function correctView(postId: number, { personId, name, phone }: Post['holders'][number]): Html {
  const place = `${postId}-${personId}`
  return html`<details><summary>Sửa tên, số điện thoại</summary><form method="post" action="${PATH}/sua" class="stack"><input type="hidden" name="chucDanh" value="${postId}"><input type="hidden" name="nguoi" value="${personId}">${field({ name: 'hoTen', id: `sua-ten-${place}`, label: 'Họ và tên', value: name ?? '', autocomplete: 'off' })}${field({ name: 'dienThoai', id: `sua-so-${place}`, label: 'Số điện thoại', type: 'tel', value: phone ?? '', isOptional: true, autocomplete: 'off' })}<button class="button-quiet small" type="submit">Ghi</button></form></details>`
}

function inviteView(postId: number, personId: number): Html {
  return html`<details><summary>Cho đăng nhập trang này</summary><form method="post" action="${PATH}/moi" class="row"><input type="hidden" name="chucDanh" value="${postId}"><input type="hidden" name="nguoi" value="${personId}">
<input name="ten" placeholder="tên đăng nhập" aria-label="Tên đăng nhập" required autocomplete="off"><button class="button-quiet small" type="submit">Lấy đường dẫn mời</button></form>
<form method="post" action="${PATH}/ket-thuc-phien"><input type="hidden" name="chucDanh" value="${postId}"><input type="hidden" name="nguoi" value="${personId}"><button class="button-bad small" type="submit">Kết thúc mọi phiên đăng nhập của người này</button></form></details>`
}

function actionsView({ id, holders, unit }: Post, feeds: readonly Feed[]): Html {
  const hasCalendar = feeds.some((feed) => feed.unit === unit)
  const person = (label: string): Html =>
    html`${field({ name: 'hoTen', id: `ho-ten-${label}-${id}`, label: 'Họ và tên', autocomplete: 'off' })}${field({ name: 'thu', id: `thu-${label}-${id}`, label: 'Thư điện tử', type: 'email', isOptional: true, autocomplete: 'off' })}${field({ name: 'dienThoai', id: `dien-thoai-${label}-${id}`, label: 'Số điện thoại (để gọi khi tin không đến)', type: 'tel', isOptional: true, autocomplete: 'off' })}`
  return html`<div class="row no-print">
<form method="post" action="${PATH}/ma"><input type="hidden" name="chucDanh" value="${id}"><button class="button-quiet small" type="submit">Lấy mã liên kết</button></form>
<details><summary>Thêm người</summary><form method="post" action="${PATH}/them-nguoi" class="stack"><input type="hidden" name="chucDanh" value="${id}">${person('them')}<button class="button-quiet small" type="submit">Ghi</button></form></details>
${
  holders.length === 0
    ? ''
    : html`<details><summary>Bàn giao</summary><form method="post" action="${PATH}/ban-giao" class="stack"><input type="hidden" name="chucDanh" value="${id}"><p class="hint">Mọi người đang giữ thôi giữ; lời nhắc chuyển cho người mới.${hasCalendar ? ' Đường dẫn lịch hạn việc của đơn vị bị thu hồi; anh/chị tạo đường dẫn mới sau đó.' : ''}</p>${person('giao')}${field({ name: 'lyDo', id: `ly-do-${id}`, label: 'Lý do' })}<button class="button-bad small" type="submit">Bàn giao</button></form></details>`
}</div>`
}

/** Shown once: only the digest is kept. */
export function madeCodePage({ operator, post, code }: { operator: Operator; post: Post; code: MadeCode }): Html {
  return consolePage({
    title: 'Mã liên kết',
    active: 'people',
    operator,
    body: html`<h1>Mã liên kết: ${post.title}</h1>
<p>Người giữ chức danh mở tài khoản của xã trên Zalo hoặc Telegram rồi gõ:</p>
<p class="code-said">${code.typed}</p>
<p>Mã dùng một lần, trong ${code.minutes} phút. Đọc hoặc đưa tận tay, không đăng vào nhóm. Trang này không hiện lại mã.</p>
<p><a class="button-quiet" href="${PATH}">Xong</a></p>`,
  })
}

export function invitationPage({ operator, url }: { operator: Operator; url: string }): Html {
  return consolePage({
    title: 'Đường dẫn mời',
    active: 'people',
    operator,
    body: html`<h1>Đường dẫn mời</h1><p>Gửi riêng cho người được mời; mở để đặt mật khẩu, dùng một lần trong 3 ngày.</p>
<p><code class="url-said">${url}</code></p><p><a class="button-quiet" href="${PATH}">Xong</a></p>`,
  })
}
