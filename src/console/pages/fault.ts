import { html } from 'hono/html'
import { CONSOLE_PATH } from '../paths.ts'
import { doorPage, type Html } from './layout.ts'

export function faultPage(): Html {
  return doorPage({
    title: 'Có sự cố',
    body: html`<h1>Trang này đang gặp sự cố</h1>
<p>Việc vừa làm có thể chưa được ghi. Anh/chị thử lại sau ít phút; nếu vẫn vậy, xem trang Tình trạng.</p>
<p><a href="${CONSOLE_PATH}">Về trang Hôm nay</a></p>`,
  })
}

export function missingPage(): Html {
  return doorPage({
    title: 'Không có trang này',
    body: html`<h1>Không có trang này</h1>
<p>Địa chỉ sai, hoặc văn bản, phiếu này không thuộc xã của anh/chị.</p>
<p><a href="${CONSOLE_PATH}">Về trang Hôm nay</a></p>`,
  })
}
