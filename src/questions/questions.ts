import type { Owed } from '../delivery/index.ts'
import { writeAudit } from '../people/index.ts'
import type { Store } from '../store/index.ts'
import {
  approveCurated,
  type Curated,
  type CuratedDraft,
  endCurated,
  findCurated,
  insertCurated,
  type Judged,
  listCurated,
  listUntold,
  noteTold,
  type Published,
  publishedOf,
  reviseCurated,
  type Untold,
} from './curated.ts'
import { groupAlike, type QuestionGroup } from './groups.ts'
import {
  type AskedQuestion,
  findQuestion,
  findQuestions,
  listQuestions,
  listWanting,
  type QuestionFilter,
  type QuestionView,
} from './rows.ts'

export type QuestionsOptions = {
  store: Store
  delivery: { owe(owed: Owed): Promise<unknown> }
  /** ISO day in Asia/Ho_Chi_Minh. */
  today: () => string
}

type Change = { id: number; revision: number; by: number }

export type Questions = {
  list(filter: QuestionFilter): Promise<AskedQuestion[]>
  find(id: number, communeIds: readonly number[]): Promise<QuestionView | null>
  several(ids: readonly number[], communeIds: readonly number[]): Promise<AskedQuestion[]>
  /** Unanswered, disliked or marked wrong, grouped by likeness. */
  wanting(communeIds: readonly number[]): Promise<QuestionGroup[]>
  /** Says that an answer was wrong, or that a question needs no answer of the office. */
  mark(
    replyIds: readonly number[],
    mark: { verdict: 'wrong' | 'settled'; note: string | null; by: number },
  ): Promise<void>
  curated: {
    list(communeIds: readonly number[]): Promise<Curated[]>
    find(id: number, communeIds: readonly number[]): Promise<Curated | null>
    /** Throws `CuratedError` for what cannot be told to people. */
    write(draft: CuratedDraft, more: { by: number; messageIds: readonly number[] }): Promise<number>
    /** Throws `CuratedError`. False when it was changed meanwhile. */
    revise(change: Change, draft: Omit<CuratedDraft, 'communeId'>): Promise<boolean>
    /** Publishes it and tells who asked. */
    approve(change: Change): Promise<Judged>
    giveBack(change: Change, why: string): Promise<boolean>
    withdraw(change: Change, why: string): Promise<boolean>
    /** What is told to people of a commune now. */
    published(communeSlug: string, today: string): Promise<Published[]>
    /** Tells whoever asked, agreed to be told and was not yet: after approval, and from time to time. */
    tellAskers(): Promise<void>
  }
}

/** Why an answer cannot be kept, in words for its writer. */
export class CuratedError extends Error {
  override readonly name = 'CuratedError'
  readonly vi: string

  constructor(vi: string) {
    super('curated answer refused')
    this.vi = vi
  }
}

/** Questions looked at for grouping. */
const MOST_WANTING = 400
/** With its source and signature it must fit into one answer of 2,000 characters. */
const ANSWER_MAX_CHARS = 1_500
const SOURCE_MAX_CHARS = 300
const MOST_WORDINGS = 20

export function openQuestions(options: QuestionsOptions): Questions {
  const { store } = options
  return {
    list: (filter) => listQuestions(store, filter),
    find: (id, communeIds) => findQuestion(store, id, communeIds),
    several: (ids, communeIds) => findQuestions(store, ids, communeIds),
    wanting: async (communeIds) => groupAlike(await listWanting(store, communeIds, MOST_WANTING)),
    mark: async (replyIds, { verdict, note, by }) => {
      await store.query(
        `INSERT INTO answer_mark (message_id, verdict, note, person_id)
         SELECT id, $2, $3, $4 FROM message WHERE id = ANY($1::int[]) AND direction = 'out'
         ON CONFLICT (message_id) DO UPDATE SET verdict = excluded.verdict, note = excluded.note,
           person_id = excluded.person_id, at = now()`,
        [replyIds, verdict, note, by],
      )
      const subject = { verdict, message: replyIds[0] ?? null }
      await writeAudit(store, { actor: `person ${by}`, action: 'answer_marked', subject })
    },
    curated: openCurated(options),
  }
}

function openCurated(options: QuestionsOptions): Questions['curated'] {
  const { store } = options
  const trail = (
    action: 'answer_written' | 'answer_approved' | 'answer_returned' | 'answer_withdrawn',
    id: number,
    more: { by: number; why?: string },
  ) => writeAudit(store, { actor: `person ${more.by}`, action, subject: { curated: id }, reason: more.why ?? null })
  return {
    list: (communeIds) => listCurated(store, communeIds),
    find: (id, communeIds) => findCurated(store, id, communeIds),
    write: async (draft, more) => {
      const id = await insertCurated(store, checked(draft), more)
      await trail('answer_written', id, more)
      return id
    },
    revise: async (change, draft) => {
      const isRevised = await reviseCurated(store, change, checked(draft))
      if (isRevised) await trail('answer_written', change.id, change)
      return isRevised
    },
    approve: (change) => approve(options, change, trail),
    giveBack: async (change, why) => {
      const isDone = await endCurated(store, change, { to: 'returned', why })
      if (isDone) await trail('answer_returned', change.id, { ...change, why })
      return isDone
    },
    withdraw: async (change, why) => {
      const isDone = await endCurated(store, change, { to: 'withdrawn', why })
      if (isDone) await trail('answer_withdrawn', change.id, { ...change, why })
      return isDone
    },
    published: (slug, today) => publishedOf(store, slug, today),
    tellAskers: () => tellAskers(options),
  }
}

type Trail = (action: 'answer_approved', id: number, more: { by: number }) => Promise<void>

async function approve(options: QuestionsOptions, change: Change, trail: Trail): Promise<Judged> {
  if (await approveCurated(options.store, change)) {
    await trail('answer_approved', change.id, change)
    await tellAskers(options)
    return 'done'
  }
  const [now] = await options.store.query<{ writtenBy: number | null; revision: number }>(
    'SELECT written_by AS "writtenBy", revision FROM curated_answer WHERE id = $1',
    [change.id],
  )
  if (!now) return 'gone'
  return now.revision === change.revision && now.writtenBy === change.by ? 'own' : 'changed'
}

/** What holds only for a while must say until when. */
const TIME_BOUND =
  /(?<!\p{L})(?:hôm nay|ngày mai|hôm qua|tuần này|tuần sau|tháng này|tháng sau|hiện nay|bây giờ|sắp tới)(?!\p{L})/iu

function checked<Draft extends Omit<CuratedDraft, 'communeId'>>(draft: Draft): Draft {
  const questions = [
    ...new Set(draft.questions.map((question) => question.replace(/\s+/g, ' ').trim()).filter(Boolean)),
  ]
  const refuse = (isWrong: boolean, vi: string): void => {
    if (isWrong) throw new CuratedError(vi)
  }
  refuse(questions.length === 0, 'Cần ít nhất một cách hỏi.')
  refuse(questions.length > MOST_WORDINGS, `Nhiều nhất ${MOST_WORDINGS} cách hỏi.`)
  refuse(
    questions.some((question) => question.length > 300),
    'Mỗi cách hỏi dài nhất 300 ký tự; hãy viết gọn câu hỏi.',
  )
  refuse(draft.answer.trim() === '', 'Chưa có câu trả lời.')
  refuse(
    draft.answer.length > ANSWER_MAX_CHARS,
    `Câu trả lời dài nhất ${ANSWER_MAX_CHARS} ký tự (đang có ${draft.answer.length}).`,
  )
  refuse(draft.source.trim() === '', 'Cần ghi căn cứ: văn bản và mục, hoặc đơn vị chịu trách nhiệm.')
  refuse(draft.source.length > SOURCE_MAX_CHARS, `Căn cứ dài nhất ${SOURCE_MAX_CHARS} ký tự.`)
  const bound = TIME_BOUND.exec([...questions, draft.answer].join('\n'))?.[0]
  refuse(
    draft.validUntil === null && bound !== undefined,
    `Câu hỏi hoặc câu trả lời có “${bound}”: ghi ngày cuối cùng câu trả lời còn đúng.`,
  )
  return { ...draft, questions, answer: draft.answer.trim(), source: draft.source.trim() }
}

/** Owed once a question; noted afterwards, so that a process that dies between the two owes it again to no effect. */
async function tellAskers({ store, delivery, today }: QuestionsOptions): Promise<void> {
  for (const untold of await listUntold(store, today())) {
    await delivery.owe({
      accountId: untold.accountId,
      key: `curated-${untold.id}-${untold.messageId}`,
      class: 'desk',
      text: newsOf(untold),
    })
    await noteTold(store, untold.id, untold.messageId)
  }
}

const ASKED_SHOWN_CHARS = 160

function newsOf({ asked, askedOn, text, source, unit, approvedOn }: Untold): string {
  const characters = [...asked]
  const said = characters.length > ASKED_SHOWN_CHARS ? `${characters.slice(0, ASKED_SHOWN_CHARS).join('')}…` : asked
  return [
    `Ngày ${dayWords(askedOn)} anh/chị đã hỏi: “${said}”. Cơ quan đã có câu trả lời:`,
    text,
    `Căn cứ: ${source.replace(/[.\s]+$/u, '')}.`,
    `${unit ?? 'Cơ quan'} trả lời, cập nhật ngày ${dayWords(approvedOn)}. Không muốn được báo lại nữa, anh/chị nhắn: KHÔNG CẦN BÁO LẠI.`,
  ].join('\n')
}

function dayWords(iso: string): string {
  return iso.split('-').reverse().join('/')
}
