/**
 * The texts of reminders: for whom, what, by when (the last safe day and the document's own words), to whom it is sent,
 * the clause, the buttons. The tone does not rise with lateness; the recipient does.
 */
import type { Entry, MergedMessage } from './merge-steps.ts'
import {
  documentName,
  inSentence,
  listNames,
  type NamedDocument,
  sayDate,
  sayDay,
  sayPlace,
  shorten,
} from './vietnamese.ts'

export type WordingContext = {
  commune: { name: string }
  documents: readonly NamedDocument[]
  /** Working days after the first day up to and including the second. */
  daysLeft: (from: string, to: string) => number
}

/** Longest message a channel takes in one piece. */
const MAX_CHARS = 2_000
/** Room left for the closing lines of a list. */
const CLOSING_CHARS = 420
const TASK_NAME_CHARS = 110

/** Lines of the weekly digest. */
const IN_DIGEST = new Set<Entry['moment']>(['soon', 'soon_unconfirmed', 'overdue'])

type Telling = MergedMessage & { context: WordingContext }

/** The text of one message. */
export function wordMessage(message: MergedMessage, context: WordingContext): string {
  const telling = { ...message, context }
  const [only, ...others] = message.entries
  const isSingle = only && others.length === 0 && !IN_DIGEST.has(only.moment)
  const parts = [only ? (isSingle ? singleText(only, telling) : listText(telling)) : '', ...message.notes]
  return parts.filter(Boolean).join('\n\n')
}

function isCoordinator({ post }: Telling): boolean {
  return post.role === 'coordinator'
}

/** "báo cáo năm 2026", or a task by its name. */
function what(entry: Entry): string {
  return entry.occurrence.kind === 'report' ? inSentence(entry.occurrence.title) : `nhiệm vụ "${taskName(entry)}"`
}

/** Without the unit's own name before a colon: it is said already. */
function taskName({ occurrence: { title, units } }: Entry): string {
  const own = units.find((unit) => title.startsWith(`${unit}:`))
  return shorten(own ? title.slice(own.length + 1) : title, TASK_NAME_CHARS)
}

function whose({ bodies }: Entry): string {
  return listNames(bodies.map(({ name }) => name || 'Đơn vị chưa được nêu tên'))
}

/** Inside a sentence: "của các thôn". */
function whoseWithin(entry: Entry): string {
  return whose(entry).replace(/(^|; )(Các|Những|Đơn vị) /gu, (found) => found.toLowerCase())
}

function words({ occurrence: { dueText, due } }: Entry): string {
  return dueText ? `văn bản ghi "${shorten(dueText, 90)}"` : `hạn ${sayDate(due)}`
}

function receiver({ occurrence: { to, via } }: Entry): string {
  if (to && via) return ` Nơi nhận: ${to} (qua ${via}).`
  return to || via ? ` Nơi nhận: ${to ?? via}.` : ''
}

function source({ occurrence }: Entry, { context }: Telling): string {
  const document = context.documents.find(({ id }) => id === occurrence.documentId)
  const name = document ? documentName(document, context.documents) : 'Văn bản'
  return `Căn cứ: ${name}${occurrence.section ? `, ${sayPlace(occurrence.section)}` : ''}.`
}

/** "14:00" → "14 giờ", "07:30" → "07 giờ 30". */
function sayTime(time: string): string {
  const [hour = '', minute = '00'] = time.split(':')
  return minute === '00' ? `${hour} giờ` : `${hour} giờ ${minute}`
}

function daysLeft({ occurrence }: Entry, { day, context }: Telling): string {
  const left = context.daysLeft(day, occurrence.lastSafe)
  return left > 0 ? `còn ${left} ngày làm việc` : 'hôm nay là ngày cuối'
}

function doneWord({ occurrence }: Entry): string {
  return occurrence.kind === 'report' ? 'Đã nộp' : 'Đã xong'
}

function buttons(entry: Entry): string {
  return `[${doneWord(entry)}] [Đang làm] [Báo vướng mắc] [Nhắc lại sau]`
}

const PASSED_ON = new Set<Entry['moment']>(['ahead', 'due', 'due_again', 'progress'])

/** What a coordinator is to do with a reminder that has no desk of its own. */
function passingOn({ bodies, moment }: Entry, telling: Telling): string {
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

function isPartner({ bodies }: Entry): boolean {
  return bodies.every(({ kind }) => kind === 'partner')
}

function singleText(entry: Entry, telling: Telling): string {
  const say = SINGLE[entry.moment]
  return say ? say(entry, telling) : listText(telling)
}

type Say = (entry: Entry, telling: Telling) => string

const SINGLE: Partial<Record<Entry['moment'], Say>> = {
  ahead: (entry, telling) => {
    const safe = `chậm nhất ${sayDay(entry.occurrence.lastSafe)} (${words(entry)})`
    const isReport = entry.occurrence.kind === 'report'
    const toDo = isReport ? `để nộp ${what(entry)}` : `đến hạn ${what(entry)}`
    const asked = `Kính đề nghị ${whoseWithin(entry)} ${isReport ? 'gửi' : 'hoàn thành'} ${what(entry)} ${safe}, ${daysLeft(entry, telling)}.`
    const told = `Nhắc việc – ${whose(entry)}: ${daysLeft(entry, telling)} ${toDo}. ${capital(safe)}.`
    const opening = isPartner(entry) && !isCoordinator(telling) ? asked : told
    return `${opening}${receiver(entry)}${passingOn(entry, telling)} ${source(entry, telling)}\n${buttons(entry)}`
  },
  due: (entry, telling) => {
    const isReport = entry.occurrence.kind === 'report'
    const doing = isReport ? `nộp ${what(entry)} đúng hạn` : `hoàn thành đúng hạn ${what(entry)}`
    const opening = `Hôm nay là ngày làm việc cuối cùng để ${whoseWithin(entry)} ${doing} (${words(entry)}).`
    const stop = ` Nếu ${inSentence(doneWord(entry))}, ${you(telling)} bấm [${doneWord(entry)}] để trợ lý ngừng nhắc.`
    return `${opening}${receiver(entry)}${passingOn(entry, telling)}${stop} ${source(entry, telling)}\n${buttons(entry)}`
  },
  due_again: (entry, telling) => {
    const opening = `Đến ${sayTime(telling.time)} hôm nay, trợ lý chưa ghi nhận ${what(entry)} của ${whoseWithin(entry)}; hôm nay là ngày làm việc cuối cùng còn đúng hạn (${words(entry)}).`
    return `${opening} Nếu đã nộp, ${you(telling)} bấm [Đã nộp]; nếu vướng, bấm [Báo vướng mắc]. ${source(entry, telling)}\n${buttons(entry)}`
  },
  late: (entry, telling) => {
    const limit = entry.occurrence.dueText ? shorten(entry.occurrence.dueText, 90) : sayDate(entry.occurrence.due)
    const state = entry.occurrence.kind === 'report' ? 'chưa ghi nhận' : 'chưa ghi nhận kết quả'
    const opening = `Trợ lý ${state} ${what(entry)} của ${whoseWithin(entry)} (hạn: ${limit}).`
    return `${opening}${lateAdvice(entry, telling)} ${source(entry, telling)}\n${lateButtons(entry, telling)}`
  },
  escalation: (entry, telling) => {
    const total = new Set(entry.occurrence.units).size
    const many = total > 1 ? `${entry.bodies.length}/${total} đơn vị` : 'đơn vị sau'
    const focal = entry.occurrence.via ?? entry.occurrence.to
    const addressee = telling.post.unit || `đồng chí ${telling.post.title}`
    const opening = `Kính gửi ${addressee}: đến ${sayTime(telling.time)} ngày ${sayDate(telling.day)}, ${many} chưa được ghi nhận ${entry.occurrence.kind === 'report' ? 'nộp' : 'hoàn thành'} ${what(entry)}: ${whose(entry)}.`
    return `${opening}${focal ? ` Đầu mối: ${focal}.` : ''} ${source(entry, telling)}`
  },
  coordination: (entry, telling) => {
    const lead = listNames(entry.occurrence.units)
    const opening = `${whose(entry)} phối hợp ${what(entry)}${lead ? ` do ${lead} chủ trì` : ''}; hạn ${sayDay(entry.occurrence.lastSafe)} (${words(entry)}).`
    const why = isCoordinator(telling)
      ? ' Nhờ đồng chí báo các đơn vị phối hợp biết để chủ động.'
      : ` Trợ lý chỉ báo một lần để ${you(telling)} chủ động kế hoạch.`
    return `${opening}${why} ${source(entry, telling)}`
  },
  progress: (entry, telling) =>
    `Hỏi tiến độ – ${whose(entry)}: ${what(entry)} (${words(entry)}) đã làm được đến đâu? ${capital(you(telling))} trả lời bằng phần trăm hoặc vài chữ; còn vướng gì thì bấm [Báo vướng mắc].${passingOn(entry, telling)} ${source(entry, telling)}\n[Đang làm] [Đã xong] [Báo vướng mắc] [Nhắc lại sau]`,
  unconfirmed: (entry, telling) =>
    `Máy đọc, xã chưa xác nhận: ${what(entry)} của ${whoseWithin(entry)}, chậm nhất ${sayDay(entry.occurrence.lastSafe)} (${words(entry)}). Trợ lý chưa nhắc đơn vị nào; đồng chí xem lại văn bản rồi bấm [Xác nhận] hoặc [Không đúng]. ${source(entry, telling)}\n[Xác nhận] [Không đúng]`,
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function you(telling: Telling): string {
  return isCoordinator(telling) ? 'đồng chí' : 'anh/chị'
}

function isOutsider(entry: Entry, { post }: Telling): boolean {
  return post.role === 'coordinator' || (post.role === 'other' && entry.bodies.length > 0)
}

function lateAdvice(entry: Entry, telling: Telling): string {
  if (isOutsider(entry, telling)) {
    const hasNoDesk = entry.bodies.some(({ isGroup, key }) => isGroup || key === '')
    return hasNoDesk
      ? ` ${capital(you(telling))} kiểm tra hệ thống văn bản và nhắc các đơn vị còn thiếu.`
      : ` ${capital(you(telling))} kiểm tra hệ thống văn bản; đã có thì bấm [${doneWord(entry)}].`
  }
  if (isPartner(entry)) {
    return ` Nếu đã gửi qua hệ thống văn bản, xin bấm [${doneWord(entry)}]; kính đề nghị quý cơ quan cho biết nếu có vướng mắc.`
  }
  return entry.occurrence.kind === 'report'
    ? ' Nếu đã nộp qua hệ thống văn bản, anh/chị bấm [Đã nộp]; nếu vướng, bấm [Báo vướng mắc].'
    : ' Nếu đã xong, anh/chị bấm [Đã xong]; nếu vướng, bấm [Báo vướng mắc].'
}

function lateButtons(entry: Entry, telling: Telling): string {
  return isCoordinator(telling) ? `[${doneWord(entry)}] [Không phải nộp]` : buttons(entry)
}

const HEADINGS: Readonly<Record<Entry['moment'], string>> = {
  due: 'Hôm nay là ngày làm việc cuối cùng',
  due_again: 'Hôm nay là ngày cuối, chưa ghi nhận',
  late: 'Quá hạn, chưa ghi nhận',
  escalation: 'Quá hạn, chưa ghi nhận',
  ahead: 'Sắp đến hạn',
  unconfirmed: 'Máy đọc, xã chưa xác nhận (chưa nhắc đơn vị nào)',
  coordination: 'Phối hợp, báo một lần để chủ động',
  progress: 'Hỏi tiến độ, trả lời bằng phần trăm hoặc vài chữ',
  soon: 'Đến hạn trong những ngày tới',
  soon_unconfirmed: 'Đến hạn trong những ngày tới; máy đọc, xã chưa xác nhận nên chưa nhắc đơn vị nào',
  overdue: 'Còn chưa ghi nhận từ trước',
}

/** Several duties in one message, numbered so that "1 đã nộp" answers one of them. */
function listText(telling: Telling): string {
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
  return [...lines, ...closingLines(told, telling)].join('\n')
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

function entryLine(entry: Entry, telling: Telling): string {
  const { occurrence, moment } = entry
  const title = occurrence.kind === 'report' ? occurrence.title : taskName(entry)
  const isOwn = entry.bodies.every(({ name }) => name !== '' && name === telling.post.unit)
  const who = isOwn ? '' : ` – ${whose(entry)}`
  const said = occurrence.dueText ? `"${shorten(occurrence.dueText, 60)}"` : `hạn ${sayDate(occurrence.due)}`
  if (moment === 'late' || moment === 'escalation' || moment === 'overdue') return `${title}${who} (hạn: ${said}).`
  if (moment === 'progress') return `${title}${who} (${said}).`
  if (moment === 'due' || moment === 'due_again') return `${title}${who} (văn bản ghi ${said}).${receiver(entry)}`
  const lead =
    moment === 'coordination' && occurrence.units.length > 0 ? `, ${listNames(occurrence.units, 2)} chủ trì` : ''
  return `${title}${who}: chậm nhất ${sayDay(occurrence.lastSafe)}, ${daysLeft(entry, telling)} (văn bản ghi ${said})${lead}.${moment === 'coordination' ? '' : receiver(entry)}`
}

function closingLines(told: readonly Entry[], telling: Telling): string[] {
  const passed = [...new Set(told.map((entry) => passingOn(entry, telling).trim()).filter(Boolean))]
  const isAnswerable = telling.post.role !== 'vice_chair' && telling.post.role !== 'chair'
  const needsAnswer = told.some(
    ({ moment }) => moment !== 'coordination' && moment !== 'soon' && moment !== 'soon_unconfirmed',
  )
  const done = [...new Set(told.map((entry) => `[${doneWord(entry)}]`))].join(' ')
  const example = told[0] ? inSentence(doneWord(told[0])) : ''
  const answer =
    isAnswerable && needsAnswer ? [`${done} [Đang làm] [Báo vướng mắc] – kèm số thứ tự, ví dụ "1 ${example}".`] : []
  return [...(needsAnswer ? passed : []), sources(told, telling), ...answer]
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
