import { html } from 'hono/html'
import type { ReviewEntry } from '../../documents/index.ts'
import { sayPlace } from '../../language/citing.ts'
import { withoutMarks } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { Html } from './layout.ts'
import { correctionFields, factsOf } from './review-fields.ts'

type State = ReviewEntry['state']

const STATES: Record<State, { tone: string; label: string }> = {
  proposed: { tone: 'tag-wait', label: 'Máy đọc, xã chưa xác nhận' },
  confirmed: { tone: 'tag-good', label: 'Đã xác nhận' },
  corrected: { tone: 'tag-good', label: 'Đã sửa, xác nhận' },
  rejected: { tone: '', label: 'Đã loại' },
}

export type PlacedEntry = {
  entry: ReviewEntry
  documentId: number
  mayReview: boolean
  /** Where its words stand in the text beside it. */
  anchor: string | null
  /** Entries of its kind that it may be merged into. */
  others: ReviewEntry[]
}

/** One entry with its words, what the plan leaves blank, and the buttons to judge it. */
export function entryView(placed: PlacedEntry): Html {
  const { entry, anchor, mayReview } = placed
  const { tone, label } = STATES[entry.state]
  return html`<li class="panel entry" id="muc-${entry.kind}-${entry.id}" tabindex="-1">
<div class="row"><span class="tag ${tone}">${label}</span><span class="hint">${entry.section ? sayPlace(entry.section) : 'không rõ mục'}</span>
${anchor ? html`<a class="hint" href="${anchor}">xem trong văn bản</a>` : ''}</div>
<dl class="entry-facts">${factsOf(entry).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${openView(entry)}
<blockquote class="quote">${withoutMarks(entry.quote)}</blockquote>
${changeView(entry)}
${mayReview ? formView(placed) : ''}
</li>`
}

function openView(entry: ReviewEntry): Html | '' {
  if (entry.kind !== 'duty' || entry.open.length === 0) return ''
  return html`<p class="hint">Văn bản chưa nêu rõ: ${entry.open.join(', ')}.</p>`
}

/** What people judged beside what the file says now. */
function changeView(entry: ReviewEntry): Html | '' {
  if (entry.vanishedAt && entry.state !== 'rejected') {
    return html`<p class="state state-bad">Tệp mới không còn ghi mục này.${entry.kept ? ' Xã giữ theo điều đã xác nhận.' : ''}</p>`
  }
  if (!entry.change) return ''
  const { judged, now, differs } = entry.change
  const said = (fields: object, name: string): string => String((fields as Record<string, unknown>)[name] ?? 'để trống')
  return html`<div class="state state-bad"><p>Tệp mới ghi khác điều đã xác nhận:</p><table><thead><tr><th scope="col">Ô</th><th scope="col">Đã xác nhận</th><th scope="col">Tệp nay ghi</th></tr></thead>
<tbody>${differs.map((name) => html`<tr><td>${name}</td><td>${said(judged, name)}</td><td>${said(now, name)}</td></tr>`)}</tbody></table></div>`
}

function formView(placed: PlacedEntry): Html {
  const { entry, documentId } = placed
  const button = (viec: string, label: string, look = 'button-quiet'): Html =>
    html`<button class="${look} small" type="submit" name="viec" value="${viec}" data-viec="${viec}">${label}</button>`
  const start = html`<form method="post" action="${CONSOLE_PATH}/van-ban/${documentId}/muc" class="stack"><input type="hidden" name="kind" value="${entry.kind}"><input type="hidden" name="id" value="${entry.id}"><input type="hidden" name="revision" value="${entry.revision}">`
  const end = html`</form>`
  const why = html`<div class="field"><label for="ly-do-${entry.kind}-${entry.id}">Lý do</label><input id="ly-do-${entry.kind}-${entry.id}" name="lyDo" maxlength="2000" autocomplete="off"></div>`
  if (entry.state === 'rejected') return html`${start}<div class="row">${button('mo-lai', 'Đưa lại')}</div>${end}`
  if (entry.change || (entry.vanishedAt && !entry.kept)) {
    return html`${start}<div class="row">${button('lay-theo-tep', 'Lấy theo tệp', 'button-main')}${button('giu-nguyen', 'Giữ như đã xác nhận')}</div>${end}`
  }
  return html`<div class="no-print">${entry.state === 'proposed' ? html`${start}<div class="row">${button('xac-nhan', 'Xác nhận', 'button-main')}</div>${end}` : ''}
<details data-fold="sua"><summary>Sửa</summary>${start}${correctionFields(entry)}${why}<div class="row">${button('sua', 'Ghi nội dung sửa', 'button-main')}</div>${end}</details>
<details data-fold="loai"><summary>Loại hoặc gộp</summary>${start}${why}<div class="row">${button('loai', 'Loại khỏi sổ', 'button-bad')}</div>${end}${mergeView(placed, start, button('gop', 'Gộp vào mục này'))}</details></div>`
}

function mergeView({ entry, others }: PlacedEntry, start: Html, button: Html): Html | '' {
  const into = others.filter(({ id, vanishedAt }) => id !== entry.id && !vanishedAt)
  if (into.length === 0) return ''
  return html`${start}<div class="field"><label for="gop-${entry.kind}-${entry.id}">Gộp vào</label><select id="gop-${entry.kind}-${entry.id}" name="vao">${into.map((other) => html`<option value="${other.id}.${other.revision}">${titleOf(other)}</option>`)}</select></div>
<div class="field"><label for="ly-do-gop-${entry.kind}-${entry.id}">Lý do</label><input id="ly-do-gop-${entry.kind}-${entry.id}" name="lyDo" maxlength="2000" autocomplete="off"></div><div class="row">${button}</div></form>`
}

const TITLE_CHARS = 90

function titleOf(entry: ReviewEntry): string {
  const title = entry.kind === 'duty' ? entry.fields.name : entry.quote
  return title.length > TITLE_CHARS ? `${title.slice(0, TITLE_CHARS)}…` : title
}
