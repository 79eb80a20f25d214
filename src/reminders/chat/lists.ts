/** A unit's own duties with how each stands: told to those who hold a post in it, and to nobody else. */
import { isLateOn, isSettled, loadOccurrences, type OccurrenceRow } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import { CHOICES } from '../choices.ts'
import { sayDate, shorten } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { lastDayOf } from './titles.ts'
import { isCoordinator } from './who.ts'

const MOST_LINES = 30
const TITLE_CHARS = 90
/** What lies further ahead is no news yet. */
const AHEAD_DAYS = 120
const BEHIND_DAYS = 60

export type ListKind = 'all' | 'open'

/** `open`: only what is still to be done. Null for an account that may see none. */
export async function listDuties(turn: Turn, kind: ListKind): Promise<ChatReply | null> {
  const rows = await ownRows(turn)
  if (rows === null) return null
  const listed = kind === 'open' ? rows.filter(({ status }) => !isSettled(status)) : rows
  const office = officeName(turn)
  if (listed.length === 0) return { text: `${office}: không có việc nào đến hạn trong ${AHEAD_DAYS} ngày tới.` }
  const shown = listed.slice(0, MOST_LINES)
  const withWhose = isCoordinator(turn.asked.account)
  const lines = shown.map((row, index) => `${index + 1}. ${lineOf(row, turn, withWhose)}`)
  const rest = listed.length - shown.length
  const isAnswerable = shown.some(({ status }) => !isSettled(status))
  return {
    text: [`${office}: ${listed.length} việc.`, ...lines, ...(rest > 0 ? [`… và ${rest} việc khác.`] : [])].join('\n'),
    choices: isAnswerable ? [CHOICES.filed, CHOICES.inProgress, CHOICES.difficulty, CHOICES.later, CHOICES.more] : [],
    subject: { about: 'duties', items: shown.map(({ id }) => [id]) },
  }
}

/** Confirmed duties of the units whose posts are held; of the whole commune for its coordinator. */
export async function ownRows({ parts, asked, day }: Turn): Promise<OccurrenceRow[] | null> {
  const { commune, posts } = asked.account
  if (!commune || posts.length === 0) return null
  const rows = await loadOccurrences(parts.store, {
    communeId: commune.id,
    from: Temporal.PlainDate.from(day).subtract({ days: BEHIND_DAYS }).toString(),
    to: Temporal.PlainDate.from(day).add({ days: AHEAD_DAYS }).toString(),
    inForceOnly: true,
  })
  const confirmed = rows.filter(({ isConfirmed }) => isConfirmed)
  if (isCoordinator(asked.account)) return confirmed
  const keys = new Set(posts.flatMap(({ unit }) => (unit === null ? [] : bodyOf(unit).key)))
  return keys.size > 0 ? confirmed.filter(({ bodyKey }) => keys.has(bodyKey)) : null
}

function officeName({ asked }: Turn): string {
  const { posts, commune } = asked.account
  if (isCoordinator(asked.account)) return commune?.name ?? ''
  return [...new Set(posts.flatMap(({ unit }) => unit ?? []))].join('; ')
}

function lineOf(row: OccurrenceRow, turn: Turn, withWhose: boolean): string {
  const whose = withWhose && row.bodyName ? ` – ${row.bodyName}` : ''
  const last = lastDayOf(row, turn.parts.policy())
  return `${shorten(row.title, TITLE_CHARS)}${whose}: ${stateOfRow(row, turn.day)} (chậm nhất ${sayDate(last)}${row.extendedTo ? ', đã gia hạn' : ''}).`
}

/** How an occurrence stands, as people say it. */
export function stateOfRow(row: OccurrenceRow, day: string): string {
  const { status, percent, filedNumber, filedOn } = row
  if (status === 'not_applicable') return 'không phải nộp'
  if (status === 'filed' || status === 'accepted') {
    const number = filedNumber ? ` số ${filedNumber}` : ''
    const on = filedOn ? `, ngày ${sayDate(filedOn)}` : ''
    const done = row.kind === 'report' ? 'đã nộp' : 'đã xong'
    return `${done}${number}${on}${status === 'filed' && row.kind === 'report' ? ', chờ nơi nhận xác nhận' : ''}`
  }
  if (status === 'handed_back') return 'đơn vị báo không thuộc mình, chờ cán bộ điều phối'
  const going = status === 'in_progress' ? `đang làm${percent === null ? '' : ` ${percent}%`}` : 'chưa ghi nhận'
  return isLateOn(row, day) ? `quá hạn, ${going}` : going
}
