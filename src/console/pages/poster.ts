import { html, raw } from 'hono/html'
import { consolePage, type Html } from './layout.ts'
import { capital } from './parts.ts'
import { REMINDERS_PATH, type RemindersPage, remindersHead } from './reminders-view.ts'

export type PosterPage = RemindersPage & {
  /** Where the picture leads. */
  address: string
  /** An SVG drawn by us. */
  picture: string
  /** One sheet each, after the commune's own. */
  villages: string[]
  suggested: string[]
}

/** A sheet to hang up for the commune, and one for each village; printed alone. */
export function posterPage(page: PosterPage): Html {
  const { operator, commune, notice, address, villages, suggested } = page
  return consolePage({
    title: 'Áp phích QR',
    active: 'reminders',
    operator,
    notice,
    body: html`<div class="no-print">${remindersHead(page, '/ap-phich')}
<form method="get" action="${REMINDERS_PATH}/ap-phich" class="panel stack"><input type="hidden" name="xa" value="${commune.slug}">
<div class="field"><label for="dich">Quét mã thì mở</label><input id="dich" name="dich" type="url" value="${address}" aria-describedby="dich-la"><span class="hint" id="dich-la">Mặc định là trang hỏi đáp; có thể dán đường dẫn Zalo OA hoặc Telegram của xã.</span></div>
<div class="field"><label for="thon">Mỗi thôn, tổ dân phố một tờ (mỗi dòng một tên)</label><textarea id="thon" name="thon" rows="4">${(villages.length > 0 ? villages : suggested).join('\n')}</textarea></div>
<div class="row"><button class="button-quiet" type="submit">Làm áp phích</button><button type="button" class="button-main" data-print>In</button></div></form></div>
<div class="posters">${sheet(page, null)}${villages.map((village) => sheet(page, village))}</div>`,
  })
}

function sheet({ commune, picture, address }: PosterPage, village: string | null): Html {
  return html`<section class="poster"><p class="poster-over">${village ?? 'Ủy ban nhân dân'}${village ? html`, ` : ' '}${commune.name}</p>
<p class="poster-title">Hỏi ${commune.name} ngay trên điện thoại</p>
<figure class="poster-code" role="img" aria-label="Mã QR mở trợ lý số ${capital(commune.name)}">${raw(picture)}</figure>
<p class="poster-url">${address.replace(/^https?:\/\//, '')}</p>
<ol class="poster-steps"><li>Mở máy ảnh hoặc Zalo, quét mã.</li><li>Gõ câu hỏi như nói, không dấu cũng được.</li><li>Cần gặp cán bộ: gõ số 9.</li></ol>
<p class="poster-note">Trợ lý tự động, trả lời theo văn bản của xã. Không gửi số căn cước, mật khẩu, mã OTP.</p></section>`
}
