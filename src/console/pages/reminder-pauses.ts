import { html } from 'hono/html'
import type { Pause } from '../../reminders/index.ts'
import { consolePage, type Html } from './layout.ts'
import { momentWords } from './moments.ts'
import { sayDate } from './parts.ts'
import { REMINDERS_PATH, type RemindersPage, remindersHead } from './reminders-view.ts'

export type PausesPage = RemindersPage & { pauses: Pause[]; units: string[] }

/** Stops reminders of one unit or of all for a while, and lets them go on. */
export function pausesPage(page: PausesPage): Html {
  const { operator, commune, notice, pauses, units, today } = page
  const mayChange = operator.rights.has('reminders')
  return consolePage({
    title: 'Tạm dừng nhắc',
    active: 'reminders',
    operator,
    notice,
    body: html`${remindersHead(page, '/tam-dung')}
<section class="panel"><h2>Đang tạm dừng (${pauses.length})</h2>
${
  pauses.length === 0
    ? html`<p class="empty">Không tạm dừng đơn vị nào.</p>`
    : html`<ul class="duties">${pauses.map(
        ({ id, bodyName, until, reason, by, at }) =>
          html`<li class="duty"><p><strong>${bodyName ?? 'Toàn xã'}</strong>${until ? `, đến hết ${sayDate(until)}` : ', đến khi nhắc lại'}: ${reason}</p><p class="hint">${by}, ${momentWords(at)}</p>
${mayChange ? html`<form method="post" action="${REMINDERS_PATH}/nhac-lai" class="act"><input type="hidden" name="xa" value="${commune.slug}"><input type="hidden" name="dung" value="${id}"><button class="button-main small" type="submit">Nhắc lại từ bây giờ</button></form>` : ''}</li>`,
      )}</ul>`
}</section>
${
  mayChange
    ? html`<section class="panel"><h2>Tạm dừng</h2><p class="hint">Trong lúc dừng, trợ lý không gửi lời nhắc nào về việc của đơn vị đó. Hết dừng, việc còn kịp thì nhắc tiếp; việc đã lỡ ngày nhắc thì thôi.</p>
<form method="post" action="${REMINDERS_PATH}/tam-dung" class="stack narrow-form"><input type="hidden" name="xa" value="${commune.slug}">
<div class="field"><label for="don-vi">Đơn vị</label><select id="don-vi" name="donVi"><option value="">Toàn xã</option>${units.map((unit) => html`<option value="${unit}">${unit}</option>`)}</select></div>
<div class="field"><label for="den-ngay">Đến hết ngày (để trống: đến khi bấm nhắc lại)</label><input id="den-ngay" name="denNgay" type="date" min="${today}"></div>
<div class="field"><label for="ly-do">Lý do</label><input id="ly-do" name="lyDo" maxlength="300" required autocomplete="off"></div>
<div><button class="button-bad" type="submit">Tạm dừng nhắc</button></div></form></section>`
    : ''
}`,
  })
}
