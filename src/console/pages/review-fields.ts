import { html } from 'hono/html'
import type { ReviewEntry } from '../../documents/index.ts'
import type { Html } from './layout.ts'

type Rule = Extract<ReviewEntry, { kind: 'rule' }>
type Cadence = Rule['fields']['cadence']

export const CADENCES: Record<Cadence, string> = {
  weekly: 'hằng tuần',
  monthly: 'hằng tháng',
  quarterly: 'hằng quý',
  'half-yearly': '6 tháng',
  'nine-monthly': '9 tháng',
  yearly: 'hằng năm',
  'on-request': 'khi có yêu cầu',
  unspecified: 'không ghi',
}

const BLANK = 'không ghi'

/** What was read, in the order a clerk asks. */
export function factsOf(entry: ReviewEntry): [string, string][] {
  if (entry.kind === 'rule') {
    const { who, to, via, cadence, dueText } = entry.fields
    return [
      ['Ai báo cáo', who.join('; ') || BLANK],
      ['Gửi', [to, via && `qua ${via}`].filter(Boolean).join(', ') || BLANK],
      ['Kỳ', CADENCES[cadence]],
      ['Hạn', dueText ?? BLANK],
    ]
  }
  if (entry.kind === 'duty') {
    const { name, lead, coordinating, output, timeText } = entry.fields
    return [
      ['Việc', name],
      ['Chủ trì', lead.join('; ') || BLANK],
      ...optional('Phối hợp', coordinating.join('; ')),
      ['Thời gian', timeText ?? BLANK],
      ...optional('Sản phẩm', output),
      ...optional('Số lượng', entry.count && `${entry.count.value} ${entry.count.unit}`),
    ]
  }
  const { text, op, value, unit, by } = entry.fields
  return [
    ['Chỉ tiêu', text],
    ...optional('Mức', value === null ? null : [OPERATORS[op ?? '='], value, unit].filter(Boolean).join(' ')),
    ...optional('Đến', by),
  ]
}

const OPERATORS = { '=': '', '>=': 'từ', '>': 'trên', '<=': 'không quá' } as const

function optional(name: string, value: string | null): [string, string][] {
  return value ? [[name, value]] : []
}

/** The same in a form. */
export function correctionFields(entry: ReviewEntry): Html {
  const id = (name: string): string => `${name}-${entry.kind}-${entry.id}`
  const line = (name: string, label: string, value: string | null): Html =>
    html`<div class="field"><label for="${id(name)}">${label}</label><input id="${id(name)}" name="${name}" value="${value ?? ''}" autocomplete="off"></div>`
  const lines = (name: string, label: string, values: string[]): Html =>
    html`<div class="field"><label for="${id(name)}">${label}</label><textarea id="${id(name)}" name="${name}" rows="2">${values.join('\n')}</textarea></div>`
  if (entry.kind === 'rule') {
    const { who, to, via, cadence, dueText } = entry.fields
    return html`${lines('who', 'Ai báo cáo (mỗi đơn vị một dòng)', who)}${line('to', 'Gửi cho', to)}${line('via', 'Qua', via)}
<div class="field"><label for="${id('cadence')}">Kỳ</label><select id="${id('cadence')}" name="cadence">${Object.entries(
      CADENCES,
    ).map(
      ([word, label]) => html`<option value="${word}"${word === cadence ? html` selected` : ''}>${label}</option>`,
    )}</select></div>
${line('dueText', 'Hạn, bằng lời của văn bản (ví dụ: trước ngày 20 tháng cuối quý)', dueText)}`
  }
  if (entry.kind === 'duty') {
    const { name, lead, coordinating, output, timeText } = entry.fields
    return html`${line('name', 'Việc', name)}${lines('lead', 'Chủ trì (mỗi đơn vị một dòng)', lead)}${lines('coordinating', 'Phối hợp', coordinating)}${line('timeText', 'Thời gian, bằng lời của văn bản', timeText)}${line('output', 'Sản phẩm', output)}`
  }
  const { text, op, value, unit, by } = entry.fields
  return html`${line('text', 'Chỉ tiêu', text)}
<div class="field"><label for="${id('op')}">So sánh</label><select id="${id('op')}" name="op">${[
    '',
    '=',
    '>=',
    '>',
    '<=',
  ].map(
    (sign) => html`<option value="${sign}"${sign === (op ?? '') ? html` selected` : ''}>${sign || 'không'}</option>`,
  )}</select></div>
${line('value', 'Con số', value === null ? null : String(value))}${line('unit', 'Đơn vị tính', unit)}${line('by', 'Đến năm', by)}`
}
