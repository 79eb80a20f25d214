import { expect, test } from 'vitest'
import { countOf, unitPlanOf } from '../../src/reminders/collect/unit-plan.ts'
import { duty, register, rule } from './made-up.ts'

const PLAN = register({
  duties: [
    duty({ id: 1, name: 'Số hóa bản đồ', end: '2030-12-31' }),
    duty({
      id: 2,
      name: 'Tuyên truyền',
      lead: ['Trạm Y tế'],
      coordinating: ['Phòng Kinh tế xã'],
      ongoing: true,
      end: null,
    }),
    duty({ id: 3, name: 'Rà soát các thôn', lead: ['Các thôn'], end: null, ongoing: true }),
    duty({ id: 5, name: 'Báo cáo trước ngày 20 tháng cuối quý', quote: rule().quote }),
    duty({ id: 4, name: 'Máy đọc, chưa ai xem', state: 'proposed' }),
  ],
  rules: [rule({ id: 1, who: ['Các thôn', 'Phòng Kinh tế'] }), rule({ id: 2, who: ['Trạm Y tế'] })],
})

function planOf(unit: string, groups: Record<string, string[]> = {}): Record<string, unknown> {
  const plan = unitPlanOf(unit, { register: PLAN, rules: PLAN.rules, groups, rows: [], day: '2026-12-01' })
  const names = (duties: { name: string }[]): string[] => duties.map(({ name }) => name)
  return {
    leads: names(plan.leads),
    helps: names(plan.helps),
    reports: plan.reports.map(({ id }) => id),
    all: countOf(plan),
  }
}

test("a unit's plan holds what it leads however far off, what it reports, and where it helps; nothing unconfirmed", () => {
  expect(planOf('Phòng Kinh tế')).toEqual({ leads: ['Số hóa bản đồ'], helps: ['Tuyên truyền'], reports: [1], all: 3 })
})

test('a member of a group the office resolved has what is asked of the group', () => {
  expect(planOf('Thôn 3')).toMatchObject({ all: 0 })
  expect(planOf('Thôn 3', { 'Các thôn': ['Thôn 2', 'Thôn 3'] })).toMatchObject({
    leads: ['Rà soát các thôn'],
    reports: [1],
  })
})
