import { html } from 'hono/html'
import type { LocalOffice } from '../../documents/index.ts'
import type { Operator } from '../../people/index.ts'
import { field } from './doors.ts'
import { consolePage, type Html, type Notice } from './layout.ts'
import { dayWords } from './moments.ts'
import { SETTINGS_PATH, settingsTabs } from './settings.ts'

export const DESK_NAMES = {
  service_centre: 'Trung tâm Phục vụ hành chính công',
  office: 'UBND, nơi tiếp công dân',
  police: 'Công an',
  health_station: 'Trạm Y tế',
  school: 'Trường học',
  digital_team: 'Tổ công nghệ số cộng đồng',
} as const satisfies Record<keyof Required<LocalOffice['desks']>, string>

export type DeskName = keyof typeof DESK_NAMES

export type OfficePage = {
  operator: Operator
  commune: Operator['communes'][number]
  facts: LocalOffice | null
  broken: string | null
  notice: Notice | null
}

/** What the assistant tells of the office's own desks: addresses, hours, phones, villages. */
export function officePage({ operator, commune, facts, broken, notice }: OfficePage): Html {
  const mayChange = operator.rights.has('settings')
  return consolePage({
    title: 'Thông tin cơ quan',
    active: 'settings',
    operator,
    notice,
    body: html`${settingsTabs('office')}
${communesView(operator, commune)}
<p class="hint">Trợ lý nói nguyên văn những điều ghi ở đây khi có người hỏi địa chỉ, giờ làm việc, số điện thoại. Ô để trống thì trợ lý mời người dân hỏi Trung tâm Phục vụ hành chính công.${facts?.updated ? ` Xem lại lần cuối ngày ${dayWords(facts.updated)}.` : ''}</p>
${broken ? html`<p class="state state-bad">Tệp hiện có không đọc được: ${broken} Lưu biểu mẫu này sẽ thay tệp đó.</p>` : ''}
<form method="post" action="${SETTINGS_PATH}/co-quan"><fieldset class="bare"${mayChange ? '' : html` disabled`}><legend class="visually-hidden">Thông tin của ${commune.name}</legend>
<input type="hidden" name="xa" value="${commune.slug}">
${openingView(facts?.opening ?? null)}
<h2>Các nơi người dân hay hỏi</h2>
<div class="panels">${(Object.keys(DESK_NAMES) as DeskName[]).map((desk) => deskView(desk, facts?.desks[desk]))}</div>
<h2>Thôn, tổ dân phố</h2>
<section class="panel">${villagesView(facts?.villages ?? [])}</section>
${mayChange ? html`<p><button class="button-main" type="submit">Lưu, và ghi hôm nay là ngày xem lại</button></p>` : ''}
</fieldset></form>`,
  })
}

export function communesView(
  { communes }: Operator,
  chosen: { slug: string },
  path = `${SETTINGS_PATH}/co-quan`,
): Html | '' {
  if (communes.length < 2) return ''
  return html`<nav class="row" aria-label="Chọn xã, phường">${communes.map(
    ({ slug, name }) =>
      html`<a class="tag" href="${path}?xa=${slug}"${slug === chosen.slug ? html` aria-current="true"` : ''}>${name}</a>`,
  )}</nav>`
}

function openingView(opening: LocalOffice['opening']): Html {
  const part = (at: number, label: string, [from, to]: [string, string]): Html =>
    html`<div class="row"><span>${label}</span>${clock(`tu${at}`, `${label}, từ`, opening ? (opening[at]?.from ?? '') : from)}<span aria-hidden="true">đến</span>${clock(`den${at}`, `${label}, đến`, opening ? (opening[at]?.to ?? '') : to)}</div>`
  return html`<section class="panel"><h2>Giờ cán bộ trả lời qua trợ lý</h2>
<p class="hint">Tính trong ngày làm việc; ngày lễ, ngày nghỉ bù và lịch riêng của cơ quan đặt ở trang Nhắc việc. Phiếu hỏi gửi ngoài giờ được báo giờ cán bộ sẽ xem.</p>
${part(0, 'Buổi sáng', ['07:30', '11:30'])}${part(1, 'Buổi chiều', ['13:30', '17:00'])}</section>`
}

function clock(name: string, label: string, value: string): Html {
  return html`<input class="clock" type="time" name="${name}" aria-label="${label}" value="${value}">`
}

function deskView(desk: DeskName, facts: LocalOffice['desks'][DeskName]): Html {
  const one = (part: string, label: string, value: string | undefined, hint?: string): Html =>
    field({ name: `${desk}.${part}`, label, value: value ?? '', isOptional: true, ...(hint ? { hint } : {}) })
  return html`<section class="panel"><h3>${DESK_NAMES[desk]}</h3><div class="stack">
${one('ten', 'Tên như người dân gọi', facts?.name)}${one('diaChi', 'Địa chỉ', facts?.address)}${one('gio', 'Giờ làm việc', facts?.hours)}
${one('dienThoai', 'Số điện thoại', facts?.phones.join(', '), 'Nhiều số thì cách nhau bằng dấu phẩy.')}${one('ghiChu', 'Ghi chú', facts?.note)}</div></section>`
}

function villagesView(villages: LocalOffice['villages']): Html {
  const lines = villages.map(({ name, head, digitalTeam }) =>
    [name, head ? saidPerson(head) : '', digitalTeam.map(saidPerson).join('; ')].join(' | ').replace(/[ |]+$/, ''),
  )
  return html`<div class="field"><label for="thon">Mỗi dòng một thôn, tổ</label>
<textarea id="thon" name="thon" rows="${Math.max(6, lines.length + 1)}" aria-describedby="thon-goi-y">${lines.join('\n')}</textarea>
<p class="hint" id="thon-goi-y">Tên thôn | trưởng thôn, số điện thoại | tổ công nghệ số: tên, số; tên, số. Ví dụ: Thôn Đông | Nguyễn Văn A, 0912 000 111 | Lê Thị B, 0912 000 222. Chỉ ghi người đã đồng ý cho biết số.</p></div>`
}

function saidPerson({ name, phone }: { name: string; phone?: string | undefined }): string {
  return phone ? `${name}, ${phone}` : name
}
