import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { AskedQuestion, Curated, CuratedState } from '../../questions/index.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { dayWords, momentWords } from './moments.ts'
import { QUESTIONS_PATH, questionTabs } from './questions.ts'

const PATH = `${QUESTIONS_PATH}/cau-tra-loi`

const STATES: Record<CuratedState, { label: string; tone: string }> = {
  waiting: { label: 'Chờ duyệt', tone: 'tag-wait' },
  published: { label: 'Đang trả lời', tone: 'tag-good' },
  returned: { label: 'Trả lại người soạn', tone: 'tag-bad' },
  withdrawn: { label: 'Đã thu hồi', tone: '' },
}

export type CuratedListPage = { operator: Operator; answers: Curated[]; today: string; notice: Notice | null }

/** Every answer the office wrote, what waits for approval first. */
export function curatedListPage({ operator, answers, today, notice }: CuratedListPage): Html {
  return consolePage({
    title: 'Câu trả lời của cơ quan',
    active: 'conversations',
    operator,
    notice,
    body: html`${questionTabs('curated')}
${operator.rights.has('answers') ? html`<p class="no-print"><a class="button-quiet" href="${QUESTIONS_PATH}/soan">Soạn câu trả lời mới</a></p>` : ''}
${
  answers.length === 0
    ? html`<p class="panel empty">Chưa có câu nào. Chọn một câu ở "Cần trả lời" để soạn.</p>`
    : html`<div class="table-wrap" tabindex="0" role="region" aria-label="Các câu trả lời"><table class="stacked"><thead><tr><th scope="col">Câu hỏi</th><th scope="col">Đơn vị duyệt</th><th scope="col">Trạng thái</th></tr></thead><tbody>${answers.map(
        (each) =>
          html`<tr><td><a href="${PATH}/${each.id}">${each.questions[0]}</a><br><span class="hint">${each.questions.length} cách hỏi; ${each.askings} lượt đã hỏi</span></td><td>${each.unit ?? 'Lãnh đạo, điều phối'}</td><td><span class="row">${stateView(each, today)}</span></td></tr>`,
      )}</tbody></table></div>`
}`,
  })
}

function stateView({ state, validUntil }: Curated, today: string): Html {
  const isOver = state === 'published' && validUntil !== null && validUntil < today
  return html`<span class="tag ${isOver ? 'tag-bad' : STATES[state].tone}">${isOver ? 'Hết hiệu lực' : STATES[state].label}</span>`
}

export type Draft = {
  communeId: number
  questions: string
  answer: string
  source: string
  unit: string | null
  validUntil: string
}

export type WritePage = {
  operator: Operator
  draft: Draft
  /** The questions it is for. */
  asked: AskedQuestion[]
  units: string[]
  sources: string[]
  /** The answer being changed; null for a new one. */
  changes: { id: number; revision: number } | null
  notice: Notice | null
}

/** The form of an answer; what people read is shown beside it as it will be said. */
export function writePage({ operator, draft, asked, units, sources, changes, notice }: WritePage): Html {
  const title = changes ? 'Sửa câu trả lời' : 'Soạn câu trả lời'
  const said = asked[0]
  return consolePage({
    title,
    active: 'conversations',
    operator,
    notice,
    body: html`<p class="no-print"><a href="${QUESTIONS_PATH}">← Cần trả lời</a></p>
<h1>${title}</h1>
${said ? html`<p class="hint">Cho ${asked.length} lượt hỏi. Trợ lý đã trả lời gần nhất: “${said.answer.slice(0, 300)}${said.answer.length > 300 ? '…' : ''}”</p>` : ''}
<form method="post" action="${changes ? `${PATH}/${changes.id}/sua` : `${QUESTIONS_PATH}/soan`}" class="stack form-narrow">
<input type="hidden" name="cau" value="${asked.map(({ id }) => id).join(',')}">
${changes ? html`<input type="hidden" name="banSua" value="${changes.revision}">` : ''}
${communeField(operator, draft.communeId, changes !== null || said !== undefined)}
<div class="field"><label for="cachHoi">Các cách hỏi, mỗi dòng một cách</label><textarea id="cachHoi" name="cachHoi" rows="5" required aria-describedby="cachHoi-goi-y">${draft.questions}</textarea>
<p class="hint" id="cachHoi-goi-y">Trợ lý chỉ dùng câu trả lời này khi người hỏi hỏi đúng một trong các cách trên (không tính dấu, cách xưng hô, "khi nào" hay "bao giờ"); hỏi khác một con số, một nơi, một chữ "không" là câu khác. Bỏ chuyện riêng của người hỏi, viết thành câu ai cũng hỏi được.</p></div>
<div class="field"><label for="traLoi">Câu trả lời</label><textarea id="traLoi" name="traLoi" rows="7" maxlength="1500" required aria-describedby="traLoi-goi-y">${draft.answer}</textarea>
<p class="hint" id="traLoi-goi-y">Câu đầu là câu trả lời, có số hoặc ngày trước; một đến ba câu ngắn. Không chào, không viết hoa cả câu.</p></div>
<div class="field"><label for="canCu">Căn cứ (người dân đọc được)</label><input id="canCu" name="canCu" list="van-ban" value="${draft.source}" maxlength="300" required aria-describedby="canCu-goi-y"><datalist id="van-ban">${sources.map((source) => html`<option value="${source}"></option>`)}</datalist>
<p class="hint" id="canCu-goi-y">Văn bản và mục, ví dụ: Nghị quyết số 5/NQ-HĐND của HĐND xã, Điều 2.</p></div>
<div class="field"><label for="donVi">Đơn vị chịu trách nhiệm, sẽ duyệt</label><select id="donVi" name="donVi"><option value="">Lãnh đạo hoặc cán bộ điều phối của xã</option>${units.map((unit) => html`<option value="${unit}"${unit === draft.unit ? html` selected` : ''}>${unit}</option>`)}</select></div>
<div class="field"><label for="denNgay">Ngày cuối cùng còn đúng (để trống nếu không có hạn)</label><input id="denNgay" name="denNgay" type="date" value="${draft.validUntil}"></div>
<p><button class="button-main" type="submit">Gửi duyệt</button></p></form>`,
  })
}

function communeField({ communes }: Operator, chosen: number, isFixed: boolean): Html {
  if (isFixed || communes.length < 2) return html`<input type="hidden" name="xa" value="${chosen}">`
  return html`<div class="field"><label for="xa">Xã, phường</label><select id="xa" name="xa">${communes.map(({ id, name }) => html`<option value="${id}"${id === chosen ? html` selected` : ''}>${name}</option>`)}</select></div>`
}

export type CuratedPage = {
  operator: Operator
  answer: Curated
  /** Why this operator may not approve it; null when they may. */
  whyNotApprove: string | null
  today: string
  notice: Notice | null
}

/** One answer of the office: as people will read it, and what may be done with it. */
export function curatedPage({ operator, answer, whyNotApprove, today, notice }: CuratedPage): Html {
  const { id, questions, state, unit } = answer
  return consolePage({
    title: 'Câu trả lời của cơ quan',
    active: 'conversations',
    operator,
    notice,
    body: html`<p class="no-print"><a href="${PATH}">← Câu trả lời của cơ quan</a></p>
<h1>${questions[0]}</h1>
<p class="row">${stateView(answer, today)}<span class="hint">${factsOf(answer)}</span></p>
${answer.returnedWhy ? html`<p class="state state-bad">${state === 'withdrawn' ? 'Thu hồi vì' : 'Trả lại vì'}: ${answer.returnedWhy}</p>` : ''}
<section class="panel"><h2>Người hỏi sẽ đọc</h2>
<p class="as-said">${answer.answer}
Căn cứ: ${answer.source.replace(/[.\s]+$/u, '')}.
${unit ?? 'Cơ quan'} trả lời, cập nhật ngày ${answer.approvedAt ? momentWords(answer.approvedAt).split(', ')[1] : '(ngày duyệt)'}.</p></section>
<section class="panel"><h2>Trả lời cho các cách hỏi</h2><ul>${questions.map((question) => html`<li>${question}</li>`)}</ul>
<p class="hint">${answer.askings} lượt đã hỏi; ${answer.told} người đồng ý nhận tin đã được báo.</p></section>
${operator.rights.has('answers') ? actsView(id, answer, whyNotApprove) : ''}`,
  })
}

function factsOf({ unit, writerName, writtenAt, approverName, approvedAt, validUntil }: Curated): string {
  return [
    `${writerName ?? 'Người đã nghỉ'} soạn lúc ${momentWords(writtenAt)}`,
    approvedAt
      ? `${approverName ?? 'người đã nghỉ'} duyệt lúc ${momentWords(approvedAt)}`
      : `chờ ${unit ?? 'lãnh đạo hoặc cán bộ điều phối'} duyệt`,
    ...(validUntil ? [`dùng đến hết ${dayWords(validUntil)}`] : []),
  ].join('; ')
}

function actsView(id: number, { state, revision }: Curated, whyNotApprove: string | null): Html {
  const seen = html`<input type="hidden" name="banSua" value="${revision}">`
  const because = (name: string, label: string): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="lyDo" maxlength="300" required></div>`
  return html`<section class="panel no-print"><h2>Xử lý</h2>
${
  state === 'waiting'
    ? whyNotApprove === null
      ? html`<form method="post" action="${PATH}/${id}/duyet">${seen}<p>Duyệt xong, trợ lý trả lời như trên ngay từ câu hỏi sau, và báo cho người đã hỏi mà đồng ý nhận.</p><p><button class="button-main" type="submit">Duyệt và đưa vào trả lời</button></p></form>
<details><summary>Trả lại người soạn</summary><form method="post" action="${PATH}/${id}/tra-lai" class="stack">${seen}${because('lyDoTra', 'Cần sửa gì')}<p><button class="button-quiet" type="submit">Trả lại</button></p></form></details>`
      : html`<p>${whyNotApprove}</p>`
    : ''
}
${state === 'withdrawn' ? '' : html`<p><a class="button-quiet" href="${PATH}/${id}/sua">Sửa (sẽ phải duyệt lại)</a></p>`}
${state === 'published' || state === 'waiting' ? html`<details><summary>Thu hồi, không dùng nữa</summary><form method="post" action="${PATH}/${id}/thu-hoi" class="stack">${seen}${because('lyDoThu', 'Lý do')}<p><button class="button-bad" type="submit">Thu hồi</button></p></form></details>` : ''}</section>`
}
