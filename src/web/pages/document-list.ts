import { html } from 'hono/html'
import type { DocumentSummary } from '../../documents/index.ts'
import { byVietnameseName } from '../vietnamese-order.ts'
import { dateWords, documentName } from './document-name.ts'
import { capitalised, type Html, page } from './layout.ts'

/** Every public document by commune, the reader's own commune first. */
export function documentListPage(documents: DocumentSummary[], ownSlug: string | null): Html {
  const guides = documents.filter(({ isGuide }) => isGuide)
  const groups = byCommune(
    documents.filter(({ isGuide }) => !isGuide),
    ownSlug,
  )
  return page({
    title: 'Văn bản',
    active: 'documents',
    body: html`<div class="wide">
<h1>Văn bản trợ lý đang dùng</h1>
<p class="lede">Mọi câu trả lời dựa trên các văn bản công khai dưới đây. Chỗ nào văn bản để trống, trợ lý ghi "(để trống)" và không tự điền.</p>
${groups.length === 0 ? html`<div class="empty"><p>Chưa có văn bản công khai nào.</p></div>` : groups.map(groupView)}
${guides.length === 0 ? '' : guidesView(guides)}
</div>`,
  })
}

function groupView([commune, documents]: [string, DocumentSummary[]]): Html {
  return html`<section class="document-group"><h2>${capitalised(commune)}</h2><ul class="document-cards">${documents.map(cardView)}</ul></section>`
}

/** Guides have no number, date or issuer of their own: a list of names is enough. */
function guidesView(guides: DocumentSummary[]): Html {
  return html`<section class="document-group"><h2>Hướng dẫn dịch vụ</h2>
<p class="lede">Soạn từ văn bản pháp luật và trang chính thức; mỗi hướng dẫn ghi nguồn và ngày kiểm tra.</p>
<ul class="guide-list">${guides.map(({ id, title }) => html`<li><a href="/van-ban/${id}">${title ?? ''}</a></li>`)}</ul></section>`
}

function cardView(document: DocumentSummary): Html {
  const { id, warnings } = document
  return html`<li class="document-card">
<h3><a href="/van-ban/${id}">${documentName(document)}</a></h3>
${factsView(document)}
${warnings.length === 0 ? '' : html`<p class="document-warnings">Lưu ý khi đọc: ${warnings.length} điểm</p>`}
</li>`
}

/** Type, number, date and issuer as written; what the document leaves blank is said to be blank. A guide has none. */
export function factsView({ isGuide, type, number, dateText, issuer }: DocumentSummary): Html | '' {
  if (isGuide) return ''
  return html`<dl class="facts">
<div><dt>Loại</dt><dd>${type ?? '(không ghi)'}</dd></div>
<div><dt>Số</dt><dd>${number ?? '(để trống)'}</dd></div>
<div><dt>Ngày</dt><dd>${dateWords(dateText)}</dd></div>
<div><dt>Cơ quan ban hành</dt><dd>${issuer ?? '(không ghi)'}</dd></div>
</dl>`
}

function byCommune(documents: DocumentSummary[], ownSlug: string | null): [string, DocumentSummary[]][] {
  const isOther = ({ commune }: DocumentSummary): number => Number(commune.slug !== ownSlug)
  const sorted = documents.toSorted(
    (one, other) => isOther(one) - isOther(other) || byVietnameseName(one.commune.name, other.commune.name),
  )
  return [...Map.groupBy(sorted, ({ commune }) => commune.name)]
}
