import type { Trace } from '../answering/index.ts'
import { maskNames } from '../language/masked-names.ts'
import { maskPersonalData } from '../language/personal-data.ts'
import type { Store } from '../store/index.ts'

/** A question with its answer; who asked is told by channel and role alone. */
export type AskedQuestion = {
  id: number
  replyId: number
  communeId: number
  at: Date
  question: string
  answer: string
  outcome: string
  feedback: 1 | -1 | null
  channel: string
  role: string
  verdict: 'wrong' | 'settled' | null
  /** The office's own answer that was written for it. */
  curatedId: number | null
}

export type QuestionFilter = {
  communeIds: readonly number[]
  /** An outcome, or what was said of the answer. */
  kind?: string | undefined
  channel?: string | undefined
  /** Asked within these days. */
  days: number
  /** Words of the question. */
  words?: string | undefined
  /** For the next page: the last question of the one before. */
  beforeId?: number | undefined
  limit: number
}

export type QuestionView = AskedQuestion & {
  citations: { document: string; section: string; quote: string; documentId: number; position: number }[]
  trace: Trace | null
  latencyMs: number | null
  note: string | null
  markedAt: Date | null
}

const SELECT = `
  SELECT asked.id, reply.id AS "replyId", account.commune_id AS "communeId", asked.created_at AS at, asked.text AS question,
         reply.text AS answer, reply.outcome, reply.feedback, account.channel, account.role, mark.verdict,
         (SELECT max(curated_id) FROM curated_asking WHERE message_id = asked.id) AS "curatedId"`
const FROM = `
    FROM message AS asked JOIN message AS reply ON reply.answers_id = asked.id
    JOIN conversation ON conversation.id = asked.conversation_id
    JOIN channel_account AS account ON account.id = conversation.account_id
    LEFT JOIN answer_mark AS mark ON mark.message_id = reply.id
   WHERE asked.direction = 'in' AND asked.text <> '' AND reply.outcome IS NOT NULL AND reply.outcome <> 'chat'
     AND account.commune_id = ANY($1::int[])`

/** Which answers a filter of that name shows; an outcome by its own name otherwise. */
const KINDS: Readonly<Record<string, string>> = {
  disliked: 'reply.feedback = -1',
  liked: 'reply.feedback = 1',
  marked: `mark.verdict = 'wrong'`,
}

/** The newest first. */
export async function listQuestions({ query }: Store, filter: QuestionFilter): Promise<AskedQuestion[]> {
  const { communeIds, kind, channel, days, words, beforeId, limit } = filter
  const named = kind === undefined ? undefined : KINDS[kind]
  const rows = await query<AskedQuestion>(
    `${SELECT}${FROM} AND asked.created_at > now() - make_interval(days => $2)
        AND ${named ?? '($3::text IS NULL OR reply.outcome = $3)'} AND ($3::text IS NULL OR true)
        AND ($4::text IS NULL OR account.channel = $4) AND ($5::text IS NULL OR asked.text ILIKE '%' || $5 || '%')
        AND ($6::int IS NULL OR asked.id < $6)
      ORDER BY asked.id DESC LIMIT $7`,
    [communeIds, days, kind ?? null, channel ?? null, words ? escaped(words) : null, beforeId ?? null, limit],
  )
  return rows.map(masked)
}

/** Those that want an answer of the office: unanswered, disliked or marked wrong, and nobody has written one or settled it. */
export async function listWanting(
  { query }: Store,
  communeIds: readonly number[],
  limit: number,
): Promise<AskedQuestion[]> {
  const rows = await query<AskedQuestion>(
    `${SELECT}${FROM}
        AND (reply.outcome IN ('unanswerable', 'error') OR reply.feedback = -1 OR mark.verdict = 'wrong')
        AND mark.verdict IS DISTINCT FROM 'settled'
        AND NOT EXISTS (SELECT 1 FROM curated_asking JOIN curated_answer ON curated_answer.id = curated_id
                         WHERE message_id = asked.id AND state IN ('waiting', 'published'))
      ORDER BY asked.id DESC LIMIT $2`,
    [communeIds, limit],
  )
  return rows.map(masked)
}

export async function findQuestion(
  { query }: Store,
  id: number,
  communeIds: readonly number[],
): Promise<QuestionView | null> {
  const [row] = await query<QuestionView>(
    `${SELECT}, coalesce(reply.citations, '[]') AS citations, reply.trace, reply.latency_ms AS "latencyMs", mark.note,
         mark.at AS "markedAt"${FROM} AND asked.id = $2`,
    [communeIds, id],
  )
  return row ? { ...row, ...masked(row) } : null
}

/** These questions, of these communes alone. */
export async function findQuestions(
  { query }: Store,
  ids: readonly number[],
  communeIds: readonly number[],
): Promise<AskedQuestion[]> {
  const rows = await query<AskedQuestion>(`${SELECT}${FROM} AND asked.id = ANY($2::int[]) ORDER BY asked.id`, [
    communeIds,
    ids,
  ])
  return rows.map(masked)
}

function masked<Row extends AskedQuestion>(row: Row): Row {
  return { ...row, question: maskNames(maskPersonalData(row.question).text) }
}

function escaped(words: string): string {
  return words.replace(/[\\%_]/g, '\\$&')
}
