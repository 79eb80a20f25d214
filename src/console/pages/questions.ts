import { html } from 'hono/html'
import type { Operator } from '../../people/index.ts'
import type { AskedQuestion, QuestionGroup } from '../../questions/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { CHANNEL_NAMES } from './channel-names.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { momentWords } from './moments.ts'

export const QUESTIONS_PATH = `${CONSOLE_PATH}/hoi-thoai`

export const OUTCOMES: Readonly<Record<string, { label: string; tone: string }>> = {
  answered: { label: 'Đã trả lời', tone: 'tag-good' },
  answered_partly: { label: 'Trả lời một phần', tone: 'tag-wait' },
  unanswerable: { label: 'Văn bản không có', tone: 'tag-bad' },
  clarify: { label: 'Hỏi lại', tone: '' },
  refused: { label: 'Từ chối', tone: '' },
  redirected: { label: 'Chỉ nơi khác', tone: '' },
  error: { label: 'Có lỗi', tone: 'tag-bad' },
  paused: { label: 'Đang dừng trả lời', tone: 'tag-bad' },
}

const SAID: Readonly<Record<string, string>> = {
  disliked: 'Người hỏi chê',
  liked: 'Người hỏi khen',
  marked: 'Cơ quan đánh dấu sai',
}

const TABS = {
  wanting: ['', 'Cần trả lời'],
  all: ['/tat-ca', 'Tất cả câu hỏi'],
  curated: ['/cau-tra-loi', 'Câu trả lời của cơ quan'],
} as const

export function questionTabs(active: keyof typeof TABS): Html {
  return html`<h1>Hỏi đáp</h1>
<nav class="tabs no-print" aria-label="Các phần của hỏi đáp">${Object.entries(TABS).map(
    ([tab, [path, label]]) =>
      html`<a href="${QUESTIONS_PATH}${path}"${tab === active ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>`
}

export function tagsOf(question: AskedQuestion): Html {
  const { outcome, feedback, verdict, curatedId } = question
  const { label, tone } = OUTCOMES[outcome] ?? { label: outcome, tone: '' }
  return html`<span class="tag ${tone}">${label}</span>${feedback === null ? '' : html`<span class="tag ${feedback > 0 ? 'tag-good' : 'tag-bad'}">${feedback > 0 ? 'Khen' : 'Chê'}</span>`}${
    verdict === 'wrong' ? html`<span class="tag tag-bad">Đánh dấu sai</span>` : ''
  }${verdict === 'settled' ? html`<span class="tag">Không cần trả lời</span>` : ''}${
    curatedId === null
      ? ''
      : html`<a class="tag tag-good" href="${QUESTIONS_PATH}/cau-tra-loi/${curatedId}">Cơ quan đã soạn trả lời</a>`
  }`
}

export function askerWords({ role, channel, at }: AskedQuestion): string {
  const who = role === 'citizen' ? 'Người dân' : 'Cán bộ'
  return `${who}, ${CHANNEL_NAMES[channel] ?? channel}, ${momentWords(at)}`
}

export type WantingPage = { operator: Operator; groups: QuestionGroup[]; notice: Notice | null }

/** What nobody could answer, or was answered badly, the most asked first. */
export function wantingPage({ operator, groups, notice }: WantingPage): Html {
  const mayWrite = operator.rights.has('answers')
  return consolePage({
    title: 'Hỏi đáp',
    active: 'conversations',
    operator,
    notice,
    body: html`${questionTabs('wanting')}
<p class="hint">Câu trợ lý không trả lời được, bị chê hoặc bị đánh dấu sai, gom theo ý giống nhau. Tên, số căn cước, số điện thoại của người hỏi được che. Soạn một lần, đơn vị phụ trách duyệt, rồi trợ lý trả lời đúng câu đó và báo lại cho người đã hỏi mà đồng ý nhận.</p>
${
  groups.length === 0
    ? html`<p class="panel empty">Không có câu nào đang chờ. Câu người dân chê hoặc trợ lý không trả lời được sẽ hiện ở đây.</p>`
    : html`<ul class="entries">${groups.map((group) => groupView(group, operator, mayWrite))}</ul>`
}`,
  })
}

const WORDINGS_SHOWN = 5

function groupView({ questions }: QuestionGroup, { communes }: Operator, mayWrite: boolean): Html {
  const [first] = questions
  if (!first) return html``
  const commune = communes.length > 1 ? communes.find(({ id }) => id === first.communeId)?.name : undefined
  const others = [...new Set(questions.slice(1).map(({ question }) => question))].filter(
    (each) => each !== first.question,
  )
  const ids = questions.map(({ id }) => id)
  return html`<li class="panel group"><p class="row"><strong class="number">${questions.length} lượt</strong>${tagsOf(first)}${commune ? html`<span class="tag">${commune}</span>` : ''}</p>
<p><a href="${QUESTIONS_PATH}/${first.id}">${first.question}</a></p>
<p class="hint">Gần nhất: ${askerWords(first)}</p>
${
  others.length === 0
    ? ''
    : html`<details><summary>${others.length} cách hỏi khác</summary><ul>${others.slice(0, WORDINGS_SHOWN).map((each) => html`<li>${each}</li>`)}${others.length > WORDINGS_SHOWN ? html`<li>…</li>` : ''}</ul></details>`
}
${
  mayWrite
    ? html`<div class="row no-print"><a class="button-main small" href="${QUESTIONS_PATH}/soan?cau=${ids.slice(0, MOST_AT_ONCE).join(',')}">Soạn câu trả lời</a>
<form method="post" action="${QUESTIONS_PATH}/bo-qua"><input type="hidden" name="cau" value="${ids.slice(0, MOST_AT_ONCE).join(',')}"><button class="button-quiet small" type="submit">Không cần trả lời</button></form></div>`
    : ''
}</li>`
}

/** Questions one answer is written for, as an address can carry them. */
export const MOST_AT_ONCE = 200

export type AllPage = {
  operator: Operator
  questions: AskedQuestion[]
  filter: { kind: string; channel: string; days: number; words: string }
  /** Where older ones begin; null on the last page. */
  olderUrl: string | null
  notice: Notice | null
}

const DAYS = [7, 30, 90, 365]

/** Every question with its answer, by what came of it. */
export function allQuestionsPage({ operator, questions, filter, olderUrl, notice }: AllPage): Html {
  const option = (value: string, label: string, chosen: string): Html =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`
  return consolePage({
    title: 'Tất cả câu hỏi',
    active: 'conversations',
    operator,
    notice,
    body: html`${questionTabs('all')}
<form method="get" action="${QUESTIONS_PATH}/tat-ca" class="filters no-print">
<div class="field"><label for="ket">Kết quả</label><select id="ket" name="ket">${option('', 'Mọi kết quả', filter.kind)}${Object.entries(OUTCOMES).map(([value, { label }]) => option(value, label, filter.kind))}${Object.entries(SAID).map(([value, label]) => option(value, label, filter.kind))}</select></div>
<div class="field"><label for="kenh">Kênh</label><select id="kenh" name="kenh">${option('', 'Mọi kênh', filter.channel)}${Object.entries(CHANNEL_NAMES).map(([value, label]) => option(value, label, filter.channel))}</select></div>
<div class="field"><label for="ngay">Trong</label><select id="ngay" name="ngay">${DAYS.map((days) => option(String(days), `${days} ngày`, String(filter.days)))}</select></div>
<div class="field"><label for="tim">Có chữ</label><input id="tim" name="tim" type="search" value="${filter.words}"></div>
<button class="button-quiet" type="submit">Lọc</button></form>
${
  questions.length === 0
    ? html`<p class="panel empty">Không có câu hỏi nào khớp bộ lọc.</p>`
    : html`<div class="table-wrap" tabindex="0" role="region" aria-label="Các câu hỏi"><table class="stacked"><thead><tr><th scope="col">Câu hỏi</th><th scope="col">Trả lời</th><th scope="col">Kết quả</th></tr></thead><tbody>${questions.map(
        (each) =>
          html`<tr><td><a href="${QUESTIONS_PATH}/${each.id}">${each.question}</a><br><span class="hint">${askerWords(each)}</span></td><td>${short(each.answer)}</td><td><span class="row">${tagsOf(each)}</span></td></tr>`,
      )}</tbody></table></div>`
}
${olderUrl ? html`<p><a class="button-quiet" href="${olderUrl}">Câu cũ hơn</a></p>` : ''}`,
  })
}

const ANSWER_SHOWN_CHARS = 180

function short(text: string): string {
  const characters = [...text]
  return characters.length <= ANSWER_SHOWN_CHARS ? text : `${characters.slice(0, ANSWER_SHOWN_CHARS).join('')}…`
}
