import { html } from 'hono/html'
import { type Html, page } from './layout.ts'

export type Problem = 'not_found' | 'fault' | 'forbidden' | 'too_fast'

const PROBLEMS = {
  not_found: {
    title: 'Không tìm thấy trang này',
    text: 'Địa chỉ có thể đã đổi, hoặc văn bản không còn hiệu lực trên trang.',
  },
  fault: {
    title: 'Trợ lý đang gặp sự cố',
    text: 'Anh/chị vui lòng thử lại sau ít phút. Nếu cần gấp, mời anh/chị liên hệ trực tiếp UBND xã.',
  },
  forbidden: {
    title: 'Không nhận được yêu cầu này',
    text: 'Biểu mẫu được gửi từ một trang khác nên không được nhận. Anh/chị mở lại trang này rồi gửi lại.',
  },
  too_fast: {
    title: 'Anh/chị gửi hơi nhanh',
    text: 'Vui lòng đợi ít giây rồi quay lại trang trước để gửi lại.',
  },
} satisfies Record<Problem, { title: string; text: string }>

export function problemPage(problem: Problem): Html {
  const { title, text } = PROBLEMS[problem]
  return page({
    title,
    active: null,
    body: html`<div class="narrow"><h1>${title}</h1><p class="lede">${text}</p>
<p class="actions"><a class="button-primary" href="/">Về trang hỏi đáp</a></p></div>`,
  })
}
