import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { SETTINGS_PATH, settingsTabs } from './settings.ts'

/** `requiring`: communes whose accounts must have a second factor. */
export type SignInSettingsPage = { operator: Operator; requiring: readonly number[]; notice: Notice | null }

/** What the office asks of whoever signs in to its pages. */
export function signInSettingsPage({ operator, requiring, notice }: SignInSettingsPage): Html {
  return consolePage({
    title: 'Đăng nhập',
    active: 'settings',
    operator,
    notice,
    body: html`${settingsTabs('signIn')}
<h2>Bắt buộc xác thực hai bước</h2>
<p class="hint">Khi bật, ai chưa có xác thực hai bước phải bật ngay sau khi đăng nhập, xong mới mở được trang khác; người đang đăng nhập cũng vậy, kể cả anh/chị. Mỗi người cần điện thoại có ứng dụng xác thực.</p>
${operator.communes.length === 0 ? html`<p class="panel empty">Chưa có xã, phường nào.</p>` : ''}
${operator.communes.map((commune) => switchView(commune, { isOn: requiring.includes(commune.id), mayChange: operator.rights.has('settings') }))}`,
  })
}

function switchView(
  { name, slug }: Operator['communes'][number],
  { isOn, mayChange }: { isOn: boolean; mayChange: boolean },
): Html {
  const says = isOn ? 'Thôi bắt buộc' : 'Bắt buộc'
  return html`<section class="panel"><h3>${name}</h3><p>${isOn ? html`<span class="tag tag-good">Đang bắt buộc</span>` : html`<span class="tag">Không bắt buộc</span>`}</p>
${
  mayChange
    ? html`<form method="post" action="${SETTINGS_PATH}/dang-nhap"><input type="hidden" name="xa" value="${slug}"><input type="hidden" name="bat" value="${isOn ? '' : 'co'}"><button class="${isOn ? 'button-bad' : 'button-main'}" type="submit" aria-label="${says}: ${name}">${says}</button></form>`
    : ''
}</section>`
}
