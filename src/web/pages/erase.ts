import { html } from 'hono/html'
import { type Html, page } from './layout.ts'

/** Says what will be erased and asks once more. */
export function erasePage({ hasData }: { hasData: boolean }): Html {
  return page({
    title: 'Xóa dữ liệu của tôi',
    active: null,
    body: html`<div class="narrow">
<h1>Xóa dữ liệu của tôi</h1>
${
  hasData
    ? html`<p class="lede">Trợ lý sẽ xóa toàn bộ tin nhắn, lựa chọn xã và đánh giá gắn với trình duyệt này. Việc xóa không khôi phục được.</p>
<form method="post" action="/xoa-du-lieu" class="actions"><button class="button-danger">Xóa dữ liệu của tôi</button><a class="button-quiet" href="/">Giữ lại, quay về</a></form>
<p class="hint">Muốn giữ một bản, anh/chị <a href="/du-lieu-cua-toi">tải dữ liệu của tôi</a> trước khi xóa.</p>
<p class="hint">Anh/chị cũng có thể nhắn <strong>XÓA DỮ LIỆU</strong> trong cuộc trò chuyện.</p>`
    : html`<p class="lede">Trợ lý không lưu dữ liệu nào gắn với trình duyệt này.</p>
<p class="actions"><a class="button-primary" href="/">Về trang hỏi đáp</a></p>`
}
</div>`,
  })
}

export function erasedPage(): Html {
  return page({
    title: 'Đã xóa dữ liệu',
    active: null,
    body: html`<div class="narrow"><h1>Đã xóa dữ liệu của anh/chị</h1>
<p class="lede">Tin nhắn và lựa chọn gắn với trình duyệt này đã được xóa khỏi hệ thống.</p>
<p class="actions"><a class="button-primary" href="/">Về trang hỏi đáp</a></p></div>`,
  })
}
