import { html } from 'hono/html'
import type { TodayDuties } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { OwnCommune } from '../viewer.ts'
import { actForm, askView } from './duty-forms.ts'
import { dutyLine, dutyText } from './duty-line.ts'
import { consolePage, type Html } from './layout.ts'
import { capital, communeTabs, printedHead, sayDay, takeAway } from './parts.ts'
import { awaitingPanel, failedPanel, heldPanel, ticketsPanel, undeliveredPanel } from './today-panels.ts'
import { approvalsPanel, casesPanel, questionsPanel } from './today-people.ts'
import { hereOf, type TodayPage } from './today-view.ts'

/** What the office opens in the morning: everything that waits for somebody, a click from being dealt with. */
export function todayPage(page: TodayPage): Html {
  const { operator, commune, duties, today, notice } = page
  return consolePage({
    title: 'Hôm nay',
    active: 'today',
    operator,
    notice,
    body: html`${commune ? printedHead(commune.name, today) : ''}<h1>Hôm nay</h1>
<p class="hint">${capital(sayDay(today))}${commune ? ` · ${commune.name}` : ''}</p>
${commune ? communeTabs(operator.communes, commune, CONSOLE_PATH) : ''}
${undoView(page)}
${countsView(page)}
${commune ? html`${duties ? dutiesView(duties, page, commune) : ''}` : welcome()}
<div class="panels">${approvalsPanel(page)}${awaitingPanel(page)}${ticketsPanel(page)}${questionsPanel(page)}${casesPanel(page)}${undeliveredPanel(page)}${failedPanel(page.failed)}${heldPanel(page)}</div>
${duties && commune ? takeAway('gui-nhom', groupText(duties, commune)) : ''}`,
  })
}

function welcome(): Html {
  return html`<section class="panel"><h2>Bắt đầu</h2><p>Chưa có văn bản nào. Anh/chị tải kế hoạch, nghị quyết của xã lên; trợ lý đọc ra nhiệm vụ, hạn báo cáo để anh/chị xác nhận.</p>
<p><a class="button-main" href="${CONSOLE_PATH}/van-ban#tai-len">Tải văn bản lên</a></p></section>`
}

function undoView({ undoable, commune }: TodayPage): Html | '' {
  if (undoable === null) return ''
  const duty = { id: undoable } as Parameters<typeof actForm>[0]['duty']
  return html`<div class="row no-print">${actForm({ duty, act: 'hoan-tac', back: hereOf({ commune }), label: 'Hoàn tác' })}<a href="${CONSOLE_PATH}/nhiem-vu/${undoable}">Xem việc vừa ghi</a></div>`
}

function countsView({ duties, awaiting, tickets, failed, questions, cases, notices, answers }: TodayPage): Html {
  const counts: (readonly [string, string, number, boolean])[] = [
    ['#qua-han', 'Quá hạn', duties?.late.length ?? 0, true],
    ['#den-han', 'Đến hạn', duties?.soon.length ?? 0, false],
    ['#de-nghi', 'Đơn vị hỏi', (duties?.asks.length ?? 0) + (duties?.toAccept.length ?? 0), false],
    ['#van-ban', 'Văn bản chờ', awaiting.length, false],
    ['#phieu', 'Phiếu mở', tickets.length, false],
    ...(questions.length > 0 ? [['#cau-hoi', 'Câu chưa trả lời', questions.length, false] as const] : []),
    ...(cases.length > 0 ? [['#phan-anh', 'Phản ánh', cases.length, false] as const] : []),
    ...(notices.length + answers.length > 0
      ? [['#cho-duyet', 'Chờ duyệt', notices.length + answers.length, false] as const]
      : []),
    ['#tin-hong', 'Tin không đến', (duties?.undelivered.length ?? 0) + failed.length, true],
  ]
  return html`<ul class="tally" aria-label="Tóm tắt">${counts.map(
    ([href, label, count, isBad]) =>
      html`<li><a href="${href}" class="count${count > 0 && isBad ? ' count-bad' : ''}"><strong>${count}</strong> <span>${label}</span></a></li>`,
  )}</ul>`
}

function dutiesView(duties: TodayDuties, page: TodayPage, commune: OwnCommune): Html {
  const line = { back: hereOf({ commune }), mayDecide: page.operator.rights.has('duties') }
  const { late, soon, toAccept, asks } = duties
  const toHear = asks.length + toAccept.length
  return html`<section class="panel" id="qua-han"><h2>Quá hạn (${late.length})</h2>
${late.length === 0 ? html`<p class="empty">Không có việc nào quá hạn.</p>` : html`<ul class="duties">${late.map((duty) => dutyLine(duty, line))}</ul>`}</section>
<section class="panel" id="den-han"><h2>Đến hạn trong 5 ngày làm việc tới (${soon.length})</h2>
${soon.length === 0 ? html`<p class="empty">Không có việc nào đến hạn. <a href="${CONSOLE_PATH}/nhiem-vu?xa=${commune.slug}">Xem sổ nhiệm vụ</a></p>` : html`<ul class="duties">${soon.map((duty) => dutyLine(duty, line))}</ul>`}</section>
${
  toHear === 0
    ? html`<span id="de-nghi"></span>`
    : html`<section class="panel" id="de-nghi"><h2>Đơn vị hỏi và báo đã nộp (${toHear})</h2><ul class="duties">${asks.map((ask) => askView(ask, line))}${toAccept.map((duty) => dutyLine(duty, line))}</ul></section>`
}`
}

function groupText({ day, late, soon }: TodayDuties, { name }: OwnCommune): string {
  const part = (title: string, lines: string[]): string[] => (lines.length > 0 ? ['', title, ...lines] : [])
  const isQuiet = late.length + soon.length === 0
  return [
    `${capital(name)} – việc đến hạn, tính đến ${sayDay(day)}`,
    ...part('QUÁ HẠN', late.map(dutyText)),
    ...part('ĐẾN HẠN TRONG 5 NGÀY LÀM VIỆC TỚI', soon.map(dutyText)),
    ...(isQuiet ? ['', 'Không có việc nào quá hạn hoặc đến hạn.'] : []),
  ].join('\n')
}
