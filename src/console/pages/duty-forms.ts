/** What an officer can press on a duty, one form an act. */
import { html } from 'hono/html'
import type { DeskAsk, DeskDuty } from '../../reminders/index.ts'
import { CONSOLE_PATH } from '../paths.ts'
import type { Html } from './layout.ts'
import { formWord, sayDate } from './parts.ts'

type Form = {
  duty: DeskDuty
  act: string
  back: string
  label: string
  look?: string
  fields?: Html | ''
  person?: number | null
}

/** `back`: the page to return to, with its query. */
export function actForm({ duty, act, back, label, look = 'button-quiet', fields = '', person }: Form): Html {
  return html`<form method="post" action="${CONSOLE_PATH}/viec/${duty.id}" class="act">${formWord()}<input type="hidden" name="viec" value="${act}"><input type="hidden" name="ve" value="${back}">${person ? html`<input type="hidden" name="nguoi" value="${person}">` : ''}${fields}<button class="${look} small" type="submit">${label}</button></form>`
}

export function reasonField(id: string, label = 'Lý do', name = 'lyDo'): Html {
  return html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${name}" maxlength="500" required autocomplete="off"></div>`
}

/** What is pressed at once, and the rest behind one fold. */
export function dutyActs(duty: DeskDuty, { back, mayDecide }: { back: string; mayDecide: boolean }): Html | '' {
  const speaks = duty.isOpen && (duty.maySpeak || mayDecide)
  const decides = duty.isOpen && mayDecide
  const receives = duty.status === 'filed' && duty.mayReceive
  if (!duty.maySpeak && !duty.mayReceive) return ''
  const done = duty.kind === 'report' ? 'Đã nộp' : 'Đã xong'
  return html`<div class="acts no-print">
${speaks ? actForm({ duty, back, act: 'da-nop', label: done, look: 'button-main' }) : ''}
${decides ? actForm({ duty, back, act: 'nhac-ngay', label: 'Nhắc ngay' }) : ''}
${receives ? actForm({ duty, back, act: 'da-nhan', label: 'Xác nhận đã nhận', look: 'button-main' }) : ''}
<details class="more"><summary>Việc khác</summary><div class="more-acts">
${speaks ? tellingForms(duty, { back, done }) : ''}
${decides ? decidingForms(duty, back) : ''}
${receives ? actForm({ duty, back, act: 'tra-lai', label: 'Trả lại đơn vị', look: 'button-bad', fields: reasonField(`viec-${duty.id}-tra`) }) : ''}
${actForm({ duty, back, act: 'hoan-tac', label: 'Hoàn tác việc tôi vừa ghi' })}
</div></details></div>`
}

function tellingForms(duty: DeskDuty, { back, done }: { back: string; done: string }): Html {
  const id = `viec-${duty.id}`
  return html`${actForm({
    ...{ duty, back, act: 'da-nop', label: `Ghi ${done.toLowerCase()} kèm số, ngày` },
    fields: html`<div class="field"><label for="${id}-so">Số, ngày văn bản (ví dụ 15/BC-UBND ngày 16/12)</label><input id="${id}-so" name="loi" maxlength="120" required autocomplete="off"></div>`,
  })}
${actForm({
  ...{ duty, back, act: 'dang-lam', label: 'Ghi tiến độ' },
  fields: html`<div class="field"><label for="${id}-muc">Đang làm được bao nhiêu %</label><input id="${id}-muc" name="loi" type="number" min="0" max="100" required></div>`,
})}`
}

function decidingForms(duty: DeskDuty, back: string): Html {
  const id = `viec-${duty.id}`
  return html`${actForm({ duty, back, act: 'khong-phai-nop', label: duty.kind === 'report' ? 'Không phải nộp' : 'Không phải làm', fields: reasonField(`${id}-khong`) })}
${actForm({
  ...{ duty, back, act: 'gia-han', label: 'Lùi hạn' },
  fields: html`<div class="field"><label for="${id}-ngay">Hạn mới (hạn cũ ${sayDate(duty.extendedTo ?? duty.due)})</label><input id="${id}-ngay" name="ngay" type="date" min="${duty.due}" required></div>${reasonField(`${id}-gia-han`)}`,
})}`
}

const ASKS: Record<DeskAsk['kind'], string> = {
  difficulty: 'báo vướng mắc',
  extension_asked: 'xin gia hạn',
  handed_back: 'báo không thuộc đơn vị mình',
}

export function askView(ask: DeskAsk, { back, mayDecide }: { back: string; mayDecide: boolean }): Html {
  const { duty, kind, text, until, by } = ask
  return html`<li class="duty" id="de-nghi-${duty.id}-${kind}"><p><strong>${by}</strong> ${ASKS[kind]}${until ? ` đến ${sayDate(until)}` : ''}: <a href="${CONSOLE_PATH}/nhiem-vu/${duty.id}">${duty.title}</a> <span class="hint">hạn ${sayDate(duty.extendedTo ?? duty.due)}</span></p>
${text ? html`<blockquote class="quote">${text}</blockquote>` : ''}
${mayDecide ? html`<div class="acts no-print">${answers(ask, back)}</div>` : ''}</li>`
}

function answers({ duty, kind, until, personId: person }: DeskAsk, back: string): Html {
  const id = `tra-loi-${duty.id}-${kind}`
  if (kind === 'difficulty') {
    return actForm({
      duty,
      back,
      person,
      act: 'tra-loi',
      label: 'Gửi trả lời',
      look: 'button-main',
      fields: reasonField(id, 'Trả lời đơn vị', 'loi'),
    })
  }
  if (kind === 'handed_back') {
    return html`${actForm({ duty, back, person, act: 'van-thuoc', label: 'Vẫn thuộc đơn vị này' })}
<details class="more"><summary>Không phải nộp</summary><div class="more-acts">${actForm({ duty, back, act: 'khong-phai-nop', label: 'Ghi không phải nộp', fields: reasonField(id) })}</div></details>`
  }
  const granted = html`<input type="hidden" name="ngay" value="${until}"><input type="hidden" name="lyDo" value="Theo đề nghị của đơn vị">`
  return html`${actForm({ duty, back, person, act: 'gia-han', label: 'Đồng ý', look: 'button-main', fields: granted })}
${actForm({ duty, back, person, act: 'khong-gia-han', label: 'Không đồng ý' })}`
}
