import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { Feed } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html } from './layout.ts'

const PATH = `${CONSOLE_PATH}/con-nguoi`

/** The one button under a unit, and a second once there is an address to take back. */
export function calendarButtons({ slug, unit, feeds }: { slug: string; unit: string; feeds: readonly Feed[] }): Html {
  const own = feeds.filter((feed) => feed.unit === unit)
  const form = (action: string, label: string): Html =>
    html`<form method="post" action="${PATH}/${action}"><input type="hidden" name="xa" value="${slug}"><input type="hidden" name="donVi" value="${unit}"><button class="button-quiet small" type="submit">${label}</button></form>`
  return html`<div class="post row no-print">${form('lich', 'Tạo đường dẫn lịch hạn việc')}${own.length > 0 ? form('thu-hoi-lich', `Thu hồi ${own.length} đường dẫn lịch`) : ''}</div>`
}

/** Shown once: only the digest is kept. */
export function calendarLinkPage({ operator, unit, url }: { operator: Operator; unit: string; url: string }): Html {
  return consolePage({
    title: 'Đường dẫn lịch',
    active: 'people',
    operator,
    body: html`<h1>Lịch hạn việc: ${unit}</h1>
<p>Trên điện thoại hoặc Outlook, chọn thêm lịch từ đường dẫn (đăng ký lịch) rồi dán:</p>
<p><code class="url-said">${url}</code></p>
<p>Lịch tự cập nhật khi hạn thay đổi hoặc việc đã nộp. Ai có đường dẫn này đều xem được hạn của đơn vị: chỉ đưa cho người của đơn vị. Trang này không hiện lại đường dẫn; khi lộ, bấm "Thu hồi" rồi tạo đường dẫn khác.</p>
<p><a class="button-quiet" href="${PATH}">Xong</a></p>`,
  })
}
