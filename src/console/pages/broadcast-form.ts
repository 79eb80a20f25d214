import { html } from 'hono/html'
import type { Broadcast, BroadcastKind, Content } from '../../broadcasts/index.ts'
import type { OfficeDocument } from '../../documents/index.ts'
import type { Operator, Post, PostRole } from '../../people/index.ts'
import { documentName } from '../../web/index.ts'
import { BROADCASTS_PATH, capital, KINDS } from './broadcasts.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { localTime } from './local-time.ts'

/** Whole groups of posts, as one tick each: looked up when the form is sent. */
export const POST_GROUPS: Record<string, { label: string; roles: readonly PostRole[] }> = {
  'lanh-dao': { label: 'Mọi lãnh đạo đơn vị', roles: ['head', 'school_principal', 'organisation_head'] },
  'dau-moi': { label: 'Mọi cán bộ đầu mối', roles: ['focal'] },
  'truong-thon': { label: 'Mọi trưởng thôn, tổ dân phố', roles: ['village_head'] },
  hdnd: {
    label: 'Mọi đại biểu, Ban, Tổ của HĐND',
    roles: ['council_standing', 'council_board_head', 'council_group', 'delegate'],
  },
  'chu-tich': { label: 'Chủ tịch, Phó Chủ tịch', roles: ['chair', 'vice_chair'] },
}

export type BroadcastForm = {
  operator: Operator
  commune: Operator['communes'][number]
  /** Null for a new one. */
  seen: Pick<Broadcast, 'id' | 'revision'> | null
  content: Content
  posts: Post[]
  documents: OfficeDocument[]
  notice: Notice | null
}

export function broadcastForm(page: BroadcastForm): Html {
  const { operator, commune, seen, content, notice } = page
  const { kind } = content
  const { label, who } = KINDS[kind]
  return consolePage({
    title: label,
    active: 'broadcasts',
    operator,
    notice,
    body: html`<h1>${label}</h1>
<p class="hint">${capital(commune.name)}. Gửi tới ${who}. Soạn xong anh/chị xem trước rồi gửi người khác duyệt; chưa gửi cho ai.</p>
<form method="post" action="${seen ? `${BROADCASTS_PATH}/${seen.id}/sua` : BROADCASTS_PATH}" class="stack panel">
<input type="hidden" name="xa" value="${commune.slug}"><input type="hidden" name="loai" value="${KINDS[kind].word}">
${seen ? html`<input type="hidden" name="lan" value="${seen.revision}">` : ''}
${senderField(commune.name, content.sender)}
${field({ name: 'tieuDe', label: kind === 'meeting' ? 'Họp về việc gì' : 'Tiêu đề', value: content.title, autocomplete: 'off' })}
${kind === 'meeting' ? meetingFields(content) : ''}
<div class="field"><label for="noiDung">Nội dung</label><textarea id="noiDung" name="noiDung" rows="6" maxlength="3000"${kind === 'meeting' ? '' : html` required`}>${content.text}</textarea>
<p class="hint">Ngắn, dễ hiểu, không có số căn cước hay số điện thoại của người dân.</p></div>
${kind === 'meeting' || kind === 'emergency' ? postsField(page) : ''}
${papersField(page)}
<div class="row"><button class="button-main" type="submit">Lưu và xem trước</button> <a class="button-quiet" href="${BROADCASTS_PATH}${seen ? `/${seen.id}` : ''}">Thôi</a></div>
</form>`,
  })
}

/** In whose name a commune's bodies write. */
export function sendersOf(commune: string): string[] {
  return [`UBND ${commune}`, `HĐND ${commune}`, `Đảng ủy ${commune}`, `Ủy ban MTTQ Việt Nam ${commune}`]
}

function senderField(commune: string, chosen: string): Html {
  return html`<div class="field"><label for="coQuan">Cơ quan gửi</label><select id="coQuan" name="coQuan">${sendersOf(
    commune,
  ).map(
    (sender) => html`<option value="${sender}"${sender === chosen ? html` selected` : ''}>${sender}</option>`,
  )}</select></div>`
}

function meetingFields({ meetingAt, place }: Content): Html {
  return html`<div class="field"><label for="luc">Thời gian họp</label><input id="luc" name="luc" type="datetime-local" value="${meetingAt ? localTime(meetingAt) : ''}" required></div>
${field({ name: 'noi', label: 'Địa điểm', value: place ?? '', isOptional: true, autocomplete: 'off' })}`
}

function postsField({ posts, content, commune }: BroadcastForm): Html {
  const byUnit = [...Map.groupBy(posts, ({ unit }) => unit ?? '')].sort(([a], [b]) => a.localeCompare(b, 'vi'))
  const groups = Object.entries(POST_GROUPS).filter(([, { roles }]) => posts.some(({ role }) => roles.includes(role)))
  if (posts.length === 0)
    return html`<p class="state state-bad">Xã chưa có chức danh nào; anh/chị thêm ở trang Con người.</p>`
  return html`<fieldset class="field"><legend class="label">Gửi tới chức danh</legend>
${groups.length === 0 ? '' : html`<div class="ticks">${groups.map(([word, { label }]) => html`<label><input type="checkbox" name="nhom" value="${word}"> ${label}</label>`)}</div>`}
${byUnit.map(
  ([unit, own]) => html`<p class="hint">${unit || `Lãnh đạo và điều phối ${commune.name}`}</p>
<div class="ticks">${own.map(
    ({ id, title, holders }) =>
      html`<label><input type="checkbox" name="chucDanh" value="${id}"${content.postIds.includes(id) ? html` checked` : ''}> ${title}${holders.some(({ accounts }) => accounts.length > 0) ? '' : html` <span class="tag tag-wait">chưa liên kết</span>`}</label>`,
  )}</div>`,
)}</fieldset>`
}

function papersField({ documents, content: { kind, documentIds } }: BroadcastForm): Html | '' {
  const offered = documents.filter(({ visibility, status }) => status === 'active' && mayCarry(kind, visibility))
  if (offered.length === 0) return ''
  return html`<fieldset class="field"><legend class="label">Kèm văn bản</legend>
<p class="hint">${kind === 'meeting' ? 'Gửi cả tệp. Văn bản có dấu mật không có trong kho nên không gửi được qua đây.' : 'Gửi đường dẫn; chỉ văn bản đã công khai.'}</p>
<div class="ticks">${offered.map(
    (document) =>
      html`<label><input type="checkbox" name="vanBan" value="${document.id}"${documentIds.includes(document.id) ? html` checked` : ''}> ${documentName(document)}${document.visibility === 'internal' ? html` <span class="tag">nội bộ</span>` : ''}</label>`,
  )}</div></fieldset>`
}

function mayCarry(kind: BroadcastKind, visibility: OfficeDocument['visibility']): boolean {
  return kind === 'meeting' || visibility === 'public'
}
