import { html } from 'hono/html'
import type { DocumentView } from '../../documents/index.ts'
import { groupPassages, type OutlineSection, outlineOf, type Passage, type PassageGroup } from '../document-outline.ts'
import { factsView } from './document-list.ts'
import { capitalised, type Html, page } from './layout.ts'

const CONTENTS_MAX_LEVEL = 3

/** One document in reading form; each passage has its own address (`#doan-…`) for citations to point at. */
export function documentPage(document: DocumentView): Html {
  const { opening, sections } = outlineOf(document)
  return page({
    title: document.title ?? document.file,
    active: 'documents',
    body: html`<div class="document-layout">
<header class="document-head">
<p class="breadcrumb"><a href="/van-ban">Văn bản</a> · ${capitalised(document.commune.name)}</p>
<h1>${document.title ?? document.file}</h1>
${factsView(document)}
${warningsView(document.warnings)}
</header>
${contentsView(sections)}
<article class="document-body" aria-label="Nội dung văn bản">
<p class="hint">Bản đọc do trợ lý trích từ tệp <span class="file-name">${document.file}</span>; khi cần dùng chính thức, anh/chị đối chiếu với bản gốc.</p>
${passagesView(opening)}
${sections.map(sectionView)}
</article>
</div>`,
  })
}

function warningsView(warnings: string[]): Html | '' {
  if (warnings.length === 0) return ''
  return html`<details class="warnings"><summary>Lưu ý khi đọc văn bản này (${warnings.length})</summary>
<ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></details>`
}

function contentsView(sections: OutlineSection[]): Html | '' {
  const entries = sections.filter(({ level }) => level <= CONTENTS_MAX_LEVEL)
  if (entries.length === 0) return ''
  return html`<details class="contents" open><summary>Mục lục</summary><nav aria-label="Mục lục"><ol>${entries.map(
    ({ anchor, level, heading }) => html`<li class="contents-${level}"><a href="#${anchor}">${heading}</a></li>`,
  )}</ol></nav></details>`
}

function sectionView({ anchor, level, heading, passages }: OutlineSection): Html {
  return html`<section id="${anchor}">${headingView(level, heading)}${passagesView(passages)}</section>`
}

/** The page's own title is h1, so a document's first level is h2. */
function headingView(level: number, heading: string): Html {
  if (level <= 1) return html`<h2>${heading}</h2>`
  if (level === 2) return html`<h3>${heading}</h3>`
  return level === 3 ? html`<h4>${heading}</h4>` : html`<h5>${heading}</h5>`
}

function passagesView(passages: Passage[]): Html[] {
  return groupPassages(passages).map(groupView)
}

function groupView(group: PassageGroup): Html {
  const lead = group.lead ? html`<p class="lead-line">${group.lead}</p>` : ''
  if (group.kind === 'text') {
    const { position, kind, quote } = group.passage
    return html`${lead}<p id="doan-${position}" class="passage passage-${kind}">${quote}</p>`
  }
  if (group.kind === 'bullets') {
    return html`${lead}<ul class="bullets">${group.passages.map(
      ({ position, quote }) => html`<li id="doan-${position}" class="passage">${withoutMark(quote)}</li>`,
    )}</ul>`
  }
  return html`${lead}<div class="table-scroll" tabindex="0" role="region" aria-label="Bảng trong văn bản"><table><tbody>${group.rows.map(
    ({ passage, cells }) => rowView(passage, cells, group.columns),
  )}</tbody></table></div>`
}

function rowView({ position }: Passage, cells: string[], columns: number): Html {
  const missing = columns - cells.length
  return html`<tr id="doan-${position}" class="passage">${cells.map((cell, at) =>
    missing > 0 && at === cells.length - 1 ? html`<td colspan="${missing + 1}">${cell}</td>` : html`<td>${cell}</td>`,
  )}</tr>`
}

/** The list draws its own mark. */
function withoutMark(quote: string): string {
  return quote.replace(/^\s*[-–•+]\s*/, '')
}
