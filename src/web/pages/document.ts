import { html } from 'hono/html'
import type { DocumentView } from '../../documents/index.ts'
import { type FlowBlock, flowOf, type Heading, headingsOf, type Passage, type Row } from '../document-flow.ts'
import { factsView } from './document-list.ts'
import { documentName } from './document-name.ts'
import { capitalised, type Html, page } from './layout.ts'
import { withoutMarks } from './set-text.ts'

const CONTENTS_MAX_LEVEL = 3

/** One document in reading form; each passage has its own address (`#doan-…`) for citations to point at. */
export function documentPage(document: DocumentView): Html {
  return page({
    title: documentName(document),
    active: 'documents',
    hasScript: true,
    body: html`<div class="document-layout">
<header class="document-head">
<p class="breadcrumb"><a href="/van-ban">Văn bản</a> · ${capitalised(document.commune.name)}</p>
<h1>${documentName(document)}</h1>
${factsView(document)}
${warningsView(document.warnings)}
</header>
${contentsView(headingsOf(document))}
<article class="document-body" aria-label="Nội dung văn bản">
<p class="hint">Bản đọc do trợ lý trích từ tệp <span class="file-name">${document.file}</span>; khi cần dùng chính thức, anh/chị đối chiếu với bản gốc.</p>
${documentBody(document)}
</article>
</div>`,
  })
}

/** Classes of passages that something is said of, by their position. */
export type MarkedPassages = ReadonlyMap<number, string>

/** The text alone, each passage at its own anchor. */
export function documentBody(document: DocumentView, marked: MarkedPassages = new Map()): Html[] {
  return flowOf(document).map((block) => blockView(block, ({ position }) => marksOf(marked, position)))
}

/** The headings as links, to stand beside the text; nothing where there are none. */
export function documentContents(document: DocumentView): Html | '' {
  return contentsView(headingsOf(document))
}

type Marks = (passage: Passage) => string

function marksOf(marked: MarkedPassages, position: number): string {
  const own = marked.get(position)
  return own ? ` ${own}` : ''
}

function warningsView(warnings: string[]): Html | '' {
  if (warnings.length === 0) return ''
  return html`<details class="warnings"><summary>Lưu ý khi đọc văn bản này (${warnings.length})</summary>
<ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></details>`
}

function contentsView(headings: Heading[]): Html | '' {
  const entries = headings.filter(({ level }) => level <= CONTENTS_MAX_LEVEL)
  if (entries.length === 0) return ''
  return html`<details class="contents" data-open-when-wide><summary>Mục lục</summary><nav aria-label="Mục lục"><ol>${entries.map(
    ({ anchor, level, heading }) => html`<li class="contents-${level}"><a href="#${anchor}">${heading}</a></li>`,
  )}</ol></nav></details>`
}

function blockView(block: FlowBlock, marks: Marks): Html {
  switch (block.kind) {
    case 'heading':
      return headingView(block)
    case 'lead':
      return html`<p class="lead-line">${withoutMarks(block.text)}</p>`
    case 'introduction':
      return html`<p id="doan-${block.passage.position}" class="passage lead-line${marks(block.passage)}">${withoutMarks(block.passage.quote)}</p>`
    case 'text':
      return html`<p id="doan-${block.passage.position}" class="passage passage-${block.passage.kind}${marks(block.passage)}">${withoutMarks(block.passage.quote)}</p>`
    case 'bullets':
      return html`<ul class="bullets">${block.passages.map((passage) => bulletView(passage, marks(passage)))}</ul>`
    case 'table':
      return tableView(block, marks)
  }
}

/** The page's own title is h1, so a document's first level is h2. */
function headingView({ anchor, level, heading }: Heading): Html {
  if (level <= 1) return html`<h2 id="${anchor}">${heading}</h2>`
  if (level === 2) return html`<h3 id="${anchor}">${heading}</h3>`
  return level === 3 ? html`<h4 id="${anchor}">${heading}</h4>` : html`<h5 id="${anchor}">${heading}</h5>`
}

/** The list draws its own mark. */
function bulletView({ position, quote }: Passage, marks: string): Html {
  return html`<li id="doan-${position}" class="passage${marks}">${withoutMarks(quote.replace(/^\s*[-–•+]\s*/, ''))}</li>`
}

function tableView({ head, rows, columns }: Extract<FlowBlock, { kind: 'table' }>, marks: Marks): Html {
  const label = `Bảng từ đoạn ${rows[0]?.passage.position ?? 0}`
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${label}"><table${head ? html` class="table-cards"` : ''}>
${head ? html`<thead><tr>${head.map((cell) => html`<th scope="col">${withoutMarks(cell)}</th>`)}</tr></thead>` : ''}
<tbody>${rows.map((row) => rowView(row, { columns, head, marks: marks(row.passage) }))}</tbody></table></div>`
}

/** A row with fewer cells than its table (a group's name, a merged cell) ends in one wide cell. */
type RowLook = { columns: number; head: string[] | null; marks: string }

function rowView({ passage, cells }: Row, { columns, head, marks }: RowLook): Html {
  const missing = columns - cells.length
  return html`<tr id="doan-${passage.position}" class="passage${marks}">${cells.map((cell, at) =>
    missing > 0 && at === cells.length - 1
      ? html`<td colspan="${missing + 1}">${withoutMarks(cell)}</td>`
      : html`<td${head?.[at] ? html` data-label="${head[at]}"` : ''}>${withoutMarks(cell)}</td>`,
  )}</tr>`
}
