import { html } from 'hono/html'
import { sayPlace } from '../../language/citing.ts'
import { DATE_CHOICES, sayChoice, type UndatedReport } from '../../reminders/index.ts'
import { DUTIES_PATH, type DutiesPage } from './duties-view.ts'
import type { Html } from './layout.ts'

const UNDATED_ANCHOR = 'chua-ghi-ngay'

/** What waits below the board, said above it. */
export function undatedHint({ undated }: DutiesPage): Html | '' {
  const waiting = undated.filter(({ set }) => set === null).length
  return waiting === 0
    ? ''
    : html`<p class="hint no-print"><a href="#${UNDATED_ANCHOR}">${waiting} báo cáo văn bản chưa ghi ngày</a>, chờ xã đặt hạn.</p>`
}

/** Reports whose document names no day, those without the office's date first. Nothing where there are none. */
export function undatedView(page: DutiesPage): Html | '' {
  const { undated, typed } = page
  if (undated.length === 0) return ''
  const open = undated.filter(({ set }) => set === null)
  const decided = undated.filter(({ set }) => set !== null)
  const isOpen = open.length > 0 || typed !== null
  return html`<section class="panel no-print" id="${UNDATED_ANCHOR}"><h2>Báo cáo chưa ghi ngày</h2>
<p class="hint">Văn bản giao báo cáo nhưng không ghi ngày, nên trợ lý chỉ nhắc khi xã tự đặt hạn. Lời nhắc luôn ghi rõ đó là hạn do xã đặt.</p>
<details${isOpen ? html` open` : ''}><summary>${open.length > 0 ? `${open.length} báo cáo chờ đặt hạn` : 'Mọi báo cáo đã có lựa chọn'}${decided.length > 0 ? `, ${decided.length} đã đặt` : ''}</summary>
<ul class="plain">${[...open, ...decided].map((report) => reportView(page, report, undated.indexOf(report)))}</ul></details></section>`
}

function reportView({ commune, typed, notice }: DutiesPage, report: UndatedReport, place: number): Html {
  const { documentId, ruleKey, who, to, document, section, quote, set, isConfirmed } = report
  const own = typed?.documentId === documentId && typed.ruleKey === ruleKey ? typed : null
  const id = `dat-han-${place}`
  return html`<li class="duty" id="${id}"><p><strong>${who.join('; ') || 'Chưa rõ đơn vị'}</strong>${to ? ` báo cáo ${to}` : ''} ${stateView(set)}${isConfirmed ? '' : html` <span class="tag tag-wait">chờ xã xác nhận</span>`}</p>
<blockquote class="quote">${quote}</blockquote><p class="hint">${document}, ${sayPlace(section)}</p>
${own && notice ? html`<p class="state state-bad">${notice.text}</p>` : ''}<form method="post" action="${DUTIES_PATH}/dat-han#${id}" class="filters"><input type="hidden" name="xa" value="${commune.slug}"><input type="hidden" name="vanBan" value="${documentId}"><input type="hidden" name="quyDinh" value="${ruleKey}">
<div class="field"><label for="${id}-chon">${set ? 'Đổi hạn' : 'Đặt hạn'}</label><select id="${id}-chon" name="chon"><option value="">Hạn ghi ở ô bên</option>${DATE_CHOICES.map((choice) => html`<option value="${choice}"${choice === own?.choice ? html` selected` : ''}>${sayChoice(choice)}</option>`)}</select></div>
<div class="field"><label for="${id}-han">Hạn khác, hoặc ngày khai mạc kỳ họp</label><input id="${id}-han" name="han" value="${own?.words ?? ''}" maxlength="200" autocomplete="off" placeholder="chậm nhất ngày 25 tháng cuối quý"></div>
<button class="${set ? 'button-quiet' : 'button-main'} small" type="submit">${set ? 'Đổi hạn' : 'Đặt hạn'}</button></form></li>`
}

function stateView(set: UndatedReport['set']): Html {
  if (set === null) return html`<span class="tag tag-wait">chưa đặt hạn</span>`
  return set.dueText === null
    ? html`<span class="tag">không cần nhắc</span>`
    : html`<span class="tag tag-good">hạn do xã đặt</span> ${set.dueText}`
}
