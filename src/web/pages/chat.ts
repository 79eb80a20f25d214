import { html } from 'hono/html'
import type { TranscriptMessage } from '../../conversation/index.ts'
import type { Role } from '../../people/index.ts'
import { capitalised, type Html, page } from './layout.ts'
import { messageView, pendingView } from './message.ts'
import { roleName, suggestions } from './roles.ts'

export type ChatPage = {
  commune: { name: string }
  asker: { role: Role; unit: string | null }
  messages: TranscriptMessage[]
  /** Documents that have a page. */
  readable: ReadonlySet<number>
  /** Fresh for each page made, so that sending a form twice asks once. */
  formKey: string
  /** Where a browser without scripts looks for the answer on its way; null when none is. */
  nextLook: string | null
  canChange: boolean
  isDemonstration: boolean
  retentionDays: number
}

const QUESTION_MAX_CHARS = 4000
const REFRESH_SECONDS = 3

export function chatPage(chat: ChatPage): Html {
  return page({
    title: `Hỏi đáp ${chat.commune.name}`,
    active: 'chat',
    hasScript: true,
    layout: 'chat',
    refresh: chat.nextLook ? { seconds: REFRESH_SECONDS, url: chat.nextLook } : undefined,
    body: html`<div class="chat">
${contextBar(chat)}
<section class="conversation" aria-labelledby="ten-trang">
<h1 id="ten-trang" class="visually-hidden">Hỏi đáp với trợ lý ${chat.commune.name}</h1>
<div id="tin-nhan" class="messages" role="log" aria-live="polite" aria-label="Cuộc trò chuyện">
${chat.messages.length === 0 ? welcome(chat) : messageList(chat)}
${chat.nextLook ? pendingView() : ''}
</div>
</section>
${composer(chat)}
${scriptTemplates()}
</div>`,
  })
}

/** Markup the script copies, so that no page's words live in it twice. */
function scriptTemplates(): Html {
  return html`<template id="mau-dang-cho">${pendingView()}</template>
<template id="mau-tin-hoi"><article class="message message-in"><h2 class="visually-hidden">Anh/chị hỏi</h2><div class="bubble"><p class="verbatim"></p></div></article></template>
<template id="mau-loi"><div class="message message-out tone-fault" role="alert"><div class="bubble"><p></p><p><button type="button" class="button-quiet">Thử lại</button></p></div></div></template>`
}

/** Messages oldest first; only the last one keeps its choices. */
function messageList({ messages, readable }: ChatPage): Html[] {
  const lastId = messages.at(-1)?.id
  return messages.map((message) => messageView(message, { isLast: message.id === lastId, readable }))
}

function contextBar({ commune, asker, canChange, messages, isDemonstration }: ChatPage): Html {
  const who = asker.unit ? `${roleName(asker.role)} · ${asker.unit}` : roleName(asker.role)
  return html`<div class="context-bar">
<p class="context-who${asker.unit ? ' context-who-long' : ''}"><strong>${capitalised(commune.name)}</strong><span>${who}${isDemonstration ? ' · trình diễn' : ''}</span></p>
<div class="context-actions">
${canChange ? html`<a class="button-quiet" href="/chon">Đổi</a>` : ''}
<form method="post" action="/cuoc-tro-chuyen-moi"${messages.length === 0 ? html` hidden` : ''} data-afresh><button class="button-quiet">Cuộc trò chuyện mới</button></form>
</div>
</div>`
}

function welcome({ commune, asker, formKey }: ChatPage): Html {
  return html`<div class="welcome" id="loi-chao">
<p class="welcome-title">Anh/chị cần hỏi gì về ${commune.name}?</p>
<p class="welcome-text">Trợ lý trả lời theo kế hoạch, nghị quyết đã công bố của xã và dẫn đúng mục trong văn bản. Gõ không dấu cũng được.</p>
<div class="suggestions" role="group" aria-label="Câu hỏi gợi ý">${suggestions(asker.role).map(
    (question, at) => html`<form method="post" action="/tin-nhan" data-choice>
<input type="hidden" name="khoa" value="${formKey}-${at}"><input type="hidden" name="noiDung" value="${question}">
<button class="suggestion">${question}</button></form>`,
  )}</div>
</div>`
}

function composer({ formKey, retentionDays }: ChatPage): Html {
  return html`<div class="composer-area">
<form class="composer" id="o-hoi" method="post" action="/tin-nhan">
<label class="visually-hidden" for="noi-dung-hoi">Câu hỏi của anh/chị</label>
<textarea id="noi-dung-hoi" name="noiDung" rows="1" maxlength="${QUESTION_MAX_CHARS}" required enterkeyhint="send" placeholder="Nhập câu hỏi…"></textarea>
<input type="hidden" name="khoa" value="${formKey}">
<button class="button-send" aria-label="Gửi câu hỏi"><svg class="icon" aria-hidden="true"><use href="#i-send"/></svg><span>Gửi</span></button>
</form>
<p class="notice">Trợ lý tự động, không phải cán bộ; có thể trả lời sai. Không gửi số căn cước, mật khẩu, mã OTP.<br>
Tin nhắn lưu ${retentionDays} ngày; nhắn XÓA DỮ LIỆU để xóa. <a href="/xoa-du-lieu">Xóa dữ liệu của tôi</a></p>
</div>`
}
