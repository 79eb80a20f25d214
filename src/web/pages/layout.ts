import { html } from 'hono/html'
import { assetUrl } from '../assets.ts'

/** What `hono/html` makes: already escaped, possibly still being made. */
export type Html = ReturnType<typeof html>

export type NavItem = 'chat' | 'documents' | 'status'

export type PageOptions = {
  title: string
  active: NavItem | null
  body: Html
  /** Loads the chat's script. */
  hasScript?: boolean
  /** Where the page goes by itself after some seconds; in the chat's layout only without scripts. */
  refresh?: { seconds: number; url: string }
  /** Extra class on the body, e.g. for the chat's full-height layout. */
  layout?: 'chat' | 'reading'
}

const NAV: { item: NavItem; href: string; label: string }[] = [
  { item: 'chat', href: '/', label: 'Hỏi đáp' },
  { item: 'documents', href: '/van-ban', label: 'Văn bản' },
  { item: 'status', href: '/tinh-trang', label: 'Tình trạng' },
]

/** One whole page: head, skip link, header, main. */
export function page({ title, active, body, hasScript, refresh, layout = 'reading' }: PageOptions): Html {
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Trợ lý số cấp xã</title>
<link rel="stylesheet" href="${assetUrl('style.css')}">
<link rel="icon" href="${assetUrl('icon.svg')}" type="image/svg+xml">
${refresh ? refreshTag(refresh, layout === 'chat') : ''}
${hasScript ? html`<script type="module" src="${assetUrl('chat.js')}"></script>` : ''}
</head>
<body class="layout-${layout}">
<a class="skip-link" href="#noi-dung">Bỏ qua, đến nội dung chính</a>
${icons()}
<header class="site-header">
  <div class="site-header-inner">
    <a class="brand" href="/"><img class="brand-mark" src="${assetUrl('icon.svg')}" alt="" width="30" height="30"><span class="brand-name">Trợ lý số cấp xã</span></a>
    <nav aria-label="Các trang">
      <ul class="site-nav">${NAV.map(
        ({ item, href, label }) =>
          html`<li class="nav-${item}"><a href="${href}"${item === active ? html` aria-current="page"` : ''}>${label}</a></li>`,
      )}</ul>
    </nav>
  </div>
</header>
<main id="noi-dung" tabindex="-1">
${body}
</main>
${layout === 'reading' ? footer() : ''}
</body>
</html>`
}

/** A commune's name is written "xã …": it opens a line with a capital. */
export function capitalised(name: string): string {
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1)
}

function refreshTag({ seconds, url }: NonNullable<PageOptions['refresh']>, isScripted: boolean): Html {
  const tag = html`<meta http-equiv="refresh" content="${seconds}; url=${url}">`
  return isScripted ? html`<noscript>${tag}</noscript>` : tag
}

function footer(): Html {
  return html`<footer class="site-footer"><p>Trợ lý tự động, không phải cán bộ; câu trả lời có thể sai.</p>
<ul class="footer-links"><li><a href="/van-ban">Văn bản</a></li><li><a href="/tinh-trang">Tình trạng</a></li><li><a href="/xoa-du-lieu">Xóa dữ liệu của tôi</a></li></ul></footer>`
}

/** Drawn once a page and used by name; the shapes are our own. */
function icons(): Html {
  return html`<svg class="icon-store" aria-hidden="true" width="0" height="0">
<symbol id="i-up" viewBox="0 0 24 24"><path d="M3 10.5h3.5v10H3zM8.5 20V10.6l4-7.6c1.6 0 2.5 1.1 2.5 2.6 0 1-.3 2.4-.7 3.4h5.2c1.2 0 2 1 1.8 2.2l-1.3 7.3a2 2 0 0 1-2 1.5z"/></symbol>
<symbol id="i-down" viewBox="0 0 24 24"><path d="M21 13.5h-3.5v-10H21zM15.5 4v9.4l-4 7.6c-1.6 0-2.5-1.1-2.5-2.6 0-1 .3-2.4.7-3.4H4.5c-1.2 0-2-1-1.8-2.2L4 5.5A2 2 0 0 1 6 4z"/></symbol>
<symbol id="i-send" viewBox="0 0 24 24"><path d="M3.5 20.5 21.5 12 3.5 3.5v6.6L15 12 3.5 13.9z"/></symbol>
<symbol id="i-doc" viewBox="0 0 24 24"><path d="M6 2.5h8l5 5v14H6zM13.5 4v4.5H18M9 12.5h7M9 16h7" fill="none" stroke="currentColor" stroke-width="1.7"/></symbol>
</svg>`
}
