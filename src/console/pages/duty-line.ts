import { html } from 'hono/html'
import { sayPlace } from '../../language/citing.ts'
import type { DeskDuty } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import { dutyActs } from './duty-forms.ts'
import type { Html } from './layout.ts'
import { sayDate, sayDay } from './parts.ts'

export type DutyLine = { back: string; mayDecide: boolean }

/** One duty in a list: what, whose, by when in whose words, how it stands, and what can be pressed. */
export function dutyLine(duty: DeskDuty, line: DutyLine): Html {
  return html`<li class="duty" id="viec-${duty.id}"><p class="duty-title"><a href="${CONSOLE_PATH}/nhiem-vu/${duty.id}">${duty.title}</a> ${stateTag(duty)}</p>
<p class="duty-facts"><strong>${duty.bodyName || 'Văn bản không nêu đơn vị'}</strong> · chậm nhất ${sayDay(duty.last)}${wordsOf(duty)}</p>
<p class="hint">${duty.document}, ${sayPlace(duty.section)}</p>
${dutyActs(duty, line)}</li>`
}

/** In whose words it is due. */
export function wordsOf({ dueText, isOfficeDate, extendedTo }: DeskDuty): string {
  const said = dueText ? (isOfficeDate ? ` (hạn do xã đặt: “${dueText}”)` : ` (văn bản ghi “${dueText}”)`) : ''
  return extendedTo ? `, đã lùi đến ${sayDate(extendedTo)}${said}` : said
}

export function stateTag({ isBygone, isConfirmed, isLate, isOpen, state }: DeskDuty): Html {
  if (!isConfirmed) return html`<span class="tag tag-wait">chờ xã xác nhận</span>`
  if (isBygone) return html`<span class="tag">hạn qua trước khi xác nhận</span>`
  return html`<span class="tag ${isLate ? 'tag-bad' : isOpen ? '' : 'tag-good'}">${state}</span>`
}

/** The same for a chat group: unit, what, by when. */
export function dutyText(duty: DeskDuty): string {
  const whose = duty.bodyName ? `${duty.bodyName}: ` : ''
  return `- ${whose}${duty.title}, chậm nhất ${sayDay(duty.last)}${duty.isOpen && !duty.isLate ? '' : ` (${duty.state})`}`
}
