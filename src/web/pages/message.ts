import { html } from 'hono/html'
import type { TranscriptMessage } from '../../conversation/index.ts'
import { type AnswerText, splitAnswer, type TextBlock, textBlocks } from '../answer-text.ts'
import type { Html } from './layout.ts'
import { withLinks, withoutMarks } from './set-text.ts'

type Citation = TranscriptMessage['citations'][number]
type Readable = MessageSetting['readable']

/** Outcomes whose bubble says at a glance that this is not a plain answer. Others look alike. */
const TONES: Record<string, 'caution' | 'fault'> = {
  unanswerable: 'caution',
  refused: 'caution',
  redirected: 'caution',
  error: 'fault',
}

export type MessageSetting = {
  /** Only the last message keeps its choices. */
  isLast: boolean
  /** Documents that have a page; a citation of another one shows its words without a link. */
  readable: ReadonlySet<number>
}

/** One message as the page shows it; the script inserts the same markup. */
export function messageView(message: TranscriptMessage, setting: MessageSetting): Html {
  return message.direction === 'in' ? questionView(message) : answerView(message, setting)
}

function questionView({ id, text }: TranscriptMessage): Html {
  return html`<article class="message message-in" id="tin-${id}" data-id="${id}">
<h2 class="visually-hidden">Anh/chị hỏi</h2>
<div class="bubble"><p class="verbatim">${text}</p></div>
</article>`
}

function answerView(message: TranscriptMessage, { isLast, readable }: MessageSetting): Html {
  const parts = splitAnswer(message.text)
  const tone = TONES[message.outcome ?? ''] ?? 'plain'
  return html`<article class="message message-out tone-${tone}" id="tin-${message.id}" data-id="${message.id}" tabindex="-1">
<h2 class="visually-hidden">Trợ lý trả lời</h2>
<div class="bubble">
${blocksView(textBlocks(parts.body))}
${sourcesView(parts, message.citations, readable)}
${blocksView(textBlocks(parts.after))}
</div>
${isLast ? choicesView(message) : ''}
${message.answersId === null || message.outcome === 'error' ? '' : feedbackView(message)}
</article>`
}

export function blocksView(blocks: TextBlock[]): Html[] {
  return blocks.map((block) => {
    if (block.kind === 'bullets')
      return html`<ul class="answer-list">${block.items.map((item) => html`<li>${withLinks(item)}</li>`)}</ul>`
    if (block.kind === 'numbered') {
      return html`<ol class="answer-list answer-list-numbered">${block.items.map(({ number, text }) => html`<li value="${number}">${withLinks(text)}</li>`)}</ol>`
    }
    return html`<p>${block.lines.map((line, at) => html`${at === 0 ? '' : html`<br>`}${withLinks(line)}`)}</p>`
  })
}

/**
 * Each line of the block links to its clause. Where several clauses stand in one line the line links to the first, and the
 * others are reached under it with their words.
 */
function sourcesView({ sourceLabel, sources }: AnswerText, citations: Citation[], readable: Readable): Html | '' {
  if (sourceLabel === null) return ''
  return html`<div class="sources">
<p class="sources-label">${sourceLabel}</p>
<ul class="source-list">${sharesOf(sources, citations).map(({ line, cited }) => sourceView(line, cited, readable))}</ul>
</div>`
}

/** One clause a line when they pair up; else every clause with the first line. */
function sharesOf(sources: string[], citations: Citation[]): { line: string; cited: Citation[] }[] {
  if (sources.length === citations.length) {
    return sources.map((line, at) => ({ line, cited: citations.slice(at, at + 1) }))
  }
  if (sources.length === 0) return citations.map((citation) => ({ line: placeOf(citation), cited: [citation] }))
  return sources.map((line, at) => ({ line, cited: at === 0 ? citations : [] }))
}

function sourceView(line: string, cited: Citation[], readable: Readable): Html {
  const [first] = cited
  if (!first) return html`<li class="source">${withLinks(line)}</li>`
  return html`<li class="source">${clauseLink(first, html`<svg class="icon" aria-hidden="true"><use href="#i-doc"/></svg><span>${line}</span>`, readable)}
<details><summary>Xem nguyên văn${cited.length > 1 ? ` (${cited.length} chỗ)` : ''}</summary>${cited.map((citation) => quoteView(citation, cited.length > 1 ? readable : null))}</details></li>`
}

/** `readable` is null where the line above already names the place. */
function quoteView(citation: Citation, readable: Readable | null): Html {
  const place = html`<span>${placeOf(citation)}</span>`
  return html`<blockquote>${readable ? clauseLink(citation, place, readable) : ''}${withoutMarks(citation.quote)}</blockquote>`
}

function clauseLink(citation: Citation, words: Html, readable: Readable): Html {
  return readable.has(citation.documentId)
    ? html`<a class="source-link" href="${clauseUrl(citation)}">${words}</a>`
    : html`<span class="source-link">${words}</span>`
}

function placeOf({ section, document }: Citation): string {
  return section || document
}

/** The clause in its place in the document. */
export function clauseUrl({ documentId, position }: Citation): string {
  return `/van-ban/${documentId}#doan-${position}`
}

/** The key is the same each time the page is made: pressing twice asks once. */
function choicesView({ id, choices }: TranscriptMessage): Html | '' {
  if (choices.length === 0) return ''
  return html`<div class="choices" role="group" aria-label="Chọn nhanh">${choices.map(
    (choice, at) => html`<form method="post" action="/tin-nhan" data-choice>
<input type="hidden" name="khoa" value="chon-${id}-${at}"><input type="hidden" name="noiDung" value="${choice}">
<button class="button-quiet">${choice}</button></form>`,
  )}</div>`
}

function feedbackView({ id, feedback }: TranscriptMessage): Html {
  const button = (value: 1 | -1, label: string, icon: string): Html =>
    html`<button name="diem" value="${value}" class="thumb" aria-label="${label}" title="${label}" aria-pressed="${String(feedback === value)}"><svg class="icon" aria-hidden="true"><use href="#${icon}"/></svg></button>`
  return html`<form class="feedback" method="post" action="/danh-gia" data-feedback>
<input type="hidden" name="tinNhan" value="${id}">
${button(1, 'Câu trả lời có ích', 'i-up')}${button(-1, 'Câu trả lời chưa đúng', 'i-down')}
<span class="feedback-said" role="status">${feedback === null ? '' : 'Đã ghi nhận, cảm ơn anh/chị.'}</span>
</form>`
}

/** Shown while the answer to the last question is on its way. */
export function pendingView(): Html {
  return html`<div class="message message-out" id="dang-cho"><div class="bubble bubble-pending">
<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> Đang tìm trong văn bản của xã…</div></div>`
}
