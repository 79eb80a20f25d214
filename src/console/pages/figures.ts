import { html, raw } from 'hono/html'
import type { Figures, TargetLine, Usage } from '../../figures/index.ts'
import { sayPlace } from '../../language/citing.ts'
import type { Operator } from '../../people/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { CHANNEL_NAMES } from './channel-names.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { dayWords } from './moments.ts'

export const FIGURES_PATH = `${CONSOLE_PATH}/so-lieu`

export const ENDING_NAMES = {
  answered: 'Đã trả lời',
  partly: 'Trả lời một phần',
  unanswerable: 'Văn bản không có',
  declined: 'Từ chối, chỉ nơi khác',
  other: 'Hỏi lại, lỗi, dừng',
} as const satisfies Record<keyof Usage['endings'], string>

type Scores = Awaited<ReturnType<Figures['onTime']>>

export type FiguresPage = {
  operator: Operator
  commune: Operator['communes'][number]
  from: string
  to: string
  usage: Usage
  onTime: Scores
  /** Drawn by us. */
  charts: { days: string; topics: string; onTime: string | null }
  isPublic: boolean
  publicUrl: string
  notice: Notice | null
}

export function figuresTabs(slug: string, active: 'work' | 'results'): Html {
  const tab = (name: 'work' | 'results', path: string, label: string): Html =>
    html`<a href="${FIGURES_PATH}${path}?xa=${slug}"${name === active ? html` aria-current="page"` : ''}>${label}</a>`
  return html`<h1>Số liệu</h1><nav class="tabs no-print" aria-label="Các phần của số liệu">${tab('work', '', 'Hỏi đáp và báo cáo')}${tab('results', '/chi-tieu', 'Kết quả chỉ tiêu')}</nav>`
}

/** How the assistant served people, and who reported in time. */
export function figuresPage(page: FiguresPage): Html {
  const { operator, commune, from, to, usage, onTime, charts, notice } = page
  return consolePage({
    title: 'Số liệu',
    active: 'figures',
    operator,
    notice,
    body: html`${figuresTabs(commune.slug, 'work')}
${spanView(page)}
<div class="tiles">${tile('Câu hỏi', String(usage.total))}${tile('Trả lời được', percent(usage.answeredRate), 'của các câu hỏi về văn bản')}${tile('Từ chối, chỉ nơi khác', String(usage.endings.declined))}${tile('Khen', String(usage.liked), `${usage.disliked} chê`)}</div>
${
  usage.total === 0
    ? html`<p class="panel empty">Chưa có câu hỏi nào từ ${dayWords(from)} đến ${dayWords(to)}.</p>`
    : html`<section class="panel"><h2>Câu hỏi theo ngày</h2><figure class="figure" tabindex="0" role="group" aria-label="Biểu đồ câu hỏi theo ngày">${raw(charts.days)}</figure>${endingsTable(usage)}</section>
<section class="panel"><h2>Theo chủ đề</h2><p class="hint">Văn bản hoặc hướng dẫn mà câu trả lời dẫn trước tiên.</p><figure class="figure" tabindex="0" role="group" aria-label="Biểu đồ theo chủ đề">${raw(charts.topics)}</figure>
${table(
  'Theo chủ đề',
  ['Chủ đề', 'Số câu'],
  usage.topics.map(({ title, count }) => [title ?? 'Không dẫn văn bản nào', count]),
)}</section>
<section class="panel"><h2>Theo kênh</h2>${table(
        'Theo kênh',
        ['Kênh', 'Số câu'],
        usage.channels.map(({ channel, count }) => [CHANNEL_NAMES[channel] ?? channel, count]),
      )}</section>`
}
<section class="panel"><h2>Báo cáo, nhiệm vụ đúng hạn theo đơn vị</h2>
${
  onTime.length === 0
    ? html`<p class="hint">Không có việc đã xác nhận nào đến hạn trong thời gian này. Việc chỉ được tính khi xã đã xác nhận ở trang Văn bản.</p>`
    : html`<figure class="figure" tabindex="0" role="group" aria-label="Biểu đồ đúng hạn theo đơn vị">${raw(charts.onTime ?? '')}</figure>${table(
        'Đúng hạn theo đơn vị',
        ['Đơn vị', 'Đến hạn', 'Đúng hạn', 'Muộn', 'Quá hạn chưa nộp', 'Chưa đến hạn', 'Tỷ lệ đúng hạn'],
        onTime.map(({ bodyName, due, inTime, late, missing, open }) => [
          bodyName,
          due,
          inTime,
          late,
          missing,
          open,
          percent(due === open ? null : inTime / (due - open)),
        ]),
      )}`
}</section>
${publicView(page)}`,
  })
}

function spanView({ operator, commune, from, to }: FiguresPage): Html {
  const query = new URLSearchParams({ xa: commune.slug, tu: from, den: to })
  return html`<form method="get" action="${FIGURES_PATH}" class="filters no-print">
${operator.communes.length > 1 ? html`<div class="field"><label for="xa">Xã, phường</label><select id="xa" name="xa">${operator.communes.map(({ slug, name }) => html`<option value="${slug}"${slug === commune.slug ? html` selected` : ''}>${name}</option>`)}</select></div>` : html`<input type="hidden" name="xa" value="${commune.slug}">`}
<div class="field"><label for="tu">Từ ngày</label><input id="tu" name="tu" type="date" value="${from}"></div><div class="field"><label for="den">Đến ngày</label><input id="den" name="den" type="date" value="${to}"></div><button class="button-quiet" type="submit">Xem</button>
<a class="button-quiet" href="${FIGURES_PATH}/xuat.xlsx?${query}">Tải Excel</a><a class="button-quiet" href="${FIGURES_PATH}/xuat.csv?${query}">Tải CSV</a></form>`
}

function tile(name: string, value: string, more?: string): Html {
  return html`<div class="tile panel"><p class="hint">${name}</p><p class="tile-value">${value}</p>${more ? html`<p class="hint">${more}</p>` : ''}</div>`
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}%`
}

function endingsTable({ endings }: Usage): Html {
  return table('Theo kết quả', Object.values(ENDING_NAMES), [
    (Object.keys(ENDING_NAMES) as (keyof Usage['endings'])[]).map((ending) => endings[ending]),
  ])
}

function table(label: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): Html {
  const cell = (value: string | number): Html =>
    typeof value === 'number' || /^(?:\d+%|–)$/.test(value)
      ? html`<td class="number">${value}</td>`
      : html`<td>${value}</td>`
  return html`<div class="table-wrap" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${head.map((name, at) => html`<th scope="col"${at > 0 || rows[0]?.every((value) => typeof value === 'number') ? html` class="number"` : ''}>${name}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>`
}

function publicView({ operator, commune, isPublic, publicUrl }: FiguresPage): Html {
  const mayChange = operator.rights.has('settings')
  return html`<section class="panel no-print"><h2>Trang công khai cho người dân</h2>
<p>${isPublic ? html`Đang bật: <a href="${publicUrl}">${publicUrl}</a>.` : 'Đang tắt.'} Trang gồm số câu hỏi 30 ngày qua, kết quả các chỉ tiêu xã chọn công bố, tra cứu văn bản công khai và lời đọc cho loa truyền thanh. Không có thông tin của người hỏi.</p>
${mayChange ? html`<form method="post" action="${FIGURES_PATH}/cong-khai"><input type="hidden" name="xa" value="${commune.slug}"><input type="hidden" name="bat" value="${isPublic ? '' : 'co'}"><button class="${isPublic ? 'button-bad' : 'button-main'}" type="submit">${isPublic ? 'Tắt trang công khai' : 'Bật trang công khai'}</button></form>` : ''}</section>`
}

export type ResultsPage = {
  operator: Operator
  commune: Operator['communes'][number]
  targets: TargetLine[]
  today: string
  notice: Notice | null
}

/** How far each confirmed target has come, as the office says. */
export function resultsPage({ operator, commune, targets, today, notice }: ResultsPage): Html {
  const mayChange = operator.rights.has('publish')
  const groups = [...Map.groupBy(targets, ({ document }) => document)]
  return consolePage({
    title: 'Kết quả chỉ tiêu',
    active: 'figures',
    operator,
    notice,
    body: html`${figuresTabs(commune.slug, 'results')}
<p class="hint">Chỉ tiêu đã xác nhận của ${commune.name}. Kết quả do xã ghi; chọn "công bố" thì người dân đọc được trên trang công khai, nếu văn bản là công khai.</p>
${groups.length === 0 ? html`<p class="panel empty">Chưa có chỉ tiêu nào được xác nhận. Xác nhận ở trang Văn bản.</p>` : ''}
${groups.map(([document, own]) => html`<section class="panel"><h2>${document}</h2><ul class="entries">${own.map((line, at) => resultView(line, { slug: commune.slug, today, mayChange, id: `kq-${line.documentId}-${at}` }))}</ul></section>`)}`,
  })
}

type Showing = { slug: string; today: string; mayChange: boolean; id: string }

function resultView(line: TargetLine, { slug, today, mayChange, id }: Showing): Html {
  const { documentId, key, text, section, byYear, result, asOf, isPublished, isPublic } = line
  return html`<li class="result"><p>${text} <span class="hint">${[section && sayPlace(section), byYear && `đến ${byYear}`].filter(Boolean).join(', ')}</span></p>
${result ? html`<p><strong>${result}</strong> <span class="hint">đến ${dayWords(asOf ?? today)}</span> ${isPublished ? html`<span class="tag tag-good">Công bố${isPublic ? '' : ' (văn bản nội bộ: chưa hiện)'}</span>` : html`<span class="tag">Chưa công bố</span>`}</p>` : ''}
${
  mayChange
    ? html`<form method="post" action="${FIGURES_PATH}/chi-tieu" class="filters no-print"><input type="hidden" name="xa" value="${slug}"><input type="hidden" name="vanBan" value="${documentId}"><input type="hidden" name="khoa" value="${key}">
<div class="field"><label for="${id}-kq">Kết quả (để trống để xóa)</label><input id="${id}-kq" name="ketQua" maxlength="200" value="${result ?? ''}"></div><div class="field"><label for="${id}-ngay">Tính đến ngày</label><input id="${id}-ngay" name="ngay" type="date" required value="${asOf ?? today}"></div>
<label class="row"><input type="checkbox" name="congBo" value="co"${isPublished ? html` checked` : ''}> Công bố</label><button class="button-quiet" type="submit">Ghi</button></form>`
    : ''
}</li>`
}
