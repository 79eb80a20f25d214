import { html } from 'hono/html'
import type { Policy } from '../../reminders/index.ts'
import type { Html } from './layout.ts'

type Ladders = Omit<Policy['escalation'], 'leaders'>
export type Ladder = keyof Ladders
export type LadderStep = Ladders[Ladder][number]

const LADDERS: Record<Ladder, string> = {
  department: 'Phòng, văn phòng thuộc UBND',
  council: 'Ban, Tổ của HĐND (đến lãnh đạo HĐND)',
  station: 'Trạm Y tế, trung tâm, trường học, thôn',
  partner: 'Mặt trận, đoàn thể, cơ quan Đảng, doanh nghiệp (chỉ nên báo cơ quan tổng hợp)',
}
export const LADDER_NAMES = Object.keys(LADDERS) as Ladder[]

/** In the order of the ladder. */
const TARGETS: Record<LadderStep['to'], string> = {
  coordinating: 'Cơ quan tổng hợp',
  vice_chair: 'Phó Chủ tịch',
  chair: 'Chủ tịch',
}
export const TARGET_NAMES = Object.keys(TARGETS) as LadderStep['to'][]

/** The field of one ladder and whom it tells. */
export function fieldOf(ladder: Ladder, to: LadderStep['to']): string {
  return `len-${ladder}-${to}`
}

export function ladderFields(escalation: Policy['escalation']): [string, string][] {
  const daysOf = (ladder: Ladder, to: LadderStep['to']): string =>
    escalation[ladder]
      .filter((step) => step.to === to)
      .map(({ workingDay }) => workingDay)
      .join(', ')
  return LADDER_NAMES.flatMap((ladder) =>
    TARGET_NAMES.map((to): [string, string] => [fieldOf(ladder, to), daysOf(ladder, to)]),
  )
}

/** Who above a unit is told when it is late, and on which working day; empty tells nobody there. */
export function escalationView(value: (name: string) => string): Html {
  const field = (ladder: Ladder, to: LadderStep['to']): Html => {
    const name = fieldOf(ladder, to)
    return html`<div class="field"><label for="${name}">${TARGETS[to]}</label><input id="${name}" name="${name}" value="${value(name)}" autocomplete="off" inputmode="numeric"></div>`
  }
  return html`<section class="panel stack"><h2>Báo lên trên khi quá hạn</h2>
<label class="tick"><input type="checkbox" name="lanh-dao" value="co"${value('lanh-dao') ? html` checked` : ''}> Báo Phó Chủ tịch, Chủ tịch (mỗi ngày một tin gộp, sau khi cán bộ điều phối đồng ý)</label>
<p class="hint">Ngày làm việc quá hạn thứ mấy thì báo ai; để trống là không báo. Ô của Phó Chủ tịch, Chủ tịch chỉ có hiệu lực khi đánh dấu ở trên.</p>
${LADDER_NAMES.map((ladder) => html`<fieldset class="field"><legend class="label">${LADDERS[ladder]}</legend><div class="trio">${TARGET_NAMES.map((to) => field(ladder, to))}</div></fieldset>`)}</section>`
}
