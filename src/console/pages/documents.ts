import { html } from 'hono/html'
import type { AwaitingDocument, FoundPassage, OfficeDocument } from '../../documents/index.ts'
import { sayPlace } from '../../language/citing.ts'
import type { Operator } from '../../people/index.ts'
import { documentName, withoutMarks } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { OwnCommune } from '../viewer.ts'
import { consolePage, type Html } from './layout.ts'
import { dayOf, dayWords } from './moments.ts'
import { capital, communeTabs, takeAway } from './parts.ts'
import { replacementsAmong } from './replacements.ts'
import { ACCEPTED, uploadForm } from './upload.ts'

export type DocumentsPage = {
  operator: Operator
  /** Null where the operator has no commune yet. */
  commune: OwnCommune | null
  documents: OfficeDocument[]
  awaiting: AwaitingDocument[]
  /** What was searched for, and where it stands; empty and null for nothing. */
  wanted: string
  found: FoundPassage[] | null
}

/** The papers with their validity and what replaces what; where words stand in them; where new ones are handed in. */
export function documentsPage(page: DocumentsPage): Html {
  const { operator, commune, documents, wanted, found } = page
  return consolePage({
    title: 'Văn bản',
    active: 'documents',
    operator,
    body: html`<h1>Văn bản</h1>
${commune ? communeTabs(operator.communes, commune, `${CONSOLE_PATH}/van-ban`) : ''}
<form method="get" action="${CONSOLE_PATH}/van-ban" class="filters no-print" role="search">${commune ? html`<input type="hidden" name="xa" value="${commune.slug}">` : ''}<div class="field"><label for="tim">Tìm trong tên và nội dung văn bản</label><input id="tim" name="tim" type="search" value="${wanted}" maxlength="200"></div><button class="button-quiet small" type="submit">Tìm</button></form>
${found === null ? '' : foundView(wanted, found)}
${
  documents.length === 0
    ? html`<p class="panel empty">${found === null ? 'Chưa có văn bản nào.' : 'Không có văn bản nào mang tên này.'}</p>`
    : tableView(page)
}
${operator.rights.has('review') ? html`<section class="panel no-print" id="tai-len"><h2>Tải văn bản lên</h2><p>Văn bản mới là nội bộ đến khi anh/chị công khai; máy đọc xong thì hiện mục chờ xác nhận.</p>${uploadForm({ id: 'tep', accept: ACCEPTED })}</section>` : ''}
${takeAway('gui-nhom', documents.map((document) => `- ${documentName(document)}${document.number ? `, số ${document.number}` : ''}${document.dateText ? ` (${document.dateText})` : ''}`).join('\n'))}`,
  })
}

function foundView(wanted: string, found: FoundPassage[]): Html {
  return html`<section class="panel"><h2>“${wanted}” trong nội dung: ${found.length} đoạn</h2>
${
  found.length === 0
    ? html`<p class="empty">Không có đoạn nào chứa những chữ này liền nhau.</p>`
    : html`<ul class="duties">${found.map(
        (passage) =>
          html`<li class="duty"><p><a href="${CONSOLE_PATH}/van-ban/${passage.documentId}#doan-${passage.position}">${documentName(passage)}, ${passage.cite ? sayPlace(passage.cite) : 'phần đầu'}</a></p><blockquote class="quote">${withoutMarks(short(passage.quote))}</blockquote></li>`,
      )}</ul>`
}</section>`
}

const SHOWN_CHARS = 400

function short(text: string): string {
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text
}

function tableView({ documents, awaiting }: DocumentsPage): Html {
  const waiting = new Map(awaiting.map((each) => [each.id, each]))
  const replacements = replacementsAmong(documents)
  return html`<div class="table-wrap"><table class="stacked">
<thead><tr><th scope="col">Văn bản</th><th scope="col">Ngày, số</th><th scope="col">Hiệu lực</th><th scope="col">Hiển thị</th><th scope="col">Chờ xác nhận</th></tr></thead>
<tbody>${documents.map((document) => rowView(document, { waiting: waiting.get(document.id), replacements }))}</tbody></table></div>`
}

type Row = { waiting: AwaitingDocument | undefined; replacements: ReturnType<typeof replacementsAmong> }

function rowView(document: OfficeDocument, { waiting, replacements }: Row): Html {
  const { id, file, period, version, hasPrevious, ingestedAt, status } = document
  const name = documentName(document)
  const isActive = status === 'active'
  const { replaces, replacedBy } = replacements(document)
  return html`<tr>
<td class="card-head">${isActive ? html`<a href="${CONSOLE_PATH}/van-ban/${id}">${name}</a>` : name}
<br><span class="hint">${file}${version > 1 ? html` · đọc lần ${version}, ${dayWords(dayOf(ingestedAt))}` : ''}${hasPrevious && isActive ? html` · <a href="${CONSOLE_PATH}/van-ban/${id}/so-sanh">so với bản trước</a>` : ''}</span></td>
<td data-label="Ngày, số">${document.dateText ?? 'không ghi ngày'}<br><span class="hint">${document.number ?? 'không ghi số'}</span></td>
<td data-label="Hiệu lực">${isActive ? (replacedBy ? html`<span class="tag tag-wait">có văn bản thay thế</span>` : html`<span class="tag tag-good">đang dùng</span>`) : html`<span class="tag">thôi dùng</span>`}${period ? html`<br><span class="hint">${period}</span>` : ''}
${replaces ? html`<br><span class="hint">Thay thế: ${replaces.document ? link(replaces.document) : replaces.said}</span>` : ''}
${replacedBy ? html`<br><span class="hint">Được thay bằng: ${link(replacedBy)}</span>` : ''}</td>
<td data-label="Hiển thị">${visibilityTag(document)}</td>
<td data-label="Chờ xác nhận">${isActive ? waitingTag(waiting) : ''}</td></tr>`
}

function link(document: OfficeDocument): Html {
  const name = capital(documentName(document))
  return document.status === 'active'
    ? html`<a href="${CONSOLE_PATH}/van-ban/${document.id}">${name}</a>`
    : html`${name}`
}

function visibilityTag({ status, visibility }: OfficeDocument): Html | '' {
  if (status === 'retired') return ''
  return visibility === 'public'
    ? html`<span class="tag tag-good">Công khai</span>`
    : html`<span class="tag tag-wait">Nội bộ</span>`
}

function waitingTag(waiting: AwaitingDocument | undefined): Html {
  if (!waiting) return html`<span class="tag tag-good">Xong</span>`
  const { rule, duty, target } = waiting.proposed
  const count = rule + duty + target + waiting.changed + waiting.vanished
  return html`<span class="tag tag-wait">${count} mục</span>`
}
