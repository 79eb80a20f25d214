import { html } from 'hono/html'
import { sayPlace } from '../../language/citing.ts'
import type { DeskDuty } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { chosen, type DutiesPage, GROUPS, lookAt, STATES, sayMonth } from './duties-view.ts'
import { calendarView } from './duty-calendar.ts'
import { dutyText, stateTag, wordsOf } from './duty-line.ts'
import { consolePage, type Html } from './layout.ts'
import { capital, communeTabs, printedHead, sayDay, takeAway } from './parts.ts'
import { undatedHint, undatedView } from './undated-reports.ts'

/** The register as a board: by month, unit or state, as a table or a month's sheet. */
export function dutiesPage(page: DutiesPage): Html {
  const { operator, commune, board, filter, today, notice } = page
  const duties = chosen(board?.duties ?? [], filter)
  return consolePage({
    title: 'Nhiệm vụ',
    active: 'duties',
    operator,
    notice,
    body: html`${printedHead(commune.name, today)}<h1>Nhiệm vụ</h1>
${communeTabs(operator.communes, commune, `${CONSOLE_PATH}/nhiem-vu`)}
<nav class="tabs no-print" aria-label="Cách xem"><a href="${lookAt(commune, filter, { view: 'bang' })}"${filter.view === 'bang' ? html` aria-current="page"` : ''}>Danh sách</a><a href="${lookAt(commune, filter, { view: 'lich', month: filter.month ?? today.slice(0, 7), state: 'tat-ca' })}"${filter.view === 'lich' ? html` aria-current="page"` : ''}>Lịch tháng</a></nav>
${undatedHint(page)}${filterView(page)}
${
  board === null
    ? html`<p class="panel empty">${capital(commune.name)} chưa có văn bản nào. <a href="${CONSOLE_PATH}/van-ban#tai-len">Tải văn bản lên</a></p>`
    : filter.view === 'lich'
      ? calendarView(page, duties)
      : tableView(page, duties)
}
${undatedView(page)}
${board ? takeAway('gui-nhom', groupText(page, duties)) : ''}
${board ? sheetView(page) : ''}`,
  })
}

function option(value: string, label: string, current: string | null): Html {
  return html`<option value="${value}"${value === (current ?? '') ? html` selected` : ''}>${label}</option>`
}

function filterView({ board, commune, filter, operator }: DutiesPage): Html {
  const duties = board?.duties ?? []
  const units = [...new Set(duties.map(({ bodyName }) => bodyName))]
    .filter(Boolean)
    .sort((a, b) => a.localeCompare(b, 'vi'))
  const months = [
    ...new Set([...duties.map(({ last }) => last.slice(0, 7)), ...(filter.month ? [filter.month] : [])]),
  ].sort()
  return html`<form method="get" action="${CONSOLE_PATH}/nhiem-vu" class="filters no-print" data-at-once>
<input type="hidden" name="xa" value="${commune.slug}">${filter.view === 'lich' ? html`<input type="hidden" name="xem" value="lich">` : ''}
<div class="field"><label for="tinh-trang">Tình trạng</label><select id="tinh-trang" name="tinh-trang">${Object.entries(STATES).map(([word, { label }]) => option(word, label, filter.state))}</select></div>
${operator.seesAllUnits || units.length > 1 ? html`<div class="field"><label for="don-vi">Đơn vị</label><select id="don-vi" name="don-vi">${option('', 'Mọi đơn vị', filter.unit)}${units.map((unit) => option(unit, unit, filter.unit))}</select></div>` : ''}
<div class="field"><label for="thang">Tháng</label><select id="thang" name="thang">${filter.view === 'lich' ? '' : option('', 'Mọi tháng', filter.month)}${months.map((month) => option(month, sayMonth(month), filter.month))}</select></div>
<div class="field"><label for="loai">Loại</label><select id="loai" name="loai">${option('', 'Báo cáo và nhiệm vụ', filter.kind)}${option('report', 'Báo cáo', filter.kind)}${option('task', 'Nhiệm vụ', filter.kind)}</select></div>
${filter.view === 'lich' ? '' : html`<div class="field"><label for="nhom">Xếp</label><select id="nhom" name="nhom">${Object.entries(GROUPS).map(([word, label]) => option(word, label, filter.group))}</select></div>`}
<noscript><button class="button-quiet small" type="submit">Lọc</button></noscript></form>`
}

function groupsOf({ filter }: DutiesPage, duties: readonly DeskDuty[]): [string, DeskDuty[]][] {
  if (filter.group === 'don-vi') {
    const groups = [...Map.groupBy(duties, ({ bodyName }) => bodyName || 'Văn bản không nêu đơn vị')]
    return groups.sort(([a], [b]) => a.localeCompare(b, 'vi'))
  }
  if (filter.group === 'tinh-trang') {
    return [
      ...Map.groupBy(duties, ({ isConfirmed, isLate, isOpen }) =>
        isConfirmed ? (isLate ? 'Quá hạn' : isOpen ? 'Chưa xong' : 'Đã nộp, đã xong') : 'Chờ xã xác nhận',
      ),
    ]
  }
  return [...Map.groupBy(duties, ({ last }) => sayMonth(last))]
}

function tableView(page: DutiesPage, duties: DeskDuty[]): Html {
  if (duties.length === 0) return html`<p class="panel empty">Không có việc nào như đang lọc.</p>`
  return html`<p class="hint" role="status">${duties.length} việc</p>${groupsOf(page, duties).map(
    ([title, each]) => html`<section><h2>${title} (${each.length})</h2>
<div class="table-wrap"><table class="stacked"><thead><tr><th scope="col">Việc</th><th scope="col">Đơn vị</th><th scope="col">Chậm nhất</th><th scope="col">Tình trạng</th></tr></thead>
<tbody>${each.map(rowView)}</tbody></table></div></section>`,
  )}`
}

function rowView(duty: DeskDuty): Html {
  return html`<tr><td class="card-head"><a href="${CONSOLE_PATH}/nhiem-vu/${duty.id}">${duty.title}</a><br><span class="hint">${duty.document}, ${sayPlace(duty.section)}</span></td>
<td data-label="Đơn vị">${duty.bodyName || 'văn bản không nêu'}</td>
<td data-label="Chậm nhất">${sayDay(duty.last)}<br><span class="hint">${wordsOf(duty).replace(/^,? ?\(?|\)$/g, '')}</span></td>
<td data-label="Tình trạng">${stateTag(duty)}</td></tr>`
}

function groupText(page: DutiesPage, duties: DeskDuty[]): string {
  const { commune, filter } = page
  const head = [STATES[filter.state].label, filter.unit, filter.month && sayMonth(filter.month)]
    .filter(Boolean)
    .join(' – ')
  const groups = groupsOf(page, duties).flatMap(([title, each]) => [
    '',
    title.toLocaleUpperCase('vi'),
    ...each.map(dutyText),
  ])
  return [`${capital(commune.name)} – sổ nhiệm vụ (${head})`, ...groups].join('\n')
}

function sheetView({ commune, filter }: DutiesPage): Html {
  return html`<section class="panel no-print" id="bang-tinh"><h2>Bảng tính Excel</h2>
<p>Tải sổ về, điền cột "Tình trạng mới" (Đã nộp, Đã xong, Đang làm 50%), số và ngày văn bản, rồi nạp lại: trang cho xem trước trước khi ghi. Kế hoạch mới dạng Excel thì tải lên ở trang <a href="${CONSOLE_PATH}/van-ban#tai-len">Văn bản</a>.</p>
<div class="row"><a class="button-quiet small" href="${lookAt(commune, filter, {}, '/so.xlsx')}">Tải sổ đang lọc (.xlsx)</a></div>
<form method="post" action="${CONSOLE_PATH}/nhiem-vu/doc-so" enctype="multipart/form-data" class="row"><input type="hidden" name="xa" value="${commune.slug}">
<label for="tep-so">Nạp lại sổ đã điền</label><input id="tep-so" type="file" name="tep" accept=".xlsx" required><button class="button-quiet small" type="submit">Xem trước</button></form></section>`
}
