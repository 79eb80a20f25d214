import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH, FACTOR_PATH, SESSIONS_PATH } from '../paths.ts'
import { field, passwordField } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'

/** `isRequired`: the office wants every account to have a second factor. */
export type AccountPage = { operator: Operator; isRequired: boolean; notice: Notice | null }

export function accountPage({ operator, isRequired, notice }: AccountPage): Html {
  return consolePage({
    title: 'Tài khoản',
    active: null,
    operator,
    notice,
    body: html`<h1>Tài khoản của tôi</h1>
<p>Tên đăng nhập: <strong>${operator.loginName}</strong></p>
<p><a href="${SESSIONS_PATH}">Phiên đăng nhập</a>: đang đăng nhập ở đâu, kết thúc từ xa.</p>
<div class="panels">
<section class="panel"><h2>Đổi mật khẩu</h2>
<form method="post" action="${CONSOLE_PATH}/tai-khoan/mat-khau" class="stack">${oldPasswordField('cu-doi')}${passwordField()}
<button class="button-main" type="submit">Đổi mật khẩu</button></form></section>
<section class="panel"><h2>Xác thực hai bước</h2>
<p>Ngoài mật khẩu, cần thêm mã 6 số trong ứng dụng xác thực trên điện thoại. Nên bật với người quản trị và điều phối.</p>
${factorView({ operator, isRequired })}</section>
</div>`,
  })
}

function factorView({ operator, isRequired }: Pick<AccountPage, 'operator' | 'isRequired'>): Html {
  if (!operator.hasFactor) {
    return html`<form method="post" action="${FACTOR_PATH}"><button class="button-quiet" type="submit">Bật xác thực hai bước</button></form>`
  }
  const state = html`<p><span class="tag tag-good">Đang bật</span>${isRequired ? ' Cơ quan bắt buộc, không tắt được.' : ''}</p>`
  if (isRequired) return state
  return html`${state}<details><summary>Tắt xác thực hai bước</summary><form method="post" action="${FACTOR_PATH}/tat" class="stack">${oldPasswordField('cu-tat')}
<button class="button-bad" type="submit">Tắt</button></form></details>`
}

function oldPasswordField(id: string): Html {
  return field({
    name: 'matKhauCu',
    id,
    label: 'Mật khẩu hiện tại',
    type: 'password',
    autocomplete: 'current-password',
  })
}
