import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { SheetReading } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { OwnCommune } from '../viewer.ts'
import { consolePage, type Html } from './layout.ts'
import { formWord } from './parts.ts'

export type SheetPage = { operator: Operator; commune: OwnCommune; reading: SheetReading }

/** What a sheet that came back would change, before it does. */
export function sheetPage({ operator, commune, reading }: SheetPage): Html {
  const { toChange, refused, unchanged } = reading
  const changes = toChange.map(({ dutyId, said, words }) => [dutyId, said, words])
  return consolePage({
    title: 'Xem trước sổ nạp lại',
    active: 'duties',
    operator,
    body: html`<h1>Xem trước sổ nạp lại</h1>
<p>${toChange.length} việc sẽ ghi, ${unchanged} việc đã ghi từ trước, ${refused.length} dòng không nhận.</p>
${
  toChange.length === 0
    ? ''
    : html`<div class="table-wrap"><table class="stacked"><thead><tr><th scope="col">Việc</th><th scope="col">Đơn vị</th><th scope="col">Sẽ ghi</th></tr></thead>
<tbody>${toChange.map(({ title, unit, said, words }) => html`<tr><td class="card-head">${title}</td><td data-label="Đơn vị">${unit || 'không nêu'}</td><td data-label="Sẽ ghi">${said === 'filed' ? 'đã nộp, đã xong' : 'đang làm'}${words ? `, ${words}` : ''}</td></tr>`)}</tbody></table></div>
<form method="post" action="${CONSOLE_PATH}/nhiem-vu/ghi-so" class="row">${formWord()}<input type="hidden" name="xa" value="${commune.slug}"><input type="hidden" name="thayDoi" value="${JSON.stringify(changes)}"><button class="button-main" type="submit">Ghi ${toChange.length} việc vào sổ</button><a class="button-quiet" href="${CONSOLE_PATH}/nhiem-vu?xa=${commune.slug}">Thôi</a></form>`
}
${refused.length === 0 ? '' : html`<section class="panel"><h2>Dòng không nhận</h2><ul>${refused.map(({ line, title, problem }) => html`<li>Dòng ${line}${title ? ` (${title})` : ''}: ${problem}</li>`)}</ul></section>`}
${toChange.length === 0 ? html`<p><a class="button-quiet" href="${CONSOLE_PATH}/nhiem-vu?xa=${commune.slug}">Về sổ nhiệm vụ</a></p>` : ''}`,
  })
}
