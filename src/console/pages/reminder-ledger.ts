import { html } from 'hono/html'
import type { LedgerEntry } from '../../delivery/index.ts'
import type { ReminderFate, ToldReminder } from '../../reminders/index.ts'
import { consolePage, type Html } from './layout.ts'
import { momentWords } from './moments.ts'
import { printedHead, sayDate, takeAway } from './parts.ts'
import { REMINDERS_PATH, type RemindersPage, remindersHead } from './reminders-view.ts'
import { channelLabel, classLabel } from './today-panels.ts'

export const FATES: Record<ReminderFate, { label: string; tone: string }> = {
  done: { label: 'đã gửi', tone: 'tag-good' },
  owed: { label: 'đang gửi', tone: '' },
  claimed: { label: 'đang gửi', tone: '' },
  held: { label: 'chờ đồng ý gửi lãnh đạo', tone: 'tag-wait' },
  undelivered: { label: 'không đến', tone: 'tag-bad' },
  called: { label: 'đã báo trực tiếp', tone: 'tag-good' },
  dropped: { label: 'không gửi', tone: '' },
}

export type LedgerPage = RemindersPage & {
  told: ToldReminder[]
  fate: ReminderFate | null
  /** Everything else that could not be sent in these days. */
  failed: LedgerEntry[]
  from: string
  to: string
}

/** What was told to whom, and whether it arrived. */
export function ledgerPage(page: LedgerPage): Html {
  const { operator, commune, notice, told, fate, failed, from, to, today } = page
  const chosen = (['done', 'undelivered', 'called', 'held', 'dropped'] as const).map(
    (each) => html`<option value="${each}"${each === fate ? html` selected` : ''}>${FATES[each].label}</option>`,
  )
  return consolePage({
    title: 'Sổ gửi tin',
    active: 'reminders',
    operator,
    notice,
    body: html`${printedHead(commune.name, today)}${remindersHead(page, '/so-gui')}
<form method="get" action="${REMINDERS_PATH}/so-gui" class="filters no-print" data-at-once><input type="hidden" name="xa" value="${commune.slug}">
<div class="field"><label for="tu">Từ ngày</label><input id="tu" name="tu" type="date" value="${from}"></div><div class="field"><label for="den">Đến ngày</label><input id="den" name="den" type="date" value="${to}"></div>
<div class="field"><label for="ket-cuc">Kết quả</label><select id="ket-cuc" name="ket-cuc"><option value="">Tất cả</option>${chosen}</select></div>
<noscript><button class="button-quiet small" type="submit">Lọc</button></noscript></form>
${
  told.length === 0
    ? html`<p class="panel empty">Không có lời nhắc nào trong những ngày này.</p>`
    : html`<div class="table-wrap"><table class="stacked"><thead><tr><th scope="col">Ngày</th><th scope="col">Người nhận</th><th scope="col">Nội dung</th><th scope="col">Kết quả</th></tr></thead><tbody>${told.map(rowView)}</tbody></table></div>`
}
${failed.length === 0 ? '' : html`<section class="panel"><h2>Tin khác không gửi được (${failed.length})</h2><div class="table-wrap"><table class="stacked"><thead><tr><th scope="col">Lúc</th><th scope="col">Loại</th><th scope="col">Kênh</th><th scope="col">Vì sao</th></tr></thead><tbody>${failed.map(failedView)}</tbody></table></div></section>`}
${takeAway('gui-nhom', groupText(page))}`,
  })
}

function rowView({
  day,
  post,
  personName,
  summary,
  text,
  fate,
  channel,
  failure,
  finishedAt,
  seenAt,
}: ToldReminder): Html {
  const { label, tone } = FATES[fate]
  return html`<tr><td data-label="Ngày">${sayDate(day)}</td><td data-label="Người nhận">${post}${personName ? html`<br><span class="hint">${personName}</span>` : ''}</td>
<td class="card-head">${summary}<details class="more no-print"><summary>Lời nhắn</summary><p class="said-text">${text}</p></details></td>
<td data-label="Kết quả"><span class="tag ${tone}">${label}</span>${channel ? html`<br><span class="hint">${channelLabel(channel)}${finishedAt ? `, ${momentWords(finishedAt)}` : ''}${seenAt ? '; đã xem' : ''}</span>` : ''}${failure ? html`<br><span class="hint">mã ${failure}</span>` : ''}</td></tr>`
}

function failedView({ createdAt, class: name, channel, failure }: LedgerEntry): Html {
  return html`<tr><td data-label="Lúc">${momentWords(createdAt)}</td><td data-label="Loại">${classLabel(name)}</td><td data-label="Kênh">${channelLabel(channel)}</td><td data-label="Vì sao">${failure ?? 'kênh từ chối'}</td></tr>`
}

function groupText({ told, from, to, commune }: LedgerPage): string {
  const lines = told.map(
    ({ day, post, summary, fate }) => `- ${sayDate(day)} ${post}: ${summary} (${FATES[fate].label})`,
  )
  return [`${commune.name} – lời nhắc từ ${sayDate(from)} đến ${sayDate(to)}`, ...lines].join('\n')
}
