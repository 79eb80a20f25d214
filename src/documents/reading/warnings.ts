import { fold } from '../../language/text.ts'
import type { Identity, Section, Target, Task } from '../administrative-document.ts'
import { headingForm } from './outline-forms.ts'
import type { Placed } from './outline-state.ts'

export type WarningInput = {
  identity: Identity
  blankNumber: string | null
  placed: readonly Placed[]
  sections: readonly Section[]
  tasks: readonly Task[]
  targets: readonly Target[]
}

/** What a clerk would ask about before confirming: blanks, skipped numbers, aims that disagree, duties without a date or a desk. */
export function readWarnings(input: WarningInput): string[] {
  return [
    ...identityWarnings(input.identity, input.blankNumber),
    ...skippedNumbers(input.placed, input.sections),
    ...conflictingTargets(input.targets),
    ...bothRoles(input.tasks),
    ...incompleteDuties(input.tasks),
  ]
}

const MOST_WARNINGS = 1_000

/** The first warnings of a paper, and how many are left out where there are more than anybody reads. */
export function asManyAsAreRead(warnings: readonly string[]): string[] {
  const more = warnings.length - MOST_WARNINGS
  return more > 0 ? [...warnings.slice(0, MOST_WARNINGS), `Còn ${more} lưu ý khác không liệt kê ở đây`] : [...warnings]
}

function identityWarnings(identity: Identity, blankNumber: string | null): string[] {
  const out: string[] = []
  if (!identity.number) out.push(blankNumber ? `Số văn bản để trống ("${blankNumber}")` : 'Không có dòng số văn bản')
  if (!identity.date)
    out.push(identity.dateText ? `Ngày ban hành chưa đủ ("${identity.dateText}")` : 'Không có dòng ngày ban hành')
  if (!identity.commune) out.push('Không đọc được tên xã, phường ban hành')
  if (!identity.signer) out.push('Không đọc được người ký')
  if (!identity.type) out.push('Không đọc được loại văn bản')
  return out
}

const ROMANS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV']

/** Numbers left out or used twice among headings and items of one parent. */
function skippedNumbers(placed: readonly Placed[], sections: readonly Section[]): string[] {
  const last = new Map<string, number>()
  return placed.flatMap((item) => {
    const form = item.block.kind === 'text' && item.region === 'body' ? headingForm(item.block.plain) : null
    if (!form || (form.kind !== 'roman' && form.kind !== 'arabic') || form.label.includes('.')) return []
    const parent = item.part === 'heading' ? (sections[item.section ?? -1]?.parent ?? null) : item.section
    const number = form.kind === 'roman' ? ROMANS.indexOf(form.label) + 1 : Number(form.label)
    const key = `${parent ?? ''}|${form.kind}`
    const before = last.get(key) ?? 0
    last.set(key, number)
    const restarts = number === 1 && item.part !== 'heading'
    return number === before + 1 || number === 0 || restarts
      ? []
      : [`Số mục không liền nhau trước "${item.block.plain.slice(0, 80)}"`]
  })
}

/** Most aims for one thing that a further one is compared with. */
const MOST_COMPARED = 200

function conflictingTargets(targets: readonly Target[]): string[] {
  const out: string[] = []
  const seen = new Map<string, Target[]>()
  for (const target of targets) {
    if (target.value === null) continue
    const words = fold(target.text)
      .replace(/[\d.,%]+/g, '')
      .replace(/\b(tren|toi thieu|it nhat|phan dau|dat|bao dam|dam bao|ty le)\b/g, '')
      .replace(/[^a-z]+/g, ' ')
      .trim()
    const key = `${target.phase ?? ''}|${words}`
    const others = seen.get(key) ?? []
    seen.set(key, others)
    const other = others.find((each) => disagrees(each, target))
    if (other)
      out.push(
        `Hai chỉ tiêu khác nhau cho một việc: "${other.text.slice(0, 100)}" (${other.section}) và "${target.text.slice(0, 100)}" (${target.section})`,
      )
    if (others.length < MOST_COMPARED) others.push(target)
  }
  return out
}

/** An aim of a row by the year of its column: "Số hộ thoát nghèo năm 2027: 106 hộ". */
const OF_A_YEAR = /\snăm 20\d{2}: /u

/**
 * Another figure for one year, or one figure for two years; another figure for another year is a step on the way, and so is
 * the same one in the next column of its row.
 */
function disagrees(a: Target, b: Target): boolean {
  const sameRow = a.quote === b.quote && OF_A_YEAR.test(a.text) && OF_A_YEAR.test(b.text)
  const isStep = a.by !== null && b.by !== null && a.by !== b.by && (a.value !== b.value || sameRow)
  return !isStep && (a.value !== b.value || a.by !== b.by)
}

function bothRoles(tasks: readonly Task[]): string[] {
  return tasks.flatMap((task) => {
    const both = task.lead.filter((unit) => task.coordinating.includes(unit))
    return both.map((unit) => `${task.section}: ${unit} vừa chủ trì vừa phối hợp`)
  })
}

/** Of the "sáu rõ", what rows of duties leave blank; prose is counted, not listed. */
function incompleteDuties(tasks: readonly Task[]): string[] {
  const rows = tasks.filter((task) => task.from === 'appendix')
  const out = rows.flatMap((task) => {
    const missing = [
      task.lead.length ? '' : 'người chủ trì',
      task.timeText ? '' : 'thời gian',
      task.output ? '' : 'kết quả',
    ].filter(Boolean)
    return missing.length && missing.join() !== 'kết quả' ? [`${task.section}: chưa rõ ${missing.join(', ')}`] : []
  })
  if (rows.length && rows.every((task) => !task.output)) out.push('Bảng nhiệm vụ không có cột sản phẩm, kết quả')
  const noLead = tasks.filter((task) => task.from === 'prose' && !task.lead.length && !task.coordinating.length).length
  if (noLead) out.push(`${noLead} nhiệm vụ trong phần lời chưa nêu đơn vị chủ trì`)
  return out
}
