/** What stands above the figures of a section, so that nobody reads into them what was not measured. */
import { MAX_OUTPUT_TOKENS } from '../../src/answering/model/endpoint.ts'
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send.ts'

export const NOTES: Readonly<Record<string, string>> = {
  load: `Answered in time: the answer's row was written within a second of the moment the question was to be sent, for 95 % of the
questions, and at most 3 % had none. Written is not delivered. One Telegram bot delivers ${TELEGRAM_LIMITS.perSecond} messages a second at the most (its
lane, below Telegram's own 30), however many workers answer: what is answered faster waits in the outbox, and an office that must
deliver more needs more bots or other channels beside it. \`…_arrival_…\` is measured below the lane, where the answer arrives at a
fake Telegram that takes 0 ms; \`…_delivered_by_one_bot\` above it. A rate counts once it held for a whole minute (\`…_held_…\`);
\`…_no_more_at\` is the lowest that was asked and did not hold. Each ground is measured by itself, perhaps on another day than its
neighbour, and is a ratio to it only on the same kind of machine.
\`…_cpu_an_answer\` is CPU of the program's processes for each answer at the highest of the arrival rates. An \`echo\` is the same
inbox, queue and outbox without answering; its jobs and transactions are counted during its minute.`,
  'load, steps': `A \`step\` is one rung of the ladder for eight seconds, \`held\` one for a minute, \`arrival\` a rate below the lane. The ladder ends
at the first rung that does not hold. Where a neighbour ground was measured in the same run (other workers, or what answers beside its
echo), it begins a rung below what that held: lower rungs are then not asked, and taken to hold. The minutes are looked for by halves: the
highest rung below the failed one first, then what the neighbour held, then the middle of what is left, until a rung holds and the
next above it is known not to, in eight seconds or in a minute. Whoever bears a rate is taken to bear the lower ones. The load is made
on the same cores. CPU of a database is that of the bench's own PostgreSQL and Redis.`,
  assistant: `A model is off by default. With one, a question costs \`model_tokens_read_a_question\` × the price of a token read +
\`model_tokens_written_a_question\` × the price of a token written; the prices are the office's provider's. Tokens are counted as
o200k_base does, at a mock that quotes the first passage it is given: a real model writes words of its own, at most ${MAX_OUTPUT_TOKENS} tokens a
call, and is asked a second time where they do not pass.`,
  reading: `\`documents_…\` is reading alone, of plain text. \`ingested_…\` is the whole way of the shipped plans' copies into an empty store: read,
kept, indexed for search, entered into the register. Their peers are no measurement of this run: indexing alone was measured another
day on a machine of this kind, in PGlite; RAGFlow's figure is one user's, of a PDF whose layout is recognised by
models, while ours are plain text of 1,800 characters a page. They tell an order of magnitude.`,
}

export const WITHOUT_COLLECTION =
  'It needs collections of questions that do not lie in the repository; [retrieval.md](retrieval.md) has what two of them gave.'
