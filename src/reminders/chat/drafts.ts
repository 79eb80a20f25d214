/** Files asked for in the chat: the collected report and table for whoever collects, a unit's own plan for the unit. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadOccurrences, loadOfficeDates, type OccurrenceRow, withOfficeDates } from '../../duties/index.ts'
import { fold, slugify, squeeze } from '../../language/text.ts'
import { bodyOf } from '../bodies.ts'
import { collect, missingUnits } from '../collect/collected.ts'
import { collectedTable, type DraftOffice, draftReport } from '../collect/drafts.ts'
import { countOf, draftUnitPlan, unitPlanOf } from '../collect/unit-plan.ts'
import { readDueWords } from '../read-due-words.ts'
import { listNames } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { stateOfRow } from './lists.ts'
import { isCoordinator, receives } from './who.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CHOICES = { report: 'Dự thảo báo cáo (Word)', table: 'Bảng tổng hợp (Excel)' } as const

/** As far as rows are made. */
const PLAN_DAYS = 460
/** Occasions this far around today can be collected. */
const AROUND_DAYS = 45

/** Null where the words ask for no file of ours. */
export async function draftFor(turn: Turn, text: string): Promise<ChatReply | null> {
  const said = fold(squeeze(text)).trim()
  if (said === '/kehoach' || said === 'ke hoach cua don vi') return unitPlan(turn)
  if (said === '/tonghop' || said === 'tong hop bao cao') return offer(turn)
  if (said === fold(CHOICES.report)) return report(turn, 'report')
  return said === fold(CHOICES.table) ? report(turn, 'table') : null
}

async function offer(turn: Turn): Promise<ChatReply> {
  const occasion = await nearestOccasion(turn)
  if (!occasion) return { text: 'Không có kỳ báo cáo nào gần đây do đồng chí tổng hợp.' }
  const collected = await collect(turn.parts.store, occasion)
  const missing = missingUnits(collected)
  const filed = collected.units.length - missing.length
  const rest = missing.length > 0 ? ` Chưa ghi nhận: ${listNames(missing, 10)}.` : ''
  return {
    text: `${collected.title}: ${filed}/${collected.units.length} đơn vị đã nộp.${rest}`,
    choices: Object.values(CHOICES),
  }
}

async function report(turn: Turn, kind: keyof typeof CHOICES): Promise<ChatReply> {
  const occasion = await nearestOccasion(turn)
  if (!occasion) return { text: 'Không có kỳ báo cáo nào gần đây do đồng chí tổng hợp.' }
  const collected = await collect(turn.parts.store, occasion)
  const name = slugify(collected.title)
  if (kind === 'table') {
    const bytes = await collectedTable(collected, (row) => stateOfRow(row, turn.day))
    return file(turn, { bytes, name: `${name}.xlsx`, mimeType: EXCEL, text: `Bảng tổng hợp ${collected.title}.` })
  }
  const bytes = await draftReport(collected, await officeOf(turn))
  const text = `Dự thảo ${collected.title}, theo thể thức Nghị định 30/2020/NĐ-CP. Số, ngày, nơi nhận và người ký để trống; văn thư kiểm tra trước khi trình.`
  return file(turn, { bytes, name: `${name}.docx`, mimeType: WORD, text })
}

async function unitPlan(turn: Turn): Promise<ChatReply | null> {
  const unit = turn.asked.account.posts.find((post) => post.unit !== null)?.unit
  const { parts, asked, day } = turn
  const register = await parts.register.of(asked.account.commune?.slug ?? '')
  if (!unit || !register) return { text: 'Đồng chí chưa giữ chức danh nào ở một đơn vị.' }
  const { id: communeId, slug } = register.commune
  const until = Temporal.PlainDate.from(day).add({ days: PLAN_DAYS }).toString()
  const rows = await loadOccurrences(parts.store, { communeId, from: day, to: until, inForceOnly: true })
  const plan = unitPlanOf(unit, {
    ...{ register, day, groups: parts.policy().groups[slug] ?? {} },
    rules: withOfficeDates(register, await loadOfficeDates(parts.store, communeId), readDueWords),
    rows: rows.filter(({ bodyKey }) => bodyKey === bodyOf(unit).key),
  })
  const bytes = await draftUnitPlan(plan, await officeOf(turn))
  const text = `Trích nhiệm vụ, chế độ báo cáo, thời hạn và căn cứ của ${unit} để xây dựng kế hoạch của đơn vị (${countOf(plan)} mục xã đã xác nhận). Số, ngày, người ký để trống.`
  return file(turn, { bytes, name: `ke-hoach-${slugify(unit)}.docx`, mimeType: WORD, text })
}

/** The report nearest to today that comes to one of the person's desks. */
async function nearestOccasion({ parts, asked, day }: Turn): Promise<OccurrenceRow | null> {
  const { account } = asked
  if (!account.commune) return null
  const near = (days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()
  const rows = await loadOccurrences(parts.store, {
    communeId: account.commune.id,
    from: near(-AROUND_DAYS),
    to: near(AROUND_DAYS),
    inForceOnly: true,
  })
  const mine = rows.filter(
    (row) => row.kind === 'report' && row.isConfirmed && (isCoordinator(account) || receives(account, row)),
  )
  const distance = ({ due }: OccurrenceRow): number => Math.abs(Temporal.PlainDate.from(day).until(due).days)
  return mine.sort((a, b) => distance(a) - distance(b))[0] ?? null
}

async function officeOf({ parts, asked, day }: Turn): Promise<DraftOffice> {
  const register = await parts.register.of(asked.account.commune?.slug ?? '')
  const { name = '', province = null } = register?.commune ?? {}
  return { commune: name, province, documents: register?.documents ?? [], day }
}

type Made = { bytes: Buffer; name: string; mimeType: string; text: string }

async function file({ parts, asked }: Turn, { bytes, name, mimeType, text }: Made): Promise<ChatReply> {
  await mkdir(parts.draftsFolder, { recursive: true })
  const path = join(parts.draftsFolder, `${asked.message.id}-${name}`)
  await writeFile(path, bytes)
  return { text, document: { path, name, mimeType } }
}
