/** A unit's own duties with how each stands: told to those who hold a post in it, and to nobody else. */
import { isLateOn, isSettled, loadOccurrences, type OccurrenceRow } from '../../duties/index.ts'
import { bodyOf } from '../bodies.ts'
import { CHOICES } from '../choices.ts'
import { listNames, sayDate, shorten } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { lastDayOf } from './titles.ts'
import { isCoordinator } from './who.ts'

const MOST_LINES = 30
const MOST_HELPED = 10
const TITLE_CHARS = 90
/** What lies further ahead is no news yet. */
const AHEAD_DAYS = 120
const BEHIND_DAYS = 60

export type ListKind = 'all' | 'open'

/** As the manual has them, typed with or without the stroke and the marks. */
const NAMES: Readonly<Record<string, ListKind>> = {
  viec: 'all',
  'viec toi': 'all',
  'viec cua toi': 'all',
  'viec cua phong toi': 'all',
  han: 'open',
  'han cua toi': 'open',
}

/** The list a whole message asks for: folded words; null where it asks for none. */
export function listNamed(said: string): ListKind | null {
  return NAMES[said.replace(/^\/|@\w+$|[.!…]+$/g, '').trim()] ?? null
}

/**
 * `open`: only what is still to be done. Null for an account that may see none, and for a unit none of whose duties has a
 * day: what the papers say of it is answered as the question it is.
 */
export async function listDuties(turn: Turn, kind: ListKind): Promise<ChatReply | null> {
  const confirmed = await confirmedRows(turn)
  const rows = ofHeldUnits(turn, confirmed)
  if (rows === null) return null
  const listed = kind === 'open' ? rows.filter(({ status }) => !isSettled(status)) : rows
  const office = officeName(turn)
  const helped = helpedRows(turn, confirmed)
  if (kind === 'all' && listed.length + helped.length === 0) return null
  const none = `${office}: không có việc nào đến hạn trong ${AHEAD_DAYS} ngày tới.`
  if (listed.length === 0) return { text: kind === 'all' ? [none, ...helpedLines(helped)].join('\n') : none }
  const shown = listed.slice(0, MOST_LINES)
  const withWhose = isCoordinator(turn.asked.account)
  const lines = shown.map((row, index) => `${index + 1}. ${lineOf(row, turn, withWhose)}`)
  const rest = listed.length - shown.length
  const isAnswerable = shown.some(({ status }) => !isSettled(status))
  return {
    text: [
      `${office}: ${listed.length} việc có hạn.`,
      ...lines,
      ...(rest > 0 ? [`… và ${rest} việc khác.`] : []),
      ...(kind === 'all' ? helpedLines(helped) : []),
      ...(kind === 'all' ? ['Hỏi "đơn vị tôi phải làm những gì" để xem cả việc không ghi thời hạn.'] : []),
    ].join('\n'),
    choices: isAnswerable ? [CHOICES.filed, CHOICES.inProgress, CHOICES.difficulty, CHOICES.later, CHOICES.more] : [],
    subject: { about: 'duties', items: shown.map(({ id }) => [id]) },
  }
}

/** Confirmed duties of the units whose posts are held; of the whole commune for its coordinator. */
export async function ownRows(turn: Turn): Promise<OccurrenceRow[] | null> {
  return ofHeldUnits(turn, await confirmedRows(turn))
}

async function confirmedRows({ parts, asked, day }: Turn): Promise<OccurrenceRow[]> {
  const { commune, posts } = asked.account
  if (!commune || posts.length === 0) return []
  const rows = await loadOccurrences(parts.store, {
    communeId: commune.id,
    from: Temporal.PlainDate.from(day).subtract({ days: BEHIND_DAYS }).toString(),
    to: Temporal.PlainDate.from(day).add({ days: AHEAD_DAYS }).toString(),
    inForceOnly: true,
  })
  return rows.filter(({ isConfirmed }) => isConfirmed)
}

function heldKeys({ asked }: Turn): ReadonlySet<string> {
  return new Set(asked.account.posts.flatMap(({ unit }) => (unit === null ? [] : bodyOf(unit).key)))
}

function ofHeldUnits(turn: Turn, confirmed: OccurrenceRow[]): OccurrenceRow[] | null {
  const { account } = turn.asked
  if (!account.commune || account.posts.length === 0) return null
  if (isCoordinator(account)) return confirmed
  const keys = heldKeys(turn)
  return keys.size > 0 ? confirmed.filter(({ bodyKey }) => keys.has(bodyKey)) : null
}

/** Duties others lead and these units help with, each once. */
function helpedRows(turn: Turn, confirmed: readonly OccurrenceRow[]): OccurrenceRow[] {
  if (isCoordinator(turn.asked.account)) return []
  const keys = heldKeys(turn)
  const helped = confirmed.filter(
    ({ bodyKey, coordinating }) => !keys.has(bodyKey) && coordinating.some((name) => keys.has(bodyOf(name).key)),
  )
  return [...new Map(helped.map((row) => [`${row.documentId}|${row.ruleKey}|${row.slot}`, row])).values()]
}

/** Without numbers: only whoever leads can say that it is done. */
function helpedLines(helped: readonly OccurrenceRow[]): string[] {
  if (helped.length === 0) return []
  const lines = helped.slice(0, MOST_HELPED).map(({ title, units, bodyName, lastSafe }) => {
    const lead = listNames(units.length > 0 ? units : [bodyName].filter(Boolean), 2)
    return `- ${shorten(title, TITLE_CHARS)}${lead ? `, ${lead} chủ trì` : ''} (chậm nhất ${sayDate(lastSafe)}).`
  })
  const rest = helped.length - lines.length
  return [`Phối hợp ${helped.length} việc:`, ...lines, ...(rest > 0 ? [`… và ${rest} việc khác.`] : [])]
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
