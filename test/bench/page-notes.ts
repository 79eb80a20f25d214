/** What stands above the figures of a section, so that nobody reads into them what was not measured. */
import { MAX_OUTPUT_TOKENS } from '../../src/answering/model/endpoint.ts'
import { TELEGRAM_LIMITS } from '../../src/channels/telegram/send.ts'

export const NOTES: Readonly<Record<string, string>> = {
  load: `Answered in time: the answer's row was written within a second of the moment the question was to be sent, for 95 % of the
questions, and at most 3 % had none. Written is not delivered. One Telegram bot delivers ${TELEGRAM_LIMITS.perSecond} messages a second at the most (its
lane, below Telegram's own 30), however many workers answer: what is answered faster waits in the outbox, and an office that must
deliver more needs more bots or other channels beside it. \`…_arrival_…\` is measured below the lane, where the answer arrives at a
fake Telegram that takes 0 ms; \`…_delivered_by_one_bot\` above it. A rate counts once it held for a whole minute (\`…_held_…\`).
\`…_cpu_an_answer\` is CPU of the program's processes for each answer at the highest of the arrival rates. An \`echo\` is the same
inbox, queue and outbox without answering; its jobs and transactions are counted during its minute.`,
  'load, steps': `A \`step\` is one rung of the ladder, \`held\` one of them for a minute, the highest first until one holds, \`arrival\` a rate below the lane. The load is made on
the same cores. CPU of a database counts every PostgreSQL and Redis of the machine.`,
  assistant: `A model is off by default. With one, a question costs \`model_tokens_read_a_question\` × the price of a token read +
\`model_tokens_written_a_question\` × the price of a token written; the prices are the office's provider's. Tokens are counted as
o200k_base does, at a mock that quotes the first passage it is given: a real model writes words of its own, at most ${MAX_OUTPUT_TOKENS} tokens a
call, and is asked a second time where they do not pass.`,
  reading: `\`documents_…\` is reading alone, of plain text. \`ingested_…\` is the whole way of the shipped plans' copies into an empty store: read,
kept, indexed for search, entered into the register.`,
}

export const WITHOUT_COLLECTION =
  'It needs collections of questions that do not lie in the repository; [retrieval.md](retrieval.md) has what two of them gave.'
