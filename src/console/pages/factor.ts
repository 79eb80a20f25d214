/** Setting up a second factor, by one's own wish or because the office requires it. */
import { html, raw } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH, FACTOR_PATH } from '../paths.ts'
import { field } from './doors.ts'
import { consolePage, doorPage, type Html, type Notice } from './layout.ts'

/** Without the menu: nothing in it opens yet. */
export function requiredFactorPage(notice: Notice | null): Html {
  return doorPage({
    title: 'Cần bật xác thực hai bước',
    notice,
    body: html`<h1>Cần bật xác thực hai bước</h1>
<p>Cơ quan yêu cầu mọi tài khoản bật xác thực hai bước: ngoài mật khẩu, đăng nhập cần mã 6 số trên điện thoại. Bật xong, anh/chị dùng trang như thường.</p>
<p>Cần điện thoại có ứng dụng xác thực. Chưa có thì hỏi người quản trị.</p>
<div class="stack"><form method="post" action="${FACTOR_PATH}"><button class="button-main" type="submit">Bật xác thực hai bước</button></form>
${signOutForm()}</div>`,
  })
}

/** `picture`: an SVG drawn by us. */
export type OfferedFactor = { operator: Operator; isRequired: boolean; secret: string; picture: string }

/** Shown once: the secret is in force from the first right code. */
export function offeredFactorPage({ operator, isRequired, secret, picture }: OfferedFactor): Html {
  const title = 'Bật xác thực hai bước'
  const body = html`<h1>${title}</h1>
<ol><li>Mở ứng dụng xác thực trên điện thoại, chọn quét mã.</li><li>Quét mã vạch này, hoặc nhập khóa <code>${secret.match(/.{1,4}/g)?.join(' ')}</code>.</li><li>Nhập mã 6 số ứng dụng đang hiện.</li></ol>
<figure class="code-picture" role="img" aria-label="Mã vạch chứa khóa xác thực">${raw(picture)}</figure>
<form method="post" action="${FACTOR_PATH}/bat" class="stack">${field({ name: 'ma', label: 'Mã 6 số', autocomplete: 'one-time-code', inputmode: 'numeric' })}
<button class="button-main" type="submit">Bật</button></form>`
  if (isRequired) return doorPage({ title, body: html`<div class="stack"><div>${body}</div>${signOutForm()}</div>` })
  return consolePage({ title, active: null, operator, body })
}

function signOutForm(): Html {
  return html`<form method="post" action="${CONSOLE_PATH}/dang-xuat"><button class="button-quiet" type="submit">Đăng xuất</button></form>`
}
