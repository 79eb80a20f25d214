import { html } from 'hono/html'
import type { DeskDuty } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { type DutiesPage, lookAt, sayMonth } from './duties-view.ts'
import type { Html } from './layout.ts'
import { sayDay } from './parts.ts'

const WEEKDAYS = ['Hai', 'Ba', 'Tư', 'Năm', 'Sáu', 'Bảy', 'CN']
const SHOWN = 4

/** A month from Monday on; on a phone only the days on which something falls. */
export function calendarView({ commune, filter, board, today }: DutiesPage, duties: DeskDuty[]): Html {
  const month = filter.month ?? today.slice(0, 7)
  const first = Temporal.PlainDate.from(`${month}-01`)
  const byDay = Map.groupBy(duties, ({ last }) => last)
  const off = new Set(board?.daysOff ?? [])
  const start = first.subtract({ days: first.dayOfWeek - 1 })
  const weeks = Math.ceil((first.dayOfWeek - 1 + first.daysInMonth) / 7)
  const other = (by: number): string => first.add({ months: by }).toString().slice(0, 7)
  const cell = (day: Temporal.PlainDate): Html => {
    const iso = day.toString()
    const own = byDay.get(iso) ?? []
    const isOther = day.month !== first.month
    const marks = [
      ...(isOther ? ['other-month'] : []),
      ...(off.has(iso) ? ['day-off'] : []),
      ...(own.length === 0 ? ['no-duty'] : []),
    ]
    return html`<td class="${marks.join(' ')}"${iso === today ? html` aria-current="date"` : ''}><p class="day"><span class="day-short">${day.day}</span><span class="day-long">${sayDay(iso)}</span></p>
<ul>${own.slice(0, SHOWN).map(itemView)}</ul>${own.length > SHOWN ? html`<details><summary>${own.length - SHOWN} việc nữa</summary><ul>${own.slice(SHOWN).map(itemView)}</ul></details>` : ''}</td>`
  }
  return html`<div class="month-head"><h2>${sayMonth(month)} <span class="hint">${duties.length} việc</span></h2><nav class="row no-print" aria-label="Chọn tháng"><a class="button-quiet small" href="${lookAt(commune, filter, { month: other(-1) })}">Tháng trước</a><a class="button-quiet small" href="${lookAt(commune, filter, { month: today.slice(0, 7) })}">Tháng này</a><a class="button-quiet small" href="${lookAt(commune, filter, { month: other(1) })}">Tháng sau</a></nav></div>
<table class="month"><caption class="visually-hidden">${sayMonth(month)}: việc theo ngày cuối còn đúng hạn</caption><thead><tr>${WEEKDAYS.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${Array.from({ length: weeks }, (_, week) => html`<tr>${Array.from({ length: 7 }, (_unused, at) => cell(start.add({ days: week * 7 + at })))}</tr>`)}</tbody></table>
<p class="hint">Mỗi việc nằm ở ngày làm việc cuối cùng còn đúng hạn; ô sẫm là ngày nghỉ.</p>`
}

function itemView(duty: DeskDuty): Html {
  const tone = toneOf(duty)
  const said = duty.isConfirmed ? duty.state : 'chờ xã xác nhận'
  return html`<li class="${tone}"><a class="month-item" href="${CONSOLE_PATH}/nhiem-vu/${duty.id}" title="${duty.bodyName} – ${said}">${duty.title}<span class="unit">${duty.bodyName}</span><span class="visually-hidden"> – ${said}</span></a></li>`
}

function toneOf({ isBygone, isConfirmed, isLate, isOpen }: DeskDuty): string {
  if (!isConfirmed) return 'is-proposed'
  if (isBygone) return 'is-bygone'
  if (isLate) return 'is-late'
  return isOpen ? '' : 'is-done'
}
