import { html } from 'hono/html'
import { sayPlace } from '../../language/citing.ts'
import type { Operator } from '../../people/index.ts'
import type { DutyHistory, Told } from '../../reminders/index.ts'
import { withoutMarks } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { dutyActs } from './duty-forms.ts'
import { stateTag, wordsOf } from './duty-line.ts'
import { eventLine } from './duty-words.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { printedHead, sayDate, sayDay, takeAway } from './parts.ts'

/** The register's entry a duty comes from, where the document is in force. */
export type DutySource = { kind: 'rule' | 'duty'; id: number; revision: number; quote: string }

export type DutyPage = {
  operator: Operator
  history: DutyHistory
  source: DutySource | null
  /** Units of the commune that it may be given to. */
  units: string[]
  today: string
  notice: Notice | null
}

/** One duty: what its paper says, how it stands, what was said of it, who is told. */
export function dutyPage(page: DutyPage): Html {
  const { operator, history, source, today, notice } = page
  const { duty, commune } = history
  const back = `${CONSOLE_PATH}/nhiem-vu/${duty.id}`
  return consolePage({
    title: duty.title,
    active: 'duties',
    operator,
    notice,
    body: html`${printedHead(commune.name, today)}<p class="hint no-print"><a href="${CONSOLE_PATH}/nhiem-vu?xa=${commune.slug}">Nhiệm vụ</a> · ${commune.name}</p>
<h1>${duty.title}</h1>
<p class="row">${stateTag(duty)}${history.pauses.map(({ reason }) => html`<span class="tag tag-wait">đang tạm dừng nhắc: ${reason}</span>`)}</p>
<div class="panels"><section class="panel"><h2>Theo văn bản</h2>${factsView(page)}
${source ? html`<blockquote class="quote">${withoutMarks(source.quote)}</blockquote><p class="no-print"><a href="${CONSOLE_PATH}/van-ban/${duty.documentId}#muc-${source.kind}-${source.id}">Xem trong văn bản, sửa nội dung</a></p>` : ''}
${duty.isConfirmed ? dutyActs(duty, { back, mayDecide: operator.rights.has('duties') }) : html`<p class="state state-bad">Máy đọc, xã chưa xác nhận: trợ lý chưa nhắc đơn vị.</p>`}</section>
${toldView(page)}</div>
${occasionView(page)}
<section class="panel"><h2>Lịch sử</h2>${history.events.length === 0 ? html`<p class="empty">Chưa ai ghi gì về việc này.</p>` : html`<ol class="history">${history.events.map((event) => eventLine(event, history.events))}</ol>`}</section>
${takeAway('gui-nhom', sheetText(page))}`,
  })
}

function factsView({ history: { duty } }: DutyPage): Html {
  const facts: [string, string | null][] = [
    ['Đơn vị', duty.bodyName || 'văn bản không nêu'],
    ['Phối hợp', duty.coordinating.join('; ') || null],
    ['Chậm nhất', `${sayDay(duty.last)}${wordsOf(duty)}`],
    ['Kỳ', duty.periodStart && duty.periodEnd ? `${sayDate(duty.periodStart)} – ${sayDate(duty.periodEnd)}` : null],
    ['Nơi nhận', [duty.recipient, duty.via && `qua ${duty.via}`].filter(Boolean).join(', ') || null],
    ['Căn cứ', `${duty.document}, ${sayPlace(duty.section)}`],
    ['Đã nộp', duty.filedOn && `${duty.filedNumber ? `số ${duty.filedNumber}, ` : ''}ngày ${sayDate(duty.filedOn)}`],
  ]
  return html`<dl class="entry-facts">${facts.flatMap(([name, value]) => (value ? [html`<div><dt>${name}</dt><dd>${value}</dd></div>`] : []))}</dl>`
}

function toldView({ history, operator, source, units }: DutyPage): Html {
  const { told, duty, commune } = history
  const people = `${CONSOLE_PATH}/con-nguoi?xa=${commune.slug}`
  return html`<section class="panel"><h2>Ai được nhắc</h2>
${
  told.length === 0
    ? html`<p>Chưa ai giữ chức danh của “${duty.bodyName || 'việc này'}”; lời nhắc gửi cán bộ điều phối để chuyển tiếp.</p>`
    : html`<ul class="plain">${told.map(toldLine)}</ul>`
}
<p class="no-print"><a href="${people}">${told.some(({ isLinked }) => !isLinked) || told.length === 0 ? 'Thêm người, lấy mã liên kết' : 'Trang Con người'}</a></p>
${
  operator.rights.has('review') && source
    ? html`<details class="no-print"><summary>Giao cho đơn vị khác</summary><form method="post" action="${CONSOLE_PATH}/nhiem-vu/${duty.id}/giao" class="stack">
<p class="hint">Đổi đơn vị chủ trì của mục này trong sổ, cho mọi kỳ chưa đến hạn. Lời văn bản giữ nguyên bên cạnh.</p>
<input type="hidden" name="kind" value="${source.kind}"><input type="hidden" name="id" value="${source.id}"><input type="hidden" name="revision" value="${source.revision}">
<fieldset class="field choices"><legend>Đơn vị</legend>${units.map((unit, index) => html`<label for="giao-${index}"><input type="checkbox" id="giao-${index}" name="donVi" value="${unit}"${duty.units.includes(unit) ? html` checked` : ''}> ${unit}</label>`)}</fieldset>
<div class="field"><label for="giao-ly-do">Lý do</label><input id="giao-ly-do" name="lyDo" maxlength="500" required autocomplete="off"></div>
<div><button class="button-main small" type="submit">Giao</button></div></form></details>`
    : ''
}</section>`
}

function toldLine({ title, name, isLinked }: Told): Html {
  return html`<li>${title}${name ? `: ${name}` : ''} ${name === null ? html`<span class="tag tag-wait">chưa có ai</span>` : isLinked ? html`<span class="tag tag-good">nhận được tin</span>` : html`<span class="tag tag-bad">chưa liên kết</span>`}</li>`
}

function occasionView({ history: { occasion, duty, stateOf } }: DutyPage): Html | '' {
  if (duty.kind !== 'report') return ''
  const path = `${CONSOLE_PATH}/nhiem-vu/${duty.id}`
  const files = html`<p class="row no-print"><a class="button-quiet small" href="${path}/du-thao.docx">Dự thảo báo cáo (Word)</a><a class="button-quiet small" href="${path}/tong-hop.xlsx">Bảng tổng hợp (Excel)</a></p>`
  if (!occasion) return html`<section class="panel"><h2>Tổng hợp</h2>${files}</section>`
  const filed = occasion.units.filter(({ row }) => row.status === 'filed' || row.status === 'accepted').length
  return html`<section class="panel"><h2>Tổng hợp: ${filed}/${occasion.units.length} đơn vị đã nộp</h2>
<div class="table-wrap"><table class="stacked"><thead><tr><th scope="col">Đơn vị</th><th scope="col">Tình trạng</th><th scope="col">Kết quả</th><th scope="col">Khó khăn, vướng mắc</th></tr></thead>
<tbody>${occasion.units.map(({ row, answers }) => html`<tr><td class="card-head"><a href="${CONSOLE_PATH}/nhiem-vu/${row.id}">${row.bodyName || 'không nêu'}</a></td><td data-label="Tình trạng">${stateOf(row)}</td><td data-label="Kết quả">${answers.result || '–'}</td><td data-label="Vướng mắc">${answers.difficulties || '–'}</td></tr>`)}</tbody></table></div>${files}</section>`
}

function sheetText({ history: { duty, occasion, stateOf } }: DutyPage): string {
  const lines = occasion?.units.map(({ row }) => `- ${row.bodyName}: ${stateOf(row)}`) ?? [
    `- ${duty.bodyName}: ${duty.state}`,
  ]
  return [
    `${duty.title} – chậm nhất ${sayDay(duty.last)}`,
    `Căn cứ: ${duty.document}, ${sayPlace(duty.section)}`,
    ...lines,
  ].join('\n')
}
