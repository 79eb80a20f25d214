import { html } from 'hono/html'
import type { AwaitingDocument, OfficeDocument } from '../../documents/index.ts'
import type { Operator } from '../../people/index.ts'
import { documentName } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html } from './layout.ts'

export type DocumentsPage = { operator: Operator; documents: OfficeDocument[]; awaiting: AwaitingDocument[] }

export function documentsPage({ operator, documents, awaiting }: DocumentsPage): Html {
  const waiting = new Map(awaiting.map((each) => [each.id, each]))
  return consolePage({
    title: 'Văn bản',
    active: 'documents',
    operator,
    body: html`<h1>Văn bản</h1>
<p class="hint">Tệp mới: bỏ vào thư mục kiến thức rồi nạp lại; văn bản mới là nội bộ đến khi anh/chị công khai.</p>
${
  documents.length === 0
    ? html`<p class="panel empty">Chưa có văn bản nào.</p>`
    : html`<div class="table-wrap"><table>
<thead><tr><th scope="col">Văn bản</th><th scope="col">Ngày, số</th><th scope="col">Xã, phường</th><th scope="col">Hiển thị</th><th scope="col">Chờ xác nhận</th></tr></thead>
<tbody>${documents.map((document) => rowView(document, waiting.get(document.id)))}</tbody></table></div>`
}`,
  })
}

function rowView(document: OfficeDocument, waiting: AwaitingDocument | undefined): Html {
  const name = documentName(document)
  const isActive = document.status === 'active'
  return html`<tr>
<td>${isActive ? html`<a href="${CONSOLE_PATH}/van-ban/${document.id}">${name}</a>` : name}
<br><span class="hint">${document.file}${document.period ? ` · ${document.period}` : ''}</span>
${document.replaces ? html`<br><span class="hint">Thay thế: ${document.replaces}</span>` : ''}</td>
<td>${document.dateText ?? 'không ghi ngày'}<br><span class="hint">${document.number ?? 'không ghi số'}</span></td>
<td>${document.commune.name}</td>
<td>${statusTag(document)}</td>
<td>${waitingTag(waiting)}</td></tr>`
}

function statusTag({ status, visibility }: OfficeDocument): Html {
  if (status === 'retired') return html`<span class="tag">Thôi dùng</span>`
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
