import { html } from 'hono/html'
import type { Operator, OwnSession } from '../../people/index.ts'
import { CONSOLE_PATH, SESSIONS_PATH } from '../paths.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { momentWords } from './moments.ts'

export type SessionsPage = { operator: Operator; sessions: OwnSession[]; notice: Notice | null }

/** Where one is signed in, and the way to end it elsewhere. */
export function sessionsPage({ operator, sessions, notice }: SessionsPage): Html {
  return consolePage({
    title: 'Phiên đăng nhập',
    active: null,
    operator,
    notice,
    body: html`<h1>Phiên đăng nhập</h1>
<p class="hint">Những nơi đang đăng nhập bằng tài khoản của anh/chị. Thấy nơi lạ: kết thúc phiên đó, rồi đổi mật khẩu ở trang <a href="${CONSOLE_PATH}/tai-khoan">Tài khoản</a>.</p>
<section class="panel"><div class="table-wrap"><table class="stacked"><thead><tr><th scope="col">Thiết bị</th><th scope="col">Bắt đầu</th><th scope="col">Dùng lần cuối</th><th scope="col">Kết thúc</th></tr></thead>
<tbody>${sessions.map(rowView)}</tbody></table></div>
${sessions.length > 1 ? html`<form method="post" action="${SESSIONS_PATH}/ket-thuc-khac"><button class="button-bad" type="submit">Kết thúc mọi phiên khác</button></form>` : ''}</section>`,
  })
}

function rowView({ id, begunAt, usedAt, device, isThis }: OwnSession): Html {
  const begun = momentWords(begunAt)
  return html`<tr><td><strong>${device ?? 'Không rõ thiết bị'}</strong></td><td data-label="Bắt đầu">${begun}</td><td data-label="Dùng lần cuối">${momentWords(usedAt)}</td><td>${
    isThis
      ? html`<span class="tag tag-good">Phiên này</span>`
      : html`<form method="post" action="${SESSIONS_PATH}/ket-thuc"><input type="hidden" name="phien" value="${id}"><button class="button-quiet small" type="submit" aria-label="Kết thúc phiên bắt đầu lúc ${begun}">Kết thúc</button></form>`
  }</td></tr>`
}
