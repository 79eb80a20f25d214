import { html, raw } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { field, passwordField } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'

export function accountPage({ operator, notice }: { operator: Operator; notice: Notice | null }): Html {
  const oldPassword = (id: string): Html =>
    field({ name: 'matKhauCu', id, label: 'Mật khẩu hiện tại', type: 'password', autocomplete: 'current-password' })
  return consolePage({
    title: 'Tài khoản',
    active: null,
    operator,
    notice,
    body: html`<h1>Tài khoản của tôi</h1>
<p>Tên đăng nhập: <strong>${operator.loginName}</strong></p>
<div class="panels">
<section class="panel"><h2>Đổi mật khẩu</h2>
<form method="post" action="${CONSOLE_PATH}/tai-khoan/mat-khau" class="stack">${oldPassword('cu-doi')}${passwordField()}
<button class="button-main" type="submit">Đổi mật khẩu</button></form></section>
<section class="panel"><h2>Xác thực hai bước</h2>
<p>Ngoài mật khẩu, cần thêm mã 6 số trong ứng dụng xác thực trên điện thoại. Nên bật với người quản trị và điều phối.</p>
<form method="post" action="${CONSOLE_PATH}/tai-khoan/xac-thuc"><button class="button-quiet" type="submit">Bật xác thực hai bước</button></form>
<details><summary>Tắt xác thực hai bước</summary><form method="post" action="${CONSOLE_PATH}/tai-khoan/xac-thuc/tat" class="stack">${oldPassword('cu-tat')}
<button class="button-bad" type="submit">Tắt</button></form></details></section>
</div>`,
  })
}

/** `picture`: an SVG drawn by us. */
export type OfferedFactor = { operator: Operator; secret: string; picture: string }

/** Shown once: the secret is in force from the first right code. */
export function offeredFactorPage({ operator, secret, picture }: OfferedFactor): Html {
  return consolePage({
    title: 'Bật xác thực hai bước',
    active: null,
    operator,
    body: html`<h1>Bật xác thực hai bước</h1>
<ol><li>Mở ứng dụng xác thực trên điện thoại, chọn quét mã.</li><li>Quét mã vạch này, hoặc nhập khóa <code>${secret.match(/.{1,4}/g)?.join(' ')}</code>.</li><li>Nhập mã 6 số ứng dụng đang hiện.</li></ol>
<figure class="code-picture" role="img" aria-label="Mã vạch chứa khóa xác thực">${raw(picture)}</figure>
<form method="post" action="${CONSOLE_PATH}/tai-khoan/xac-thuc/bat" class="stack">${field({ name: 'ma', label: 'Mã 6 số', autocomplete: 'one-time-code', inputmode: 'numeric' })}
<button class="button-main" type="submit">Bật</button></form>`,
  })
}
