/** Reports of citizens and proposals of voters: one set of pages, in two places of the menu. */
import { html } from 'hono/html'
import { type Case, CLOSED_STATES, type FeedbackKind, type Figures, stateWords } from '../../feedback/index.ts'
import { dayOf, dayWords } from '../../language/day-words.ts'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { capital } from './broadcasts.ts'
import { councilNav } from './council.ts'
import { consolePage, type Html, type Notice, type Section } from './layout.ts'

export type CasePlace = { kind: FeedbackKind; path: string; section: Section; title: string; about: string }

export const CASE_PLACES = {
  report: {
    ...{ kind: 'report', path: `${CONSOLE_PATH}/phan-anh`, section: 'feedback', title: 'Phản ánh, kiến nghị' },
    about: 'Người dân gửi qua trợ lý. Trả lời ở đây được nhắn lại cho người gửi; trang không hiện họ là ai.',
  },
  voter: {
    ...{ kind: 'voter', path: `${CONSOLE_PATH}/hdnd/y-kien`, section: 'council', title: 'Ý kiến cử tri' },
    about: 'Cử tri và đại biểu gửi qua trợ lý, xếp theo thôn và lĩnh vực. Trả lời ở đây được nhắn lại cho người gửi.',
  },
} as const satisfies Record<FeedbackKind, CasePlace>

export type CasesPage = {
  operator: Operator
  place: CasePlace
  commune: Operator['communes'][number]
  cases: Case[]
  isOpen: boolean
  /** Null for who sees their own unit's alone. */
  figures: Figures | null
  /** ISO day. */
  today: string
  notice: Notice | null
}

export function casesPage(page: CasesPage): Html {
  const { operator, place, commune, cases, isOpen, figures, notice } = page
  return consolePage({
    title: place.title,
    active: place.section,
    operator,
    notice,
    body: html`<h1>${place.title}</h1>
${place.kind === 'voter' ? councilNav('opinions') : ''}<p class="hint">${place.about}</p>
${communesNav(page)}
<nav class="row no-print" aria-label="Lọc"><a class="tag" href="${place.path}?xa=${commune.slug}"${isOpen ? html` aria-current="true"` : ''}>Chưa xong</a>
<a class="tag" href="${place.path}?xa=${commune.slug}&xem=xong"${isOpen ? '' : html` aria-current="true"`}>Đã xong</a></nav>
${
  cases.length === 0
    ? html`<p class="panel empty">${isOpen ? 'Không có mục nào chờ trả lời.' : 'Chưa có mục nào trả lời xong.'}</p>`
    : tableView(page)
}
${figures ? figuresView(figures) : ''}`,
  })
}

function communesNav({ operator: { communes }, commune, place }: CasesPage): Html | '' {
  if (communes.length < 2) return ''
  return html`<nav class="row no-print" aria-label="Chọn xã, phường">${communes.map(
    ({ slug, name }) =>
      html`<a class="tag" href="${place.path}?xa=${slug}"${slug === commune.slug ? html` aria-current="true"` : ''}>${capital(name)}</a>`,
  )}</nav>`
}

function tableView({ cases, place, today }: CasesPage): Html {
  return html`<div class="table-wrap"><table class="table-cards">
<thead><tr><th scope="col">Nội dung</th><th scope="col">Nơi, lĩnh vực</th><th scope="col">Đơn vị</th><th scope="col">Hạn trả lời</th><th scope="col">Tình trạng</th></tr></thead>
<tbody>${cases.map(
    (
      each,
    ) => html`<tr><td><a href="${place.path}/${each.id}">${shortened(each.what)}</a><br><span class="hint">${each.code ?? 'người gửi đã xóa dữ liệu'}${each.hasPhoto ? ' · có ảnh' : ''}${each.byDelegate ? ' · đại biểu gửi' : ''}</span></td>
<td data-label="Nơi, lĩnh vực"><div>${each.village ?? 'chưa rõ thôn'}<br><span class="hint">${each.field ?? 'chưa xếp lĩnh vực'}</span></div></td>
<td data-label="Đơn vị"><div>${each.unit ?? html`<span class="tag tag-wait">chưa giao</span>`}</div></td>
<td data-label="Hạn trả lời"><div>${dueTag(each, today)}</div></td>
<td data-label="Tình trạng">${capital(stateWords(each.state))}</td></tr>`,
  )}</tbody></table></div>`
}

export function dueTag({ dueOn, state, finishedOn }: Case, today: string): Html {
  const words = dayWords(dueOn)
  const isClosed = CLOSED_STATES.some((each) => each === state)
  const end = isClosed ? finishedOn : today
  if (end !== null && end > dueOn) return html`<span class="tag tag-bad">quá hạn</span> ${words}`
  return isClosed ? html`<span class="tag tag-good">đúng hạn</span> ${words}` : html`${words}`
}

function shortened(what: string): string {
  const characters = [...(what || '(nội dung đã xóa)')]
  return characters.length <= 120 ? characters.join('') : `${characters.slice(0, 120).join('')}…`
}

function figuresView(figures: Figures): Html {
  const { received, open, overdue, finished, onTime } = figures
  const counts: [string, string | number][] = [
    ['Đã nhận', received],
    ['Chưa xong', open],
    ['Quá hạn', overdue],
    ['Đã trả lời', finished],
    ['Đúng hạn', finished === 0 ? '–' : `${Math.round((onTime / finished) * 100)}%`],
  ]
  return html`<section class="panel"><h2>Từ đầu năm</h2>
<dl class="counts">${counts.map(([label, count]) => html`<div><dt>${label}</dt><dd>${count}</dd></div>`)}</dl>
<div class="panels">${groupView('Theo lĩnh vực', figures.byField, 'chưa xếp')}${groupView('Theo đơn vị', figures.byUnit, 'chưa giao')}${groupView('Theo thôn, tổ', figures.byVillage, 'chưa rõ')}</div></section>`
}

function groupView(title: string, counts: Figures['byField'], none: string): Html | '' {
  if (counts.length === 0) return ''
  return html`<div><h3>${title}</h3><table><thead><tr><th scope="col"><span class="visually-hidden">${title}</span></th><th scope="col" class="number">Nhận</th><th scope="col" class="number">Xong</th></tr></thead><tbody>${counts.map(
    ({ name, received, finished }) =>
      html`<tr><td>${name ?? none}</td><td class="number">${received}</td><td class="number">${finished}</td></tr>`,
  )}</tbody></table></div>`
}

export function receivedWords({ receivedAt }: Case): string {
  return dayWords(dayOf(receivedAt))
}
