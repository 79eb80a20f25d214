/**
 * The texts of reminders: for whom, what, by when (the last safe day and the document's own words), to whom it is sent,
 * the clause, the buttons. The tone does not rise with lateness; the recipient does.
 */
import type { Entry, MergedMessage } from './merge-steps.ts'
import { inSentence, listNames, sayDate, sayDay, shorten } from './vietnamese.ts'
import { listText } from './wording-list.ts'
import {
  buttons,
  capital,
  daysLeft,
  doneWord,
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

/** The text of one message. */
export function wordMessage(message: MergedMessage, context: WordingContext): string {
  const telling = { ...message, context }
  const [only, ...others] = message.entries
  const isSingle = only && others.length === 0 && !IN_DIGEST.has(only.moment)
  const parts = [only ? (isSingle ? singleText(only, telling) : listText(telling)) : '', ...message.notes]
  return parts.filter(Boolean).join('\n\n')
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
