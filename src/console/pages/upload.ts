import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html } from './layout.ts'

export const ACCEPTED = '.docx,.pdf,.xlsx,.txt,.md,.png,.jpg,.jpeg'

type UploadForm = {
  id: string
  accept: string
  /** The document it is a new version of. */
  replaces?: number
}

/** A field that takes a drop of files too; with scripts it shows how far the sending is. */
export function uploadForm({ id, accept, replaces }: UploadForm): Html {
  return html`<form method="post" action="${CONSOLE_PATH}/van-ban/tep" enctype="multipart/form-data" class="upload" data-upload>
${replaces ? html`<input type="hidden" name="thay" value="${replaces}">` : ''}
<div class="field"><label for="${id}">${replaces ? 'Chọn hoặc kéo tệp mới vào đây' : 'Chọn hoặc kéo tệp vào đây'}</label><input id="${id}" type="file" name="tep" accept="${accept}"${replaces ? '' : html` multiple`} required aria-describedby="${id}-la"><span class="hint" id="${id}-la">${replaces ? `Cùng loại tệp ${accept}; điều xã đã xác nhận được giữ, chỗ khác nhau hiện ra để chọn.` : 'Word, PDF, Excel, văn bản thuần, ảnh chụp; mỗi lần gửi tối đa 60 MB. Không tải văn bản mật.'}</span></div>
<div class="row"><button class="button-main small" type="submit">Tải lên và đọc</button><progress max="100" value="0" hidden aria-label="Đang gửi tệp"></progress><span class="hint" role="status" data-upload-says></span></div></form>`
}

export type ReadFile = {
  file: string
  tone: 'good' | 'bad' | 'wait'
  /** What became of it, in sentences. */
  says: string[]
  documentId: number | null
}

export type ReadingPage = {
  operator: Operator
  files: ReadFile[]
  /** Why others were not taken. */
  refused: string[]
  isDone: boolean
}

/** How far the reading of what was handed in is; looks again by itself until it is done. */
export function readingPage({ operator, files, refused, isDone }: ReadingPage): Html {
  return consolePage({
    title: isDone ? 'Đã đọc xong' : 'Đang đọc văn bản',
    active: 'documents',
    operator,
    body: html`<h1${isDone ? '' : html` data-look-again="2"`}>${isDone ? 'Đã đọc xong' : 'Đang đọc văn bản'}</h1>
${refused.map((why) => html`<p class="state state-bad">Có tệp không nhận: ${why}</p>`)}
<ul class="duties panel" aria-live="polite">${files.map(fileView)}</ul>
${isDone ? html`<p class="row"><a class="button-quiet" href="${CONSOLE_PATH}/van-ban">Về danh sách văn bản</a></p>` : html`<p class="hint">Trang tự xem lại; bản quét mất vài phút. Anh/chị rời trang cũng không sao.</p><noscript><p><a class="button-quiet" href="">Xem lại</a></p></noscript>`}`,
  })
}

const TONES = { good: ['tag-good', 'đã đọc'], bad: ['tag-bad', 'không nhận'], wait: ['tag-wait', 'đang đọc'] } as const

function fileView({ file, tone, says, documentId }: ReadFile): Html {
  const [look, label] = TONES[tone]
  return html`<li class="duty"><p><strong>${file.split('/').at(-1) ?? file}</strong> <span class="tag ${look}">${label}</span></p>${says.map((line) => html`<p>${line}</p>`)}
${documentId === null ? '' : html`<p><a class="button-main small" href="${CONSOLE_PATH}/van-ban/${documentId}">Xem và xác nhận</a></p>`}</li>`
}
