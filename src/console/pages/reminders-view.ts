/** What the pages of reminders share. */
import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { PreviewMessage } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { OwnCommune } from '../viewer.ts'
import type { Html, Notice } from './layout.ts'
import { communeTabs } from './parts.ts'

export const REMINDERS_PATH = `${CONSOLE_PATH}/nhac-viec`

export type RemindersPage = { operator: Operator; commune: OwnCommune; today: string; notice: Notice | null }

const TABS = {
  '': 'Sắp gửi',
  '/tam-dung': 'Tạm dừng',
  '/chinh-sach': 'Chính sách',
  '/so-gui': 'Sổ gửi tin',
  '/ap-phich': 'Áp phích QR',
} as const
export type RemindersTab = keyof typeof TABS

export function remindersHead({ operator, commune }: RemindersPage, tab: RemindersTab): Html {
  return html`<h1>Nhắc việc</h1>
${communeTabs(operator.communes, commune, `${REMINDERS_PATH}${tab}`)}
<nav class="tabs no-print" aria-label="Nhắc việc">${Object.entries(TABS).map(
    ([path, label]) =>
      html`<a href="${REMINDERS_PATH}${path}?xa=${commune.slug}"${path === tab ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>`
}

export const STEPS: Record<PreviewMessage['step'], string> = {
  ahead: 'nhắc trước hạn',
  due: 'ngày cuối',
  late: 'quá hạn',
  escalation: 'báo lên trên',
  digest: 'bản tin tuần',
  coordination: 'chuyển tiếp, phối hợp',
  progress: 'hỏi tiến độ',
}

export function reachTag({ reach, isPaused }: Pick<PreviewMessage, 'reach' | 'isPaused'>): Html {
  if (isPaused) return html`<span class="tag tag-wait">đang tạm dừng</span>`
  if (reach === 'linked') return html`<span class="tag tag-good">nhận được tin</span>`
  return html`<span class="tag tag-bad">${reach === 'nobody' ? 'chưa có người giữ' : 'chưa liên kết'}</span>`
}
