import { html } from 'hono/html'
import type { Policy, PreviewMessage } from '../../reminders/index.ts'
import { escalationView, ladderFields } from './escalation-fields.ts'
import { consolePage, type Html } from './layout.ts'
import { daysView } from './reminders.ts'
import { REMINDERS_PATH, type RemindersPage, remindersHead } from './reminders-view.ts'

/** The fields of the form as texts: what was typed is shown again. */
export type PolicyFields = Record<string, string>

export type PolicyPage = RemindersPage & {
  fields: PolicyFields
  /** What the form would bring, beside how many messages the policy in force brings. */
  preview: { messages: PreviewMessage[]; now: number } | null
  problem: string | null
}

const CADENCES = {
  weekly: 'Báo cáo tuần',
  monthly: 'Báo cáo tháng',
  quarterly: 'Báo cáo quý',
  'half-yearly': 'Báo cáo 6 tháng',
  'nine-monthly': 'Báo cáo 9 tháng',
  yearly: 'Báo cáo năm',
  other: 'Báo cáo khác',
} as const

export const CADENCE_NAMES = Object.keys(CADENCES) as (keyof typeof CADENCES)[]

/** The policy as the form shows it, for one commune's groups. */
export function fieldsOf(policy: Policy, slug: string): PolicyFields {
  const { windows, late, digest, escalation, extensions, calendar, groups } = policy
  const list = (days: readonly number[] | undefined): string => (days ?? []).join(', ')
  return {
    ...Object.fromEntries(CADENCE_NAMES.map((name) => [`bao-cao-${name}`, list(policy.reports[name])])),
    'sang-tu': windows[0]?.from ?? '',
    'sang-den': windows[0]?.to ?? '',
    'chieu-tu': windows[1]?.from ?? '',
    'chieu-den': windows[1]?.to ?? '',
    'gui-luc': policy.sendAt,
    'nhac-them-luc': policy.unfiledAgainAt ?? '',
    'nhiem-vu': list(policy.tasks),
    'phoi-hop': policy.coordinatingNotice === null ? '' : String(policy.coordinatingNotice),
    'dung-dau': list(policy.headWorkingDays),
    'qua-han': list(late.map(({ workingDay }) => workingDay)),
    'tuan-trong': String(digest.withinWorkingDays),
    'tuan-qua-han': String(digest.overdueWeeks),
    'lanh-dao': escalation.leaders ? 'co' : '',
    ...Object.fromEntries(ladderFields(escalation)),
    'gia-han': extensions.grantedBy,
    'ngay-nghi': calendar.daysOff.join('\n'),
    'lam-bu': calendar.workedDays.join('\n'),
    nhom: Object.entries(groups[slug] ?? {})
      .map(([name, members]) => `${name}: ${members.join('; ')}`)
      .join('\n'),
  }
}

const GRANTERS = { coordinator: 'Cán bộ điều phối', receiver: 'Nơi nhận báo cáo', vice_chair: 'Phó Chủ tịch' } as const

/** The office's policy as a form; whoever may not change it reads it. */
export function policyPage(page: PolicyPage): Html {
  const { operator, commune, fields, notice, problem, preview } = page
  const mayChange = operator.rights.has('reminders')
  const value = (name: string): string => fields[name] ?? ''
  const line = (name: string, label: string, hint = ''): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value(name)}" autocomplete="off"${hint ? html` aria-describedby="${name}-la"` : ''}>${hint ? html`<span class="hint" id="${name}-la">${hint}</span>` : ''}</div>`
  const clock = (name: string, label: string): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="time" value="${value(name)}"></div>`
  const lines = (name: string, label: string, hint: string): Html =>
    html`<div class="field"><label for="${name}">${label}</label><textarea id="${name}" name="${name}" rows="3" aria-describedby="${name}-la">${value(name)}</textarea><span class="hint" id="${name}-la">${hint}</span></div>`
  return consolePage({
    title: 'Chính sách nhắc',
    active: 'reminders',
    operator,
    notice: problem ? { tone: 'bad', text: problem } : notice,
    body: html`${remindersHead(page, '/chinh-sach')}
<p class="hint">Số ngày là ngày làm việc, tính lùi từ ngày làm việc cuối cùng còn đúng hạn ("trước ngày 20" còn đúng hạn đến ngày 19). Ngày cuối luôn được nhắc. Chính sách dùng chung cho mọi xã của máy này; nhóm đơn vị là của ${commune.name}.</p>
<form method="post" action="${REMINDERS_PATH}/chinh-sach"><input type="hidden" name="xa" value="${commune.slug}">
<fieldset class="bare"${mayChange ? '' : html` disabled`}>
<div class="panels">
<section class="panel stack"><h2>Giờ gửi</h2><div class="pair">${clock('sang-tu', 'Sáng từ')}${clock('sang-den', 'đến')}</div><div class="pair">${clock('chieu-tu', 'Chiều từ')}${clock('chieu-den', 'đến')}</div>${clock('gui-luc', 'Gửi lời nhắc lúc')}${clock('nhac-them-luc', 'Ngày cuối nhắc thêm lúc (trống: không)')}</section>
<section class="panel stack"><h2>Nhắc trước hạn (ngày làm việc)</h2>${CADENCE_NAMES.map((name) => line(`bao-cao-${name}`, CADENCES[name]))}${line('nhiem-vu', 'Nhiệm vụ có thời hạn')}</section>
<section class="panel stack"><h2>Nhắc ai</h2>${line('dung-dau', 'Nhắc thêm người đứng đầu trước', 'Đầu mối nhận mọi lời nhắc; người đứng đầu nhận lời đầu tiên, các ngày này và ngày cuối.')}${line('phoi-hop', 'Báo đơn vị phối hợp trước (trống: không báo)')}${line('qua-han', 'Quá hạn: nhắc vào ngày thứ', 'Ngày đầu nhắc đầu mối, người đứng đầu, cán bộ điều phối; các ngày sau nhắc người đứng đầu.')}
<div class="field"><label for="gia-han">Ai trả lời khi xin gia hạn</label><select id="gia-han" name="gia-han">${Object.entries(GRANTERS).map(([word, label]) => html`<option value="${word}"${word === value('gia-han') ? html` selected` : ''}>${label}</option>`)}</select></div></section>
${escalationView(value)}
<section class="panel stack"><h2>Bản tin đầu tuần</h2>${line('tuan-trong', 'Nêu việc đến hạn trong (ngày làm việc)')}${line('tuan-qua-han', 'Nêu việc quá hạn trong (tuần)')}</section>
<section class="panel stack"><h2>Lịch riêng</h2>${lines('ngay-nghi', 'Ngày nghỉ thêm', 'Mỗi dòng một ngày, ghi 2026-12-31.')}${lines('lam-bu', 'Ngày làm bù', 'Mỗi dòng một ngày.')}</section>
<section class="panel stack"><h2>Nhóm đơn vị của ${commune.name}</h2>${lines('nhom', 'Nhóm trong văn bản gồm những ai', 'Mỗi dòng một nhóm: Các thôn: Thôn 1; Thôn 2. Nhóm chưa khai thì nhắc cán bộ điều phối.')}</section>
</div>
${
  mayChange
    ? html`<section class="panel stack narrow-form"><div class="field"><label for="ly-do">Lý do thay đổi (cần khi lưu)</label><input id="ly-do" name="lyDo" maxlength="300" value="${value('lyDo')}" autocomplete="off"></div>
<div class="row"><button class="button-quiet" type="submit" formaction="${REMINDERS_PATH}/chinh-sach/xem-thu#xem-thu">Xem thử 60 ngày tới</button><button class="button-main" type="submit">Lưu chính sách</button></div></section>`
    : ''
}
</fieldset></form>
<section id="xem-thu">${preview ? html`<h2>Xem thử: chưa lưu, chưa gửi gì</h2><p>Theo chính sách này: <strong>${preview.messages.length}</strong> tin trong 60 ngày; theo chính sách đang dùng: <strong>${preview.now}</strong> tin.</p>${daysView(preview.messages)}` : ''}</section>`,
  })
}
