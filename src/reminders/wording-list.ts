/** A message of several duties: numbered, the most urgent first, each document named once. */

import { sayPlace } from '../language/citing.ts'
import { CHOICES } from './choices.ts'
import type { Entry } from './merge-steps.ts'
import { documentName, inSentence, listNames, sayDate, sayDay } from './vietnamese.ts'
import {
  daysLeft,
  doneWord,
  filing,
  IN_DIGEST,
  isCoordinator,
  isPartner,
  passingOn,
  receiver,
  sayTime,
  type Telling,
  taskName,
  whose,
  words,
} from './wording-parts.ts'

/** Longest message a channel takes in one piece. */
const MAX_CHARS = 2_000
/** Room left for the closing lines of a list. */
const CLOSING_CHARS = 420

const HEADINGS: Readonly<Record<Entry['moment'], string>> = {
  due: 'Hôm nay là ngày làm việc cuối cùng',
  due_again: 'Hôm nay là ngày cuối, chưa ghi nhận',
  late: 'Quá hạn, chưa ghi nhận',
  escalation: 'Quá hạn, chưa ghi nhận',
  ahead: 'Sắp đến hạn',
  unconfirmed: 'Máy đọc, xã chưa xác nhận (chưa nhắc đơn vị nào)',
  to_accept: 'Các đơn vị báo đã nộp; xác nhận đã nhận hoặc trả lại',
  returned: 'Đã trả lại, chưa nộp lại',
  resumed: 'Đơn vị báo không thuộc mình, xã chưa trả lời nên vẫn nhắc',
  coordination: 'Phối hợp, báo một lần để chủ động',
  progress: 'Hỏi tiến độ, trả lời bằng phần trăm hoặc vài chữ',
  soon: 'Đến hạn trong những ngày tới',
  soon_unconfirmed: 'Đến hạn trong những ngày tới; máy đọc, xã chưa xác nhận nên chưa nhắc đơn vị nào',
  overdue: 'Còn chưa ghi nhận từ trước',
}

/** Several duties in one message, numbered so that "1 đã nộp" answers one of them. */
export function listText(telling: Telling): { text: string; choices: string[]; told: Entry[] } {
  const lines = [openingLine(telling)]
  let chars = (lines[0] ?? '').length
  let number = 0
  let heading = ''
  const told: Entry[] = []
  for (const entry of telling.entries) {
    const line = `${number + 1}. ${entryLine(entry, telling)}`
    const above = HEADINGS[entry.moment] === heading ? [] : [`${HEADINGS[entry.moment]}:`]
    const added = [...above, line].join('\n')
    if (chars + added.length > MAX_CHARS - CLOSING_CHARS) break
    lines.push(added)
    chars += added.length + 1
    number += 1
    heading = HEADINGS[entry.moment]
    told.push(entry)
  }
  const left = telling.entries.length - told.length
  if (left > 0) lines.push(`… và ${left} việc khác; gõ "xem tất cả" để đọc hết.`)
  const { closing, choices } = closingOf(told, telling)
  return { text: [...lines, ...closing].join('\n'), choices, told }
}

function openingLine(telling: Telling): string {
  const { entries, post, day, context } = telling
  const count = entries.length
  if (post.role === 'vice_chair' || post.role === 'chair') {
    return `Kính gửi đồng chí ${post.title}: đến ${sayTime(telling.time)} ngày ${sayDate(day)} còn ${count} việc quá hạn chưa được ghi nhận.`
  }
  const name = isCoordinator(telling) ? context.commune.name : post.unit
  const tone = toneOf(telling)
  return `${tone} ${name}: ${count} việc (${sayDay(day)}).`
}

function toneOf(telling: Telling): string {
  const { entries } = telling
  if (entries.every(isPartner) && !isCoordinator(telling)) return 'Kính gửi'
  if (entries.every(({ moment }) => moment === 'progress')) return 'Hỏi tiến độ –'
  const isDigest = entries.some(({ moment }) => IN_DIGEST.has(moment))
  return isDigest ? 'Việc tuần này –' : 'Nhắc việc –'
}

/** Said without their last safe day: it has passed, or is not what they are about. */
const WITHOUT_DAY: ReadonlySet<Entry['moment']> = new Set([
  ...(['late', 'escalation', 'overdue', 'progress', 'returned', 'resumed'] as const),
])

function entryLine(entry: Entry, telling: Telling): string {
  const { occurrence, moment } = entry
  const title = occurrence.kind === 'report' ? occurrence.title : taskName(entry)
  const isOwn = entry.bodies.every(({ name }) => name !== '' && name === telling.post.unit)
  const who = isOwn ? '' : ` – ${whose(entry)}`
  const said = words(entry, 60)
  if (moment === 'to_accept') return `${title}${who}${filing(entry, telling)}.`
  if (WITHOUT_DAY.has(moment)) {
    return `${title}${who} (${said}).`
  }
  if (moment === 'due' || moment === 'due_again') return `${title}${who} (${said}).${receiver(entry)}`
  const lead =
    moment === 'coordination' && occurrence.units.length > 0 ? `, ${listNames(occurrence.units, 2)} chủ trì` : ''
  return `${title}${who}: chậm nhất ${sayDay(occurrence.lastSafe)}, ${daysLeft(entry, telling)} (${said})${lead}.${moment === 'coordination' ? '' : receiver(entry)}`
}

function closingOf(told: readonly Entry[], telling: Telling): { closing: string[]; choices: string[] } {
  const passed = [...new Set(told.map((entry) => passingOn(entry, telling).trim()).filter(Boolean))]
  const isAnswerable = telling.post.role !== 'vice_chair' && telling.post.role !== 'chair'
  const needsAnswer = told.some(
    ({ moment }) => moment !== 'coordination' && moment !== 'soon' && moment !== 'soon_unconfirmed',
  )
  const first = told[0]
  if (!first || !isAnswerable || !needsAnswer) {
    return { closing: [...(needsAnswer ? passed : []), sources(told, telling)], choices: [] }
  }
  const choices = listChoices(told, isCoordinator(telling))
  const how = `Trả lời kèm số thứ tự, ví dụ "1 ${inSentence(choices[0] ?? '')}", hoặc bấm nút rồi chọn việc.`
  return { closing: [...passed, sources(told, telling), how], choices }
}

function listChoices(told: readonly Entry[], isForCoordinator: boolean): string[] {
  const isOnly = (moment: Entry['moment']): boolean => told.every((entry) => entry.moment === moment)
  if (isForCoordinator && isOnly('late')) return [...new Set(told.map(doneWord)), CHOICES.notDue]
  if (isOnly('to_accept')) return [CHOICES.accept, CHOICES.giveBack]
  if (isOnly('unconfirmed')) return [CHOICES.confirm, CHOICES.wrong]
  const accept = told.some(({ moment }) => moment === 'to_accept') ? [CHOICES.accept] : []
  return [
    ...new Set(told.map(doneWord)),
    ...accept,
    CHOICES.inProgress,
    CHOICES.difficulty,
    CHOICES.later,
    CHOICES.more,
  ]
}

/** Each document once, its places after it. */
function sources(told: readonly Entry[], { context }: Telling): string {
  const byDocument = Map.groupBy(told, ({ occurrence }) => occurrence.documentId)
  const names = [...byDocument].map(([id, entries]) => {
    const document = context.documents.find((each) => each.id === id)
    const places = [...new Set(entries.map(({ occurrence }) => sayPlace(occurrence.section)).filter(Boolean))]
    const name = document ? documentName(document, context.documents) : 'Văn bản'
    return `${name}${places.length > 0 ? `, ${mergePlaces(places)}` : ''}`
  })
  return `Căn cứ: ${names.join('; ')}.`
}

/** "Phụ lục, STT 3; Phụ lục, STT 7" → "Phụ lục, STT 3, 7". */
function mergePlaces(places: readonly string[]): string {
  const byTable = Map.groupBy(places, (place) => place.replace(/, STT \S+$/, ''))
  return [...byTable]
    .map(([table, each]) => {
      const rows = each.filter((place) => place !== table).map((place) => place.replace(/^.*, STT /, ''))
      return rows.length > 0 ? `${table}, STT ${rows.join(', ')}` : table
    })
    .join('; ')
}
