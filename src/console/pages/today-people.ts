import { html } from 'hono/html'
import { CONSOLE_PATH } from '../paths.ts'
import type { Html } from './layout.ts'
import { momentWords } from './moments.ts'
import { sayDate } from './parts.ts'
import { MOST_AT_ONCE, QUESTIONS_PATH } from './questions.ts'
import { hereOf, type TodayPage } from './today-view.ts'

const SHOWN = 3

/** What people asked and nobody could answer: written once here, or said to need no answer. */
export function questionsPanel({ questions, operator }: TodayPage): Html | '' {
  if (!operator.rights.has('answers')) return ''
  return html`<section class="panel" id="cau-hoi"><h2>Câu hỏi chưa trả lời được (${questions.length})</h2>
${
  questions.length === 0
    ? html`<p class="empty">Không có câu nào chờ.</p>`
    : html`<ul class="plain">${questions.slice(0, SHOWN).map(({ questions: asked }) => {
        const [first] = asked
        if (!first) return ''
        const ids = asked.slice(0, MOST_AT_ONCE).map(({ id }) => id)
        return html`<li><a href="${QUESTIONS_PATH}/soan?cau=${ids.join(',')}">${first.question}</a><br><span class="hint">${asked.length} lượt, gần nhất ${momentWords(first.at)}</span></li>`
      })}</ul>${moreOf(questions.length, QUESTIONS_PATH)}`
}</section>`
}

/** Reports of citizens, those past the office's own day first. */
export function casesPanel({ cases, today, operator }: TodayPage): Html | '' {
  if (!operator.rights.has('tickets')) return ''
  const path = `${CONSOLE_PATH}/phan-anh`
  return html`<section class="panel" id="phan-anh"><h2>Phản ánh đang xử lý (${cases.length})</h2>
${
  cases.length === 0
    ? html`<p class="empty">Không có phản ánh nào chờ.</p>`
    : html`<ul class="plain">${cases
        .slice(0, SHOWN)
        .map(
          ({ id, what, unit, dueOn }) =>
            html`<li><a href="${path}/${id}">${shortOf(what)}</a> ${dueOn < today ? html`<span class="tag tag-bad">quá hạn</span>` : ''}<br><span class="hint">${unit ?? 'chưa giao đơn vị'} · hạn do xã đặt: ${sayDate(dueOn)}</span></li>`,
        )}</ul>${moreOf(cases.length, path)}`
}</section>`
}

/** Words of the office that wait for a second person: notices and answers. */
export function approvalsPanel({ notices, answers, operator, commune }: TodayPage): Html | '' {
  const count = notices.length + answers.length
  if (count === 0 || !operator.rights.has('approve')) return ''
  return html`<section class="panel" id="cho-duyet"><h2>Chờ anh/chị duyệt (${count})</h2><ul class="plain">
${notices.map(({ id, title }) => html`<li><a href="${CONSOLE_PATH}/thong-bao/${id}?ve=${encodeURIComponent(hereOf({ commune }))}">${title}</a> <span class="hint">thông báo</span></li>`)}
${answers.map(({ id, questions: [question] }) => html`<li><a href="${QUESTIONS_PATH}/cau-tra-loi/${id}">${question}</a> <span class="hint">câu trả lời của cơ quan</span></li>`)}</ul></section>`
}

function moreOf(count: number, path: string): Html | '' {
  return count > SHOWN ? html`<p><a href="${path}">Xem cả ${count}</a></p>` : ''
}

const SHORT_CHARS = 110

function shortOf(text: string): string {
  return text.length <= SHORT_CHARS ? text : `${text.slice(0, text.lastIndexOf(' ', SHORT_CHARS))}…`
}
