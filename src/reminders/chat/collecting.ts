/** Short questions of the collected report, one after the other, in the unit's chat. */
import { type OccurrenceRow, record } from '../../duties/index.ts'
import { fold } from '../../language/text.ts'
import { QUESTION_NAMES, type Question } from '../collect/collected.ts'
import { shorten } from '../vietnamese.ts'
import type { ChatReply, Turn } from './asked.ts'
import { nameOf } from './titles.ts'
import { speakerOf } from './who.ts'

type Rows = readonly OccurrenceRow[]

const MOST_CHARS = 2_000
const MOST_TARGETS = 5
const SKIP = 'Bỏ qua'

const ASKS: Readonly<Record<Question, string>> = {
  result: 'Kết quả nổi bật trong kỳ là gì? (vài câu)',
  figures: 'Số liệu đạt được so với chỉ tiêu?',
  difficulties: 'Còn khó khăn, vướng mắc gì?',
  proposals: 'Đơn vị đề xuất, kiến nghị gì?',
}

export function beginCollecting(turn: Turn, rows: Rows): Promise<ChatReply> | ChatReply {
  const reports = rows.filter(({ kind }) => kind === 'report')
  return reports.length > 0 ? ask(turn, reports, 'result') : { text: 'Việc này không có báo cáo để nhập nội dung.' }
}

async function ask(turn: Turn, rows: Rows, question: Question): Promise<ChatReply> {
  const [row] = rows
  const number = QUESTION_NAMES.indexOf(question) + 1
  const targets = question === 'figures' && row ? await targetsOf(turn, row) : []
  const title = row ? nameOf(row) : 'báo cáo'
  return {
    text: [`Nội dung ${title} (${number}/${QUESTION_NAMES.length}): ${ASKS[question]}`, ...targets].join('\n'),
    choices: [SKIP],
    subject: { about: 'asking', awaits: question, ids: rows.map(({ id }) => id) },
  }
}

async function targetsOf({ parts, asked }: Turn, { documentId }: OccurrenceRow): Promise<string[]> {
  const register = await parts.register.of(asked.account.commune?.slug ?? '')
  const targets = (register?.targets ?? []).filter((target) => target.documentId === documentId)
  return targets.slice(0, MOST_TARGETS).map(({ text }) => `- ${shorten(text, 140)}`)
}

/** Keeps one answer and asks the next question. */
export async function takeCollected(
  turn: Turn,
  rows: Rows,
  { question, text }: { question: Question; text: string },
): Promise<ChatReply> {
  const { parts, asked } = turn
  if (fold(text) !== fold(SKIP)) {
    for (const row of rows) {
      const detail = { question, text: shorten(text, MOST_CHARS) }
      const by = speakerOf(asked.account, row)
      await record(parts.store, { occurrenceId: row.id, kind: 'answered', by, messageId: asked.message.id, detail })
    }
  }
  const next = QUESTION_NAMES[QUESTION_NAMES.indexOf(question) + 1]
  if (next) return ask(turn, rows, next)
  return {
    text: 'Đã lưu nội dung báo cáo; đơn vị tổng hợp xem được trong bảng tổng hợp. Nếu văn bản đã gửi, anh/chị bấm [Đã nộp].',
    choices: ['Đã nộp'],
    subject: { about: 'duties', items: [rows.map(({ id }) => id)] },
  }
}
