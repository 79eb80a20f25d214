/** The council's pages: its sessions, and the way to what voters say and to what it supervises. */
import { html } from 'hono/html'
import type { Broadcast, Receipts } from '../../broadcasts/index.ts'
import type { Session, SessionContent } from '../../council/index.ts'
import type { OfficeDocument } from '../../documents/index.ts'
import { momentWords } from '../../language/day-words.ts'
import type { Operator } from '../../people/index.ts'
import { documentName } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { BROADCASTS_PATH, capital, stateTag } from './broadcasts.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { localTime } from './local-time.ts'

export const COUNCIL_PATH = `${CONSOLE_PATH}/hdnd`
export const SESSIONS_PATH = `${COUNCIL_PATH}/ky-hop`

export function councilNav(current: 'sessions' | 'opinions' | 'supervision'): Html {
  const places = [
    ['sessions', COUNCIL_PATH, 'Kỳ họp'],
    ['opinions', `${COUNCIL_PATH}/y-kien`, 'Ý kiến cử tri'],
    ['supervision', `${COUNCIL_PATH}/giam-sat`, 'Giám sát'],
  ] as const
  return html`<nav class="tabs no-print" aria-label="Trang của HĐND">${places.map(
    ([name, path, label]) => html`<a href="${path}"${name === current ? html` aria-current="true"` : ''}>${label}</a>`,
  )}</nav>`
}

export type SessionsPage = { operator: Operator; sessions: Session[]; now: Date; notice: Notice | null }

export function sessionsPage({ operator, sessions, now, notice }: SessionsPage): Html {
  const coming = sessions.filter(({ opensAt, cancelledAt }) => opensAt >= now && !cancelledAt).toReversed()
  const others = sessions.filter((session) => !coming.includes(session))
  return consolePage({
    title: 'Hội đồng nhân dân',
    active: 'council',
    operator,
    notice,
    body: html`<h1>Hội đồng nhân dân</h1>${councilNav('sessions')}
<p class="hint">Giấy mời và tài liệu gửi tới đại biểu theo chức danh, sau khi người thứ hai duyệt. Đại biểu nhắn "hỏi kỳ họp" để hỏi riêng tài liệu của kỳ họp; trợ lý nhắc trước 5 và 2 ngày làm việc, và đúng ngày.</p>
${operator.rights.has('council') ? html`<p class="no-print"><a class="button-main" href="${SESSIONS_PATH}/soan">Thêm kỳ họp</a></p>` : ''}
<h2>Sắp tới</h2>${listView(coming, 'Chưa có kỳ họp nào sắp tới.')}
${others.length === 0 ? '' : html`<h2>Đã qua, đã hủy</h2>${listView(others, '')}`}`,
  })
}

function listView(sessions: Session[], none: string): Html {
  if (sessions.length === 0) return html`<p class="panel empty">${none}</p>`
  return html`<div class="table-wrap"><table class="table-cards"><thead><tr><th scope="col">Kỳ họp</th><th scope="col">Khai mạc</th><th scope="col">Tài liệu</th><th scope="col">Giấy mời</th></tr></thead><tbody>${sessions.map(
    ({ id, title, opensAt, documentIds, broadcastId, cancelledAt }) => html`<tr>
<td><a href="${SESSIONS_PATH}/${id}">${capital(title)}</a></td><td data-label="Khai mạc"><div>${momentWords(opensAt)}</div></td>
<td data-label="Tài liệu"><div>${documentIds.length} văn bản</div></td>
<td data-label="Giấy mời"><div>${cancelledAt ? html`<span class="tag">đã hủy</span>` : broadcastId === null ? html`<span class="tag tag-wait">chưa gửi</span>` : html`<a href="${BROADCASTS_PATH}/${broadcastId}">xem</a>`}</div></td></tr>`,
  )}</tbody></table></div>`
}

export type SessionForm = {
  operator: Operator
  commune: Operator['communes'][number]
  seen: Pick<Session, 'id' | 'revision'> | null
  content: Omit<SessionContent, 'opensAt'> & { opensAt: Date | null }
  documents: OfficeDocument[]
  notice: Notice | null
}

export function sessionForm({ operator, commune, seen, content, documents, notice }: SessionForm): Html {
  const offered = documents.filter(({ status }) => status === 'active')
  return consolePage({
    title: seen ? 'Sửa kỳ họp' : 'Thêm kỳ họp',
    active: 'council',
    operator,
    notice,
    body: html`<h1>${seen ? 'Sửa kỳ họp' : 'Thêm kỳ họp'}</h1><p class="hint">${capital(commune.name)}. Sửa sau khi đã gửi giấy mời thì cần gửi giấy mời mới.</p>
<form method="post" action="${seen ? `${SESSIONS_PATH}/${seen.id}/sua` : SESSIONS_PATH}" class="stack panel">
<input type="hidden" name="xa" value="${commune.slug}">${seen ? html`<input type="hidden" name="lan" value="${seen.revision}">` : ''}
${field({ name: 'ten', label: 'Tên kỳ họp', value: content.title, hint: 'Ví dụ: Kỳ họp thứ hai (thường lệ giữa năm) HĐND xã', autocomplete: 'off' })}
<div class="field"><label for="luc">Khai mạc</label><input id="luc" name="luc" type="datetime-local" value="${content.opensAt ? localTime(content.opensAt) : ''}" required></div>
${field({ name: 'noi', label: 'Địa điểm', value: content.place ?? '', isOptional: true, autocomplete: 'off' })}
<div class="field"><label for="chuongTrinh">Chương trình, mỗi dòng một mục</label><textarea id="chuongTrinh" name="chuongTrinh" rows="6" maxlength="3000">${content.agenda}</textarea></div>
<fieldset class="field"><legend class="label">Tài liệu</legend><p class="hint">Văn bản có dấu mật bị từ chối khi nạp nên không có ở đây.</p>
${offered.length === 0 ? html`<p class="hint">Kho chưa có văn bản nào; bỏ tệp vào thư mục kiến thức rồi nạp lại.</p>` : ''}
<div class="ticks">${offered.map((document) => html`<label><input type="checkbox" name="vanBan" value="${document.id}"${content.documentIds.includes(document.id) ? html` checked` : ''}> ${documentName(document)}</label>`)}</div></fieldset>
<div class="row"><button class="button-main" type="submit">Lưu</button> <a class="button-quiet" href="${seen ? `${SESSIONS_PATH}/${seen.id}` : COUNCIL_PATH}">Thôi</a></div></form>`,
  })
}

export type SessionPage = {
  operator: Operator
  session: Session
  papers: { id: number; name: string }[]
  invitation: Broadcast | null
  receipts: Receipts | null
  notice: Notice | null
}

export function sessionPage(page: SessionPage): Html {
  const { operator, session, papers, notice } = page
  const { title, opensAt, place, agenda, cancelledAt } = session
  const items = agenda.split('\n').filter((line) => line.trim() !== '')
  return consolePage({
    title: capital(title),
    active: 'council',
    operator,
    notice,
    body: html`<p class="no-print"><a href="${COUNCIL_PATH}">Hội đồng nhân dân</a></p><h1>${capital(title)}</h1>
<p>${capital(momentWords(opensAt))}${place ? html`, ${place}` : ''}${cancelledAt ? html` <span class="tag tag-bad">đã hủy</span>` : ''}</p>
<div class="panels"><section class="panel"><h2>Chương trình</h2>${items.length === 0 ? html`<p class="hint">Chưa ghi.</p>` : html`<ol class="agenda">${items.map((item) => html`<li>${item.replace(/^\d+[.)]\s*/, '')}</li>`)}</ol>`}</section>
<section class="panel"><h2>Tài liệu</h2>${papers.length === 0 ? html`<p class="hint">Chưa chọn văn bản nào.</p>` : html`<ul>${papers.map(({ id, name }) => html`<li><a href="${CONSOLE_PATH}/van-ban/${id}">${name}</a></li>`)}</ul>`}</section></div>
${invitationView(page)}`,
  })
}

function invitationView({ operator, session: { id, cancelledAt }, invitation, receipts }: SessionPage): Html {
  const mayWrite = operator.rights.has('council') && !cancelledAt
  const isNeeded = !invitation || invitation.state === 'cancelled'
  return html`<section class="panel"><h2>Giấy mời và tài liệu</h2>
${isNeeded ? html`<p class="hint">Chưa gửi cho đại biểu.</p>` : html`<p>${stateTag(invitation.state)} <a href="${BROADCASTS_PATH}/${invitation.id}">Xem giấy mời, ai đã nhận</a></p>`}
${receipts ? html`<dl class="counts"><div><dt>Đại biểu nhận được</dt><dd>${receipts.all.recipients}</dd></div><div><dt>Đã báo nhận</dt><dd>${receipts.all.acknowledged}/${receipts.all.asked}</dd></div></dl>` : ''}
${
  mayWrite
    ? html`<div class="row no-print">${isNeeded ? html`<form method="post" action="${SESSIONS_PATH}/${id}/moi"><button class="button-main" type="submit">Soạn giấy mời và gửi duyệt</button></form>` : ''}<a class="button-quiet" href="${SESSIONS_PATH}/${id}/sua">Sửa</a></div>
<details class="no-print"><summary>Hủy kỳ họp này</summary><form method="post" action="${SESSIONS_PATH}/${id}/huy" class="stack">${field({ name: 'lyDo', label: 'Vì sao hủy' })}<button class="button-bad" type="submit">Hủy kỳ họp</button></form></details>`
    : ''
}</section>`
}
