import { html } from 'hono/html'
import {
  type Audience,
  type Broadcast,
  broadcastTextFor,
  type PostReceipt,
  type Receipts,
} from '../../broadcasts/index.ts'
import { momentWords } from '../../language/day-words.ts'
import type { Operator } from '../../people/index.ts'
import { BROADCASTS_PATH, capital, KINDS, stateTag } from './broadcasts.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'

export type BroadcastPage = {
  operator: Operator
  broadcast: Broadcast
  audience: Audience
  /** Names of the papers that go along. */
  papers: string[]
  /** Null until it is approved. */
  receipts: Receipts | null
  notice: Notice | null
}

/** One notice: exactly what each recipient will read, whom it goes to, and what may be done with it now. */
export function broadcastPage(page: BroadcastPage): Html {
  const { operator, broadcast, receipts, notice } = page
  const { title, kind, state, reason, decidedAt } = broadcast
  return consolePage({
    title: capital(title),
    active: 'broadcasts',
    operator,
    notice,
    body: html`<p class="no-print"><a href="${BROADCASTS_PATH}">Thông báo</a></p>
<h1>${capital(title)}</h1>
<p>${KINDS[kind].label} ${stateTag(state)}${decidedAt ? html` <span class="hint">${momentWords(decidedAt)}</span>` : ''}</p>
${reason ? html`<p class="state state-bad">${state === 'cancelled' ? 'Đã hủy' : 'Người duyệt gửi lại'}: ${reason}</p>` : ''}
${receipts ? receiptsView(page, receipts) : html`${decideView(page)}${audienceView(page)}`}
${wordsView(page)}`,
  })
}

function wordsView({ broadcast, audience, papers }: BroadcastPage): Html {
  const [first] = audience.posts
  const hasSubscribers = broadcast.kind !== 'meeting'
  return html`<section class="panel"><h2>Người nhận sẽ đọc</h2>
${first ? spoken('Chức danh', broadcastTextFor(broadcast, first.title)) : ''}
${hasSubscribers ? spoken('Người dân đã đăng ký', broadcastTextFor(broadcast, null)) : ''}
${papers.length === 0 ? '' : html`<p>Kèm theo:</p><ul>${papers.map((name) => html`<li>${name}</li>`)}</ul>`}</section>`
}

function spoken(to: string, text: string): Html {
  return html`<figure class="spoken"><figcaption class="hint">${to}</figcaption><p class="said">${text}</p></figure>`
}

function audienceView({ audience: { posts, subscribers }, broadcast: { kind } }: BroadcastPage): Html {
  const unreached = posts.filter(({ accountId }) => accountId === null)
  const reached = new Set(posts.flatMap(({ accountId }) => accountId ?? [])).size
  return html`<section class="panel"><h2>Gửi tới ai</h2>
<ul>${kind === 'meeting' || kind === 'emergency' ? html`<li><strong>${reached}</strong> người giữ chức danh</li>` : ''}
${kind === 'meeting' ? '' : html`<li><strong>${subscribers.length}</strong> người dân đã đăng ký</li>`}</ul>
${
  unreached.length === 0
    ? ''
    : html`<p class="state state-bad">Trợ lý không gửi được tới ${unreached.length} chức danh, anh/chị báo bằng cách khác: ${unreached.map(({ title }) => title).join('; ')}.</p>`
}</section>`
}

function decideView(page: BroadcastPage): Html | '' {
  const { operator, broadcast } = page
  const { id, state, revision, writers } = broadcast
  const path = `${BROADCASTS_PATH}/${id}`
  const mayWrite = operator.rights.has('broadcast')
  const mayApprove = operator.rights.has('approve')
  const isWriter = writers.includes(operator.personId)
  if (state === 'cancelled') return ''
  return html`<section class="panel no-print">
${
  state === 'waiting'
    ? html`<h2>Chờ duyệt</h2>${
        mayApprove && !isWriter
          ? html`<form method="post" action="${path}/duyet" class="row"><input type="hidden" name="lan" value="${revision}"><button class="button-main" type="submit">Duyệt và gửi</button></form>
<details><summary>Gửi lại cho người soạn</summary><form method="post" action="${path}/gui-lai" class="stack">${field({ name: 'lyDo', label: 'Cần sửa gì' })}<button class="button-quiet" type="submit">Gửi lại</button></form></details>`
          : html`<p>${isWriter ? 'Anh/chị là người soạn nên không tự duyệt được; cần một người khác có quyền duyệt.' : 'Chờ người có quyền duyệt.'}</p>`
      }`
    : ''
}
${
  mayWrite
    ? html`<div class="row">${
        state === 'draft'
          ? html`<form method="post" action="${path}/trinh"><input type="hidden" name="lan" value="${revision}"><button class="button-main" type="submit">Gửi duyệt</button></form>`
          : ''
      }<a class="button-quiet" href="${path}/sua">Sửa</a></div>
<details><summary>Hủy thông báo này</summary><form method="post" action="${path}/huy" class="stack">${field({ name: 'lyDo', id: 'ly-do-huy', label: 'Vì sao hủy' })}<button class="button-bad" type="submit">Hủy</button></form></details>`
    : ''
}</section>`
}

const STATUS: Record<string, [tone: string, label: string]> = {
  due: ['wait', 'đang chờ gửi'],
  sending: ['wait', 'đang gửi'],
  sent: ['good', 'đã gửi tới'],
  failed: ['bad', 'không gửi được'],
  given_up: ['bad', 'không gửi được'],
  unknown: ['bad', 'chưa chắc đã tới'],
}

function receiptsView({ operator, broadcast }: BroadcastPage, { posts, all }: Receipts): Html {
  const silent = posts.filter(({ acknowledgedAt }) => acknowledgedAt === null).length
  return html`<section class="panel"><h2>Gửi và nhận</h2>
<dl class="counts">${[
    ['Người nhận', all.recipients],
    ['Đã gửi tới', all.sent],
    ['Đã xem (nơi có báo)', all.seen],
    ['Không gửi được', all.failed],
    ...(all.asked > 0 ? [['Đã báo nhận', `${all.acknowledged}/${all.asked}`] as const] : []),
  ].map(([label, count]) => html`<div><dt>${label}</dt><dd>${count}</dd></div>`)}</dl>
${all.owed < all.recipients ? html`<p class="hint">Đang gửi dần theo nhịp của Zalo, Telegram: còn ${all.recipients - all.owed} người.</p>` : ''}
${
  posts.length === 0
    ? ''
    : html`<div class="table-wrap"><table class="table-cards"><thead><tr><th scope="col">Chức danh</th><th scope="col">Gửi</th><th scope="col">Báo nhận</th></tr></thead><tbody>${posts.map(postRow)}</tbody></table></div>`
}
${
  silent > 0 && operator.rights.has('broadcast')
    ? html`<form class="no-print" method="post" action="${BROADCASTS_PATH}/${broadcast.id}/nhac"><button class="button-quiet" type="submit">Nhắc ${silent} người chưa báo nhận</button></form>`
    : ''
}</section>`
}

function postRow({ title, unit, status, acknowledgedAt, seenAt }: PostReceipt): Html {
  const [tone, label] = (status && STATUS[status]) || ['', 'tin không còn lưu']
  return html`<tr><td>${title}${unit && !title.includes(unit) ? html`<br><span class="hint">${unit}</span>` : ''}</td>
<td data-label="Gửi"><div><span class="tag tag-${tone}">${label}</span>${seenAt ? html`<br><span class="hint">đã xem</span>` : ''}</div></td>
<td data-label="Báo nhận"><div>${acknowledgedAt ? momentWords(acknowledgedAt) : html`<span class="tag tag-wait">chưa</span>`}</div></td></tr>`
}
