import { z } from 'zod'
import { maskNames } from '../../language/masked-names.ts'
import { maskPersonalData } from '../../language/personal-data.ts'
import type { Store } from '../../store/index.ts'
import { parseCommandLine, UsageError } from '../command.ts'
import type { OfficeCommand } from './office-command.ts'

const USAGE = 'npm run -s samples [-- --days 7] [--limit 200]'
const MAX_DAYS = 365
const MAX_LINES = 10_000

type Row = {
  id: number
  question: string
  outcome: string
  feedback: number | null
  answer: string
  commune: string | null
  role: string
  day: string
}

const EXPECT: Record<string, string> = {
  answered: 'answer',
  answered_partly: 'partial',
  unanswerable: 'abstain',
  refused: 'refuse',
  redirected: 'redirect',
  clarify: 'clarify',
}

const counted = (most: number) => z.coerce.number().int().min(1).max(most)

/**
 * Live questions and how they were answered, as lines of a question file for `npm run evaluate`. Identifiers were masked
 * before they were stored; names of people are masked here.
 */
export const samples: OfficeCommand = (args) => {
  const { days, limit } = readOptions(args)
  return async ({ store, say }) => {
    for (const row of await rowsOf(store, days, limit)) say(JSON.stringify(toLine(row)))
  }
}

function readOptions(args: string[]): { days: number; limit: number } {
  const options = { days: { type: 'string', default: '7' }, limit: { type: 'string', default: '200' } } as const
  const { values } = parseCommandLine(args, options, USAGE)
  const read = z.object({ days: counted(MAX_DAYS), limit: counted(MAX_LINES) }).safeParse(values)
  if (read.success) return read.data
  throw new UsageError({
    vi: `--days từ 1 đến ${MAX_DAYS}, --limit từ 1 đến ${MAX_LINES}. Cách dùng: ${USAGE}`,
    en: `--days is 1 to ${MAX_DAYS}, --limit 1 to ${MAX_LINES}. Usage: ${USAGE}`,
  })
}

/** Answers with a thumb come first: they are worth a look before the others. */
function rowsOf(store: Store, days: number, limit: number): Promise<Row[]> {
  return store.query<Row>(
    `SELECT asked.id, asked.text AS question, reply.outcome, reply.feedback, reply.text AS answer,
            commune.slug AS commune, account.role, to_char(asked.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day
       FROM message AS reply
       JOIN message AS asked ON asked.id = reply.answers_id
       JOIN conversation ON conversation.id = asked.conversation_id
       JOIN channel_account AS account ON account.id = conversation.account_id
       LEFT JOIN commune ON commune.id = account.commune_id
      WHERE asked.text <> '' AND reply.outcome IS NOT NULL AND asked.created_at > now() - make_interval(days => $1)
      ORDER BY reply.feedback IS NULL, reply.feedback, asked.id DESC LIMIT $2`,
    [days, limit],
  )
}

/** What was given counts as expected until somebody corrects the line; facts and evidence are theirs to write. */
function toLine({ id, question, outcome, feedback, answer, commune, role, day }: Row): object {
  return {
    id: `live-${id}`,
    question: mask(question),
    asker: role,
    commune,
    unit: null,
    today: day,
    kind: 'live',
    style: feedback === null ? 'live' : feedback > 0 ? 'live_liked' : 'live_disliked',
    expect: EXPECT[outcome] ?? 'chat',
    evidence: [],
    facts: [],
    must_not: [],
    notes: mask(answer),
  }
}

function mask(text: string): string {
  return maskNames(maskPersonalData(text).text)
}
