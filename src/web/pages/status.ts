import { html } from 'hono/html'
import type { StatusReport } from '../dependencies.ts'
import { type Html, page } from './layout.ts'

export type StatusPage = {
  report: StatusReport
  problems: string[]
  now: Date
  /** File names and versions are for whoever sits at this machine. */
  isOperator: boolean
}

type Capability = keyof StatusReport['store']['capabilities']

const CAPABILITIES = {
  bm25: {
    name: 'Xếp hạng tìm kiếm BM25 (pg_textsearch)',
    present: 'Có: tìm kiếm xếp hạng đầy đủ.',
    absent: 'Không có: dùng tìm kiếm toàn văn có sẵn của PostgreSQL, thứ tự kết quả có thể kém chính xác hơn.',
  },
  vector: {
    name: 'Tìm theo nghĩa (vector)',
    present: 'Có: dùng được khi cấu hình dịch vụ nhúng văn bản.',
    absent: 'Không có: chỉ tìm theo từ ngữ.',
  },
  unaccent: {
    name: 'Bỏ dấu trong cơ sở dữ liệu (unaccent)',
    present: 'Có.',
    absent: 'Không có: trợ lý tự bỏ dấu, người dùng không thấy khác biệt.',
  },
} satisfies Record<Capability, { name: string; present: string; absent: string }>

const STORE_KINDS = {
  embedded: 'Cơ sở dữ liệu nhúng trong chương trình (thư mục dữ liệu trên máy này)',
  server: 'Máy chủ PostgreSQL',
} satisfies Record<StatusReport['store']['kind'], string>

const JOB_BACKENDS = {
  postgres: 'hàng đợi trong cơ sở dữ liệu nhúng',
  redis: 'hàng đợi trên Redis',
} satisfies Record<StatusReport['jobs']['backend'], string>

/** How the installation stands, for whoever looks after it. */
export function statusPage({ report, problems, now, isOperator }: StatusPage): Html {
  return page({
    title: 'Tình trạng',
    active: 'status',
    body: html`<div class="wide">
<h1>Tình trạng hệ thống</h1>
${readiness(problems)}
${troublesView(report, isOperator)}
<div class="status-grid">
${documentsCard(report)}
${ingestionCard(report, isOperator)}
${channelsCard(report, isOperator)}
${messagesCard(report)}
${jobsCard(report)}
${storeCard(report)}
${runningCard(report, now, isOperator)}
</div></div>`,
  })
}

function readiness(problems: string[]): Html {
  if (problems.length === 0)
    return html`<p class="state state-good"><strong>Đang hoạt động.</strong> Trợ lý sẵn sàng trả lời.</p>`
  return html`<div class="state state-bad" role="alert"><strong>Chưa sẵn sàng.</strong><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`
}

/** What to do is for whoever sits at this machine. */
function troublesView({ troubles }: StatusReport, isOperator: boolean): Html | '' {
  if (troubles.length === 0) return ''
  return html`<div class="state state-bad" role="alert"><strong>Cần xử lý.</strong><ul>${troubles.map(
    ({ says, remedy }) => html`<li>${says}${isOperator && remedy ? html`<br>Cách xử lý: ${remedy}` : ''}</li>`,
  )}</ul></div>`
}

function card(title: string, body: Html): Html {
  return html`<section class="status-card"><h2>${title}</h2>${body}</section>`
}

function figures(rows: [string, string | number][]): Html {
  return html`<dl class="figures">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function documentsCard({ documents }: StatusReport): Html {
  return card(
    'Văn bản',
    figures([
      ['Công khai', documents.public],
      ['Nội bộ (không hiện trên trang)', documents.internal],
      ['Đã thôi dùng', documents.retired],
    ]),
  )
}

function ingestionCard({ lastIngestion }: StatusReport, isOperator: boolean): Html {
  if (!lastIngestion)
    return card('Lần đọc văn bản gần nhất', html`<p>Chưa đọc lần nào. Chạy <code>npm run ingest</code>.</p>`)
  const { finishedAt, added, changed, unchanged, retired, refused } = lastIngestion
  return card(
    'Lần đọc văn bản gần nhất',
    html`<p>${finishedAt ? `Xong lúc ${timeText(finishedAt)}.` : 'Đang đọc…'}</p>
${figures([
  ['Mới', added],
  ['Thay đổi', changed],
  ['Giữ nguyên', unchanged],
  ['Thôi dùng', retired],
  ['Không đọc được', refused.length],
])}
${
  refused.length === 0 || !isOperator
    ? ''
    : html`<h3>Tệp không đọc được</h3><ul class="refused">${refused.map(
        ({ file, reason, remedy }) =>
          html`<li><strong class="file-name">${file}</strong><br>${reason}<br>Cách xử lý: ${remedy}</li>`,
      )}</ul>`
}`,
  )
}

const CHANNEL_SIGNS = {
  ok: 'is-present',
  off: 'is-absent',
  trouble: 'is-absent',
} satisfies Record<StatusReport['channels'][number]['state'], string>

/** What to do is for whoever sits at this machine. */
function channelsCard({ channels }: StatusReport, isOperator: boolean): Html {
  if (channels.length === 0)
    return card('Kênh nhắn tin', html`<p>Chưa nối Zalo, Telegram; đang dùng trang trò chuyện này.</p>`)
  return card(
    'Kênh nhắn tin',
    html`<ul class="capabilities">${channels.map(
      ({ name, state, says, remedy }) =>
        html`<li class="${CHANNEL_SIGNS[state]}"><strong>${name}</strong><br>${says}${isOperator && remedy ? html`<br>${remedy}` : ''}</li>`,
    )}</ul>`,
  )
}

function messagesCard({ messages }: StatusReport): Html {
  return card(
    'Tin nhắn',
    figures([
      ['Đến, chờ xử lý', messages.toTake + messages.toAnswer],
      ['Đi, chờ gửi', messages.toSend],
      ['Không rõ đã tới chưa', messages.unknown],
      ['Không gửi được', messages.failed],
      ['Không đọc được', messages.unreadable],
      ['Yêu cầu giả mạo, đã từ chối', messages.refused],
    ]),
  )
}

function jobsCard({ jobs }: StatusReport): Html {
  return card(
    'Việc đang xử lý',
    html`${figures([
      ['Đang chờ', jobs.waiting],
      ['Đang làm', jobs.active],
      ['Hẹn giờ', jobs.delayed],
      ['Lỗi', jobs.failed],
    ])}<p class="hint">Dùng ${JOB_BACKENDS[jobs.backend]}.</p>`,
  )
}

/** Nothing where no embedding model is configured: most offices have none and need not wonder. */
function vectorsNote({ vectors }: StatusReport): Html | string {
  if (!vectors) return ''
  const { done, total } = vectors
  return html`<p>Tìm theo nghĩa: đã tính ${done}/${total} đoạn.${done < total ? ' Tính xong mới dùng; trong lúc đó tìm theo từ ngữ hoặc bằng mô hình trước.' : ''}</p>`
}

function storeCard(report: StatusReport): Html {
  const { store } = report
  return card(
    'Lưu trữ',
    html`<p>${STORE_KINDS[store.kind]}.</p><ul class="capabilities">${(
      Object.entries(store.capabilities) as [Capability, boolean][]
    ).map(([name, isPresent]) => {
      const words = CAPABILITIES[name]
      return html`<li class="${isPresent ? 'is-present' : 'is-absent'}"><strong>${words.name}</strong><br>${isPresent ? words.present : words.absent}</li>`
    })}</ul>${vectorsNote(report)}`,
  )
}

function runningCard({ startedAt, versions }: StatusReport, now: Date, isOperator: boolean): Html {
  return card(
    'Chương trình',
    figures([
      ['Chạy từ', timeText(startedAt)],
      ['Đã chạy', durationText(now.getTime() - startedAt.getTime())],
      ...(isOperator
        ? ([
            ['Phiên bản', versions.program],
            ['Node.js', versions.node],
            ['Cơ sở dữ liệu', versions.database],
          ] satisfies [string, string][])
        : []),
    ]),
  )
}

const TIME = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

function timeText(moment: Date): string {
  return TIME.format(moment)
}

const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_MINUTES = 1440

function durationText(spanMs: number): string {
  const minutes = Math.floor(Math.max(0, spanMs) / MINUTE_MS)
  if (minutes < 1) return 'dưới 1 phút'
  if (minutes < HOUR_MINUTES) return `${minutes} phút`
  if (minutes < DAY_MINUTES) return `${Math.floor(minutes / HOUR_MINUTES)} giờ ${minutes % HOUR_MINUTES} phút`
  return `${Math.floor(minutes / DAY_MINUTES)} ngày ${Math.floor((minutes % DAY_MINUTES) / HOUR_MINUTES)} giờ`
}
