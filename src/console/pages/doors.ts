/** The pages before the console: signing in, the first administrator, choosing a password. */
import { html } from 'hono/html'
import { CONSOLE_PATH } from '../paths.ts'
import { doorPage, type Html, type Notice } from './layout.ts'

export type SignInPage = { notice: Notice | null; wanted: string; name: string; asksCode: boolean }

export function signInPage({ notice, wanted, name, asksCode }: SignInPage): Html {
  return doorPage({
    title: 'Đăng nhập',
    notice,
    body: html`<h1>Đăng nhập trang quản trị</h1>
<form method="post" action="${CONSOLE_PATH}/dang-nhap" class="stack">
<input type="hidden" name="den" value="${wanted}">
${field({ name: 'ten', label: 'Tên đăng nhập', value: name, autocomplete: 'username' })}
${field({ name: 'matKhau', label: 'Mật khẩu', type: 'password', autocomplete: 'current-password' })}
${asksCode ? codeField() : ''}
<button class="button-main" type="submit">Đăng nhập</button>
</form>
<details><summary>Quên mật khẩu hoặc muốn đăng nhập bằng đường dẫn gửi vào Zalo, Telegram, thư</summary>
<form method="post" action="${CONSOLE_PATH}/gui-duong-dan" class="stack">
${field({ name: 'ten', label: 'Tên đăng nhập', value: name, autocomplete: 'username', id: 'ten-gui' })}
<button class="button-quiet" type="submit">Gửi đường dẫn dùng một lần</button>
</form></details>`,
  })
}

export function firstAdministratorPage({ token, notice }: { token: string; notice: Notice | null }): Html {
  return doorPage({
    title: 'Người quản trị đầu tiên',
    notice,
    body: html`<h1>Tạo người quản trị đầu tiên</h1>
<p>Đường dẫn này chỉ dùng được một lần. Người quản trị mở mọi trang, mời đồng nghiệp và chịu trách nhiệm về cài đặt.</p>
<form method="post" action="${CONSOLE_PATH}/bat-dau/${token}" class="stack">
${field({ name: 'hoTen', label: 'Họ và tên', autocomplete: 'name' })}
${field({ name: 'ten', label: 'Tên đăng nhập', autocomplete: 'username' })}
${passwordField()}
<button class="button-main" type="submit">Tạo và đăng nhập</button>
</form>`,
  })
}

export function choosePasswordPage({ token, notice }: { token: string; notice: Notice | null }): Html {
  return doorPage({
    title: 'Đặt mật khẩu',
    notice,
    body: html`<h1>Đặt mật khẩu</h1>
<form method="post" action="${CONSOLE_PATH}/mat-khau/${token}" class="stack">
${passwordField()}
<button class="button-main" type="submit">Đặt mật khẩu và đăng nhập</button>
</form>`,
  })
}

export type UseLinkPage = { token: string; asksCode: boolean; notice: Notice | null }

/** A link in a chat is opened by the messenger's own preview first: only pressing the button spends it. */
export function useLinkPage({ token, asksCode, notice }: UseLinkPage): Html {
  return doorPage({
    title: 'Đăng nhập bằng đường dẫn',
    notice,
    body: html`<h1>Đăng nhập bằng đường dẫn</h1>
<form method="post" action="${CONSOLE_PATH}/duong-dan/${token}" class="stack">
${asksCode ? codeField() : ''}
<button class="button-main" type="submit">Đăng nhập</button></form>`,
  })
}

export function deadLinkPage(): Html {
  return doorPage({
    title: 'Đường dẫn không còn dùng được',
    body: html`<h1>Đường dẫn không còn dùng được</h1>
<p>Đường dẫn đã dùng, đã hết hạn hoặc bị chép thiếu. Anh/chị xin đường dẫn mới ở trang đăng nhập, hoặc nhờ người quản trị gửi lại.</p>
<p><a href="${CONSOLE_PATH}/dang-nhap">Về trang đăng nhập</a></p>`,
  })
}

type Field = {
  name: string
  label: string
  type?: 'text' | 'password' | 'email' | 'tel' | 'number' | 'date'
  value?: string
  autocomplete?: string
  inputmode?: 'numeric' | 'email'
  hint?: string
  id?: string
  isOptional?: boolean
}

/** One labelled field of a form. */
export function field({ name, label, type = 'text', value = '', id = name, hint, isOptional, ...more }: Field): Html {
  const hintId = `${id}-goi-y`
  return html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="${type}" value="${value}"${isOptional ? '' : html` required`}${
    more.autocomplete ? html` autocomplete="${more.autocomplete}"` : ''
  }${more.inputmode ? html` inputmode="${more.inputmode}"` : ''}${hint ? html` aria-describedby="${hintId}"` : ''}>
${hint ? html`<p class="hint" id="${hintId}">${hint}</p>` : ''}</div>`
}

/** The code of the second factor, as every door asks it. */
function codeField(): Html {
  return field({
    name: 'ma',
    label: 'Mã 6 số trong ứng dụng xác thực',
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
  })
}

export function passwordField(): Html {
  return field({
    name: 'matKhau',
    label: 'Mật khẩu mới',
    type: 'password',
    autocomplete: 'new-password',
    hint: 'Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt. Không dùng mật khẩu của nơi khác.',
  })
}
