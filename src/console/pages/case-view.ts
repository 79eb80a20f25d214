import { html } from 'hono/html'
import { type Case, type CaseEvent, CLOSED_STATES, stateWords } from '../../feedback/index.ts'
import { momentWords } from '../../language/day-words.ts'
import type { Operator } from '../../people/index.ts'
import { capital } from './broadcasts.ts'
import { type CasePlace, dueTag, receivedWords } from './cases.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'

export type CasePage = {
  operator: Operator
  place: CasePlace
  found: Case & { events: CaseEvent[] }
  /** Desks it may be given to; empty for who may not. */
  units: string[]
  fields: string[]
  mayAnswer: boolean
  today: string
  notice: Notice | null
}

/** One case on one sheet: what was said, where, what was done; the forms do not print. */
export function casePage(page: CasePage): Html {
  const { operator, place, found, mayAnswer, units, today, notice } = page
  const { code, what, unit, state, events } = found
  const isWithdrawn = state === 'withdrawn'
  return consolePage({
    title: code ?? place.title,
    active: place.section,
    operator,
    notice,
    body: html`<p class="no-print"><a href="${place.path}">${place.title}</a></p>
<h1>${code ?? 'Người gửi đã xóa dữ liệu'}</h1>
<section class="panel"><p class="said">${what || 'Nội dung đã xóa cùng dữ liệu của người gửi.'}</p>
<dl class="entry-facts">${facts(found, today).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${found.hasPhoto ? html`<p><a href="${place.path}/${found.id}/anh"><img class="evidence" src="${place.path}/${found.id}/anh" alt="Ảnh người dân gửi kèm ${code ?? ''}" loading="lazy"></a></p>` : ''}</section>
${mayAnswer && !isWithdrawn ? answerView(page) : ''}
${units.length > 0 && !isWithdrawn ? assignView(page) : ''}
<section class="panel"><h2>Đã làm gì</h2>${events.length === 0 ? html`<p class="hint">Chưa có gì.</p>` : html`<ol class="steps">${events.map(eventView)}</ol>`}</section>
${unit === null && units.length === 0 ? html`<p class="hint">Cán bộ điều phối sẽ giao đơn vị phụ trách.</p>` : ''}`,
  })
}

function facts(found: Case, today: string): [string, Html | string][] {
  return [
    ['Nơi', [found.place, found.village].filter(Boolean).join(' · ') || 'không ghi'],
    ['Lĩnh vực', found.field ?? 'chưa xếp'],
    ['Nhận', receivedWords(found)],
    ['Đơn vị', found.unit ?? 'chưa giao'],
    ['Hạn do xã đặt', dueTag(found, today)],
    ['Tình trạng', capital(stateWords(found.state))],
    ...(found.byDelegate ? ([['Người gửi', 'đại biểu HĐND']] satisfies [string, string][]) : []),
  ]
}

function eventView({ at, state, unit, reply, note }: CaseEvent): Html {
  return html`<li><strong>${capital(stateWords(state))}</strong>${state === 'assigned' && unit ? html`: ${unit}` : ''} <span class="hint">${momentWords(at)}</span>
${reply ? html`<br>Đã trả lời người gửi: <span class="pre">${reply}</span>` : ''}${note ? html`<br><span class="hint">Ghi chú nội bộ: ${note}</span>` : ''}</li>`
}

function answerView({ place, found }: CasePage): Html {
  const isDone = CLOSED_STATES.some((each) => each === found.state)
  return html`<section class="panel no-print"><h2>${isDone ? 'Trả lời thêm' : 'Trả lời người gửi'}</h2>
<form method="post" action="${place.path}/${found.id}/tra-loi" class="stack"><input type="hidden" name="lan" value="${found.revision}">
<div class="field"><label for="traLoi">Nội dung trả lời</label><textarea id="traLoi" name="traLoi" rows="5" maxlength="2000"></textarea><p class="hint">Được nhắn nguyên văn cho người gửi. Không ghi tên, số điện thoại của người khác.</p></div>
${field({ name: 'ghiChu', label: 'Ghi chú nội bộ', isOptional: true, autocomplete: 'off' })}
<div class="row"><button class="button-main" type="submit" name="viec" value="answered">Trả lời xong</button>
<button class="button-quiet" type="submit" name="viec" value="working">Báo đang giải quyết</button>
<button class="button-quiet" type="submit" name="viec" value="declined">Không thuộc thẩm quyền của xã</button></div></form></section>`
}

function assignView({ place, found, units, fields }: CasePage): Html {
  return html`<section class="panel no-print"><h2>Giao việc, xếp loại</h2><div class="panels">
<form method="post" action="${place.path}/${found.id}/giao" class="stack"><input type="hidden" name="lan" value="${found.revision}">
<div class="field"><label for="donVi">Đơn vị phụ trách</label><select id="donVi" name="donVi">${units.map((unit) => html`<option value="${unit}"${unit === found.unit ? html` selected` : ''}>${unit}</option>`)}</select></div>
${field({ name: 'ghiChu', id: 'ghi-chu-giao', label: 'Ghi chú nội bộ', isOptional: true, autocomplete: 'off' })}
<button class="button-quiet" type="submit">Giao</button></form>
<form method="post" action="${place.path}/${found.id}/xep" class="stack">
<div class="field"><label for="linhVuc">Lĩnh vực</label><select id="linhVuc" name="linhVuc"><option value="">chưa xếp</option>${fields.map((name) => html`<option value="${name}"${name === found.field ? html` selected` : ''}>${name}</option>`)}</select></div>
${field({ name: 'thon', label: 'Thôn, tổ dân phố', value: found.village ?? '', isOptional: true, autocomplete: 'off' })}
<button class="button-quiet" type="submit">Xếp</button></form></div></section>`
}
