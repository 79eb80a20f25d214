import { html, raw } from 'hono/html'
import type { PublicFigures, PublishedPaper } from '../../figures/index.ts'
import { dateWords } from './document-name.ts'
import { capitalised, type Html, page } from './layout.ts'

export type FiguresPage = {
  figures: PublicFigures
  /** Drawn by us. */
  chart: string
  papers: PublishedPaper[]
  words: string
}

/** What everybody may see of a commune: use, published results, its papers, and a text to read out. */
export function publicFiguresPage({ figures, chart, papers, words }: FiguresPage): Html {
  const { commune, from, to, usage, results, loudspeaker } = figures
  const share = usage.answeredRate === null ? '–' : `${Math.round(usage.answeredRate * 100)}%`
  return page({
    title: `Số liệu ${commune.name}`,
    active: null,
    body: html`<div class="wide">
<h1>${capitalised(commune.name)}: trợ lý số và kết quả chỉ tiêu</h1>
<p class="lede">Từ ${dayWords(from)} đến ${dayWords(to)}: ${usage.total} câu hỏi, trả lời được ${share} các câu hỏi về văn bản. Không có thông tin của người hỏi.</p>
<figure class="figure" tabindex="0" role="group" aria-label="Biểu đồ câu hỏi theo ngày">${raw(chart)}</figure>
<section class="document-group"><h2>Kết quả chỉ tiêu</h2>
${
  results.length === 0
    ? html`<p>Xã chưa công bố kết quả chỉ tiêu nào tại đây.</p>`
    : html`<div class="table-scroll" tabindex="0" role="region" aria-label="Kết quả chỉ tiêu"><table class="table-cards"><thead><tr><th scope="col">Chỉ tiêu</th><th scope="col">Kết quả</th><th scope="col">Tính đến</th><th scope="col">Căn cứ</th></tr></thead><tbody>${results.map(
        ({ text, result, asOf, documentId, section }) =>
          html`<tr><td data-label="Chỉ tiêu">${text}</td><td data-label="Kết quả"><strong>${result ?? ''}</strong></td><td data-label="Tính đến">${dayWords(asOf ?? to)}</td><td data-label="Căn cứ"><a href="/van-ban/${documentId}">${section || 'văn bản'}</a></td></tr>`,
      )}</tbody></table></div>`
}</section>
<section class="document-group" id="tra-cuu"><h2>Tra cứu nghị quyết, kế hoạch</h2>
<form method="get" action="/so-lieu/${commune.slug}#tra-cuu" class="look-up"><label for="tim">Số, ngày, trích yếu hoặc nội dung</label><input id="tim" name="tim" type="search" value="${words}" maxlength="100"><button class="button-primary" type="submit">Tìm</button></form>
${papers.length === 0 ? html`<p role="status">Không có văn bản công khai nào khớp.</p>` : html`<ul class="document-cards">${papers.map(paperView)}</ul>`}</section>
<section class="document-group"><h2>Lời đọc cho loa truyền thanh</h2>
<p><a href="/so-lieu/${commune.slug}/loa.txt">Tải bản chữ</a></p><blockquote class="loudspeaker">${loudspeaker}</blockquote></section>
</div>`,
  })
}

function paperView({ id, title, type, number, dateText }: PublishedPaper): Html {
  return html`<li class="document-card"><h3><a href="/van-ban/${id}">${title ?? type ?? 'Văn bản'}</a></h3>
<dl class="facts"><div><dt>Loại</dt><dd>${type ?? '(không ghi)'}</dd></div><div><dt>Số</dt><dd>${number ?? '(để trống)'}</dd></div><div><dt>Ngày</dt><dd>${dateWords(dateText)}</dd></div></dl></li>`
}

function dayWords(iso: string): string {
  return iso.split('-').reverse().join('/')
}
