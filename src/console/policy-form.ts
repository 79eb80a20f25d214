/** The form of the reminder policy as a change of it. */
import type { PolicyChange } from '../reminders/index.ts'
import { fieldOf, LADDER_NAMES, type LadderStep, TARGET_NAMES } from './pages/escalation-fields.ts'
import { CADENCE_NAMES, type PolicyFields } from './pages/reminder-policy.ts'

export type ReadPolicyForm = { kind: 'change'; change: PolicyChange } | { kind: 'unfit'; why: string }

const MOST_DAYS = 250

class Unfit extends Error {
  override readonly name = 'Unfit'
}

/** Every line of the form is checked before anything is said of the whole. */
export function readPolicyForm(fields: PolicyFields, slug: string): ReadPolicyForm {
  try {
    return { kind: 'change', change: changeOf(fields, slug) }
  } catch (error) {
    if (error instanceof Unfit) return { kind: 'unfit', why: error.message }
    throw error
  }
}

function changeOf(fields: PolicyFields, slug: string): PolicyChange {
  const text = (name: string): string => (fields[name] ?? '').trim()
  const days = (name: string, label: string): number[] => readDays(text(name), label)
  const [firstLate, ...laterDays] = days('qua-han', 'Quá hạn')
  const single = (name: string, label: string): number => readDays(text(name), label)[0] ?? 0
  return {
    windows: [windowOf(text('sang-tu'), text('sang-den')), ...afternoon(text('chieu-tu'), text('chieu-den'))],
    sendAt: text('gui-luc'),
    unfiledAgainAt: text('nhac-them-luc') || null,
    reports: Object.fromEntries(CADENCE_NAMES.map((name) => [name, days(`bao-cao-${name}`, `Báo cáo ${name}`)])),
    tasks: days('nhiem-vu', 'Nhiệm vụ'),
    coordinatingNotice: text('phoi-hop') ? single('phoi-hop', 'Đơn vị phối hợp') : null,
    headWorkingDays: days('dung-dau', 'Người đứng đầu'),
    late: [
      ...(firstLate === undefined ? [] : [{ workingDay: firstLate, to: ['focal', 'head', 'coordinator'] as const }]),
      ...laterDays.map((workingDay) => ({ workingDay, to: ['head'] as const })),
    ].map(({ workingDay, to }) => ({ workingDay, to: [...to] })),
    digest: {
      withinWorkingDays: single('tuan-trong', 'Bản tin đầu tuần'),
      overdueWeeks: text('tuan-qua-han') === '0' ? 0 : single('tuan-qua-han', 'Việc quá hạn trong bản tin'),
    },
    escalation: {
      leaders: text('lanh-dao') === 'co',
      ...Object.fromEntries(LADDER_NAMES.map((name) => [name, ladderOf((to) => text(fieldOf(name, to)))])),
    },
    extensions: { grantedBy: granterOf(text('gia-han')) },
    calendar: { daysOff: datesOf(text('ngay-nghi')), workedDays: datesOf(text('lam-bu')) },
    groups: { slug, groups: groupsOf(text('nhom')) },
  }
}

/** The steps of one ladder by day, the lower desk first. */
function ladderOf(said: (to: LadderStep['to']) => string): LadderStep[] {
  const steps = TARGET_NAMES.flatMap((to) =>
    readDays(said(to), 'Báo lên trên').map((workingDay): LadderStep => ({ workingDay, to })),
  )
  return steps.sort((a, b) => a.workingDay - b.workingDay)
}

/** "10, 5, 2" as numbers. */
function readDays(said: string, label: string): number[] {
  const parts = said.split(/[,;\s]+/).filter(Boolean)
  const wrong = parts.find((part) => !/^\d{1,3}$/.test(part) || Number(part) < 1 || Number(part) > MOST_DAYS)
  if (wrong)
    throw new Unfit(`${label}: "${wrong}" không phải số ngày (từ 1 đến ${MOST_DAYS}), các số cách nhau bằng dấu phẩy.`)
  return parts.map(Number)
}

function windowOf(from: string, to: string): { from: string; to: string } {
  if (!from || !to || from >= to)
    throw new Unfit(`Giờ gửi: khung "${from} – ${to}" chưa đúng; giờ đầu phải trước giờ cuối.`)
  return { from, to }
}

function afternoon(from: string, to: string): { from: string; to: string }[] {
  return from || to ? [windowOf(from, to)] : []
}

function granterOf(said: string): 'coordinator' | 'receiver' | 'vice_chair' {
  return said === 'receiver' || said === 'vice_chair' ? said : 'coordinator'
}

/** A day a line, ISO or as people write it. */
function datesOf(said: string): string[] {
  return said
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(line) ?? []
      const iso = day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : line
      try {
        return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString()
      } catch {
        throw new Unfit(`Lịch riêng: "${line}" không phải ngày; ghi như 2026-12-31 hoặc 31/12/2026.`)
      }
    })
}

/** "Các thôn: Thôn 1; Thôn 2" a line. */
function groupsOf(said: string): Record<string, string[]> {
  const groups = said
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [name = '', rest = ''] = line.split(/:(.*)/s)
      const members = rest
        .split(';')
        .map((member) => member.trim())
        .filter(Boolean)
      if (members.length === 0)
        throw new Unfit(`Nhóm đơn vị: dòng "${line}" chưa đúng; ghi như Các thôn: Thôn 1; Thôn 2.`)
      return [name.trim(), members] as const
    })
  return Object.fromEntries(groups)
}
