/**
 * What a reminder says where free words may not be sent any more (a Zalo Official Account, seven days after a person's last
 * word): the name of an approved text and what fills it. The texts themselves are `prompts/zalo-templates`.
 */
import { type Entry, type MergedMessage, stepOf } from './merge-steps.ts'
import { sayDate, sayDay } from './vietnamese.ts'
import {
  capital,
  daysUntil,
  howMany,
  IN_DIGEST,
  isCoordinator,
  receiverName,
  sayTime,
  sourceName,
  type Telling,
  type WordingContext,
  what,
  whose,
  whoseWithin,
} from './wording-parts.ts'

export type ApprovedText = { name: 'ahead' | 'due' | 'late' | 'coordinator' | 'digest'; values: Record<string, string> }

/** Null where nothing approved says it: a message of notes alone. */
export function approvedTextOf(message: MergedMessage, context: WordingContext): ApprovedText | null {
  const [first] = message.entries
  if (!first) return null
  const telling = { ...message, context }
  const step = stepOf(message)
  if (step === 'escalation' || (step === 'late' && isOfOthers(telling))) return toCoordinator(first, telling)
  if (step === 'ahead' || step === 'due' || step === 'late') return { name: step, values: ofDuty(first, telling) }
  return ofWeek(telling)
}

/** Whoever is told of it is not who files it. */
function isOfOthers({ post }: Telling): boolean {
  return post.role !== 'head' && post.role !== 'focal'
}

function ofDuty(entry: Entry, telling: Telling): Record<string, string> {
  const left = daysUntil(entry, telling)
  return {
    don_vi: whoseWithin(entry),
    con_lai: left > 0 ? `${left} ngày làm việc` : 'ngày cuối',
    viec: doing(entry, telling),
    han: sayDay(entry.occurrence.lastSafe),
    ...ofPaper(entry, telling),
  }
}

function toCoordinator(entry: Entry, telling: Telling): ApprovedText {
  return {
    name: 'coordinator',
    values: {
      nguoi_nhan: isCoordinator(telling) ? 'đồng chí cán bộ điều phối' : `đồng chí ${telling.post.title}`,
      luc: `${sayTime(telling.time)} ngày ${sayDate(telling.day)}`,
      so_don_vi: howMany(entry, telling),
      viec: doing(entry, telling),
      don_vi: whose(entry),
      dau_moi: entry.occurrence.via ?? entry.occurrence.to ?? '',
      ...ofPaper(entry, telling),
    },
  }
}

function ofWeek(telling: Telling): ApprovedText | null {
  const { entries, post, context } = telling
  const overdue = entries.filter(({ moment }) => moment === 'overdue').length
  const coming = entries.filter(({ moment }) => moment !== 'overdue')
  const [first] = coming.length > 0 ? coming : entries
  if (!first) return null
  const days = coming.map(({ occurrence }) => occurrence.lastSafe).sort()
  const isOfWeek = coming.some(({ moment }) => IN_DIGEST.has(moment))
  return {
    name: 'digest',
    values: {
      nguoi_nhan: capital(post.title),
      don_vi: isCoordinator(telling) ? context.commune.name : post.unit || context.commune.name,
      so_viec: `${entries.length} việc`,
      khoang: isOfWeek
        ? `đến hạn từ ${sayDate(days[0] ?? telling.day)} đến ${sayDate(days.at(-1) ?? telling.day)}`
        : 'chờ trả lời',
      viec: doing(first, { ...telling, entries: [first] }),
      han: sayDay(first.occurrence.lastSafe),
      qua_han: overdue > 0 ? `${overdue} việc` : '',
    },
  }
}

/** "nộp báo cáo năm 2026 và 2 việc khác". */
function doing(entry: Entry, { entries }: Telling): string {
  const others = entries.length > 1 ? ` và ${entries.length - 1} việc khác` : ''
  return `${entry.occurrence.kind === 'report' ? 'nộp' : 'hoàn thành'} ${what(entry)}${others}`
}

function ofPaper(entry: Entry, telling: Telling): Record<string, string> {
  return {
    loi_van_ban: entry.occurrence.dueText ?? '',
    noi_nhan: receiverName(entry),
    can_cu: sourceName(entry, telling),
  }
}
