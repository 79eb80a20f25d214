import { html } from 'hono/html'
import type { LedgerEntry } from '../../delivery/index.ts'
import { withoutMarks } from '../../web/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { CHANNEL_NAMES } from './channel-names.ts'
import type { Html } from './layout.ts'
import { momentWords } from './moments.ts'
import { formWord, sayDate } from './parts.ts'
import { factsOf } from './review-fields.ts'
import { type AwaitingShown, hereOf, type OpenTicket, type TodayPage } from './today-view.ts'

export function awaitingPanel({ awaiting, operator, commune }: TodayPage): Html {
  const mayReview = operator.rights.has('review')
  return html`<section class="panel" id="van-ban"><h2>Văn bản chờ xác nhận (${awaiting.length})</h2>
${
  awaiting.length === 0
    ? html`<p class="empty">Không có văn bản nào chờ.</p>`
    : html`<ul class="plain">${awaiting.map((document) => awaitingView(document, { mayReview, back: hereOf({ commune }) }))}</ul>`
}</section>`
}

function awaitingView(document: AwaitingShown, { mayReview, back }: { mayReview: boolean; back: string }): Html {
  const { id, title, file, proposed, changed, vanished, first } = document
  const { rule, duty, target } = proposed
  const counts = [
    ...(rule > 0 ? [`${rule} kỳ báo cáo`] : []),
    ...(duty > 0 ? [`${duty} nhiệm vụ`] : []),
    ...(target > 0 ? [`${target} chỉ tiêu`] : []),
  ]
  return html`<li><a href="${CONSOLE_PATH}/van-ban/${id}">${title ?? file}</a><br>
<span class="hint">${counts.length > 0 ? `${counts.join(', ')} máy đọc, chưa ai xác nhận` : ''}${
    changed + vanished > 0
      ? `${counts.length > 0 ? '; ' : ''}${changed} mục văn bản nay ghi khác, ${vanished} mục văn bản không còn ghi`
      : ''
  }</span>
${
  mayReview && first.length > 0
    ? html`<details class="more"><summary>Xác nhận ngay tại đây</summary><ol class="plain">${first.map(
        (entry) => html`<li class="quick"><p>${factsOf(entry)
          .slice(0, 4)
          .map(([name, value]) => html`<span class="hint">${name}:</span> ${value} `)}</p>
<blockquote class="quote">${withoutMarks(entry.quote)}</blockquote>
<form method="post" action="${CONSOLE_PATH}/van-ban/${id}/muc"><input type="hidden" name="kind" value="${entry.kind}"><input type="hidden" name="id" value="${entry.id}"><input type="hidden" name="revision" value="${entry.revision}"><input type="hidden" name="ve" value="${back}"><button class="button-main small" name="viec" value="xac-nhan" type="submit">Xác nhận</button> <a class="hint" href="${CONSOLE_PATH}/van-ban/${id}#muc-${entry.kind}-${entry.id}">sửa hoặc loại</a></form></li>`,
      )}</ol></details>`
    : ''
}</li>`
}

export function ticketsPanel({ tickets, commune }: TodayPage): Html {
  return html`<section class="panel" id="phieu"><h2>Phiếu hỏi đang mở (${tickets.length})</h2>
${
  tickets.length === 0
    ? html`<p class="empty">Không có phiếu nào chờ.</p>`
    : html`<ul class="plain">${tickets.map((ticket) => ticketView(ticket, hereOf({ commune })))}</ul>`
}</section>`
}

function ticketView(ticket: OpenTicket, back: string): Html {
  const { mayAnswer, id, topic, unit, openedAt, state, postTitle } = ticket
  const field = `tra-loi-phieu-${id}`
  return html`<li><a href="${CONSOLE_PATH}/phieu/${id}">Phiếu ${id}</a> <span class="tag ${state === 'open' ? 'tag-wait' : ''}">${state === 'open' ? 'chưa ai nhận' : `${postTitle ?? 'đã có người'} nhận`}</span><br>${topic}<br>
<span class="hint">${unit ?? 'Cán bộ điều phối'} · ${momentWords(openedAt)}</span>
${
  mayAnswer
    ? html`<details class="more"><summary>Trả lời ngay</summary><form method="post" action="${CONSOLE_PATH}/hom-nay/phieu/${id}" class="stack">${formWord()}<input type="hidden" name="ve" value="${back}"><div class="field"><label for="${field}">Trả lời gửi đến người hỏi</label><textarea id="${field}" name="loi" rows="3" maxlength="2000" required></textarea></div><div><button class="button-main small" type="submit">Gửi trả lời</button></div></form></details>`
    : ''
}</li>`
}

/** Whom to call instead. */
export function undeliveredPanel({ duties, commune }: TodayPage): Html {
  const list = duties?.undelivered ?? []
  return html`<section class="panel" id="tin-hong"><h2>Lời nhắc không đến được (${list.length})</h2>
${
  list.length === 0
    ? html`<p class="empty">Mọi lời nhắc đều đến nơi.</p>`
    : html`<ul class="plain">${list.map(
        ({ id, post, personName, phone, summary, day }) =>
          html`<li><strong>${post}</strong>${personName ? ` (${personName})` : ''}: ${summary} <span class="hint">${sayDate(day)}</span><br>
${phone ? html`Gọi <a href="tel:${phone.replace(/\s/g, '')}">${phone}</a>` : html`<span class="hint">chưa ghi số điện thoại</span>`}
<form method="post" action="${CONSOLE_PATH}/hom-nay/da-goi" class="act no-print"><input type="hidden" name="xa" value="${commune?.slug ?? ''}"><input type="hidden" name="tin" value="${id}"><button class="button-quiet small" type="submit">Đã báo trực tiếp</button></form></li>`,
      )}</ul>`
}</section>`
}

const CLASSES: Record<LedgerEntry['class'], string> = {
  answer: 'trả lời',
  notice: 'thông báo việc',
  reminder: 'lời nhắc',
  escalation: 'báo lãnh đạo',
  broadcast: 'tin gửi nhiều người',
  emergency: 'tin khẩn',
  desk: 'phiếu hỏi',
}

export function classLabel(name: LedgerEntry['class']): string {
  return CLASSES[name] ?? name
}

export function failedPanel(failed: LedgerEntry[]): Html | '' {
  if (failed.length === 0) return ''
  const groups = [
    ...Map.groupBy(failed, ({ class: name, channel }) => `${classLabel(name)} qua ${channelLabel(channel)}`),
  ]
  return html`<section class="panel"><h2>Tin khác không gửi được (${failed.length})</h2>
<ul class="plain">${groups.map(
    ([label, each]) =>
      html`<li>${each.length} ${label} <span class="hint">gần nhất ${momentWords(each.at(-1)?.createdAt ?? new Date())}</span></li>`,
  )}</ul><p><a href="${CONSOLE_PATH}/nhac-viec/so-gui">Xem sổ gửi tin</a></p></section>`
}

export function channelLabel(channel: string): string {
  return CHANNEL_NAMES[channel] ?? channel
}

export function heldPanel({ duties, commune }: TodayPage): Html | '' {
  if (!duties || duties.held === 0) return ''
  return html`<section class="panel"><h2>Chờ gửi lãnh đạo</h2><p>${duties.held} tin gộp về việc quá hạn chờ anh/chị đồng ý; hết hôm nay thì bỏ.</p>
<form method="post" action="${CONSOLE_PATH}/hom-nay/bao-lanh-dao">${formWord()}<input type="hidden" name="xa" value="${commune?.slug ?? ''}"><button class="button-main small" type="submit">Gửi lãnh đạo</button></form></section>`
}
