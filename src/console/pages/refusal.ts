import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html } from './layout.ts'

/** Signed in, but this is somebody else's to do. */
export function refusalPage(operator: Operator): Html {
  return consolePage({
    title: 'Không thuộc quyền của anh/chị',
    active: null,
    operator,
    body: html`<h1>Việc này không thuộc quyền của anh/chị</h1>
<p>Chưa có gì thay đổi. Anh/chị nhờ cán bộ điều phối hoặc người quản trị của xã.</p>
<p><a href="${CONSOLE_PATH}">Về trang Hôm nay</a></p>`,
  })
}
