/**
 * The texts of reminders: for whom, what, by when (the last safe day and the document's own words), to whom it is sent,
 * the clause, the buttons. The tone does not rise with lateness; the recipient does.
 */
import { CHOICES } from './choices.ts'
import type { Entry, MergedMessage } from './merge-steps.ts'
import { inSentence, listNames, sayDate, sayDay, shorten } from './vietnamese.ts'
import { listText } from './wording-list.ts'
import {
  buttons,
  capital,
  daysLeft,
  doneWord,
  filing,
  howMany,
  IN_DIGEST,
  isCoordinator,
  isPartner,
  passingOn,
  receiver,
  sayTime,
  source,
  type Telling,
  type WordingContext,
  what,
  whose,
  whoseWithin,
  words,
  you,
} from './wording-parts.ts'

/** A message in words. `told` are the duties that are in its text, in their numbered order. */
export type Worded = { text: string; choices: string[]; told: Entry[] }

/** The words and the buttons of one message. */
export function wordMessage(message: MergedMessage, context: WordingContext): Worded {
  const telling = { ...message, context }
  const { text, choices, told } = aboutDuties(telling)
  const notes = message.notes.map((note) => note.text)
  const forNotes = message.notes.flatMap(({ choice }) => choice ?? [])
  return {
    text: [text, ...notes].filter(Boolean).join('\n\n'),
    choices: [...new Set([...choices, ...forNotes])],
    told,
  }
}

function aboutDuties(telling: Telling): Worded {
  const [only, ...others] = telling.entries
  if (!only) return { text: '', choices: [], told: [] }
  const say = others.length === 0 && !IN_DIGEST.has(only.moment) ? SINGLE[only.moment] : undefined
  return say ? { ...say(only, telling), told: [only] } : listText(telling)
}

/** Whoever is to look after what is missing needs every name. */
const ALL_NAMES = 45

type Say = (entry: Entry, telling: Telling) => Pick<Worded, 'text' | 'choices'>

const SINGLE: Partial<Record<Entry['moment'], Say>> = {
  ahead: (entry, telling) => {
    const safe = `chậm nhất ${sayDay(entry.occurrence.lastSafe)} (${words(entry)})`
    const isReport = entry.occurrence.kind === 'report'
    const toDo = isReport ? `để nộp ${what(entry)}` : `đến hạn ${what(entry)}`
    const asked = `Kính đề nghị ${whoseWithin(entry)} ${isReport ? 'gửi' : 'hoàn thành'} ${what(entry)} ${safe}, ${daysLeft(entry, telling)}.`
    const told = `Nhắc việc – ${whose(entry)}: ${daysLeft(entry, telling)} ${toDo}. ${capital(safe)}.`
    const opening = isPartner(entry) && !isCoordinator(telling) ? asked : told
    const text = `${opening}${receiver(entry)}${passingOn(entry, telling)} ${source(entry, telling)}`
    return { text, choices: buttons(entry) }
  },
  due: (entry, telling) => {
    const isReport = entry.occurrence.kind === 'report'
    const doing = isReport ? `nộp ${what(entry)} đúng hạn` : `hoàn thành đúng hạn ${what(entry)}`
    const told = `Hôm nay là ngày làm việc cuối cùng để ${whoseWithin(entry)} ${doing} (${words(entry)}).`
    const asked = `Kính đề nghị ${whoseWithin(entry)} ${isReport ? 'gửi' : 'hoàn thành'} ${what(entry)} trong hôm nay, ngày làm việc cuối cùng còn đúng hạn (${words(entry)}).`
    const opening = isPartner(entry) && !isCoordinator(telling) ? asked : told
    const stop = ` ${capital(onceDone(entry, telling))} để trợ lý ngừng nhắc.`
    const text = `${opening}${receiver(entry)}${passingOn(entry, telling)}${stop} ${source(entry, telling)}`
    return { text, choices: buttons(entry) }
  },
  due_again: (entry, telling) => {
    const opening = `Đến ${sayTime(telling.time)} hôm nay, trợ lý chưa ghi nhận ${what(entry)} của ${whoseWithin(entry)}; hôm nay là ngày làm việc cuối cùng còn đúng hạn (${words(entry)}).`
    const advice = ` ${capital(onceDone(entry, telling))}; nếu vướng, bấm [Báo vướng mắc].`
    return { text: `${opening}${advice} ${source(entry, telling)}`, choices: buttons(entry) }
  },
  late: (entry, telling) => {
    const state = entry.occurrence.kind === 'report' ? 'chưa ghi nhận' : 'chưa ghi nhận kết quả'
    const days = daysLate(entry, telling)
    const since = days > 1 ? `Đã quá hạn ${days} ngày làm việc, trợ lý vẫn` : 'Trợ lý'
    const opening = `${since} ${state} ${what(entry)} của ${whoseWithin(entry, ALL_NAMES)} (${limitOf(entry)}).`
    return {
      text: `${opening}${lateAdvice(entry, telling)} ${source(entry, telling)}`,
      choices: lateButtons(entry, telling),
    }
  },
  returned: (entry, telling) => {
    const opening = `${capital(what(entry))} của ${whoseWithin(entry)} đã được trả lại để bổ sung, trợ lý chưa ghi nhận nộp lại (${limitOf(entry)}).`
    const advice = ` Nộp lại xong, ${you(telling)} bấm [${doneWord(entry)}]; nếu vướng, bấm [Báo vướng mắc].`
    return {
      text: `${opening}${advice}${passingOn(entry, telling)} ${source(entry, telling)}`,
      choices: buttons(entry),
    }
  },
  resumed: (entry, telling) => {
    const opening = `${capital(whoseWithin(entry))} báo ${what(entry)} không thuộc đơn vị mình, xã chưa trả lời; đến khi có trả lời, việc này vẫn tính cho đơn vị (${limitOf(entry)}) và trợ lý nhắc tiếp.`
    return { text: `${opening}${passingOn(entry, telling)} ${source(entry, telling)}`, choices: buttons(entry) }
  },
  escalation: (entry, telling) => {
    const focal = entry.occurrence.via ?? entry.occurrence.to
    const addressee = telling.post.unit || `đồng chí ${telling.post.title}`
    const opening = `Kính gửi ${addressee}: đến ${sayTime(telling.time)} ngày ${sayDate(telling.day)}, ${howMany(entry, telling)} chưa được ghi nhận ${entry.occurrence.kind === 'report' ? 'nộp' : 'hoàn thành'} ${what(entry)}: ${whose(entry, ALL_NAMES)}.`
    const desk = focal && focal !== telling.post.unit ? ` Đầu mối: ${focal}.` : ''
    const choices = telling.post.role === 'other' ? [CHOICES.accept] : []
    return { text: `${opening}${desk} ${source(entry, telling)}`, choices }
  },
  coordination: (entry, telling) => {
    const lead = listNames(entry.occurrence.units)
    const opening = `${whose(entry)} phối hợp ${what(entry)}${lead ? ` do ${lead} chủ trì` : ''}; hạn ${sayDay(entry.occurrence.lastSafe)} (${words(entry)}).`
    const why = isCoordinator(telling)
      ? ' Nhờ đồng chí báo các đơn vị phối hợp biết để chủ động.'
      : ` Trợ lý chỉ báo một lần để ${you(telling)} chủ động kế hoạch.`
    return { text: `${opening}${why} ${source(entry, telling)}`, choices: [] }
  },
  to_accept: (entry, telling) => ({
    text: `${capital(whoseWithin(entry))} báo đã nộp ${what(entry)}${filing(entry, telling)}. ${capital(you(telling))} đã nhận được chưa? Sau 5 ngày làm việc không trả lời, trợ lý coi như đã nhận. ${source(entry, telling)}`,
    choices: [CHOICES.accept, CHOICES.giveBack],
  }),
  progress: (entry, telling) => ({
    text: `Hỏi tiến độ – ${whose(entry)}: ${what(entry)} (${words(entry)}, ${daysLeft(entry, telling)}) đã làm được đến đâu? ${capital(you(telling))} trả lời bằng phần trăm, ví dụ "đang làm 60%"; còn vướng gì thì bấm [Báo vướng mắc].${passingOn(entry, telling)} ${source(entry, telling)}`,
    choices: [CHOICES.inProgress, CHOICES.done, CHOICES.difficulty, CHOICES.later],
  }),
  unconfirmed: (entry, telling) => ({
    text: `Máy đọc, xã chưa xác nhận: ${what(entry)} của ${whoseWithin(entry)}, chậm nhất ${sayDay(entry.occurrence.lastSafe)} (${words(entry)}). Trợ lý chưa nhắc đơn vị nào; đồng chí xem lại văn bản rồi bấm [Xác nhận] hoặc [Không đúng]. ${source(entry, telling)}`,
    choices: [CHOICES.confirm, CHOICES.wrong],
  }),
}

/** "nếu đã nộp, anh/chị bấm [Đã nộp]"; of several desks under one name, only once all of them have. */
function onceDone(entry: Entry, telling: Telling): string {
  const word = doneWord(entry)
  const done = entry.occurrence.kind === 'report' ? 'nộp' : 'xong'
  const isForMany = isCoordinator(telling) && entry.bodies.some(({ isGroup }) => isGroup)
  return isForMany
    ? `khi các đơn vị đã ${done} đủ, ${you(telling)} bấm [${word}]`
    : `nếu đã ${done}, ${you(telling)} bấm [${word}]`
}

/** In whose words it was due, without the day it fell on: "hạn: trước ngày 20 tháng cuối quý". */
function limitOf({ occurrence: { dueText, due, isOfficeDate, extendedTo } }: Entry): string {
  if (extendedTo) return `đã gia hạn đến ${sayDate(extendedTo)}`
  const limit = dueText ? inSentence(shorten(dueText, 90)) : sayDate(due)
  return isOfficeDate ? `hạn do xã đặt: ${limit}` : `hạn: ${limit}`
}

function daysLate({ occurrence: { lateFrom } }: Entry, { day, context }: Telling): number {
  return context.daysLeft(Temporal.PlainDate.from(lateFrom).subtract({ days: 1 }).toString(), day)
}

function isOutsider(entry: Entry, { post }: Telling): boolean {
  return post.role === 'coordinator' || (post.role === 'other' && entry.bodies.length > 0)
}

function lateAdvice(entry: Entry, telling: Telling): string {
  if (isOutsider(entry, telling)) {
    const hasNoDesk = entry.bodies.some(({ isGroup, key }) => isGroup || key === '')
    return hasNoDesk
      ? ` ${capital(you(telling))} kiểm tra hệ thống văn bản và nhắc các đơn vị còn thiếu.`
      : ` ${capital(you(telling))} kiểm tra hệ thống văn bản; đã có thì bấm [${isCoordinator(telling) ? doneWord(entry) : CHOICES.accept}].`
  }
  if (isPartner(entry)) {
    return ` Nếu đã gửi qua hệ thống văn bản, xin bấm [${doneWord(entry)}]; kính đề nghị quý cơ quan cho biết nếu có vướng mắc.`
  }
  return entry.occurrence.kind === 'report'
    ? ' Nếu đã nộp qua hệ thống văn bản, anh/chị bấm [Đã nộp]; nếu vướng, bấm [Báo vướng mắc].'
    : ' Nếu đã xong, anh/chị bấm [Đã xong]; nếu vướng, bấm [Báo vướng mắc].'
}

function lateButtons(entry: Entry, telling: Telling): string[] {
  if (isCoordinator(telling)) return [doneWord(entry), CHOICES.notDue]
  return isOutsider(entry, telling) ? [CHOICES.accept] : buttons(entry)
}
