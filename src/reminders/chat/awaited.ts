/** Free words after something was asked: taken for the answer where they can be one, else for a question of their own. */
import { findOccurrences } from '../../duties/index.ts'
import type { ChatReply, Turn } from './asked.ts'
import { takeCollected } from './collecting.ts'
import { setDate } from './confirming.ts'
import { readFiling } from './filing.ts'
import { answerDifficulty, giveBack } from './office-acts.ts'
import { isButton, type ReadAct, readPercent } from './read-words.ts'
import { isQuestion } from './spoken.ts'
import type { Subject } from './subjects.ts'
import { fileDuties, progressDuties, requestExtension, snooze, tellDifficulty } from './unit-acts.ts'
import { isCoordinator, type MayAct, mayAct, WHO_MAY } from './who.ts'

type Awaited = Extract<Subject, { about: 'asking' }>['awaits']

/** Whose answer was asked for. Those not named here are the unit's. */
const WHO_ANSWERS: Readonly<Partial<Record<Awaited, MayAct>>> = {
  difficulty_answer: 'coordinator',
  return_reason: 'receiver',
}

/** Answered in words of one's own, which may begin like an act: "Đã hoàn thành số hóa 2.000 hồ sơ". */
const IN_OWN_WORDS: ReadonlySet<string> = new Set<Awaited>([
  ...(['difficulty_answer', 'return_reason'] as const),
  ...(['result', 'figures', 'difficulties', 'proposals'] as const),
])

/** Whether the words are the act they were read as, though something else was asked. */
export function isActInstead({ awaits }: Extract<Subject, { awaits: string }>, text: string, read: ReadAct): boolean {
  if (IN_OWN_WORDS.has(awaits)) return isButton(text)
  if (awaits === 'difficulty') return read.rest === '' || read.act === 'filed'
  return read.rest === '' || read.act !== 'in_progress'
}

/** Null where the words are no answer to what was asked. */
export async function takeAnswer(turn: Turn, subject: Subject, text: string): Promise<ChatReply | null> {
  if (subject.about === 'set_date') {
    const { documentId, ruleKey } = subject
    return isCoordinator(turn.asked.account) ? setDate(turn, { documentId, ruleKey }, text) : null
  }
  if (subject.about !== 'asking') return null
  const { account, message } = turn.asked
  const known = await findOccurrences(turn.parts.store, subject.ids)
  const hasFile = message.attachments.length > 0
  if (known.length === 0 || (!hasFile && (text === '' || isQuestion(text)))) return null
  const who = WHO_ANSWERS[subject.awaits] ?? 'unit'
  const rows = known.filter((row) => row.communeId === account.commune?.id && mayAct(account, who, row))
  if (rows.length === 0) return subject.awaits === 'number' ? null : { text: WHO_MAY[who] }
  switch (subject.awaits) {
    case 'number': {
      const isFiling = hasFile || Object.keys(readFiling(text, turn.day)).length > 0
      const isFiled = rows.every(({ status }) => status === 'filed')
      return isFiling && isFiled ? fileDuties(turn, rows, text) : null
    }
    case 'percent':
      return readPercent(text) === null ? null : progressDuties(turn, rows, text)
    case 'difficulty':
      return tellDifficulty(turn, rows, text)
    case 'difficulty_answer':
      return answerDifficulty(turn, rows, { text, personId: subject.rowIds?.[0] ?? null })
    case 'extension_day':
      return requestExtension(turn, rows, text)
    case 'return_reason':
      return giveBack(turn, rows, text)
    case 'later':
      return snooze(turn, rows, text)
    default:
      return takeCollected(turn, rows, { question: subject.awaits, text })
  }
}
