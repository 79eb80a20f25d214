import { html } from 'hono/html'
import type { DocumentReview, DocumentView, ReviewEntry } from '../../documents/index.ts'
import type { Operator } from '../../people/index.ts'
import { documentBody, documentContents, documentName } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { entryView } from './review-entry.ts'
import { uploadForm } from './upload.ts'

export type DocumentReviewPage = {
  operator: Operator
  view: DocumentView
  read: DocumentReview
  notice: Notice | null
}

const KINDS = [
  { kind: 'rule', title: 'Chế độ báo cáo', all: 'kỳ báo cáo' },
  { kind: 'duty', title: 'Nhiệm vụ', all: 'nhiệm vụ' },
  { kind: 'target', title: 'Chỉ tiêu', all: 'chỉ tiêu' },
] as const

/** What was read beside the text it was read from. */
export function documentReviewPage({ operator, view, read, notice }: DocumentReviewPage): Html {
  const mayReview = operator.rights.has('review')
  return consolePage({
    title: documentName(view),
    active: 'documents',
    operator,
    notice,
    body: html`<p class="hint"><a href="${CONSOLE_PATH}/van-ban">Văn bản</a> · ${read.commune.name} · ${read.file}</p>
<h1>${documentName(view)}</h1>
${headView(read, operator.rights)}
${
  mayReview
    ? html`<details class="keys no-print"><summary>Làm bằng bàn phím</summary><p><kbd>J</kbd> mục sau, <kbd>K</kbd> mục trước, <kbd>X</kbd> xác nhận, <kbd>S</kbd> sửa, <kbd>L</kbd> loại, <kbd>G</kbd> gộp, <kbd>V</kbd> xem trong văn bản, <kbd>Esc</kbd> đóng.</p></details>`
    : ''
}
<div class="review" data-review>
<div class="review-entries">${KINDS.map((each) => groupView({ ...each, read, view, mayReview }))}</div>
<details class="review-text" open><summary>Nguyên văn</summary><p class="hint legend"><span class="read-rule">chế độ báo cáo</span> <span class="read-duty">nhiệm vụ</span> <span class="read-target">chỉ tiêu</span></p>${documentContents(view)}<article class="document-body" aria-label="Nguyên văn">${documentBody(view, marksOf(read, view))}</article></details>
</div>`,
  })
}

function headView({ id, file, visibility, internalUse, warnings, hasPrevious }: DocumentReview, rights: Rights): Html {
  const mayPublish = rights.has('publish')
  const isPublic = visibility === 'public'
  const other = isPublic ? 'internal' : 'public'
  return html`<div class="panel"><div class="row">
<span class="tag ${isPublic ? 'tag-good' : 'tag-wait'}">${isPublic ? 'Công khai' : 'Nội bộ'}</span>
${
  mayPublish && !internalUse
    ? html`<form method="post" action="${CONSOLE_PATH}/van-ban/${id}/hien-thi"><input type="hidden" name="cho" value="${other}">
<button class="button-quiet small" type="submit">${isPublic ? 'Chuyển thành nội bộ' : 'Công khai cho người dân'}</button></form>`
    : ''
}
${hasPrevious ? html`<a class="button-quiet small" href="${CONSOLE_PATH}/van-ban/${id}/so-sanh">So với bản trước</a>` : ''}
${internalUse ? html`<span class="hint">Văn bản ghi "Lưu hành nội bộ": không công khai được.</span>` : ''}
</div>
${
  warnings.length === 0
    ? ''
    : html`<details><summary>Lưu ý khi đọc văn bản này (${warnings.length})</summary><ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></details>`
}
${rights.has('review') ? html`<details class="no-print"><summary>Tải lên bản mới của văn bản này</summary>${uploadForm({ id: 'tep-moi', accept: `.${file.split('.').at(-1) ?? ''}`, replaces: id })}</details>` : ''}</div>`
}

type Rights = Operator['rights']

/** What was read of each passage; the passage of several bears the first. */
function marksOf({ entries }: DocumentReview, view: DocumentView): Map<number, string> {
  const marks = new Map<number, string>()
  for (const entry of entries) {
    const position = entry.state === 'rejected' ? null : positionOf(entry, view)
    if (position !== null && !marks.has(position)) marks.set(position, `read-${entry.kind}`)
  }
  return marks
}

type Group = (typeof KINDS)[number] & { read: DocumentReview; view: DocumentView; mayReview: boolean }

function groupView({ kind, title, all, read, view, mayReview }: Group): Html {
  const entries = read.entries.filter((entry) => entry.kind === kind)
  const shown = entries.filter(({ state }) => state !== 'rejected')
  const rejected = entries.filter(({ state }) => state === 'rejected')
  const proposed = shown.filter(({ state }) => state === 'proposed').length
  const placed = (entry: ReviewEntry): Html =>
    entryView({ entry, documentId: read.id, mayReview, anchor: anchorOf(entry, view), others: shown })
  return html`<section id="${kind}"><div class="row"><h2>${title} (${shown.length})</h2>
${
  mayReview && proposed > 1
    ? html`<form method="post" action="${CONSOLE_PATH}/van-ban/${read.id}/xac-nhan-tat-ca"><input type="hidden" name="kind" value="${kind}"><input type="hidden" name="version" value="${read.version}">
<button class="button-quiet small" type="submit">Đã xem, xác nhận cả ${proposed} ${all} đang chờ</button></form>`
    : ''
}</div>
${shown.length === 0 ? html`<p class="hint">Máy không đọc ra ${all} nào.</p>` : html`<ol class="entries">${shown.map(placed)}</ol>`}
${rejected.length === 0 ? '' : html`<details><summary>Đã loại (${rejected.length})</summary><ol class="entries">${rejected.map(placed)}</ol></details>`}
</section>`
}

function anchorOf(entry: ReviewEntry, view: DocumentView): string | null {
  const position = positionOf(entry, view)
  return position === null ? null : `#doan-${position}`
}

/** The passage that holds the entry's words. */
function positionOf({ quote }: ReviewEntry, { passages }: DocumentView): number | null {
  const squeezed = squeeze(quote)
  const found = passages.find((passage) => {
    const own = squeeze(passage.quote)
    return own.includes(squeezed) || squeezed.includes(own)
  })
  return found?.position ?? null
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
