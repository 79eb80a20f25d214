import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { QuestionView } from '../../questions/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { momentWords } from './moments.ts'
import { askerWords, QUESTIONS_PATH, tagsOf } from './questions.ts'

export type QuestionPage = { operator: Operator; asked: QuestionView; notice: Notice | null }

/** One question, its answer, and why it was given. */
export function questionPage({ operator, asked, notice }: QuestionPage): Html {
  const mayWrite = operator.rights.has('answers')
  return consolePage({
    title: 'Một câu hỏi',
    active: 'conversations',
    operator,
    notice,
    body: html`<p class="no-print"><a href="${QUESTIONS_PATH}/tat-ca">← Tất cả câu hỏi</a></p>
<h1>Câu hỏi số ${asked.id}</h1>
<p class="row">${tagsOf(asked)}<span class="hint">${askerWords(asked)}</span></p>
<dl class="spoken"><div class="said-citizen"><dt>Hỏi</dt><dd>${asked.question}</dd></div><div class="said-machine"><dt>Trợ lý trả lời</dt><dd>${asked.answer}</dd></div></dl>
${
  asked.verdict === 'wrong'
    ? html`<p class="state state-bad">Đã đánh dấu sai${asked.markedAt ? html` lúc ${momentWords(asked.markedAt)}` : ''}${asked.note ? html`: ${asked.note}` : ''}.</p>`
    : ''
}
${mayWrite ? actsView(asked) : ''}
${whyView(asked)}`,
  })
}

function actsView({ id, verdict, curatedId }: QuestionView): Html {
  return html`<section class="panel no-print"><h2>Cần sửa?</h2>
<div class="row">${curatedId === null ? html`<a class="button-main" href="${QUESTIONS_PATH}/soan?cau=${id}">Soạn câu trả lời đúng</a>` : html`<a class="button-main" href="${QUESTIONS_PATH}/cau-tra-loi/${curatedId}">Xem câu trả lời đã soạn</a>`}
<a href="${CONSOLE_PATH}/cai-dat/du-lieu?cau=${id}">Dữ liệu của người hỏi này</a></div>
${
  verdict === 'wrong'
    ? ''
    : html`<form method="post" action="${QUESTIONS_PATH}/${id}/sai" class="stack"><div class="field"><label for="ghiChu">Sai ở đâu (cán bộ khác đọc được; không ghi tên người hỏi)</label><textarea id="ghiChu" name="ghiChu" rows="2" maxlength="500" required></textarea></div>
<p><button class="button-bad" type="submit">Đánh dấu là trả lời sai</button></p></form>`
}</section>`
}

const STAGES: Readonly<Record<string, string>> = {
  guard: 'kiểm tra an toàn đầu vào',
  menu: 'bảng chọn',
  curated: 'câu trả lời của cơ quan',
  service: 'hướng dẫn dịch vụ công (chắc chắn)',
  'small talk': 'chào hỏi',
  scope: 'chọn văn bản của xã nào',
  rank: 'xếp hạng đoạn văn',
  'held service': 'hướng dẫn dịch vụ công (chờ kế hoạch)',
  elsewhere: 'việc của nơi khác',
  register: 'sổ nhiệm vụ, chỉ tiêu, kỳ báo cáo',
  guide: 'hướng dẫn dịch vụ công',
  answer: 'đoạn văn bản',
  clause: 'riêng vế hỏi của tin nhắn',
  last: 'hướng dẫn dịch vụ công hoặc không có trong văn bản',
}

const MODEL_RESULTS: Readonly<Record<string, string>> = {
  phrased: 'diễn đạt lại và qua kiểm tra',
  none: 'mô hình nói các đoạn không trả lời được',
  unfit: 'lời mô hình không đúng điều được hỏi, không dùng',
  rejected: 'lời mô hình không qua kiểm tra, không dùng',
  budget: 'hết hạn mức, không gọi',
  busy: 'mô hình bận, không gọi',
  resting: 'mô hình đang lỗi, không gọi',
}

function whyView({ citations, trace, latencyMs }: QuestionView): Html {
  return html`<section class="panel"><h2>Vì sao trả lời như vậy</h2>
${
  trace
    ? html`<dl class="entry-facts">
<div><dt>Dừng ở bước</dt><dd>${STAGES[trace.stage] ?? trace.stage}</dd></div>
<div><dt>Mất</dt><dd>${latencyMs ?? 0} mili giây (${trace.timings
        .filter(({ ms }) => ms >= 1)
        .map(({ stage, ms }) => `${STAGES[stage] ?? stage}: ${Math.round(ms)}`)
        .join('; ')})</dd></div>
<div><dt>Mô hình</dt><dd>${trace.model ? html`${MODEL_RESULTS[trace.model.result] ?? trace.model.result}; bản lời nhắc ${trace.model.prompt}; ${trace.model.tokens} token` : 'không dùng: trả lời bằng nguyên văn, sổ hoặc mẫu câu'}</dd></div>
${trace.curated ? html`<div><dt>Câu soạn sẵn</dt><dd><a href="${QUESTIONS_PATH}/cau-tra-loi/${trace.curated}">Số ${trace.curated}</a></dd></div>` : ''}</dl>`
    : html`<p class="hint">Câu này có từ trước khi trợ lý lưu vết; chỉ còn các đoạn đã dẫn.</p>`
}
<h3>Đoạn đã dẫn trong câu trả lời</h3>
${citations.length === 0 ? html`<p class="hint">Không dẫn đoạn nào.</p>` : html`<ul>${citations.map((each) => html`<li><a href="${placeOf(each)}">${each.document}, ${each.section || 'đầu văn bản'}</a><blockquote class="quote">${each.quote}</blockquote></li>`)}</ul>`}
${trace && trace.passages.length > 0 ? passagesView(trace.passages) : ''}</section>`
}

function passagesView(passages: NonNullable<QuestionView['trace']>['passages']): Html {
  return html`<h3>Đoạn tìm thấy, gần nhất trước</h3>
<div class="table-wrap" tabindex="0" role="region" aria-label="Các đoạn tìm thấy"><table><thead><tr><th scope="col" class="number">Điểm</th><th scope="col">Nơi</th><th scope="col">Đoạn</th></tr></thead><tbody>${passages.map(
    (each) =>
      html`<tr><td class="number">${each.score.toLocaleString('vi-VN')}</td><td><a href="${placeOf(each)}">${each.document}${each.cite ? `, ${each.cite}` : ''}</a></td><td>${each.quote}</td></tr>`,
  )}</tbody></table></div>`
}

/** A guide has a public page; a commune's paper its own beside the entries read from it. */
function placeOf({
  document,
  documentId,
  position,
}: {
  document: string
  documentId: number
  position: number
}): string {
  const page = document.startsWith('services/') ? '/van-ban' : `${CONSOLE_PATH}/van-ban`
  return `${page}/${documentId}#doan-${position}`
}
