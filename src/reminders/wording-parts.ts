/** What the texts of reminders share: who, what, by when, in which clause, with which buttons. */
import type { Occurrence } from '../duties/index.ts'
import { sayPlace } from '../language/citing.ts'
import { CHOICES } from './choices.ts'
import type { Entry, MergedMessage } from './merge-steps.ts'
import { documentName, inSentence, listNames, type NamedDocument, sayDate, shorten } from './vietnamese.ts'

export type WordingContext = {
  commune: { name: string }
  documents: readonly NamedDocument[]
  /** Working days after the first day up to and including the second. */
  daysLeft: (from: string, to: string) => number
  /** ", số 15/BC-PKT, ngày 18/12/2026" of what was told as filed; left out where nothing is filed. */
  filing?: (occurrence: Occurrence) => string
  /** How many of its bodies have not filed; left out where nobody files. */
  unfiled?: (occurrence: Occurrence) => number
}

/** A message being worded. */
export type Telling = MergedMessage & { context: WordingContext }

/** Lines of the weekly digest. */
export const IN_DIGEST: ReadonlySet<Entry['moment']> = new Set(['soon', 'soon_unconfirmed', 'overdue'])

const TASK_NAME_CHARS = 110

export function isCoordinator({ post }: Telling): boolean {
  return post.role === 'coordinator'
}

/** "báo cáo năm 2026", or a task by its name. */
export function what(entry: Entry): string {
  return entry.occurrence.kind === 'report' ? inSentence(entry.occurrence.title) : `nhiệm vụ "${taskName(entry)}"`
}

/** Without the unit's own name before a colon: it is said already. */
export function taskName({ occurrence: { title, units } }: Entry): string {
  const own = units.find((unit) => title.startsWith(`${unit}:`))
  return shorten(own ? title.slice(own.length + 1) : title, TASK_NAME_CHARS)
}

export function whose({ bodies }: Entry, max?: number): string {
  return listNames(
    bodies.map(({ name }) => name || 'Đơn vị chưa được nêu tên'),
    max,
  )
}

/** Inside a sentence: "của các thôn". */
export function whoseWithin(entry: Entry, max?: number): string {
  return whose(entry, max).replace(/(^|; )(Các|Những|Đơn vị) /gu, (found) => found.toLowerCase())
}

/** In whose words it is due: the document's, the office's own, or those of an extension it granted. */
export function words({ occurrence: { dueText, due, isOfficeDate, extendedTo } }: Entry, maxChars = 90): string {
  const said = dueText ? `"${shorten(dueText, maxChars)}"` : ''
  const whose = isOfficeDate ? `hạn do xã đặt: ${said}` : said ? `văn bản ghi ${said}` : `hạn ${sayDate(due)}`
  return extendedTo ? `đã gia hạn đến ${sayDate(extendedTo)}; ${whose}` : whose
}

export function receiver(entry: Entry): string {
  const name = receiverName(entry)
  return name ? ` Nơi nhận: ${name}.` : ''
}

/** "UBND xã (qua Văn phòng)"; empty where the paper names nobody. */
export function receiverName({ occurrence: { to, via } }: Entry): string {
  return to && via ? `${to} (qua ${via})` : (to ?? via ?? '')
}

export function source(entry: Entry, telling: Telling): string {
  return `Căn cứ: ${sourceName(entry, telling)}.`
}

/** The paper and the place in it. */
export function sourceName({ occurrence }: Entry, { context }: Telling): string {
  const document = context.documents.find(({ id }) => id === occurrence.documentId)
  const name = document ? documentName(document, context.documents) : 'Văn bản'
  return `${name}${occurrence.section ? `, ${sayPlace(occurrence.section)}` : ''}`
}

/** "14:00" → "14 giờ", "07:30" → "07 giờ 30". */
export function sayTime(time: string): string {
  const [hour = '', minute = '00'] = time.split(':')
  return minute === '00' ? `${hour} giờ` : `${hour} giờ ${minute}`
}

/** Working days left until the last safe day. */
export function daysUntil({ occurrence }: Entry, { day, context }: Telling): number {
  return context.daysLeft(day, occurrence.lastSafe)
}

export function daysLeft(entry: Entry, telling: Telling): string {
  const left = daysUntil(entry, telling)
  return left > 0 ? `còn ${left} ngày làm việc` : 'hôm nay là ngày cuối'
}

/** "2/11 đơn vị" where these are all that is missing; else only how many are named, so that nobody thinks the rest filed. */
export function howMany({ occurrence, bodies }: Entry, { context }: Telling): string {
  const total = new Set(occurrence.units).size
  const unfiled = context.unfiled?.(occurrence) ?? total
  if (total > 1 && bodies.length === unfiled) return `${bodies.length}/${total} đơn vị`
  return bodies.length > 1 ? `${bodies.length} đơn vị sau` : 'đơn vị sau'
}

export function doneWord({ occurrence }: Entry): string {
  return occurrence.kind === 'report' ? CHOICES.filed : CHOICES.done
}

/** The buttons of one duty. */
export function buttons(entry: Entry): string[] {
  return [doneWord(entry), CHOICES.inProgress, CHOICES.difficulty, CHOICES.later, CHOICES.more]
}

const PASSED_ON: ReadonlySet<Entry['moment']> = new Set([
  ...(['ahead', 'due', 'due_again', 'progress', 'returned', 'resumed'] as const),
])

/** What a coordinator is to do with a reminder that has no desk of its own. */
export function passingOn({ bodies, moment }: Entry, telling: Telling): string {
  if (!isCoordinator(telling) || !PASSED_ON.has(moment)) return ''
  if (bodies.some(({ key }) => key === '')) {
    return ' Văn bản không nêu đơn vị thực hiện; đề nghị đồng chí báo lãnh đạo phân công.'
  }
  if (bodies.some(({ isGroup }) => isGroup)) {
    return ' Văn bản giao chung, trợ lý chưa có danh sách đơn vị; nhờ đồng chí chuyển lời nhắc đến từng đơn vị.'
  }
  return bodies.some(({ kind }) => kind === 'commune')
    ? ''
    : ' Đơn vị chưa có người nhận tin; nhờ đồng chí chuyển giúp.'
}

/** Under which number it was told as filed, and when. */
export function filing({ occurrence }: Entry, { context }: Telling): string {
  return context.filing?.(occurrence) ?? ''
}

export function isPartner({ bodies }: Entry): boolean {
  return bodies.every(({ kind }) => kind === 'partner')
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function you(telling: Telling): string {
  return isCoordinator(telling) ? 'đồng chí' : 'anh/chị'
}
