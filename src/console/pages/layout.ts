import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import { assetUrl, type Html } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'

export type { Html } from '../../web/index.ts'

/** The pages of the menu, in its order. A page is there for whoever is signed in; what it lets them do hangs on rights. */
export const SECTIONS = {
  today: { path: '', label: 'Hôm nay' },
  documents: { path: '/van-ban', label: 'Văn bản' },
  duties: { path: '/nhiem-vu', label: 'Nhiệm vụ' },
  reminders: { path: '/nhac-viec', label: 'Nhắc việc' },
  conversations: { path: '/hoi-thoai', label: 'Hỏi đáp' },
  tickets: { path: '/phieu', label: 'Phiếu hỏi' },
  broadcasts: { path: '/thong-bao', label: 'Thông báo' },
  feedback: { path: '/phan-anh', label: 'Phản ánh' },
  council: { path: '/hdnd', label: 'HĐND' },
  figures: { path: '/so-lieu', label: 'Số liệu' },
  people: { path: '/con-nguoi', label: 'Con người' },
  settings: { path: '/cai-dat', label: 'Cài đặt' },
} as const satisfies Record<string, { path: string; label: string }>

export type Section = keyof typeof SECTIONS

/** A sentence above the page: what a form just did, or why it did not. */
export type Notice = { tone: 'good' | 'bad'; text: string }

export type ConsolePage = {
  title: string
  active: Section | null
  operator: Operator
  body: Html
  notice?: Notice | null
}

/** One page of the console: menu, notice, body. Prints without the menu. */
export function consolePage({ title, active, operator, body, notice }: ConsolePage): Html {
  return bare({
    title,
    body: html`<div class="console">
${menu(active, operator)}
<main id="noi-dung" class="console-main" tabindex="-1">
${noticeView(notice)}
${body}
</main>
</div>`,
  })
}

/** A page without the menu, for whoever is not signed in yet. */
export function doorPage({ title, body, notice }: { title: string; body: Html; notice?: Notice | null }): Html {
  return bare({
    title,
    body: html`<main id="noi-dung" class="door" tabindex="-1">
<p class="door-brand"><img src="${assetUrl('icon.svg')}" alt="" width="40" height="40">Trợ lý số cấp xã</p>
${noticeView(notice)}
${body}
</main>`,
  })
}

function bare({ title, body }: { title: string; body: Html }): Html {
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – Quản trị trợ lý số</title>
<link rel="stylesheet" href="${assetUrl('style.css')}">
<link rel="stylesheet" href="${assetUrl('console.css')}">
<link rel="icon" href="${assetUrl('icon.svg')}" type="image/svg+xml">
<script type="module" src="${assetUrl('console.js')}"></script>
</head>
<body class="layout-console">
<a class="skip-link" href="#noi-dung">Bỏ qua, đến nội dung chính</a>
${body}
</body>
</html>`
}

function noticeView(notice: Notice | null | undefined): Html | '' {
  return notice ? html`<p class="state state-${notice.tone}" role="status">${notice.text}</p>` : ''
}

function menu(active: Section | null, { name, loginName, posts }: Operator): Html {
  const title = posts.map((post) => post.title).join(', ') || 'Quản trị hệ thống'
  return html`<header class="console-side">
<a class="brand" href="${CONSOLE_PATH}"><img class="brand-mark" src="${assetUrl('icon.svg')}" alt="" width="30" height="30"><span class="brand-name">Trợ lý số</span></a>
<nav class="console-menu" aria-label="Các trang quản trị"><ul>${Object.entries(SECTIONS).map(
    ([section, { path, label }]) =>
      html`<li><a href="${CONSOLE_PATH}${path}"${section === active ? html` aria-current="page"` : ''}>${label}</a></li>`,
  )}</ul></nav>
<div class="console-who"><p><strong>${name ?? loginName}</strong><br><span class="hint">${title}</span></p>
<p><a href="${CONSOLE_PATH}/tai-khoan">Tài khoản</a></p>
<form method="post" action="${CONSOLE_PATH}/dang-xuat"><button class="button-quiet" type="submit">Đăng xuất</button></form></div>
</header>`
}
