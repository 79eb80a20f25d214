/** Small parts that several pages are made of. */
import { randomUUID } from 'node:crypto'
import { html } from 'hono/html'
import type { OwnCommune } from '../viewer.ts'
import type { Html } from './layout.ts'

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']

/** "2026-12-09" → "09/12/2026". */
export function sayDate(iso: string): string {
  return iso.split('-').reverse().join('/')
}

/** "2026-12-09" → "thứ Tư, 09/12/2026". */
export function sayDay(iso: string): string {
  return `${WEEKDAYS[Temporal.PlainDate.from(iso).dayOfWeek - 1] ?? ''}, ${sayDate(iso)}`
}

/** Names one form: sent twice, it is one saying. */
export function formWord(): Html {
  return html`<input type="hidden" name="phieu" value="${randomUUID()}">`
}

/** Tabs between the communes of whoever looks after several. `path` keeps its own query. */
export function communeTabs(communes: readonly OwnCommune[], chosen: OwnCommune, path: string): Html | '' {
  if (communes.length < 2) return ''
  const glue = path.includes('?') ? '&' : '?'
  return html`<nav class="tabs no-print" aria-label="Chọn xã, phường">${communes.map(
    ({ slug, name }) =>
      html`<a href="${path}${glue}xa=${slug}"${slug === chosen.slug ? html` aria-current="true"` : ''}>${capital(name)}</a>`,
  )}</nav>`
}

/** A list as plain text for a chat group, and the page's printed sheet. */
export function takeAway(id: string, text: string): Html {
  return html`<div class="take-away no-print"><details><summary>Sao chép để gửi nhóm Zalo</summary>
<div class="field"><label for="${id}">Nội dung gửi nhóm</label><textarea id="${id}" rows="8" readonly>${text}</textarea></div>
<p><button type="button" class="button-quiet small" data-copy="${id}">Sao chép</button> <span class="hint" role="status" data-copied></span></p></details>
<button type="button" class="button-quiet small" data-print>In trang này</button></div>`
}

/** Above what is printed alone: whose it is and when it was printed. */
export function printedHead(commune: string, today: string): Html {
  return html`<p class="print-only">${commune.toLocaleUpperCase('vi')} – in ngày ${sayDate(today)}</p>`
}

/** "xã …" → "Xã …", where a line begins with it. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}
